/* render/library: a folder over the built-in templates, file by file. */
#include "render/library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

typedef struct fixture {
    arena memory;
    diagnostics diags;
    char root[32];
} fixture;

static void write_file(const fixture *f, const char *folder, const char *name, const char *text) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->root, folder);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/%s/%s", f->root, folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    fclose(file);
}

static int set_up(void **state) {
    static fixture f;
    f = (fixture){.root = "/tmp/swage-library-XXXXXX"};
    diag_init(&f.diags, &f.memory);
    assert_non_null(mkdtemp(f.root));
    write_file(&f, "markdown", "index.md.j2", "of the house\n");
    write_file(&f, "mine", "language.yaml", "language: 1\n");
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    static const char *const paths[] = {"markdown/index.md.j2", "markdown", "mine/language.yaml",
                                        "mine", ""};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", f->root, paths[i]);
        assert_int_equal(remove(path), 0);
    }
    arena_free(&f->memory);
    return 0;
}

static void overlay_goes_before_file_by_file(void **state) {
    fixture *f = *state;
    library *l = library_new(&f->memory, &f->diags, str_from(f->root));
    const source_file *mine = library_find(l, STR("markdown/index.md.j2"));
    const source_file *built_in = library_find(l, STR("markdown/type.md.j2"));
    assert_true(str_eq(mine->text, STR("of the house\n")));
    assert_non_null(built_in);
    assert_true(str_eq(built_in->path, STR("templates/markdown/type.md.j2")));
    assert_ptr_equal(library_find(l, STR("markdown/index.md.j2")), mine);
    size_t count;
    const source_file *const *used = library_used(l, &count);
    assert_int_equal(count, 1);
    assert_ptr_equal(used[0], mine);
}

static bool has(const str *items, size_t count, str item) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(i == 0 || str_cmp(items[i - 1], items[i]) < 0);
        found += str_eq(items[i], item);
    }
    return found == 1;
}

static void lists_have_both_sorted_and_once(void **state) {
    fixture *f = *state;
    library *l = library_new(&f->memory, &f->diags, str_from(f->root));
    size_t count;
    const str *targets = library_targets(l, &count);
    assert_true(has(targets, count, STR("mine")));
    assert_true(has(targets, count, STR("markdown")));
    const str *paths = library_paths(l, &count);
    assert_true(has(paths, count, STR("markdown/index.md.j2")));
    assert_true(has(paths, count, STR("c/language.yaml")));
}

static void paths_stay_inside(void **state) {
    fixture *f = *state;
    library *l = library_new(&f->memory, &f->diags, str_from(f->root));
    assert_null(library_find(l, STR("mine/../markdown/index.md.j2")));
    assert_null(library_find(l, STR("/etc/hostname")));
    assert_null(library_find(l, STR("")));
    assert_null(library_find(l, (str){"c/language.yaml\0x", 17}));
    assert_null(library_find(l, STR("mine")));
    assert_int_equal(f->diags.errors, 0);
}

static void overlay_has_to_be_a_folder(void **state) {
    fixture *f = *state;
    (void)library_new(&f->memory, &f->diags, STR("/tmp/swage-no-such-folder"));
    assert_int_equal(f->diags.errors, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(overlay_goes_before_file_by_file),
        TEST(lists_have_both_sorted_and_once),
        TEST(paths_stay_inside),
        TEST(overlay_has_to_be_a_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The cases of tests/errors whose name starts with yaml- or native-: what loading them reports is
 * what the headlines of their .err files say ("line:col: severity: message [code]").
 */
#include "source/source.h"
#include "spec/spec.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

enum { MOST_REPORTED = 20 }; /* of a run */

static int by_place(const void *a, const void *b) {
    const diagnostic *x = *(diagnostic *const *)a, *y = *(diagnostic *const *)b;
    int files = str_cmp(x->at.file->path, y->at.file->path);
    if (files)
        return files;
    if (x->at.line != y->at.line)
        return x->at.line < y->at.line ? -1 : 1;
    return (x->at.column > y->at.column) - (x->at.column < y->at.column);
}

static void write_headlines(buf *out, const diagnostics *d) {
    diagnostic *all[256];
    size_t count = 0;
    for (diagnostic *item = d->first; item && count < 256; item = item->next)
        all[count++] = item;
    qsort(all, count, sizeof *all, by_place);
    for (size_t i = 0; i < count && i < MOST_REPORTED; i++)
        buf_format(out, "%.*s:%u:%u: %s: %.*s [%s]\n", STR_ARG(all[i]->at.file->path),
                   all[i]->at.line, all[i]->at.column,
                   all[i]->severity == DIAG_ERROR ? "error" : "warning", STR_ARG(all[i]->message),
                   diag_code_text(all[i]->code));
}

static bool is_headline(str line) {
    bool severe = str_find(line, 0, STR(": error: ")) < line.len ||
                  str_find(line, 0, STR(": warning: ")) < line.len;
    return severe && str_ends(line, STR("]")) && line.ptr[0] != ' ';
}

static void read_headlines(buf *out, arena *a, diagnostics *d, str path) {
    const source_file *file = source_read(a, d, path, (span){0});
    assert_non_null(file);
    for (size_t at = 0, end; at < file->text.len; at = end + 1) {
        end = str_find_char(file->text, at, '\n');
        str line = str_slice(file->text, at, end);
        if (line.len && is_headline(line))
            buf_format(out, "%.*s\n", STR_ARG(line));
    }
}

static void check_case(const char *name) {
    arena memory = {0};
    diagnostics d;
    buf actual = {0}, expected = {0};
    diag_init(&d, &memory);
    spec_load(&memory, &d, str_from(name));
    write_headlines(&actual, &d);
    str base = str_slice(str_from(name), 0, strlen(name) - strlen(".yaml"));
    read_headlines(&expected, &memory, &d, str_format(&memory, "%.*s.err", STR_ARG(base)));
    assert_true(expected.len > 0);
    assert_string_equal(actual.ptr, expected.ptr);
    buf_free(&actual);
    buf_free(&expected);
    arena_free(&memory);
}

static void cases_report_what_they_should(void **state) {
    (void)state;
    assert_int_equal(chdir(SWAGE_SOURCE_DIR "/tests/errors"), 0);
    static const char *const patterns[] = {"yaml-*.yaml", "native-*.yaml"};
    size_t count = 0;
    for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
        glob_t cases;
        assert_int_equal(glob(patterns[p], 0, NULL, &cases), 0);
        for (size_t i = 0; i < cases.gl_pathc; i++, count++)
            check_case(cases.gl_pathv[i]);
        globfree(&cases);
    }
    assert_true(count >= 35);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases_report_what_they_should)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

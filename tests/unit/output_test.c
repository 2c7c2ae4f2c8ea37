/* output/: hashes, manifests, paths, diffs and dependency files. */
#include "output/depfile.h"
#include "output/diff.h"
#include "output/manifest.h"
#include "output/path.h"
#include "output/spool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

static void hash_is_murmur3(void **state) {
    (void)state;
    char digits[HASH_DIGITS + 1];
    /* The published values for seed 0. */
    hash_write(hash_bytes(STR("")), digits);
    assert_string_equal(digits, "00000000000000000000000000000000");
    hash_write(hash_bytes(STR("The quick brown fox jumps over the lazy dog")), digits);
    assert_string_equal(digits, "e34bbc7bbc071b6c7a433ca9c49a9347");
    hash128 back;
    assert_true(hash_read(str_from(digits), &back));
    assert_false(hash_read(STR("E34bbc7bbc071b6c7a433ca9c49a9347"), &back));
}

static void paths_stay_inside(void **state) {
    (void)state;
    static const char *const bad[] = {"",     "/a", "..",   "a/../b", "./a",
                                      "a//b", "a/", "a\\b", "a\nb",   "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_non_null(path_fault(str_from(bad[i])));
    assert_non_null(path_fault((str){"a\0b", 3}));
    assert_null(path_fault(STR("a/b.c/..d")));
}

static bool reads(arena *a, str text, manifest *out) {
    diagnostics d;
    diag_init(&d, a);
    source_file file = {STR("m"), text};
    bool fine = manifest_read(a, &d, &file, out);
    assert_int_equal(d.errors, fine ? 0 : 1);
    return fine;
}

static void manifest_comes_back(void **state) {
    (void)state;
    arena a = {0};
    manifest m;
    buf text = {0};
    manifest_entry entries[] = {{STR("c/z"), {1, 2}}, {STR("c/a"), {3, 4}}, {STR("c/a"), {3, 4}}};
    manifest_write(&text, entries, 3);
    assert_true(reads(&a, buf_str(&text), &m));
    assert_int_equal(m.count, 2);
    assert_true(manifest_has(&m, STR("c/z")));
    assert_true(manifest_has_hash(&m, STR("c/a"), (hash128){3, 4}));
    assert_false(manifest_has_hash(&m, STR("c/a"), (hash128){3, 5}));
    buf_free(&text);
    arena_free(&a);
}

/* Every byte of a manifest changed or left out: an error with a place, or another manifest. */
static void damaged_manifest_does_no_harm(void **state) {
    (void)state;
    arena a = {0};
    static const char good[] = "swage-manifest 1\n00000000000000010000000000000002  c/z\n"
                               "00000000000000010000000000000003  c/zz\n";
    manifest m;
    assert_true(reads(&a, str_from(good), &m));
    for (size_t i = 0; i < sizeof good - 1; i++) {
        (void)reads(&a, str_slice(str_from(good), 0, i), &m);
        for (int c = 0; c < 256; c += 5) {
            str text = str_dup(&a, str_from(good));
            memcpy((char *)(uintptr_t)text.ptr + i, &(unsigned char){(unsigned char)c}, 1);
            if (reads(&a, text, &m))
                for (size_t k = 0; k < m.count; k++)
                    assert_null(path_fault(m.entries[k].path));
        }
    }
    arena_free(&a);
}

static void assert_diff(const char *old, const char *new, const char *expected) {
    buf out = {0};
    diff_unified(&out, STR("a"), STR("b"), str_from(old), str_from(new));
    assert_string_equal(buf_str(&out).ptr, expected);
    buf_free(&out);
}

static void diff_is_that_of_diff_u(void **state) {
    (void)state;
    assert_diff("x\n", "x\n", "");
    assert_diff("", "x\n", "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n");
    assert_diff("x\n", "", "--- a\n+++ b\n@@ -1 +0,0 @@\n-x\n");
    assert_diff("x", "x\n", "--- a\n+++ b\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");
    assert_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
                "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

static void spool_keeps_what_goes_to_a_file(void **state) {
    (void)state;
    spool s = {0};
    buf out = {0}, big = {0};
    buf_add_repeat(&big, 'x', 700 * 1000);
    assert_int_equal(spool_add(&s, STR("first")), 0);
    for (int i = 0; i < 3; i++)
        (void)spool_add(&s, buf_str(&big));
    size_t last = spool_add(&s, STR("last"));
    assert_true(spool_read(&s, 0, 5, &out) && str_eq(buf_str(&out), STR("first")));
    assert_true(spool_read(&s, last, 4, &out) && str_eq(buf_str(&out), STR("last")));
    assert_true(spool_read(&s, 5, big.len, &out) && str_eq(buf_str(&out), buf_str(&big)));
    spool_free(&s);
    buf_free(&out);
    buf_free(&big);
}

static void depfile_escapes(void **state) {
    (void)state;
    buf out = {0};
    const str to[] = {STR_INIT("a b"), STR_INIT("c")}, from[] = {STR_INIT("x#$y")};
    depfile_write(&out, to, 2, from, 1);
    assert_string_equal(buf_str(&out).ptr, "a\\ b \\\nc: \\\n  x\\#$$y\nx\\#$$y:\n");
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hash_is_murmur3),        cmocka_unit_test(paths_stay_inside),
        cmocka_unit_test(manifest_comes_back),    cmocka_unit_test(damaged_manifest_does_no_harm),
        cmocka_unit_test(diff_is_that_of_diff_u), cmocka_unit_test(spool_keeps_what_goes_to_a_file),
        cmocka_unit_test(depfile_escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

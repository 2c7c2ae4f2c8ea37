/* cli/report: diagnostics as people read them. */
#include "cli/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

typedef struct fixture {
    arena memory;
    diagnostics diags;
    buf out;
} fixture;

static int set_up(void **state) {
    static fixture f;
    f = (fixture){0};
    diag_init(&f.diags, &f.memory);
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    buf_free(&f->out);
    arena_free(&f->memory);
    return 0;
}

static span place(const source_file *file, uint32_t line, uint32_t column, uint32_t end) {
    return (span){file, line, column, line, end};
}

static const char *report(fixture *f, report_options options) {
    f->out.len = 0;
    report_write(&f->out, &f->diags, &options);
    buf_add_char(&f->out, '\0');
    return buf_str(&f->out).ptr;
}

static const report_options plain = {.limit = 20};

/* The column of the first caret, and how many carets there are, by the screen's columns. */
static void assert_caret(fixture *f, str text, span at, size_t blanks, size_t carets) {
    source_file *file = ARENA_NEW(&f->memory, source_file);
    *file = (source_file){STR("f"), text};
    at.file = file;
    diag_init(&f->diags, &f->memory);
    (void)diag_report(&f->diags, CODE_USAGE, at, "no");
    const char *last = strstr(report(f, plain), "\n      | ");
    assert_non_null(last);
    last += strlen("\n      | ");
    assert_int_equal(strspn(last, " "), blanks);
    assert_int_equal(strspn(last + blanks, "^"), carets);
}

static void carets_stand_under_the_place(void **state) {
    fixture *f = *state;
    assert_caret(f, STR("abc: def"), place(NULL, 1, 6, 9), 5, 3);
    assert_caret(f, STR("abc"), place(NULL, 1, 4, 4), 3, 1);
    assert_caret(f, STR("x\n\tabc"), place(NULL, 2, 2, 5), 4, 3);
    assert_caret(f, STR("ab\tcd"), place(NULL, 1, 4, 6), 4, 2);
}

static void columns_are_those_of_the_screen(void **state) {
    fixture *f = *state;
    /* Two wide characters before, and one marked; then a combining accent, which takes none. */
    assert_caret(f, STR("\xE4\xB8\xAD\xE6\x96\x87 x"), place(NULL, 1, 4, 5), 5, 1);
    assert_caret(f, STR("a \xE4\xB8\xAD"), place(NULL, 1, 3, 4), 2, 2);
    assert_caret(f, STR("e\xCC\x81 x"), place(NULL, 1, 4, 5), 2, 1);
}

static void long_lines_are_cut_on_both_sides(void **state) {
    fixture *f = *state;
    buf line = {0};
    for (int i = 0; i < 300; i++)
        buf_add_char(&line, (char)('a' + i % 26));
    source_file file = {STR("f"), buf_str(&line)};
    (void)diag_report(&f->diags, CODE_USAGE, place(&file, 1, 151, 154), "no");
    const char *text = report(f, plain), *shown = strstr(text, "    1 | ");
    assert_non_null(shown);
    shown += strlen("    1 | ");
    assert_memory_equal(shown, "\xE2\x80\xA6", 3);
    const char *end = strchr(shown, '\n');
    assert_memory_equal(end - 3, "\xE2\x80\xA6", 3);
    assert_true(end - shown < 110);
    const char *carets = strchr(end, '^');
    size_t column = (size_t)(carets - end) - strlen("\n      | ");
    /* The ellipsis is three bytes and one column. */
    assert_memory_equal(shown + column + 2, line.ptr + 150, 3);
    assert_int_equal(strspn(carets, "^"), 3);
    buf_free(&line);
}

/* Of a spec in one line, nothing but what is around the place is looked at. */
static void places_far_in_a_line(void **state) {
    fixture *f = *state;
    buf line = {0};
    for (int i = 0; i < 4000; i++)
        buf_add_str(&line, STR("\xC3\xA9x"));
    buf_add_str(&line, STR("here"));
    assert_caret(f, buf_str(&line), place(NULL, 1, 8001, 8005), 61, 4);
    assert_non_null(strstr(report(f, plain), "\xC3\xA9xhere\n"));
    for (int i = 0; i < 4000; i++)
        buf_add_char(&line, 'z');
    assert_caret(f, buf_str(&line), place(NULL, 1, 8001, 12000), 61, 40);
    assert_non_null(strstr(report(f, plain), "zzz\xE2\x80\xA6\n"));
    buf_free(&line);
}

static void lines_of_wide_characters_are_cut_by_columns(void **state) {
    fixture *f = *state;
    buf line = {0};
    buf_add_char(&line, ' ');
    for (int i = 0; i < 80; i++)
        buf_add_str(&line, STR("\xE4\xB8\xAD"));
    /* The 76th character takes the columns 149 and 150; 60 stand before it, behind the ellipsis. */
    assert_caret(f, buf_str(&line), place(NULL, 1, 76, 77), 61, 2);
    const char *shown = strstr(report(f, plain), "| \xE2\x80\xA6");
    assert_non_null(shown);
    assert_memory_equal(shown + 5, "\xE4\xB8\xAD", 3);
    /* Behind a tab in the middle, the cut goes through a character: a blank is its right half. */
    source_file file = {STR("f"), str_format(&f->memory, "%.*s\txyz", STR_ARG(buf_str(&line)))};
    (void)diag_report(&f->diags, CODE_USAGE, place(&file, 1, 83, 84), "no");
    assert_non_null(strstr(report(f, plain), "| \xE2\x80\xA6 \xE4\xB8\xAD"));
    buf_free(&line);
}

static void control_characters_stay_off_the_screen(void **state) {
    fixture *f = *state;
    source_file file = {STR("f\033[1m"), STR("a\033[2Jb\x07")};
    (void)diag_report(&f->diags, CODE_USAGE, place(&file, 1, 1, 2), "odd `\033[2J`\n");
    const char *text = report(f, plain);
    assert_null(strchr(text, '\033'));
    assert_null(strchr(text, '\x07'));
    assert_non_null(strstr(text, "odd `\\x1B[2J`\\n"));
}

static void notes_follow_with_their_places(void **state) {
    fixture *f = *state;
    source_file file = {STR("f"), STR("one\ntwo\n")};
    diagnostic *d = diag_report(&f->diags, CODE_USAGE, place(&file, 2, 1, 4), "again");
    diag_add_note(&f->diags, d, place(&file, 1, 1, 4), "the first is here");
    diag_add_note(&f->diags, d, (span){0}, "remove one");
    assert_string_equal(report(f, plain), "f:2:1: error: again [usage]\n"
                                          "    2 | two\n"
                                          "      | ^^^\n"
                                          "f:1:1: note: the first is here\n"
                                          "    1 | one\n"
                                          "      | ^^^\n"
                                          "hint: remove one\n");
}

static void what_is_met_again_is_counted(void **state) {
    fixture *f = *state;
    source_file file = {STR("f"), STR("one\n")};
    for (int i = 0; i < 3; i++)
        (void)diag_count(&f->diags, CODE_UNSUPPORTED, STR("k"), place(&file, 1, 1, 4), "no k");
    assert_non_null(strstr(report(f, plain), "no k (met 3 times) ["));
    report_options json = {.json = true};
    assert_non_null(strstr(report(f, json), "\"count\":3"));
}

static void errors_and_warnings_are_capped_apart(void **state) {
    fixture *f = *state;
    for (int i = 0; i < 25; i++) {
        (void)diag_report(&f->diags, CODE_USAGE, (span){0}, "e%d.", i);
        (void)diag_report(&f->diags, CODE_UNSUPPORTED, (span){0}, "w%d.", i);
    }
    (void)diag_report(&f->diags, CODE_UNSUPPORTED, (span){0}, "w%d.", 25);
    const char *text = report(f, plain);
    assert_non_null(strstr(text, "e19."));
    assert_null(strstr(text, "e20."));
    assert_non_null(strstr(text, "w19."));
    assert_null(strstr(text, "w20."));
    assert_non_null(strstr(text, "and 6 more warnings\n"));
    assert_non_null(strstr(text, "and 5 more errors\n"));
}

static void sorted_by_place_and_file_as_first_met(void **state) {
    fixture *f = *state;
    source_file z = {STR("z"), STR("")}, a = {STR("a"), STR("")};
    (void)diag_report(&f->diags, CODE_USAGE, place(&z, 2, 1, 1), "third");
    (void)diag_report(&f->diags, CODE_USAGE, place(&a, 1, 1, 1), "fourth");
    (void)diag_report(&f->diags, CODE_USAGE, place(&z, 1, 9, 9), "second");
    (void)diag_report(&f->diags, CODE_USAGE, (span){0}, "first");
    (void)diag_report(&f->diags, CODE_USAGE, place(&a, 10, 1, 1), "fifth");
    assert_string_equal(report(f, plain), "swage: error: first [usage]\n"
                                          "z:1:9: error: second [usage]\n"
                                          "z:2:1: error: third [usage]\n"
                                          "a:1:1: error: fourth [usage]\n"
                                          "a:10:1: error: fifth [usage]\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(carets_stand_under_the_place),
        TEST(columns_are_those_of_the_screen),
        TEST(long_lines_are_cut_on_both_sides),
        TEST(places_far_in_a_line),
        TEST(lines_of_wide_characters_are_cut_by_columns),
        TEST(control_characters_stay_off_the_screen),
        TEST(notes_follow_with_their_places),
        TEST(what_is_met_again_is_counted),
        TEST(errors_and_warnings_are_capped_apart),
        TEST(sorted_by_place_and_file_as_first_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

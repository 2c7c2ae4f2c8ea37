/* cli/options: the words of a command line. */
#include "cli/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static arena memory;
static diagnostics diags;

/* Parses words, the program's name left out; NULL ends them. */
static options parse(const char *const *words) {
    char *argv[16] = {"swage"};
    int argc = 1;
    for (; words[argc - 1]; argc++)
        argv[argc] = (char *)(uintptr_t)words[argc - 1];
    options o;
    diag_init(&diags, &memory);
    options_parse(&memory, &diags, argc, argv, &o);
    return o;
}

#define PARSE(...) parse((const char *const[]){__VA_ARGS__, NULL})

static void assert_text(str actual, const char *expected) {
    assert_string_equal(str_dup(&memory, actual).ptr, expected);
}

static void every_form_of_an_option(void **state) {
    (void)state;
    assert_text(PARSE("generate", "-o", "x").value[OPTION_OUTPUT], "x");
    assert_text(PARSE("generate", "-ox").value[OPTION_OUTPUT], "x");
    assert_text(PARSE("generate", "-qox").value[OPTION_OUTPUT], "x");
    assert_text(PARSE("generate", "--output", "x").value[OPTION_OUTPUT], "x");
    assert_text(PARSE("generate", "--output=x=y").value[OPTION_OUTPUT], "x=y");
    assert_text(PARSE("--output=", "generate").value[OPTION_OUTPUT], "");
    assert_text(PARSE("-o", "a", "generate", "-o", "b").value[OPTION_OUTPUT], "b");
    assert_text(PARSE("generate", "-o", "-").value[OPTION_OUTPUT], "-");
    assert_int_equal(diags.errors, 0);
}

static void lists_add_up(void **state) {
    (void)state;
    options o = PARSE("generate", "--only", "A, B", "--only=C,,");
    size_t count;
    const str *items = options_split(&memory, o.value[OPTION_ONLY], &count);
    assert_int_equal(count, 3);
    assert_text(items[1], "B");
    assert_text(items[2], "C");
}

static void operands_keep_their_order(void **state) {
    (void)state;
    options o = PARSE("check", "a", "-", "-q", "--", "-b", "--", "--only");
    assert_int_equal(o.command, COMMAND_CHECK);
    assert_true(o.given[OPTION_QUIET]);
    assert_int_equal(o.operand_count, 5);
    assert_text(o.operands[1], "-");
    assert_text(o.operands[2], "-b");
    assert_text(o.operands[3], "--");
    assert_text(o.operands[4], "--only");
    assert_int_equal(diags.errors, 0);
}

static void assert_refused(options o, const char *message) {
    (void)o;
    assert_int_equal(diags.errors, 1);
    assert_string_equal(str_dup(&memory, diags.first->message).ptr, message);
    assert_int_equal(diags.first->code, CODE_USAGE);
}

static void wrong_words_are_reported(void **state) {
    (void)state;
    assert_refused(PARSE("generate", "-o"), "--output wants an argument: PATH");
    assert_refused(PARSE("generate", "-o=x"), "`-o=x` has a `=` too many: write `-o x`");
    assert_refused(PARSE("generate", "--force=yes"), "--force takes no argument");
    assert_refused(PARSE("generate", "-x"), "there is no option `-x` (in `-x`)");
    assert_refused(PARSE("generate", "--=x"), "there is no option `--`");
    assert_refused(PARSE("render", "--only", "x"), "`swage render` has no option --only");
    assert_refused(PARSE("generat"), "there is no command `generat`");
    assert_text(diags.first->notes->message, "did you mean `generate`?");
}

static int tear_down(void **state) {
    (void)state;
    arena_free(&memory);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_of_an_option),
        cmocka_unit_test(lists_add_up),
        cmocka_unit_test(operands_keep_their_order),
        cmocka_unit_test(wrong_words_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}

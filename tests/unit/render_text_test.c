/* render/: identifiers, escapes and comments. */
#include "render/comment.h"
#include "render/escape.h"
#include "render/identifier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

static arena memory;

static void assert_text(str actual, const char *expected) {
    assert_string_equal(str_dup(&memory, actual).ptr, expected);
}

static void identifiers_by_style(void **state) {
    (void)state;
    static const struct {
        const char *name, *snake, *pascal, *camel;
    } cases[] = {
        {"auth_link_url", "auth_link_url", "AuthLinkUrl", "authLinkUrl"},
        {"statusCode", "status_code", "StatusCode", "statusCode"},
        {"street_1", "street_1", "Street1", "street1"},
        {"x-account-id", "x_account_id", "XAccountId", "xAccountId"},
        {"HTTPMetadata", "http_metadata", "HTTPMetadata", "httpMetadata"},
        {"hris-legacy", "hris_legacy", "HrisLegacy", "hrisLegacy"},
        {"URL", "url", "URL", "url"},
        {"a.b c", "a_b_c", "ABC", "abc"},
        {"_private", "private", "Private", "private"},
        {"", "", "", ""},
        {" \n", "", "", ""},
        {"!=", "not_equal", "NotEqual", "notEqual"},
        {"< =", "less_equal", "LessEqual", "lessEqual"},
        {"-1", "minus_1", "Minus1", "minus1"},
        {"+1.5", "plus_1_5", "Plus15", "plus15"},
        {"--1", "1", "1", "1"},
        {"-a", "a", "A", "a"},
        {"$ref", "ref", "Ref", "ref"},
        {"gr\xC3\xB6\xC3\x9F"
         "e",
         "gr_u00f6_u00df_e", "GrU00f6U00dfE", "grU00f6U00dfE"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str name = str_from(cases[i].name);
        assert_text(identifier_make(&memory, name, IDENTIFIER_SNAKE), cases[i].snake);
        assert_text(identifier_make(&memory, name, IDENTIFIER_PASCAL), cases[i].pascal);
        assert_text(identifier_make(&memory, name, IDENTIFIER_CAMEL), cases[i].camel);
    }
    assert_text(identifier_make(&memory, STR("oneTwo three"), IDENTIFIER_UPPER_SNAKE),
                "ONE_TWO_THREE");
    assert_text(identifier_make(&memory, STR("oneTwo three"), IDENTIFIER_KEBAB), "one-two-three");
    assert_text(identifier_make(&memory, STR("oneTwo three"), IDENTIFIER_FLAT), "onetwothree");
    assert_text(identifier_valid(&memory, STR("1st"), STR("x")), "_1st");
    assert_text(identifier_valid(&memory, STR(""), STR("x")), "x");
}

static language_replacement replacements[] = {{STR_INIT("*/"), STR_INIT("* /")},
                                              {STR_INIT("\""), STR_INIT("\\\"")},
                                              {STR_INIT("/*"), STR_INIT("/ *")},
                                              {STR_INIT("```"), STR_INIT("` ` `")},
                                              {STR_INIT("~~~"), STR_INIT("\\~\\~\\~")}};

static language_escape escape_with(language_controls controls) {
    language_escape escape = {
        .name = STR_INIT("e"), .replacements = replacements, .count = 5, .controls = controls};
    for (int c = 0; c < 0x20; c++)
        escape.touches[c] = true;
    escape.touches['*'] = escape.touches['"'] = escape.touches[0xE2] = true;
    escape.touches['/'] = escape.touches['`'] = escape.touches['~'] = true;
    return escape;
}

static void escapes_replace_once_and_mind_controls(void **state) {
    (void)state;
    language_escape escape = escape_with(LANGUAGE_CONTROLS_OCTAL);
    assert_text(escape_text(&memory, &escape, STR("a**/\"\x01\xE2\x80\xAE\xE2\x82\xAC")),
                "a** /\\\"\\001\\342\\200\\256\xE2\x82\xAC");
    escape.controls = LANGUAGE_CONTROLS_BLANK;
    assert_text(escape_text(&memory, &escape, STR("a\x02\xE2\x80\xAEz")), "a  z");
    str plain = STR("nothing to do");
    assert_ptr_equal(escape_text(&memory, &escape, plain).ptr, plain.ptr);
}

/* The star of a slash, a star and a slash begins the end of a comment and ends the start of one. */
static void escapes_that_overlap_are_both_made(void **state) {
    (void)state;
    language_escape escape = escape_with(LANGUAGE_CONTROLS_BLANK);
    assert_text(escape_text(&memory, &escape, STR("release/*/* or */*")),
                "release/ * / * or * / *");
    assert_text(escape_text(&memory, &escape, STR("/*/")), "/ * /");
    assert_text(escape_text(&memory, &escape, STR("/**/")), "/ ** /");
    assert_text(escape_text(&memory, &escape, STR("````` ````")), "` ` ` ` ` ` ` ``");
    assert_text(escape_text(&memory, &escape, STR("~~~~~")), "\\~\\~\\~~~");
}

static str comment_text(const language *lang, const language_comment *form, str text,
                        unsigned indent) {
    buf out = {0};
    comment_write(&memory, &out, lang, form, text, indent);
    text = str_dup(&memory, buf_str(&out));
    buf_free(&out);
    return text;
}

static const language_comment form = {.before = STR_INIT("/* "),
                                      .after = STR_INIT(" */"),
                                      .first = STR_INIT("/*"),
                                      .next = STR_INIT(" * "),
                                      .last = STR_INIT(" */"),
                                      .escape = STR_INIT("e"),
                                      .width = 40};

static void comments_wrap_and_keep_paragraphs(void **state) {
    (void)state;
    language_escape escape = escape_with(LANGUAGE_CONTROLS_BLANK);
    language lang = {.escapes = &escape, .escape_count = 1};
    assert_text(comment_text(&lang, &form, STR("  short \n"), 4), "/* short */");
    assert_text(comment_text(&lang, &form, STR(" \n "), 4), "");
    assert_text(comment_text(&lang, &form, STR("ends */ here\n\nand on"), 2),
                "/*\n   * ends * / here\n   *\n   * and on\n   */");
    assert_text(comment_text(&lang, &form, STR("one two three four five six seven eight nine"), 0),
                "/*\n * one two three four five six seven\n * eight nine\n */");
}

/* What the lines of a comment are, from the form above without an escape. */
static void assert_lines(const char *text, const char *expected) {
    language lang = {0};
    language_comment plain = form;
    plain.escape = STR("");
    assert_text(comment_text(&lang, &plain, str_from(text), 0), expected);
}

static void prose_is_filled(void **state) {
    (void)state;
    assert_lines("one\ntwo\r\n  three", "/* one two three */");
    assert_lines("one two three four five six seven eight\nnine ten",
                 "/*\n * one two three four five six seven\n * eight nine ten\n */");
    assert_lines("\n    all\n    indented\n\n\n    alike\n",
                 "/*\n * all indented\n *\n * alike\n */");
    assert_lines("broken  \nhere\\\nand\nthere", "/*\n * broken\n * here\\\n * and there\n */");
    assert_lines("# Title\ntext\n> said\nmore\n\nEnd\n===\nlast",
                 "/*\n * # Title\n * text\n * > said\n * more\n *\n * End\n * ===\n * last\n */");
}

static void items_hang_under_their_text(void **state) {
    (void)state;
    assert_lines("Of:\n- a first one that is too long for a line\n- second\n  goes on\n"
                 "  * inner\n  goes on\n\n  under it\n\nbehind\nit",
                 "/*\n * Of:\n * - a first one that is too long for a\n *   line\n"
                 " * - second goes on\n *   * inner goes on\n *\n *   under it\n *\n"
                 " * behind it\n */");
    assert_lines("1. one\n10) ten that is broken  \nunder itself, and then some more",
                 "/*\n * 1. one\n * 10) ten that is broken\n"
                 " *     under itself, and then some more\n */");
    assert_lines("of the year\n99. and\n1. one", "/*\n * of the year 99. and\n * 1. one\n */");
    assert_lines("-1 is\n-x", "/* -1 is -x */");
}

static void code_and_tables_stay(void **state) {
    (void)state;
    assert_lines("```c\nif (a)\n    b();\n\n\n- c\n```\nso\nit is",
                 "/*\n * ```c\n * if (a)\n *     b();\n *\n *\n * - c\n * ```\n * so it is\n */");
    assert_lines("As:\n\n    x\n      y\n\n    z\nor", "/*\n * As:\n *\n *     x\n *       y\n"
                                                       " *\n *     z\n * or\n */");
    assert_lines("| a | b |\n|---|---|\n| a long cell of forty | and another one |\n\ntext\nit",
                 "/*\n * | a | b |\n * |---|---|\n"
                 " * | a long cell of forty | and another one |\n *\n * text it\n */");
    assert_lines("- in:\n  ~~~\n    x\n  ~~~\n- next",
                 "/*\n * - in:\n *   ~~~\n *     x\n *   ~~~\n * - next\n */");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identifiers_by_style),
        cmocka_unit_test(escapes_that_overlap_are_both_made),
        cmocka_unit_test(escapes_replace_once_and_mind_controls),
        cmocka_unit_test(comments_wrap_and_keep_paragraphs),
        cmocka_unit_test(prose_is_filled),
        cmocka_unit_test(items_hang_under_their_text),
        cmocka_unit_test(code_and_tables_stay),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&memory);
    return failed;
}

/* pattern/: what matches, what is refused and where, and the shape of the tables. */
#include "pattern/pattern.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include <swage/positions.h>

static pattern_dfa compiled(arena *a, const char *source) {
    pattern_dfa dfa;
    pattern_problem problem;
    if (pattern_compile(a, str_from(source), &dfa, &problem) != PATTERN_COMPILED)
        fail_msg("%s: %.*s", source, STR_ARG(problem.message));
    return dfa;
}

static void assert_matches(const char *source, const char *text, bool expected) {
    arena a = {0};
    pattern_dfa dfa = compiled(&a, source);
    if (pattern_matches(&dfa, str_from(text)) != expected)
        fail_msg("%s %s %s", source, expected ? "does not match" : "matches", text);
    arena_free(&a);
}

static void assert_refused(const char *source, pattern_result expected, size_t offset) {
    arena a = {0};
    pattern_dfa dfa;
    pattern_problem problem;
    pattern_result result = pattern_compile(&a, str_from(source), &dfa, &problem);
    if (result != expected || problem.offset != offset)
        fail_msg("%s: result %d at %zu: %.*s", source, result, problem.offset,
                 STR_ARG(problem.message));
    assert_true(problem.message.len > 0);
    arena_free(&a);
}

/* A row: pattern, a text that matches, a text that does not (NULL: none). */
typedef struct sample {
    const char *source, *yes, *no;
} sample;

static void assert_samples(const sample *samples, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (samples[i].yes)
            assert_matches(samples[i].source, samples[i].yes, true);
        if (samples[i].no)
            assert_matches(samples[i].source, samples[i].no, false);
    }
}

#define ASSERT_SAMPLES(samples) assert_samples(samples, sizeof samples / sizeof *samples)

static void a_text_is_searched(void **state) {
    (void)state;
    static const sample samples[] = {{"b", "abc", "ac"},
                                     {"", "", NULL},
                                     {"^b", "bc", "abc"},
                                     {"b$", "ab", "b\n"},
                                     {"^$", "", "a"},
                                     {"a^b", NULL, "a^b"},
                                     {"a$b", NULL, "ab"},
                                     {"(^|x)a($|y)", "zxay", "xaz"},
                                     {"^a|b$", "cb", "ca"},
                                     {"^(?:a|b)+?$", "abba", "abc"},
                                     {"^a{2,3}$", "aaa", "aaaa"},
                                     {"^a{2,}$", "aaaaa", "a"},
                                     {"^a{0}$", "", "a"},
                                     {"(?<year>\\d{4})", "in 1999", "in 199"}};
    ASSERT_SAMPLES(samples);
}

static void words_have_edges(void **state) {
    (void)state;
    static const sample samples[] = {{"\\bcat\\b", "a cat.", "concat"},
                                     {"\\Bcat", "concat", "a cat"},
                                     {"^\\b", "a", ""},
                                     {"^\\B$", "", "a"},
                                     {"\xC3\xA9\\b", "\xC3\xA9z", "\xC3\xA9"},
                                     {"\\B", "-",
                                      "a\xC3\xA9"
                                      "a"}};
    ASSERT_SAMPLES(samples);
}

static void classes_are_those_of_ecma_262(void **state) {
    (void)state;
    static const sample samples[] = {
        {"^\\d$", "7", "\xD9\xA3"},
        {"^\\w$", "_", "\xC3\xA9"},
        {"^\\s$", "\xEF\xBB\xBF", "\xE2\x80\x8B"},
        {"^\\S$", "\xF0\x9F\x98\x80", "\xC2\xA0"},
        {"^.$", "\xF0\x9F\x98\x80", "\xE2\x80\xA8"},
        {"^.$", "\xC2\x85", "\r"},
        {"^[^a]$", "\n", "a"},
        {"^[]$", NULL, ""},
        {"^[^]$", "\n", ""},
        {"^[\\b]$", "\b", "b"},
        {"^[\xC3\xA9-\xC3\xBC]$", "\xC3\xAA", "\xC3\xA8"},
        {"^[\\d-x]+$", "1-x", "w"},
        {"^\\p{L}$", "\xCE\xA9", "1"},
        {"^\\P{L}$", "1", "\xCE\xA9"},
        {"^\\p{General_Category=Decimal_Number}$", "\xD9\xA3", "\xC2\xBD"},
        {"^\\p{Script=Greek}$", "\xCE\xA9", "O"},
        {"^\\p{sc=Cyrl}$", "\xD0\xB6", "z"},
        {"^\\p{Uppercase}$", "\xCE\xA9", "\xCF\x89"},
        {"^\\p{Emoji}$", "\xF0\x9F\x98\x80", "x"},
        {"^\\p{ID_Start}\\p{IDC}*$", "\xC3\xA9\xC2\xB7", "\xC2\xB7"},
        {"^\\p{XIDS}\\p{XID_Continue}$", "a1", "11"},
        {"^\\P{AHex}\\p{space}$", "g ", "f "},
        {"^\\p{Script_Extensions=Greek}+$", "\xCE\xA9\xCD\x82", "O"},
        {"^\\p{scx=Zinh}$", "\xCC\x8F", "\xCD\x82"},
        {"^[\\p{Lu}\\p{Nd}]+$", "A1", "a"}};
    ASSERT_SAMPLES(samples);
}

static void escapes_stand_for_characters(void **state) {
    (void)state;
    static const sample samples[] = {{"^\\x41\\u0042\\u{43}$", "ABC", "abc"},
                                     {"^\\uD83D\\uDE00$", "\xF0\x9F\x98\x80", ""},
                                     {"^[\\uD83D\\uDE00]$", "\xF0\x9F\x98\x80", "a"},
                                     {"^\\cJ\\t\\v$", "\n\t\v", "Jtv"},
                                     {"^\\/\\.\\$$", "/.$", "/a$"},
                                     {"^\\-\\_\\@\"]}{,2}$", "-_@\"]}{,2}", "-_@"}};
    ASSERT_SAMPLES(samples);
}

static void groups_have_names(void **state) {
    (void)state;
    static const sample samples[] = {{"^(?<\xC3\xA9>a)$", "a", "b"},
                                     {"^(?<a\\u0030\\u{1d4b3}>a)$", "a", "b"},
                                     {"^(?<$\\ud835\\udcb3_\xE2\x80\x8D>a)$", "a", "b"},
                                     {"^(?:(?<n>a)|(?<n>b))$", "b", "c"},
                                     {"^(?:(?<n>a)|(?<m>b)(?:x|(?<n>c)))$", "bc", "c"}};
    static const struct {
        const char *source;
        size_t offset;
    } bad[] = {{"(?<n>a)(?<n>b)", 10},
               {"(?<n>a)(?:b|(?<\\u006e>c))", 15},
               {"(?:(?<n>a)|b)(?<n>c)", 16},
               {"(?<\xE2\x86\x92>a)", 3},
               {"(?<\\u0030>a)", 3},
               {"(?<\\>a)", 3},
               {"(?<a\xC2\xB7\xE2\x80\x8B>a)", 3},
               {"(?<>a)", 3},
               {"(?<n", 3},
               {"\\k<m>(?<n>a)", 3}};
    ASSERT_SAMPLES(samples);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_refused(bad[i].source, PATTERN_MALFORMED, bad[i].offset);
    assert_refused("\\k<n>(?<n>a)", PATTERN_NOT_REGULAR, 0);
}

static void looking_around_is_regular(void **state) {
    (void)state;
    static const sample samples[] = {{"^(?=.*\\d)(?=.*[a-z]).{4,}$", "abc1", "abcd"},
                                     {"^(?!-)(?!.*--)[a-z-]+(?<!-)$", "a-b", "a--b"},
                                     {"^(?!-)[a-z-]+(?<!-)$", "ab", "ab-"},
                                     {"^(?:(?!foo).)*$", "fofo", "afoob"},
                                     {"(?<=\\$)\\d", "$1", "1"},
                                     {"a(?=b(?!c))", "abd", "abc"},
                                     {"(?=a)*b", "b", "a"}};
    ASSERT_SAMPLES(samples);
}

static void malformed_patterns_have_a_place(void **state) {
    (void)state;
    static const struct {
        const char *source;
        size_t offset;
    } bad[] = {{"(a", 0},    {"a)", 1},          {"a**", 2},     {"{2}", 0},  {"a{2,1}", 1},
               {"[z-a]", 1}, {"x[a", 1},         {"a\\", 1},     {"\\A", 0},  {"\\Z", 0},
               {"a\\a", 1},  {"\\u{110000}", 2}, {"\\xg", 0},    {"\\07", 0}, {"^*", 1},
               {"(?i)a", 0}, {"(?P<n>x)", 0},    {"(?<1>x)", 3}, {"\\1", 0},  {"\\p{Foo}", 3},
               {"\\p", 2},   {"\\p{Greek}", 3},  {"\x80", 0}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_refused(bad[i].source, PATTERN_MALFORMED, bad[i].offset);
}

static void what_is_not_regular_says_so(void **state) {
    (void)state;
    assert_refused("(a)\\1", PATTERN_NOT_REGULAR, 3);
    assert_refused("(?<n>a)b\\k<n>", PATTERN_NOT_REGULAR, 8);
    assert_refused("(?=(?<=a)b)c", PATTERN_NOT_REGULAR, 3);
    assert_refused("(a)\\1(", PATTERN_MALFORMED, 5);
}

static void large_patterns_end_soon(void **state) {
    (void)state;
    assert_refused("(a{1000}){1000}", PATTERN_TOO_LARGE, 0);
    assert_refused("(((a?){1000}){1000}){1000}", PATTERN_TOO_LARGE, 0);
    assert_matches("(?:){1000000000}", "", true);
    assert_matches("^(([a-z]+)*)*$", "abc", true);
    arena a = {0};
    buf deep = {0};
    buf_add_repeat(&deep, '(', 1000);
    assert_refused(buf_str(&deep).ptr, PATTERN_TOO_LARGE, 200);
    buf_free(&deep);
    arena_free(&a);
}

/* Patterns whose table would be too large: a state for each set of counts. */
static void large_patterns_have_positions(void **state) {
    (void)state;
    static const sample samples[] = {
        {"^(a|b)*a(a|b){20}$", "bbabbbbbbbbbbbbbbbbbbbb", "bbbbbbbbbbbbbbbbbbbbbb"},
        {"^(a|b)*a(a|b){20}$", "aabaaaaaaaaaaaaaaaaaaa", "abbbbbbbbbbbbbbbbbbb"},
        {"[a-zé]{1,9}é[a-zé]{20}x", "aéabcdefghijklmnopqrétx", "éabcdefghijklmnopqrétx"},
        {"^[^:]{0,63}:[^:]{0,63}:.{0,1023}$", ":a:b",
         "a:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb:"},
        {"^(?=.*\\d)(?!.*ab)(\\w|-){1,999}:(\\w|-){1,999}$", "a:1", "ab:1"},
        {"^(?=.{4,999}:)(\\w|-){1,999}:(\\w|-){1,999}$", "abcd:1", "abc:1"},
        {"\\b[-a]{20}\\B-$", "a---------------------", "---------------------a"}};
    ASSERT_SAMPLES(samples);
    arena a = {0};
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        pattern_dfa dfa = compiled(&a, samples[i].source);
        str text;
        assert_non_null(dfa.positions);
        assert_false(pattern_matches(&dfa, STR("\xC3")));
        if (!dfa.positions->also) {
            assert_true(pattern_sample(&a, &dfa, &text));
            assert_true(pattern_matches(&dfa, text));
        }
    }
    arena_free(&a);
}

static void the_table_is_small_and_the_same_each_time(void **state) {
    (void)state;
    arena a = {0};
    pattern_dfa one = compiled(&a, "^(?:ab|ac)*$"), two = compiled(&a, "^(a[bc])*$");
    assert_int_equal(one.states, 3); /* dead, start, behind an a */
    assert_int_equal(one.classes, 3);
    assert_int_equal(two.states, one.states);
    assert_memory_equal(one.next, two.next, sizeof *one.next * one.states * one.classes);
    assert_memory_equal(one.class_of, two.class_of, sizeof one.class_of);
    for (unsigned c = 0; c < one.classes; c++)
        assert_int_equal(one.next[c], 0);
    assert_int_equal(one.accept[0], 2);
    pattern_dfa never = compiled(&a, "a^");
    assert_int_equal(never.states, 2);
    assert_false(pattern_matches(&never, STR("a^")));
    arena_free(&a);
}

static void what_is_no_utf_8_does_not_match(void **state) {
    (void)state;
    assert_matches("^[^a]*$", "\x80", false);
    assert_matches("^[^a]*$", "\xED\xA0\x80", false);
    assert_matches("^[^a]*$", "\xC3", false);
}

/* The sample of a pattern; NULL when nothing matches it. */
static const char *sample_of(arena *a, const char *pattern) {
    pattern_dfa table;
    pattern_problem problem;
    str text;
    assert_int_equal(pattern_compile(a, str_from(pattern), &table, &problem), PATTERN_COMPILED);
    if (!pattern_sample(a, &table, &text))
        return NULL;
    assert_true(pattern_matches(&table, text));
    return text.ptr;
}

static void a_sample_is_short_and_readable(void **state) {
    (void)state;
    arena a = {0};
    assert_string_equal(sample_of(&a, "^[A-Z]{2}-\\d+$"), "AA-0");
    assert_string_equal(sample_of(&a, "^.{3}$"), "aaa");
    assert_string_equal(sample_of(&a, "x*"), "");
    assert_string_equal(sample_of(&a, "^[\xC3\xA4\xC3\xB6]!$"), "\xC3\xA4!");
    assert_null(sample_of(&a, "a^b"));
    arena_free(&a);
}

/* One repeat of a text that is matched as a whole is told by the text's length. */
static void counts_are_lengths_where_all_else_is_fixed(void **state) {
    (void)state;
    static const struct {
        const char *source;
        uint32_t min, max;
        uint16_t states;
    } rows[] = {
        {"^.{1,255}$", 1, 255, 11},
        {"^a{2048}$", 2048, 2048, 2},
        {"^(?:ab){0,100}$", 0, 200, 3},
        {"^(x(?:[a-z]{1,999})y)$", 3, 1001, 4},
        {"(^(a|b)c{40}d{50}$)", 91, 91, 53},
        {"^(?!b)[a-c]{0,64}\\b$", 0, 64, 3},
        {"^a{31}$", 0, 0, 33},
        {"^a{1,40}b?$", 0, 0, 43},
        {"^a*b{40}$", 0, 0, 42},
        {"^a{1,40}$|^b$", 0, 0, 42},
        {"^(a|bc){40}$", 0, 0, 82},
        {"a{2,300}", 0, 0, 11},
        {"x{40}a{0,300}$", 0, 0, 349},
        {"^x?a{0,300}", 0, 0, 2},
        {"a{40,300}$|b{1,400}|^c", 0, 0, 51},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena a = {0};
        const pattern_dfa dfa = compiled(&a, rows[i].source);
        if (dfa.min_length != rows[i].min || dfa.max_length != rows[i].max ||
            dfa.states != rows[i].states)
            fail_msg("%s: %u to %u, %u states", rows[i].source, dfa.min_length, dfa.max_length,
                     dfa.states);
        arena_free(&a);
    }
    arena a = {0};
    const pattern_dfa dfa = compiled(&a, "^\xC3\xA9{33,34}$");
    char text[70] = "";
    for (size_t count = 1; count < 35; count++) {
        memcpy(text + 2 * (count - 1), "\xC3\xA9", 3);
        assert_int_equal(pattern_matches(&dfa, str_from(text)), count >= 33);
    }
    assert_string_equal(sample_of(&a, "^[a-z]{33,40}!$"), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
    assert_null(sample_of(&a, "^[^\\s\\S]{33}$"));
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_searched),
        cmocka_unit_test(words_have_edges),
        cmocka_unit_test(classes_are_those_of_ecma_262),
        cmocka_unit_test(escapes_stand_for_characters),
        cmocka_unit_test(groups_have_names),
        cmocka_unit_test(looking_around_is_regular),
        cmocka_unit_test(malformed_patterns_have_a_place),
        cmocka_unit_test(what_is_not_regular_says_so),
        cmocka_unit_test(large_patterns_end_soon),
        cmocka_unit_test(large_patterns_have_positions),
        cmocka_unit_test(the_table_is_small_and_the_same_each_time),
        cmocka_unit_test(what_is_no_utf_8_does_not_match),
        cmocka_unit_test(a_sample_is_short_and_readable),
        cmocka_unit_test(counts_are_lengths_where_all_else_is_fixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * E-mail addresses: all short texts of a few characters, against the grammar, and some longer ones.
 */
#include "formats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 7 };

/* Whether no part between points is empty; in a domain hyphens stand within and marks nowhere. */
static bool are_parts(const char *text, size_t len, bool domain) {
    for (size_t i = 0; i <= len; i++) {
        bool starts = i == 0 || text[i - 1] == '.', ends = i == len || text[i] == '.';
        if (starts && ends)
            return false;
        if (domain && !ends && (text[i] == '_' || text[i] == '!' || text[i] == '@'))
            return false;
        if (domain && !ends && text[i] == '-' && (starts || i + 1 == len || text[i + 1] == '.'))
            return false;
    }
    return true;
}

static bool is_email(const char *text, size_t len) {
    const char *at = memchr(text, '@', len);
    size_t name = at ? (size_t)(at - text) : 0;
    return at && are_parts(text, name, false) && are_parts(at + 1, len - name - 1, true);
}

static void test_all_short(void **state) {
    static const char letters[] = "a@.-_!";
    char text[LONGEST];
    (void)state;
    for (size_t len = 0, count = 1; len <= LONGEST; len++, count *= sizeof letters - 1) {
        for (size_t number = 0; number < count; number++) {
            size_t rest = number;
            for (size_t i = 0; i < len; i++, rest /= sizeof letters - 1)
                text[i] = letters[rest % (sizeof letters - 1)];
            assert_int_equal(swage_format_email(text, len), is_email(text, len));
        }
    }
}

/* Each byte, in the name and in the domain, of addresses around the length of a block. */
static void test_each_byte(void **state) {
    static const char address[] = "abcdefghijklmnopqrst@uvwxyzabcdefghijklmn";
    static const char atom[] = "!#$%&'*+-/=?^_`{|}~.";
    char text[sizeof address];
    (void)state;
    for (size_t len = sizeof address - 16; len < sizeof address; len++) {
        for (int byte = 1; byte < 256; byte++) {
            bool letter = byte < 128 && (byte | 32) >= 'a' && (byte | 32) <= 'z';
            bool plain = letter || (byte >= '0' && byte <= '9');
            memcpy(text, address, len);
            text[9] = (char)byte;
            assert_int_equal(swage_format_email(text, len), plain || strchr(atom, byte));
            text[9] = 'a';
            text[len - 2] = (char)byte;
            assert_int_equal(swage_format_email(text, len), plain || byte == '-' || byte == '.');
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_short),
        cmocka_unit_test(test_each_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Sixteen digits at once, by each way that this build and this processor have, against division.
 */
#include "digits/portability.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { COUNT = 16 };
#define EIGHT 100000000U

typedef unsigned put_function(char *out, uint64_t value, uint64_t *first);

static unsigned put_plain(char *out, uint64_t value, uint64_t *first) {
    return port_put16(out, value, first);
}

PORT_LANES_CALL unsigned put_by_lanes(char *out, uint64_t value, uint64_t *first) {
    return port_put16_lanes(out, value, first);
}

static unsigned put_lanes(char *out, uint64_t value, uint64_t *first) {
    return put_by_lanes(out, value, first);
}

static void check(put_function *put, uint64_t value) {
    char got[COUNT + 1] = {0}, expected[COUNT + 1] = {0};
    unsigned expected_marks = 0;
    uint64_t rest = value, first = 0;
    for (unsigned i = COUNT; i-- > 0; rest /= 10) {
        expected[i] = (char)('0' + rest % 10);
        expected_marks |= (unsigned)(rest % 10 != 0) << i;
    }
    unsigned marks = put(got, value, &first);
    assert_string_equal(got, expected);
    assert_int_equal(marks, expected_marks);
    assert_int_equal(first, port_load64(expected));
}

/* Both halves of eight digits, at what is next to round numbers and in steps that meet all ends. */
static void check_all(put_function *put) {
    for (uint64_t power = 1; power <= EIGHT; power *= 10) {
        for (uint64_t digit = 1; digit <= 9 && digit * power < EIGHT; digit++) {
            check(put, digit * power);
            check(put, digit * power - 1);
            check(put, (digit * power - 1) * EIGHT + digit * power);
        }
    }
    check(put, (uint64_t)EIGHT * EIGHT - 1);
    for (uint64_t value = 0; value < EIGHT; value += 997)
        check(put, value * EIGHT + (EIGHT - 1 - value));
}

static void test_plain(void **state) {
    (void)state;
    check_all(put_plain);
}

static void test_lanes(void **state) {
    (void)state;
    if (!port_has_lanes())
        skip();
    check_all(put_lanes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_lanes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * Random numbers, written and read back: equal, and with no digit too many. NUMBERS=10000000 (in
 * the environment) does as many; the default is 100,000 of each kind.
 */
#include "number.h"
#include "powers_of_ten.h"

#include <fenv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t random_state = 88172645463325252U;

static uint64_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static long rounds(void) {
    const char *text = getenv("NUMBERS");
    return text ? atol(text) : 100000;
}

/* The digits of a number's text that count. */
static int significant(const char *text) {
    int digits = 0, zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (*text == '0' && digits == 0))
            continue;
        zeros = *text == '0' ? zeros + 1 : 0;
        digits++;
    }
    return digits - zeros;
}

static number scan(const char *text) {
    number n;
    const char *stuck;
    size_t len = strlen(text);
    assert_ptr_equal(swage_number_scan(text, text + len, &n, &stuck), text + len);
    return n;
}

static void check_double(double value, bool shortest) {
    char text[40], other[40];
    text[swage_number_write_double(text, value)] = '\0';
    number n = scan(text);
    double back = swage_number_to_double(&n), judge = strtod(text, NULL);
    if (memcmp(&value, &back, sizeof value) != 0 || memcmp(&value, &judge, sizeof value) != 0)
        fail_msg("%a is written %s and read %a", value, text, back);
    snprintf(other, sizeof other, "%.*e", significant(text) - 2, value);
    if (shortest && significant(text) > 1 && strtod(other, NULL) == value)
        fail_msg("%s could be %s", text, other);
}

static void doubles_come_back(void **state) {
    (void)state;
    for (long i = rounds(); i > 0; i--) {
        uint64_t bits = next_random();
        double value;
        memcpy(&value, &bits, sizeof value);
        if (value - value == 0)
            check_double(value, i % 16 == 0);
        check_double((double)(int64_t)(bits >> 40) / 100, i % 16 == 0);
        check_double((double)(bits >> (bits & 63)), i % 16 == 0);
    }
    for (int e = 0; e < 2047; e++) {
        uint64_t bits = (uint64_t)e << 52;
        for (int near = -1; near <= 1; near++) {
            double value;
            uint64_t there = bits + (uint64_t)(int64_t)near;
            memcpy(&value, &there, sizeof value);
            if (value - value == 0)
                check_double(value, true);
        }
    }
}

/* Numbers are what their digits say, however the program lets the processor round. */
static void rounding_modes_change_nothing(void **state) {
    static const int modes[] = {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    const long count = rounds() / 10;
    (void)state;
    for (long i = 0; i < count; i++) {
        const uint64_t random = next_random();
        const double value = (double)(int64_t)(random >> 44) / (random & 1 ? 100 : 1e22);
        for (size_t m = 0; m < sizeof modes / sizeof *modes; m++) {
            char text[40];
            assert_int_equal(fesetround(modes[m]), 0);
            text[swage_number_write_double(text, value)] = '\0';
            const number n = scan(text);
            const double back = swage_number_to_double(&n);
            const float narrow = swage_number_to_float(&n);
            fesetround(FE_TONEAREST);
            if (memcmp(&value, &back, sizeof value) != 0 || strtof(text, NULL) != narrow)
                fail_msg("%a is written %s and read %a", value, text, back);
        }
    }
}

static void floats_come_back(void **state) {
    (void)state;
    for (long i = rounds(); i > 0; i--) {
        uint32_t bits = (uint32_t)next_random();
        float value, back;
        char text[40];
        memcpy(&value, &bits, sizeof value);
        if (value - value != 0)
            continue;
        text[swage_number_write_float(text, value)] = '\0';
        number n = scan(text);
        back = swage_number_to_float(&n);
        if (memcmp(&value, &back, sizeof value) != 0 || strtof(text, NULL) != value)
            fail_msg("%a is written %s", (double)value, text);
    }
}

/* The long division alone must decide as the fast way does. */
static void slow_agrees_with_fast(void **state) {
    static const number_format format = {52, -1023, 0x7FF, -342, 308, -4, 23};
    static const number_format narrow = {23, -127, 0xFF, -65, 38, -17, 10};
    (void)state;
    for (long i = rounds() / 20; i > 0; i--) {
        char text[40];
        uint64_t bits = next_random() >> 1;
        snprintf(text, sizeof text, "%llu.%llue%d", (unsigned long long)(next_random() >> 44),
                 (unsigned long long)next_random() >> 10, (int)(next_random() % 700) - 350);
        if (i % 4 == 0)
            snprintf(text, sizeof text, "%llue%d", (unsigned long long)bits, (int)(bits % 60) - 60);
        number n = scan(text);
        double fast = swage_number_to_double(&n);
        float fast_narrow = swage_number_to_float(&n);
        uint64_t slow = swage_number_slow(&n, &format);
        uint32_t slow_narrow = (uint32_t)swage_number_slow(&n, &narrow);
        if (memcmp(&fast, &slow, sizeof fast) != 0)
            fail_msg("%s", text);
        if (memcmp(&fast_narrow, &slow_narrow, sizeof slow_narrow) != 0)
            fail_msg("float %s", text);
    }
}

static void integers_come_back(void **state) {
    (void)state;
    for (long i = rounds(); i > 0; i--) {
        uint64_t value = next_random() >> (next_random() & 63), back;
        int64_t negative = -(int64_t)(value >> 1), negative_back;
        bool range;
        char text[40];
        text[swage_number_write_uint64(text, value)] = '\0';
        number n = scan(text);
        assert_true(swage_number_to_uint64(&n, &back, &range) && back == value);
        assert_true(strtoull(text, NULL, 10) == value);
        text[swage_number_write_int64(text, negative)] = '\0';
        n = scan(text);
        assert_true(swage_number_to_int64(&n, &negative_back, &range) && negative_back == negative);
    }
}

static void notation_is_that_of_ecmascript(void **state) {
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},
                 {-0.0, "-0"},
                 {1800, "1800"},
                 {1e20, "100000000000000000000"},
                 {1e21, "1e+21"},
                 {1.5e300, "1.5e+300"},
                 {1e-6, "0.000001"},
                 {1e-7, "1e-7"},
                 {0.1, "0.1"},
                 {123.456, "123.456"},
                 {5e-324, "5e-324"},
                 {1.7976931348623157e308, "1.7976931348623157e+308"},
                 {9007199254740993.0, "9007199254740992"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[40];
        text[swage_number_write_double(text, cases[i].value)] = '\0';
        assert_string_equal(text, cases[i].text);
    }
}

/* A small build's powers are those of the table. */
static void made_powers_are_exact(void **state) {
    (void)state;
    if (PORT_SMALL) /* has no table; each number that is read or written tells */
        return;
    for (int q = POWER_MIN; q <= POWER_MAX; q++) {
        power_of_ten made = swage_power_of_ten_made(q), listed = power_of_ten_get(q);
        assert_int_equal(made.high, listed.high);
        assert_int_equal(made.low, listed.low);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_powers_are_exact),          cmocka_unit_test(doubles_come_back),
        cmocka_unit_test(rounding_modes_change_nothing),  cmocka_unit_test(floats_come_back),
        cmocka_unit_test(slow_agrees_with_fast),          cmocka_unit_test(integers_come_back),
        cmocka_unit_test(notation_is_that_of_ecmascript),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

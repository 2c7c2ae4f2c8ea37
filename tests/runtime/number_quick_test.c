/*
 * Doubles written the quick way, held to the slower one: each of small domains, and random ones.
 * NUMBERS in the environment is how many of these (100,000).
 */
#include "number.h"
#include "number_quick.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <swage/runtime.h>

#include <cmocka.h>

enum { GUARD = 8, GUARD_BYTE = 0x5A };

static uint64_t random_state = 1442695040888963407U;
static long known, unknown;

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

static uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits & INT64_MAX;
}

/* Both ways say the same, or the quick one nothing; neither writes where it has no room. */
static void check_bits(uint64_t bits) {
    char quick[GUARD + NUMBER_TEXT_SIZE + GUARD], slow[NUMBER_TEXT_SIZE + 1];
    memset(quick, GUARD_BYTE, sizeof quick);
    size_t len = swage_number_write_quick(quick + GUARD, bits);
    for (size_t i = 0; i < GUARD; i++)
        if (quick[i] != GUARD_BYTE || quick[GUARD + NUMBER_TEXT_SIZE + i] != GUARD_BYTE)
            fail_msg("%016llx is written past its room", (unsigned long long)bits);
    if (len == 0) {
        unknown++;
        return;
    }
    known++;
    size_t slow_len = swage_number_write_slow(slow, bits);
    slow[slow_len] = '\0';
    if (len != slow_len || memcmp(quick + GUARD, slow, len) != 0)
        fail_msg("%016llx: %.*s is %s", (unsigned long long)bits, (int)len, quick + GUARD, slow);
}

/* A value and its neighbours. */
static void check_around(double value) {
    for (uint64_t i = 0; i < 3; i++)
        if (bits_of(value) + i > 0)
            check_bits(bits_of(value) + i - 1);
}

static void decimals_of_few_digits(void **state) {
    (void)state;
    char text[40];
    for (int exponent = -30; exponent <= 30; exponent++)
        for (int digits = 0; digits < 2000; digits++) {
            snprintf(text, sizeof text, "%de%d", digits, exponent);
            check_around(strtod(text, NULL));
        }
    for (int hundredths = 0; hundredths < 300000; hundredths++)
        check_bits(bits_of(hundredths / 100.0));
}

static void edges_of_each_exponent(void **state) {
    (void)state;
    for (uint64_t biased = 0; biased < 0x7FF; biased++)
        for (uint64_t mantissa = 0; mantissa < 64; mantissa++) {
            check_bits(biased << 52 | mantissa);
            check_bits(biased << 52 | (0xFFFFFFFFFFFFFU - mantissa));
            check_bits(biased << 52 | ((uint64_t)1 << 51) | mantissa);
        }
    for (int power = -300; power <= 300; power++) {
        char text[16];
        snprintf(text, sizeof text, "1e%d", power);
        check_around(strtod(text, NULL));
    }
}

static void random_ones(void **state) {
    (void)state;
    for (long i = rounds(); i > 0; i--) {
        uint64_t bits = next_random() & INT64_MAX;
        if (bits >> 52 != 0x7FF)
            check_bits(bits);
        check_bits(bits_of((double)(bits >> 10) / 9007199254740992.0 * 1e4));
        check_bits(bits_of((double)(bits >> 20) / 1e6));
        check_bits(bits_of((double)(bits >> 40) / 1e3));
        check_bits((1023 + bits % 80) << 52 | (bits >> 8 & 0xFFFFFFFFFFFFFU));
    }
}

/* Half-way cases, where a digit more is as far as a digit less. */
static void ties(void **state) {
    (void)state;
    for (uint64_t odd = 1; odd < 4000; odd += 2)
        for (int shift = 0; shift < 12; shift++)
            for (uint64_t base = 50; base < 60; base++)
                check_bits(bits_of((double)(((uint64_t)1 << base) + (odd << shift))));
}

static void few_are_unknown(void **state) {
    (void)state;
    known = unknown = 0;
    for (int i = 0; i < 100000; i++)
        check_bits((1023 - 400 + next_random() % 800) << 52 | (next_random() & 0xFFFFFFFFFFFFFU));
    if (!PORT_SMALL)
        assert_true(unknown < known / 100);
}

static void arrays_have_commas(void **state) {
    (void)state;
    static const double items[] = {0.5,   -0.0,         0,    -17, 5e-324,
                                   1e300, -1e-7,        1e21, 0.1, -65.61361699999998,
                                   1e15,  123456789.25, 4};
    static const char text[] = "[0.5,-0,0,-17,5e-324,1e+300,-1e-7,1e+21,0.1,-65.61361699999998,"
                               "1000000000000000,123456789.25,4";
    const size_t count = sizeof items / sizeof *items;
    char out[NUMBER_TEXT_SIZE * 14];
    if (PORT_SMALL)
        return;
    char *end = swage_number_write_doubles(out, items, count, '[');
    assert_int_equal(end - out, sizeof text - 1);
    assert_memory_equal(out, text, sizeof text - 1);
    assert_ptr_equal(swage_number_write_doubles(out, items, 0, '['), out);
    const double bad[][2] = {{1, HUGE_VAL}, {-HUGE_VAL, 1}, {1, (double)NAN}};
    for (size_t i = 0; i < 3; i++)
        assert_null(swage_number_write_doubles(out, bad[i], 2, '['));
}

/* Arrays of arrays, some of them empty or long: as a runtime's user reads and writes them. */
typedef struct row {
    const double *items;
    size_t count;
} row;
typedef struct rows {
    const row *items;
    size_t count;
} rows;
enum { ROWS = 500, LONGEST = 40, TEXT = ROWS * LONGEST * NUMBER_TEXT_SIZE };

static const swage_element number_element = {
    .size = sizeof(double), .state_offset = SWAGE_NO_STATE, .type = {.kind = SWAGE_TYPE_DOUBLE}};
static const swage_element row_element = {
    .size = sizeof(row),
    .state_offset = SWAGE_NO_STATE,
    .type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &number_element}};
static const swage_type rows_type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &row_element};

static double numbers[ROWS * LONGEST];
static row all_rows[ROWS];

static rows make_rows(void) {
    size_t used = 0;
    for (size_t i = 0; i < ROWS; i++) {
        all_rows[i] = (row){numbers + used, i % 9 == 0 ? i % LONGEST : i % 4};
        for (size_t j = 0; j < all_rows[i].count; j++)
            numbers[used++] = (double)(int64_t)next_random() / (double)(1LL << (20 + i % 40));
    }
    return (rows){all_rows, ROWS};
}

static bool collect(void *context, const char *bytes, size_t len) {
    char **at = context;
    memcpy(*at, bytes, len);
    *at += len;
    return true;
}

static void arrays_of_arrays(void **state) {
    (void)state;
    rows value = make_rows(), back;
    char *text = malloc(TEXT), *pieces = malloc(TEXT), *at = pieces;
    swage_arena arena;
    swage_error error;
    assert_true(text && pieces);
    size_t len = swage_write_type(&rows_type, &value, text, TEXT, NULL, &error);
    assert_true(len > 0);
    assert_int_equal(swage_write_type(&rows_type, &value, NULL, 0, NULL, &error), len);
    assert_int_equal(swage_write_type(&rows_type, &value, pieces, len + 1, NULL, &error), len);
    assert_memory_equal(pieces, text, len);
    assert_true(swage_write_type_to(&rows_type, &value, collect, &at, NULL, &error));
    assert_int_equal(at - pieces, len);
    assert_memory_equal(pieces, text, len);
    static char room[1 << 20]; /* a small build has no malloc */
    swage_arena_init_fixed(&arena, room, sizeof room);
    assert_true(swage_parse_type(&rows_type, &back, text, len, NULL, &arena, &error));
    assert_int_equal(back.count, value.count);
    for (size_t i = 0; i < ROWS; i++) {
        assert_int_equal(back.items[i].count, value.items[i].count);
        if (value.items[i].count)
            assert_memory_equal(back.items[i].items, value.items[i].items,
                                value.items[i].count * sizeof(double));
    }
    numbers[all_rows[303].items - numbers + 1] = HUGE_VAL;
    assert_int_equal(swage_write_type(&rows_type, &value, text, TEXT, NULL, &error), 0);
    assert_string_equal(error.path, "/303/1");
    swage_arena_free(&arena);
    free(text);
    free(pieces);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_of_few_digits),
        cmocka_unit_test(edges_of_each_exponent),
        cmocka_unit_test(random_ones),
        cmocka_unit_test(ties),
        cmocka_unit_test(few_are_unknown),
        cmocka_unit_test(arrays_have_commas),
        cmocka_unit_test(arrays_of_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

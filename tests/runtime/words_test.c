/*
 * What is read by words and blocks against plain loops over bytes; and hashes, which generated
 * tables hold, the same on every machine.
 */
#include "digits.h"
#include "hash.h"
#include "utf8.h"

#include <swage/descriptor.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static uint64_t seed = 1;

static unsigned roll(unsigned sides) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(seed >> 33) % sides;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static void digits_are_told_from_all_bytes(void **state) {
    static const char near[] = {'/', ':', '0', '9', '\0'};
    (void)state;
    for (int i = 0; i < 400000; i++) {
        char text[8];
        unsigned plain = roll(9), n = 0;
        uint32_t value = 0;
        for (unsigned k = 0; k < 8; k++)
            text[k] = k < plain ? (char)('0' + roll(10)) : near[roll(5)];
        text[roll(8)] = roll(2) ? (char)roll(256) : '5';
        for (; n < 8 && is_digit(text[n]); n++)
            value = value * 10 + (uint32_t)(text[n] - '0');
        uint64_t word = port_load64(text);
        assert_int_equal(leading_digits(word), n);
        assert_int_equal(eight_digits(word), n == 8);
        if (n > 0)
            assert_int_equal(leading_value(word, n), value);
        if (n == 8)
            assert_int_equal(eight_value(word), value);
    }
}

static bool is_special(char c) {
    return c == '"' || c == '\\' || (unsigned char)c < 0x20 || (unsigned char)c >= 0x80;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void blocks_are_looked_through(void **state) {
    static const char chosen[] = " \t\n\r\"\\a~\x1F\x7F\x80\xFF!#[]\0";
    char text[32], copy[32];
    (void)state;
    for (int i = 0; i < 200000; i++) {
        unsigned blanks = 0;
        uint64_t special = 0;
        bool plain = true, rare = roll(2);
        for (unsigned k = 0; k < 32; k++)
            text[k] = rare && roll(30) ? (i % 2 ? ' ' : 'x') : chosen[roll(sizeof chosen)];
        for (unsigned k = 0; k < PORT_BLOCK; k++)
            special |= (uint64_t)is_special(text[k]) << k;
        while (blanks < PORT_BLOCK && is_blank(text[blanks]))
            blanks++;
        for (unsigned k = 0; k < 16; k++)
            plain = plain && !is_special(text[k]);
        port_block block = port_load(text);
        port_store(copy, block);
        assert_memory_equal(copy, text, PORT_BLOCK);
        assert_true(port_special(block) == special);
        assert_int_equal(port_blanks(text), blanks);
        assert_int_equal(port_plain16(text), plain);
        assert_int_equal(port_plain_words(port_load64(text), port_load64(text + 8)), plain);
    }
}

static void sequences_are_told_by_words(void **state) {
    static const unsigned char thirds[] = {0x00, 0x22, 0x7F, 0x80, 0xA0, 0xBF, 0xC0, 0xFF};
    (void)state;
    for (unsigned lead = 0; lead < 0x10000; lead++)
        for (size_t i = 0; i < 64; i++) {
            const char text[] = {(char)(lead >> 8), (char)(lead & 0xFF), (char)thirds[i / 8],
                                 (char)thirds[i % 8]};
            size_t n = utf8_sequence(text, text + 4), word = n == 2 || n == 3 ? n : 0;
            assert_int_equal(swage_utf8_sequence(text, text + 4), n);
            assert_int_equal(utf8_short_sequence(port_load32(text)), word);
        }
}

static void hashes_are_the_same_everywhere(void **state) {
    static const char text[32] = "abcdefghijklmnopqrst\xC3\xA4";
    static const struct {
        size_t len;
        uint32_t hash;
    } known[] = {{0, 0x00000000U},  {1, 0x7A197DA1U},  {7, 0x57A80D21U},
                 {8, 0x97545608U},  {9, 0x24462249U},  {15, 0xFDF5279BU},
                 {16, 0x86C6D73AU}, {17, 0xFCF137B8U}, {22, 0x1155434EU}};
    (void)state;
    for (uint32_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(swage_name_hash(text, known[i].len, i * 0x9E3779B9U), known[i].hash);
    for (size_t len = 0; len <= 22; len++) {
        hash_words plain = hash_words_of(text, len), padded = hash_words_padded(text, len);
        assert_true(plain.first == padded.first && plain.last == padded.last);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_told_from_all_bytes),
        cmocka_unit_test(blocks_are_looked_through),
        cmocka_unit_test(sequences_are_told_by_words),
        cmocka_unit_test(hashes_are_the_same_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

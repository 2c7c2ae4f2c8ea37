/*
 * Sixteen digits at once, by what the processor has for it: this is asked at run time, when the
 * build is for others, too.
 */
#ifndef SWAGE_SRC_DIGITS_PORTABILITY_H
#define SWAGE_SRC_DIGITS_PORTABILITY_H

#include <swage/fast/portability.h>

/*
 * port_put16 writes sixteen digits of a number below 10^16, to any address; the first eight, the
 * first of them lowest, into *first. A bit for each digit tells that it is not 0, the lowest one
 * for the first. port_put16_lanes is the same for processors that port_has_lanes tells of, to be
 * called by functions that are declared with PORT_LANES_CALL.
 */
#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__)) &&                            \
    !defined(SWAGE_PORTABLE) && !defined(__OPTIMIZE_SIZE__)
#include <immintrin.h>
#if defined(__AVX512IFMA__) && defined(__AVX512VBMI__) && defined(__AVX512BW__) &&                 \
    defined(__AVX512VL__)
#define PORT_LANES
#define PORT_LANES_CALL ALWAYS_INLINE
static inline bool port_has_lanes(void) {
    return true;
}
#else
#define PORT_LANES __attribute__((target("avx512f,avx512bw,avx512vl,avx512ifma,avx512vbmi,bmi2")))
#define PORT_LANES_CALL static NOINLINE PORT_LANES
static inline bool port_has_lanes(void) {
    return __builtin_cpu_supports("avx512ifma") && __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("bmi2");
}
#endif

/*
 * A lane for each of eight digits: the 52 bits behind the point of value / 10^8, 10^7, ..., 10, the
 * first of which is a bit too small, so that 2^25 makes it right; ten times that is the digit.
 */
static inline PORT_LANES __m512i port_lanes8(uint64_t value) {
    const __m512i tenths =
        _mm512_setr_epi64(45035996, 450359963, 4503599628, 45035996274, 450359962738, 4503599627371,
                          45035996273705, 450359962737050);
    const __m512i more = _mm512_setr_epi64(1 << 25, 0, 0, 0, 0, 0, 0, 0);
    __m512i behind = _mm512_madd52lo_epu64(more, _mm512_set1_epi64((long long)value), tenths);
    return _mm512_madd52hi_epu64(_mm512_set1_epi64('0'), behind, _mm512_set1_epi64(10));
}
static inline PORT_LANES unsigned port_put16_lanes(char *out, uint64_t value, uint64_t *first) {
    const uint64_t eight = 100000000;
    const __m512i lowest = _mm512_castsi128_si512(
        _mm_setr_epi8(0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120));
    __m512i high = port_lanes8(value / eight), low = port_lanes8(value % eight);
    __m128i x = _mm512_castsi512_si128(_mm512_permutex2var_epi8(high, lowest, low));
    _mm_storeu_si128((__m128i *)(void *)out, x);
    *first = (uint64_t)_mm_cvtsi128_si64(x);
    /* No mask of AVX-512: gcc 12 spills 16 bits of it, and reads 32, with -fsanitize=undefined. */
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(x, _mm_set1_epi8('0'))) ^ 0xFFFF;
}
#else
#define PORT_LANES_CALL ALWAYS_INLINE
static inline bool port_has_lanes(void) {
    return false;
}
static inline unsigned port_put16_lanes(char *out, uint64_t value, uint64_t *first) {
    (void)out, (void)value, (void)first;
    return 0;
}
#endif

#if defined(__SSE2__) && defined(__x86_64__) && !defined(SWAGE_PORTABLE) &&                        \
    !defined(__OPTIMIZE_SIZE__)
static inline unsigned port_put16(char *out, uint64_t value, uint64_t *first) {
    const uint64_t eight = 100000000;
    __m128i x = _mm_set_epi64x((long long)(value % eight), (long long)(value / eight));
    /* Lanes of 32 bits with four digits, of 16 with two, of 8 with one. */
    __m128i over = _mm_srli_epi64(_mm_mul_epu32(x, _mm_set1_epi64x(0xD1B71759)), 45);
    __m128i rest = _mm_sub_epi32(x, _mm_mul_epu32(over, _mm_set1_epi64x(10000)));
    x = _mm_or_si128(over, _mm_slli_epi64(rest, 32));
    over = _mm_srli_epi16(_mm_mulhi_epu16(x, _mm_set1_epi16(5243)), 3);
    rest = _mm_sub_epi32(x, _mm_madd_epi16(over, _mm_set1_epi32(100)));
    x = _mm_or_si128(over, _mm_slli_epi32(rest, 16));
    over = _mm_mulhi_epu16(x, _mm_set1_epi16(6554));
    rest = _mm_mulhi_epu16(_mm_slli_epi16(over, 12), _mm_set1_epi16((short)(2559 << 4)));
    x = _mm_sub_epi16(_mm_slli_epi16(x, 8), rest);
    __m128i zeros = _mm_cmpeq_epi8(x, _mm_setzero_si128());
    x = _mm_or_si128(x, _mm_set1_epi8('0'));
    _mm_storeu_si128((__m128i *)(void *)out, x);
    *first = (uint64_t)_mm_cvtsi128_si64(x);
    return (unsigned)_mm_movemask_epi8(zeros) ^ 0xFFFFU;
}
#else
static inline uint64_t port_digits8(uint64_t value) {
    uint64_t x = value / 10000 | value % 10000 << 32;
    uint64_t hundreds = (x * 10486) >> 20 & 0x0000007F0000007FU;
    x = hundreds | (x - hundreds * 100) << 16;
    uint64_t tens = (x * 103) >> 10 & 0x000F000F000F000FU;
    return tens | (x - tens * 10) << 8;
}
static inline unsigned port_nonzero8(uint64_t digits) {
    return (unsigned)(((digits + 0x7F7F7F7F7F7F7F7FU) >> 7 & 0x0101010101010101U) *
                          0x0102040810204080U >>
                      56);
}
static inline unsigned port_put16(char *out, uint64_t value, uint64_t *first) {
    uint64_t high = port_digits8(value / 100000000), low = port_digits8(value % 100000000);
    *first = high | 0x3030303030303030U;
    port_save64(out, *first);
    port_save64(out + 8, low | 0x3030303030303030U);
    return port_nonzero8(high) | port_nonzero8(low) << 8;
}
#endif

#endif

/*
 * Classes of the bytes of a block, for formats of short texts. PORT_CLASSES tells that a block can
 * hold such a text; where it can't, nothing is in any class.
 */
#ifndef SWAGE_SRC_FORMATS_PORTABILITY_H
#define SWAGE_SRC_FORMATS_PORTABILITY_H

#include <swage/fast/portability.h>

/* A bit for each byte that is an ASCII letter or digit; and for each that is `c`. */
#if defined(__AVX2__) && !defined(SWAGE_PORTABLE)
enum { PORT_CLASSES = 1 };
/* Whether each byte is from `first` on, and below `first + count`. */
static inline __m256i port_in_range(__m256i b, char first, int count) {
    __m256i x = _mm256_add_epi8(b, _mm256_set1_epi8((char)(-128 - first)));
    return _mm256_cmpgt_epi8(_mm256_set1_epi8((char)(-128 + count)), x);
}
static inline uint64_t port_alnums(port_block b) {
    __m256i small = _mm256_or_si256(b, _mm256_set1_epi8(0x20));
    __m256i letters = port_in_range(small, 'a', 26), digits = port_in_range(b, '0', 10);
    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(letters, digits));
}
static inline uint64_t port_equal(port_block b, char c) {
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, _mm256_set1_epi8(c)));
}
#elif defined(__SSE2__) && !defined(SWAGE_PORTABLE) && !defined(__OPTIMIZE_SIZE__)
enum { PORT_CLASSES = 1 };
static inline __m128i port_in_range(__m128i b, char first, int count) {
    __m128i x = _mm_add_epi8(b, _mm_set1_epi8((char)(-128 - first)));
    return _mm_cmplt_epi8(x, _mm_set1_epi8((char)(-128 + count)));
}
static inline unsigned port_alnums_half(__m128i b) {
    __m128i small = _mm_or_si128(b, _mm_set1_epi8(0x20));
    __m128i letters = port_in_range(small, 'a', 26), digits = port_in_range(b, '0', 10);
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(letters, digits));
}
static inline uint64_t port_alnums(port_block b) {
    return port_alnums_half(b.low) | (uint64_t)port_alnums_half(b.high) << 16;
}
static inline uint64_t port_equal(port_block b, char c) {
    __m128i x = _mm_set1_epi8(c);
    unsigned low = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b.low, x));
    return low | (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b.high, x)) << 16;
}
#else
enum { PORT_CLASSES = 0 };
static inline uint64_t port_alnums(port_block b) {
    (void)b;
    return 0;
}
static inline uint64_t port_equal(port_block b, char c) {
    (void)b, (void)c;
    return 0;
}
#endif

#endif

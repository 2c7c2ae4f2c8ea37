/*
 * Blocks of 64 bytes of JSON as bits, where the processor can (AVX2, which comes with a product
 * without carries, and AVX-512): this is asked at run time, when the build is for others, too.
 */
#ifndef SWAGE_SRC_SKIP_PORTABILITY_H
#define SWAGE_SRC_SKIP_PORTABILITY_H

#include "../utf8/portability.h"

enum { PORT_MARKED = 64 };

/* A bit for each byte of a block that is such a character, the first byte's being the lowest. */
typedef struct port_marks {
    uint64_t quotes, backslashes, blanks;
    uint64_t colons, commas, opens, closes; /* the last two: brackets of both kinds */
    uint64_t controls, wide;                /* below the blank, and above ASCII */
} port_marks;

/* Functions that use these have to be PORT_MARKING, and called where port_can_mark. */
#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__)) &&                            \
    !defined(SWAGE_PORTABLE) && !defined(__OPTIMIZE_SIZE__)
#if defined(__AVX2__) && defined(__PCLMUL__) && defined(__BMI__)
#define PORT_MARKING
static inline bool port_can_mark(void) {
    return true;
}
#else
#define PORT_MARKING __attribute__((target("avx2,pclmul,bmi")))
static inline bool port_can_mark(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") &&
           __builtin_cpu_supports("bmi");
}
#endif

/* For each bit, whether it and those below it that are set are odd in number. */
ALWAYS_INLINE PORT_MARKING uint64_t port_parity(uint64_t bits) {
    __m128i ones = _mm_set1_epi8(-1), x = _mm_cvtsi64_si128((long long)bits);
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(x, ones, 0));
}

ALWAYS_INLINE PORT_MARKING uint64_t port_join(__m256i low, __m256i high) {
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high)
                                                     << 32;
}

#ifdef __AVX512BW__
ALWAYS_INLINE uint64_t port_equal(__m512i b, char c) {
    return _mm512_cmpeq_epi8_mask(b, _mm512_set1_epi8(c));
}
ALWAYS_INLINE void port_mark(const char *p, port_marks *m) {
    /* A blank is what the table has for its lower four bits; braces are brackets with a bit. */
    const __m512i table = _mm512_broadcast_i32x4(
        _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0));
    __m512i b = _mm512_loadu_si512((const void *)p);
    __m512i braces = _mm512_or_si512(b, _mm512_set1_epi8(0x20));
    m->quotes = port_equal(b, '"');
    m->backslashes = port_equal(b, '\\');
    m->blanks = _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(table, b), b);
    m->colons = port_equal(b, ':');
    m->commas = port_equal(b, ',');
    m->opens = port_equal(braces, '{');
    m->closes = port_equal(braces, '}');
    m->controls = _mm512_cmplt_epu8_mask(b, _mm512_set1_epi8(0x20));
    m->wide = _mm512_movepi8_mask(b);
}
#else
ALWAYS_INLINE PORT_MARKING uint64_t port_equal(__m256i low, __m256i high, char c) {
    __m256i same = _mm256_set1_epi8(c);
    return port_join(_mm256_cmpeq_epi8(low, same), _mm256_cmpeq_epi8(high, same));
}
ALWAYS_INLINE PORT_MARKING __m256i port_is_blank(__m256i b) {
    const __m256i table = PORT_TABLE(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0);
    return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, b), b);
}
ALWAYS_INLINE PORT_MARKING __m256i port_is_control(__m256i b) {
    return _mm256_cmpeq_epi8(_mm256_min_epu8(b, _mm256_set1_epi8(0x1F)), b);
}
ALWAYS_INLINE PORT_MARKING void port_mark(const char *p, port_marks *m) {
    const __m256i brace = _mm256_set1_epi8(0x20); /* is what makes one of a bracket */
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    m->quotes = port_equal(a, b, '"');
    m->backslashes = port_equal(a, b, '\\');
    m->blanks = port_join(port_is_blank(a), port_is_blank(b));
    m->colons = port_equal(a, b, ':');
    m->commas = port_equal(a, b, ',');
    m->controls = port_join(port_is_control(a), port_is_control(b));
    m->wide = port_join(a, b);
    a = _mm256_or_si256(a, brace);
    b = _mm256_or_si256(b, brace);
    m->opens = port_equal(a, b, '{');
    m->closes = port_equal(a, b, '}');
}
#endif

/*
 * A bit for each byte of the block at `p` that is not well-formed behind those in front of it:
 * 32 of them, of which there are none where the text is `new`.
 */
ALWAYS_INLINE PORT_MARKING uint64_t port_malformed(const char *p, bool new) {
    const __m256i zero = _mm256_setzero_si256();
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    __m256i before = new ? zero : _mm256_loadu_si256((const __m256i *)(const void *)(p - 32));
    return ~port_join(_mm256_cmpeq_epi8(port_faults(a, before), zero),
                      _mm256_cmpeq_epi8(port_faults(b, a), zero));
}
#else
#define PORT_MARKING
static inline bool port_can_mark(void) {
    return false;
}
static inline uint64_t port_parity(uint64_t bits) {
    return bits;
}
static inline void port_mark(const char *p, port_marks *m) {
    (void)p;
    memset(m, 0, sizeof *m);
}
static inline uint64_t port_malformed(const char *p, bool new) {
    (void)p, (void)new;
    return 0;
}
#endif

#endif

/*
 * Text copied and checked in blocks, where the processor can look up bytes in tables (AVX2): this
 * is asked at run time, when the build is for others, too. How it is checked: Keiser and Lemire,
 * "Validating UTF-8 in less than one instruction per byte", 2021.
 */
#ifndef SWAGE_SRC_UTF8_PORTABILITY_H
#define SWAGE_SRC_UTF8_PORTABILITY_H

#include <swage/fast/portability.h>

#define PORT_MALFORMED SIZE_MAX

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__)) &&                            \
    !defined(SWAGE_PORTABLE) && !defined(__OPTIMIZE_SIZE__)
#include <immintrin.h>
enum { PORT_WIDE_BLOCK = 32 };

/* port_load_wide: the first bytes of a text, at most a block, with blanks behind them. */
#ifdef __AVX2__
#define PORT_WIDE
static inline bool port_can_copy(void) {
    return true;
}
static inline __m256i port_load_wide(const char *p, size_t len) {
    return LIKELY(len == PORT_WIDE_BLOCK) ? port_load(p) : port_load_part(p, len);
}
#else
#define PORT_WIDE __attribute__((target("avx2")))
static inline bool port_can_copy(void) {
    return __builtin_cpu_supports("avx2");
}
/* Of at least eight bytes, those behind the last eights of them, with blanks behind. */
static inline uint64_t port_load_rest(const char *p, size_t len) {
    const uint64_t blanks = 0x2020202020202020U;
    const unsigned bits = (unsigned)(8 * (len % 8)), other = 64 - bits;
    return port_load64(p + len - 8) >> other / 2 >> (other - other / 2) | blanks << bits;
}
static inline PORT_WIDE __m256i port_load_wide(const char *p, size_t len) {
    uint64_t a = 0x2020202020202020U, b = a, c = a, d = a;
    if (LIKELY(len == PORT_WIDE_BLOCK))
        return _mm256_loadu_si256((const __m256i *)(const void *)p);
    if (len >= 24) {
        a = port_load64(p);
        b = port_load64(p + 8);
        c = port_load64(p + 16);
        d = port_load_rest(p, len);
    } else if (len >= 16) {
        a = port_load64(p);
        b = port_load64(p + 8);
        c = port_load_rest(p, len);
    } else if (len >= 8) {
        a = port_load64(p);
        b = port_load_rest(p, len);
    } else {
        for (size_t i = len; i > 0; i--)
            a = a << 8 | (unsigned char)p[i - 1];
    }
    return _mm256_set_epi64x((long long)d, (long long)c, (long long)b, (long long)a);
}
#endif

/* What is wrong with two bytes that stand behind each other. */
enum {
    PORT_TOO_SHORT = 1, /* no continuation where there has to be one */
    PORT_TOO_LONG = 2,
    PORT_LONG_THREE = 4, /* longer than need be */
    PORT_TOO_LARGE = 8,
    PORT_SURROGATE = 16,
    PORT_LONG_TWO = 32,
    PORT_LONG_FOUR = 64, /* and too large, from F5 on */
    PORT_CONTINUES = 128,
    PORT_ANY_LOW = PORT_TOO_SHORT | PORT_TOO_LONG | PORT_CONTINUES
};

/* The same table of sixteen bytes in both halves. */
#define PORT_TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)
#define PORT_BYTE(bits) ((char)((bits) > 127 ? (bits)-256 : (bits)))

static inline PORT_WIDE __m256i port_high_half(__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));
}

/* The bytes of `b` that can't stand behind those in front of them, `before` being the last block.
 */
static inline PORT_WIDE __m256i port_faults(__m256i b, __m256i before) {
    const char low = PORT_BYTE(PORT_ANY_LOW), large = PORT_BYTE(PORT_ANY_LOW | 8 | 64);
    const char lead = PORT_TOO_SHORT, plain = PORT_TOO_LONG, after = PORT_BYTE(PORT_CONTINUES);
    const char third = PORT_BYTE(PORT_TOO_LONG | PORT_LONG_TWO | PORT_CONTINUES | 16 | 8);
    const __m256i first_high = PORT_TABLE(
        plain, plain, plain, plain, plain, plain, plain, plain, after, after, after, after,
        PORT_TOO_SHORT | PORT_LONG_TWO, lead, PORT_TOO_SHORT | PORT_LONG_THREE | PORT_SURROGATE,
        PORT_TOO_SHORT | PORT_TOO_LARGE | PORT_LONG_FOUR);
    const __m256i first_low =
        PORT_TABLE(PORT_BYTE(PORT_ANY_LOW | PORT_LONG_TWO | PORT_LONG_THREE | PORT_LONG_FOUR),
                   PORT_BYTE(PORT_ANY_LOW | PORT_LONG_TWO), low, low,
                   PORT_BYTE(PORT_ANY_LOW | PORT_TOO_LARGE), large, large, large, large, large,
                   large, large, large, PORT_BYTE(PORT_ANY_LOW | 8 | 64 | 16), large, large);
    const __m256i second_high =
        PORT_TABLE(lead, lead, lead, lead, lead, lead, lead, lead,
                   PORT_BYTE(PORT_TOO_LONG | PORT_LONG_TWO | PORT_CONTINUES | PORT_LONG_THREE |
                             PORT_LONG_FOUR),
                   PORT_BYTE(PORT_TOO_LONG | PORT_LONG_TWO | PORT_CONTINUES | PORT_LONG_THREE |
                             PORT_TOO_LARGE),
                   third, third, lead, lead, lead, lead);
    __m256i joint = _mm256_permute2x128_si256(before, b, 0x21);
    __m256i one = _mm256_alignr_epi8(b, joint, 15);
    __m256i faults = _mm256_shuffle_epi8(first_high, port_high_half(one));
    __m256i lows = _mm256_and_si256(one, _mm256_set1_epi8(15));
    faults = _mm256_and_si256(faults, _mm256_shuffle_epi8(first_low, lows));
    faults = _mm256_and_si256(faults, _mm256_shuffle_epi8(second_high, port_high_half(b)));
    /* Two continuations are right, and have to be, in the third place of three and behind. */
    __m256i threes = _mm256_subs_epu8(_mm256_alignr_epi8(b, joint, 14), _mm256_set1_epi8(0x60));
    __m256i fours = _mm256_subs_epu8(_mm256_alignr_epi8(b, joint, 13), _mm256_set1_epi8(0x70));
    __m256i has_to = _mm256_and_si256(_mm256_or_si256(threes, fours), _mm256_set1_epi8(-128));
    return _mm256_xor_si256(faults, has_to);
}

/* A bit for each quote, backslash and control character. */
static inline PORT_WIDE uint32_t port_escapes(__m256i b) {
    __m256i quote = _mm256_cmpeq_epi8(b, _mm256_set1_epi8('"'));
    __m256i slash = _mm256_cmpeq_epi8(b, _mm256_set1_epi8('\\'));
    __m256i control = _mm256_cmpeq_epi8(_mm256_min_epu8(b, _mm256_set1_epi8(0x1F)), b);
    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(_mm256_or_si256(quote, slash), control));
}

/*
 * Copies text up to the first byte that JSON escapes, in blocks, the last of them with what stands
 * behind; how many bytes. PORT_MALFORMED when they are not well-formed. `to` may be NULL.
 */
static PORT_WIDE size_t port_copy_text(char *to, const char *from, size_t len) {
    __m256i before = _mm256_setzero_si256();
    for (size_t i = 0;; i += PORT_WIDE_BLOCK) {
        size_t size = len - i < PORT_WIDE_BLOCK ? len - i : PORT_WIDE_BLOCK;
        __m256i b = port_load_wide(from + i, size);
        uint32_t escapes = port_escapes(b);
        __m256i faults = port_faults(b, before);
        if (to)
            _mm256_storeu_si256((__m256i *)(void *)(to + i), b);
        if (LIKELY(escapes == 0 && size == PORT_WIDE_BLOCK && _mm256_testz_si256(faults, faults))) {
            before = b;
            continue;
        }
        uint64_t right =
            (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(faults, _mm256_setzero_si256()));
        unsigned n = port_low_bit(escapes | (uint64_t)1 << size);
        if (~right & (((uint64_t)2 << n) - 1) & UINT32_MAX)
            return PORT_MALFORMED;
        if (n < PORT_WIDE_BLOCK)
            return i + n;
        before = b;
    }
}
#else
enum { PORT_WIDE_BLOCK = 0 };
static inline bool port_can_copy(void) {
    return false;
}
static inline size_t port_copy_text(char *to, const char *from, size_t len) {
    (void)to, (void)from, (void)len;
    return PORT_MALFORMED;
}
#endif

#endif

/*
 * The one place of the runtime that asks what compiler, machine or build this is. Of generated code
 * only what <swage/fast.h> is for includes it.
 */
#ifndef SWAGE_FAST_PORTABILITY_H
#define SWAGE_FAST_PORTABILITY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__GNUC__) || defined(__clang__)
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define NOINLINE __attribute__((noinline))
#define PRINTF_LIKE(text, rest) __attribute__((format(printf, text, rest)))
#else
#define LIKELY(x) (x)
#define UNLIKELY(x) (x)
#define NOINLINE
#define PRINTF_LIKE(text, rest)
#endif

/* Between the cases of a switch, where one goes on in the next. */
#ifdef __has_attribute
#if __has_attribute(fallthrough)
#define SWAGE_FALL_THROUGH __attribute__((fallthrough))
#endif
#endif
#ifndef SWAGE_FALL_THROUGH
#define SWAGE_FALL_THROUGH ((void)0)
#endif

/* A number of which the compiler knows nothing, not even that it equals another one. */
#if defined(__GNUC__) || defined(__clang__)
static inline size_t port_opaque(size_t x) {
    __asm__("" : "+r"(x));
    return x;
}
#else
static inline size_t port_opaque(size_t x) {
    return x;
}
#endif

/* A build for size (-Os) calls what others inline, and has small tables instead of fast ones. */
#ifdef __OPTIMIZE_SIZE__
enum { PORT_SMALL = 1 };
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
#pragma GCC optimize("Oz", "no-jump-tables", "no-move-loop-invariants", "no-thread-jumps",         \
                     "no-tree-dominator-opts", "no-tree-loop-im")
#endif
#define ALWAYS_INLINE static inline
#define PORT_POWERS_OF_TEN "powers_of_ten_none.def"
#if defined(__GNUC__) && defined(__ELF__)
__asm__(
    ".cfi_sections .debug_frame"); /* for debuggers: tables to unwind take a fifth of a program */
#endif
#else
enum { PORT_SMALL = 0 };
#define PORT_POWERS_OF_TEN "powers_of_ten.def"
#if defined(__GNUC__) || defined(__clang__)
#define ALWAYS_INLINE static inline __attribute__((always_inline))
#else
#define ALWAYS_INLINE static inline
#endif
#endif

/* Whether arenas may take blocks from malloc. */
#ifdef SWAGE_NO_MALLOC
enum { PORT_HAS_MALLOC = 0 };
static inline void *port_malloc(size_t size) {
    (void)size;
    return NULL;
}
static inline void port_free(void *block) {
    (void)block;
}
#else
#include <stdlib.h>
enum { PORT_HAS_MALLOC = 1 };
static inline void *port_malloc(size_t size) {
    return malloc(size);
}
static inline void port_free(void *block) {
    free(block);
}
#endif

/* The position of the lowest and of the highest bit that is set; x is not 0. */
#if defined(__GNUC__) || defined(__clang__)
static inline unsigned port_low_bit(uint64_t x) {
    return (unsigned)__builtin_ctzll(x);
}
static inline unsigned port_leading_zeros(uint64_t x) {
    return (unsigned)__builtin_clzll(x);
}
static inline unsigned port_count_bits(uint64_t x) {
    return (unsigned)__builtin_popcountll(x);
}
#else
static inline unsigned port_low_bit(uint64_t x) {
    unsigned n = 0;
    for (; (x & 1) == 0; x >>= 1)
        n++;
    return n;
}
static inline unsigned port_leading_zeros(uint64_t x) {
    unsigned n = 0;
    for (; (x >> 63) == 0; x <<= 1)
        n++;
    return n;
}
static inline unsigned port_count_bits(uint64_t x) {
    unsigned n = 0;
    for (; x; x &= x - 1)
        n++;
    return n;
}
#endif

/* Asks for the memory at an address, which need not be anyone's, to be read or written soon. */
#if defined(__GNUC__) || defined(__clang__)
static inline void port_prefetch(uintptr_t address) {
    __builtin_prefetch((const void *)address, 0);
}
static inline void port_prefetch_write(uintptr_t address) {
    __builtin_prefetch((const void *)address, 1);
}
#else
static inline void port_prefetch(uintptr_t address) {
    (void)address;
}
static inline void port_prefetch_write(uintptr_t address) {
    (void)address;
}
#endif

/* a * b as 128 bits: the high half, and the low one into *low. */
#if defined(__SIZEOF_INT128__) && !defined(SWAGE_PORTABLE)
__extension__ typedef unsigned __int128 port_u128;
static inline uint64_t port_multiply(uint64_t a, uint64_t b, uint64_t *low) {
    port_u128 product = (port_u128)a * b;
    *low = (uint64_t)product;
    return (uint64_t)(product >> 64);
}
#else
static inline uint64_t port_multiply(uint64_t a, uint64_t b, uint64_t *low) {
    uint64_t a0 = a & 0xFFFFFFFFU, a1 = a >> 32, b0 = b & 0xFFFFFFFFU, b1 = b >> 32;
    uint64_t p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0, p11 = a1 * b1;
    uint64_t middle = (p00 >> 32) + (p01 & 0xFFFFFFFFU) + (p10 & 0xFFFFFFFFU);
    *low = (middle << 32) | (p00 & 0xFFFFFFFFU);
    return p11 + (p01 >> 32) + (p10 >> 32) + (middle >> 32);
}
#endif

/* Eight and four bytes from and to any address, the first one lowest. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && !defined(SWAGE_PORTABLE)
static inline uint64_t port_load64(const char *p) {
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return x;
}
static inline void port_save64(char *p, uint64_t x) {
    memcpy(p, &x, sizeof x);
}
static inline uint32_t port_load32(const char *p) {
    uint32_t x;
    memcpy(&x, p, sizeof x);
    return x;
}
static inline void port_save32(char *p, uint32_t x) {
    memcpy(p, &x, sizeof x);
}
#else
static inline uint32_t port_load32(const char *p) {
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}
static inline uint64_t port_load64(const char *p) {
    return port_load32(p) | (uint64_t)port_load32(p + 4) << 32;
}
static inline void port_save64(char *p, uint64_t x) {
    for (int i = 0; i < 8; i++)
        p[i] = (char)(x >> (8 * i) & 0xFF);
}
static inline void port_save32(char *p, uint32_t x) {
    for (int i = 0; i < 4; i++)
        p[i] = (char)(x >> (8 * i) & 0xFF);
}
#endif

/*
 * A block of PORT_BLOCK bytes of text. port_special gives a bit for each of its bytes that ends the
 * plain part of a JSON string (a quote, a backslash, a control character or one above ASCII).
 * port_blanks counts JSON's white space at the start of a block; port_newlines has a bit for each
 * line feed.
 */
#if defined(__AVX2__) && !defined(SWAGE_PORTABLE)
#include <immintrin.h>
enum { PORT_BLOCK = 32 };
typedef __m256i port_block;
static inline port_block port_load(const char *p) {
    return _mm256_loadu_si256((const __m256i *)(const void *)p);
}
static inline void port_store(char *p, port_block b) {
    _mm256_storeu_si256((__m256i *)(void *)p, b);
}
static inline uint64_t port_special(port_block b) {
    /* A quote and a backslash are what the table has for their lower four bits. */
    const __m256i table = _mm256_setr_epi8(0, 0, '"', 0, 0, 0, 0, 0, 0, 0, 0, 0, '\\', 0, 0, 0, 0,
                                           0, '"', 0, 0, 0, 0, 0, 0, 0, 0, 0, '\\', 0, 0, 0);
    __m256i marks = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, b), b);
    /* Of the others, these or 0x20 less have the highest bit. */
    __m256i other = _mm256_or_si256(b, _mm256_sub_epi8(b, _mm256_set1_epi8(0x20)));
    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(marks, other));
}
#define PORT_QUOTES
static inline uint64_t port_quotes(port_block b) {
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, _mm256_set1_epi8('"')));
}
static inline uint64_t port_newlines(const char *p) {
    __m256i newline = _mm256_cmpeq_epi8(port_load(p), _mm256_set1_epi8('\n'));
    return (uint32_t)_mm256_movemask_epi8(newline);
}
static inline unsigned port_blanks(const char *p) {
    /* A blank is what the table has for its lower four bits. */
    const __m256i table =
        _mm256_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0, ' ', 0, 0, 0, 0,
                         0, 0, 0, 0, '\t', '\n', 0, 0, '\r', 0, 0);
    port_block b = port_load(p);
    __m256i blank = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, b), b);
    uint64_t others = (uint32_t)~_mm256_movemask_epi8(blank);
    return port_low_bit(others | (uint64_t)1 << 32);
}
#elif defined(__SSE2__) && !defined(SWAGE_PORTABLE) && !defined(__OPTIMIZE_SIZE__)
#include <emmintrin.h>
enum { PORT_BLOCK = 32 };
typedef struct port_block {
    __m128i low, high;
} port_block;
static inline port_block port_load(const char *p) {
    port_block b = {_mm_loadu_si128((const __m128i *)(const void *)p),
                    _mm_loadu_si128((const __m128i *)(const void *)(p + 16))};
    return b;
}
static inline void port_store(char *p, port_block b) {
    _mm_storeu_si128((__m128i *)(void *)p, b.low);
    _mm_storeu_si128((__m128i *)(void *)(p + 16), b.high);
}
static inline unsigned port_special_half(__m128i b) {
    __m128i quote = _mm_cmpeq_epi8(b, _mm_set1_epi8('"'));
    __m128i slash = _mm_cmpeq_epi8(b, _mm_set1_epi8('\\'));
    __m128i other = _mm_cmplt_epi8(b, _mm_set1_epi8(0x20)); /* signed: ≥ 0x80 is below */
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, slash), other));
}
static inline uint64_t port_special(port_block b) {
    return port_special_half(b.low) | port_special_half(b.high) << 16;
}
#define PORT_QUOTES
static inline uint64_t port_quotes(port_block b) {
    __m128i quote = _mm_set1_epi8('"');
    unsigned low = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b.low, quote));
    return low | (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b.high, quote)) << 16;
}
static inline unsigned port_not_blank_half(__m128i b) {
    __m128i blank =
        _mm_or_si128(_mm_cmpeq_epi8(b, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(b, _mm_set1_epi8('\n')));
    blank = _mm_or_si128(blank, _mm_or_si128(_mm_cmpeq_epi8(b, _mm_set1_epi8('\t')),
                                             _mm_cmpeq_epi8(b, _mm_set1_epi8('\r'))));
    return (unsigned)_mm_movemask_epi8(blank) ^ 0xFFFFU;
}
static inline uint64_t port_newlines(const char *p) {
    port_block b = port_load(p);
    __m128i newline = _mm_set1_epi8('\n');
    unsigned low = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b.low, newline));
    return low | (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b.high, newline)) << 16;
}
static inline unsigned port_blanks(const char *p) {
    port_block b = port_load(p);
    uint64_t others = port_not_blank_half(b.low);
    if (others == 0)
        others = (uint64_t)port_not_blank_half(b.high) << 16 | (uint64_t)1 << 32;
    return port_low_bit(others);
}
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__) &&                    \
    !defined(SWAGE_PORTABLE)
#include <arm_neon.h>
enum { PORT_BLOCK = 16 };
typedef uint8x16_t port_block;
static inline port_block port_load(const char *p) {
    return vld1q_u8((const uint8_t *)p);
}
static inline void port_store(char *p, port_block b) {
    vst1q_u8((uint8_t *)p, b);
}
/* A bit for each byte of a comparison. */
static inline uint64_t port_bits(uint8x16_t bytes) {
    const uint8x8_t weights = vcreate_u8(0x8040201008040201U);
    unsigned low = vaddv_u8(vand_u8(vget_low_u8(bytes), weights));
    unsigned high = vaddv_u8(vand_u8(vget_high_u8(bytes), weights));
    return low | high << 8;
}
static inline uint64_t port_special(port_block b) {
    uint8x16_t quote = vceqq_u8(b, vdupq_n_u8('"')), slash = vceqq_u8(b, vdupq_n_u8('\\'));
    uint8x16_t other = vcltq_s8(vreinterpretq_s8_u8(b), vdupq_n_s8(0x20)); /* ≥ 0x80 is below */
    return port_bits(vorrq_u8(vorrq_u8(quote, slash), other));
}
static inline uint64_t port_newlines(const char *p) {
    return port_bits(vceqq_u8(port_load(p), vdupq_n_u8('\n')));
}
static inline uint64_t port_not_blank(port_block b) {
    uint8x16_t blank = vorrq_u8(vceqq_u8(b, vdupq_n_u8(' ')), vceqq_u8(b, vdupq_n_u8('\n')));
    uint8x16_t other = vorrq_u8(vceqq_u8(b, vdupq_n_u8('\t')), vceqq_u8(b, vdupq_n_u8('\r')));
    return port_bits(vmvnq_u8(vorrq_u8(blank, other)));
}
static inline unsigned port_blanks(const char *p) {
    uint64_t others = port_not_blank(port_load(p));
    return others ? port_low_bit(others) : (unsigned)PORT_BLOCK;
}
#else
enum { PORT_BLOCK = 8 };
typedef uint64_t port_block;
static inline port_block port_load(const char *p) {
    return port_load64(p);
}
static inline void port_store(char *p, port_block b) {
    for (int i = 0; i < 8; i++)
        p[i] = (char)(b >> (8 * i) & 0xFF);
}
/* A bit for each byte of x whose highest one is set. */
static inline uint64_t port_bits(uint64_t x) {
    return (x >> 7 & 0x0101010101010101U) * 0x0102040810204080U >> 56;
}
/* The highest bit of each byte tells that it differs from c's, which is ASCII. */
static inline uint64_t port_differs(uint64_t x, uint64_t c) {
    x ^= c * 0x0101010101010101U;
    return x | ((x & 0x7F7F7F7F7F7F7F7FU) + 0x7F7F7F7F7F7F7F7FU);
}
static inline uint64_t port_special(port_block b) {
    uint64_t printable = (b & 0x7F7F7F7F7F7F7F7FU) + 0x6060606060606060U;
    return port_bits(b | ~(printable & port_differs(b, '"') & port_differs(b, '\\')));
}
static inline uint64_t port_newlines(const char *p) {
    return port_bits(~port_differs(port_load(p), '\n'));
}
static inline uint64_t port_not_blank(port_block b) {
    return port_bits(port_differs(b, ' ') & port_differs(b, '\n') & port_differs(b, '\t') &
                     port_differs(b, '\r'));
}
static inline unsigned port_blanks(const char *p) {
    uint64_t others = port_not_blank(port_load(p));
    return others ? port_low_bit(others) : (unsigned)PORT_BLOCK;
}
#endif

/*
 * Whether the plain part of a JSON string, which begins with this block at `text`, ends with a
 * quote in it; *n is how long it is. Where a quote is found sooner than all that ends the plain
 * part, the place of the former does not wait for the latter: reading goes on from there.
 */
static inline bool port_ends_plain(port_block b, const char *text, size_t *n) {
    const uint64_t special = port_special(b);
#ifdef PORT_QUOTES
    const uint64_t quotes = port_quotes(b);
    (void)text;
    if (UNLIKELY((special & (0 - special) & quotes) == 0))
        return false;
    *n = port_low_bit(quotes);
    return true;
#else
    if (UNLIKELY(special == 0))
        return false;
    *n = port_low_bit(special);
    return LIKELY(text[*n] == '"');
#endif
}

/* Copies less than 32 bytes, without a call. */
static inline void port_copy_part(char *to, const char *p, size_t len) {
    if (len >= 16) {
        memcpy(to, p, 16);
        memcpy(to + len - 16, p + len - 16, 16);
    } else if (len >= 8) {
        memcpy(to, p, 8);
        memcpy(to + len - 8, p + len - 8, 8);
    } else {
        for (size_t i = 0; i < len; i++)
            to[i] = p[i];
    }
}

/*
 * The first bytes of a text, less than a block, with blanks behind them; nothing behind them is
 * read. And the first bytes of a block stored, nothing behind them written. PORT_MASKED tells that
 * this is as quick as a block.
 */
#if defined(__AVX512BW__) && defined(__AVX512VL__) && defined(__AVX2__) && !defined(SWAGE_PORTABLE)
enum { PORT_MASKED = 1 };
static inline port_block port_load_part(const char *p, size_t len) {
    return _mm256_mask_loadu_epi8(_mm256_set1_epi8(' '), (uint32_t)(((uint64_t)1 << len) - 1), p);
}
static inline void port_store_part(char *p, port_block b, size_t len) {
    _mm256_mask_storeu_epi8(p, (uint32_t)(((uint64_t)1 << len) - 1), b);
}
#else
enum { PORT_MASKED = 0 };
static inline port_block port_load_part(const char *p, size_t len) {
    char bytes[PORT_BLOCK];
    memset(bytes, ' ', sizeof bytes);
    port_copy_part(bytes, p, len);
    return port_load(bytes);
}
static inline void port_store_part(char *p, port_block b, size_t len) {
    char bytes[PORT_BLOCK];
    port_store(bytes, b);
    port_copy_part(p, bytes, len);
}
#endif

/* Whether none of sixteen bytes, in two words of eight or at `p`, ends the plain part. */
#if defined(__SSE2__) && !defined(SWAGE_PORTABLE) && !defined(__OPTIMIZE_SIZE__)
static inline bool port_plain_block16(__m128i b) {
    __m128i quote = _mm_cmpeq_epi8(b, _mm_set1_epi8('"'));
    __m128i slash = _mm_cmpeq_epi8(b, _mm_set1_epi8('\\'));
    __m128i other = _mm_cmplt_epi8(b, _mm_set1_epi8(0x20));
    return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, slash), other)) == 0;
}
static inline bool port_plain_words(uint64_t a, uint64_t b) {
    return port_plain_block16(_mm_set_epi64x((long long)b, (long long)a));
}
static inline bool port_plain16(const char *p) {
    return port_plain_block16(_mm_loadu_si128((const __m128i *)(const void *)p));
}
#else
static inline bool port_plain_words(uint64_t a, uint64_t b) {
    const uint64_t ones = 0x0101010101010101U;
    uint64_t special = a | (a - 0x20 * ones) | ((a ^ '"' * ones) - ones);
    special |= ((a ^ '\\' * ones) - ones) | b | (b - 0x20 * ones) | ((b ^ '"' * ones) - ones);
    return ((special | ((b ^ '\\' * ones) - ones)) & 0x80 * ones) == 0;
}
static inline bool port_plain16(const char *p) {
    return port_plain_words(port_load64(p), port_load64(p + 8));
}
#endif

/*
 * Copies 4 to 15 bytes, without a branch that depends on how many; whether none of them ends the
 * plain part.
 */
static inline bool port_put_parts(char *to, const char *p, size_t len) {
    const size_t second = (len & 8) >> 1, third = len - 4 - second;
    const uint32_t a = port_load32(p), b = port_load32(p + second);
    const uint32_t c = port_load32(p + third), d = port_load32(p + len - 4);
    port_save32(to, a);
    port_save32(to + second, b);
    port_save32(to + third, c);
    port_save32(to + len - 4, d);
    return port_plain_words(a | (uint64_t)b << 32, c | (uint64_t)d << 32);
}

/*
 * A bit for each of 32 bytes that is no digit. And the number that the first `count` (1 to 16) of
 * sixteen bytes are, with zeros behind them: its first eight digits into *high, the others in *low.
 */
#if defined(__SSE2__) && defined(__x86_64__) && !defined(SWAGE_PORTABLE) &&                        \
    !defined(__OPTIMIZE_SIZE__)
static inline unsigned port_no_digits16(const char *p) {
    __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
    x = _mm_add_epi8(x, _mm_set1_epi8((char)(-128 - '0'))); /* digits are the ten lowest */
    return (unsigned)_mm_movemask_epi8(_mm_cmpgt_epi8(x, _mm_set1_epi8(-128 + 9)));
}
static inline uint64_t port_no_digits(const char *p) {
    return port_no_digits16(p) | (uint64_t)port_no_digits16(p + 16) << 16;
}
static inline void port_value16(const char *p, unsigned count, uint32_t *high, uint32_t *low) {
    static const char kept[] = "\17\17\17\17\17\17\17\17\17\17\17\17\17\17\17\17"
                               "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
    x = _mm_and_si128(x, _mm_loadu_si128((const __m128i *)(const void *)(kept + 16 - count)));
    __m128i tens = _mm_and_si128(x, _mm_set1_epi16(0xFF));
    x = _mm_add_epi16(_mm_srli_epi16(x, 8), _mm_mullo_epi16(tens, _mm_set1_epi16(10)));
    x = _mm_madd_epi16(x, _mm_set1_epi32(1 << 16 | 100));
    x = _mm_packs_epi32(x, x);
    x = _mm_madd_epi16(x, _mm_set1_epi32(1 << 16 | 10000));
    uint64_t both = (uint64_t)_mm_cvtsi128_si64(x);
    *high = (uint32_t)both;
    *low = (uint32_t)(both >> 32);
}
#else
static inline uint64_t port_no_digits8(const char *p) {
    uint64_t x = port_load64(p) ^ 0x3030303030303030U;
    x |= (x & 0x7F7F7F7F7F7F7F7FU) + 0x7676767676767676U;
    return (x >> 7 & 0x0101010101010101U) * 0x0102040810204080U >> 56;
}
static inline unsigned port_no_digits16(const char *p) {
    return (unsigned)(port_no_digits8(p) | port_no_digits8(p + 8) << 8);
}
static inline uint64_t port_no_digits(const char *p) {
    return port_no_digits16(p) | (uint64_t)port_no_digits16(p + 16) << 16;
}
static inline uint32_t port_value8(const char *p, unsigned count) {
    uint64_t x = port_load64(p) & 0x0F0F0F0F0F0F0F0FU;
    x &= count < 8 ? ((uint64_t)1 << (8 * count)) - 1 : UINT64_MAX;
    x = x * 10 + (x >> 8);
    uint64_t high = (x & 0x000000FF000000FFU) * 0x000F424000000064U;
    uint64_t low = (x >> 16 & 0x000000FF000000FFU) * 0x0000271000000001U;
    return (uint32_t)((high + low) >> 32);
}
static inline void port_value16(const char *p, unsigned count, uint32_t *high, uint32_t *low) {
    *high = port_value8(p, count);
    *low = port_value8(p + 8, count > 8 ? count - 8 : 0);
}
#endif

#endif

/* UTF-8, counting, and did-you-mean; see text.h. */
#include "base/text.h"

#include <ctype.h>

enum { LONGEST_GUESS = 64 };

/* The high bits of eight bytes: none is set in ASCII. */
#define ASCII_MASK 0x8080808080808080u

bool utf8_next(str s, size_t *at, uint32_t *code_point) {
    size_t left = s.len - *at;
    const unsigned char *p = (const unsigned char *)s.ptr + *at;
    if (left == 0)
        return false;
    uint32_t c = p[0];
    size_t len = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : 4;
    if (len > left || (c >= 0x80 && c < 0xC2) || c > 0xF4)
        return false;
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    c &= lead_bits[len];
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return false;
        c = c << 6 | (p[i] & 0x3F);
    }
    if ((len == 3 && (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF))) ||
        (len == 4 && (c < 0x10000 || c > 0x10FFFF)))
        return false;
    *at += len;
    *code_point = c;
    return true;
}

size_t utf8_invalid_at(str s) {
    size_t at = 0;
    uint32_t c;
    while (at < s.len) {
        uint64_t eight;
        if (s.len - at >= 8 && (memcpy(&eight, s.ptr + at, 8), (eight & ASCII_MASK) == 0))
            at += 8;
        else if ((unsigned char)s.ptr[at] < 0x80)
            at++;
        else if (!utf8_next(s, &at, &c))
            return at;
    }
    return s.len;
}

size_t utf8_count(str s) {
    size_t further = 0, i = 0; /* bytes of the form 10xxxxxx */
    for (; s.len - i >= 8; i += 8) {
        uint64_t word;
        memcpy(&word, s.ptr + i, 8);
        word = word >> 7 & ~word >> 6 & 0x0101010101010101U;
        further += word * 0x0101010101010101U >> 56;
    }
    for (; i < s.len; i++)
        further += ((unsigned char)s.ptr[i] & 0xC0) == 0x80;
    return s.len - further;
}

size_t utf8_offset(str s, size_t count) {
    enum { STRIDE = 4096 };
    size_t at = 0;
    while (s.len - at > STRIDE) {
        size_t more = utf8_count(str_slice(s, at, at + STRIDE));
        if (more > count)
            break;
        count -= more;
        at += STRIDE;
    }
    for (; at < s.len; at++)
        if (((unsigned char)s.ptr[at] & 0xC0) != 0x80 && count-- == 0)
            break;
    return at;
}

size_t utf8_put(char out[4], uint32_t c) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)(lead[len] | c);
    return len;
}

static size_t min3(size_t a, size_t b, size_t c) {
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Optimal string alignment distance, case ignored; both at most LONGEST_GUESS bytes. */
static size_t distance(str a, str b) {
    size_t rows[3][LONGEST_GUESS + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.len; j++)
        last[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            int x = tolower((unsigned char)a.ptr[i - 1]), y = tolower((unsigned char)b.ptr[j - 1]);
            now[j] = min3(now[j - 1] + 1, last[j] + 1, last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == tolower((unsigned char)b.ptr[j - 2]) &&
                tolower((unsigned char)a.ptr[i - 2]) == y && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
        size_t *free_row = before;
        before = last, last = now, now = free_row;
    }
    return last[b.len];
}

str text_closest(str word, const str *candidates, size_t count) {
    str best = {0};
    if (word.len == 0 || word.len > LONGEST_GUESS)
        return best;
    /* One more than is allowed; of a single letter, nothing but its case may differ. */
    size_t best_distance = word.len == 1 ? 1 : word.len <= 3 ? 2 : word.len / 3 + 1;
    for (size_t i = 0; i < count; i++) {
        if (candidates[i].len > LONGEST_GUESS)
            continue;
        size_t d = distance(word, candidates[i]);
        if (d < best_distance) {
            best_distance = d;
            best = candidates[i];
        }
    }
    return best;
}

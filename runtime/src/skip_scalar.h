/*
 * Strings, numbers and literals that nobody keeps, as most texts have them. Each place that a
 * function takes is one before `safe`, behind which there are SKIP_ROOM bytes; it returns the place
 * behind what is well-formed, NULL where there may be something else.
 */
#ifndef SWAGE_SRC_SKIP_SCALAR_H
#define SWAGE_SRC_SKIP_SCALAR_H

#include "utf8.h"
#include "utf8/portability.h"

enum { SKIP_ROOM = 4 * PORT_BLOCK + 32 };

static inline bool is_hex(char c) {
    return (unsigned char)(c - '0') < 10 || (unsigned char)((c | 0x20) - 'a') < 6;
}

/* Whether \uXXXX stands there. */
static inline bool is_unit(const char *at) {
    return at[0] == '\\' && at[1] == 'u' && is_hex(at[2]) && is_hex(at[3]) && is_hex(at[4]) &&
           is_hex(at[5]);
}

/* How long the escape at `at` is, both halves of a surrogate pair being one; 0: it is none. */
static inline size_t escape_length(const char *at) {
    if (at[1] != 'u')
        return at[1] && strchr("\"\\/bfnrt", at[1]) ? 2 : 0;
    if (!is_unit(at))
        return 0;
    if ((at[2] | 0x20) != 'd' || at[3] < '8') /* D800 to DBFF come before DC00 to DFFF */
        return 6;
    bool pair =
        (at[3] | 0x20) < 'c' && is_unit(at + 6) && (at[8] | 0x20) == 'd' && (at[9] | 0x20) >= 'c';
    return pair ? 12 : 0;
}

/* Behind the string whose opening quote is at `at`; NULL: perhaps it is none. */
static inline const char *skip_string(const char *at, const char *safe) {
    at++;
    while (LIKELY(at < safe)) {
        uint64_t special = port_special(port_load(at));
        if (special == 0) {
            at += PORT_BLOCK;
            continue;
        }
        at += port_low_bit(special);
        if (LIKELY(*at == '"'))
            return at + 1;
        size_t n;
        if (*at == '\\')
            n = escape_length(at);
        else if (port_can_copy())
            n = port_copy_text(NULL, at, (size_t)(safe - at) + PORT_WIDE_BLOCK);
        else
            n = (unsigned char)*at >= 0x80 ? utf8_sequence(at, safe) : 0;
        if (n == 0 || n == PORT_MALFORMED)
            return NULL;
        at += n;
    }
    return NULL;
}

static inline const char *skip_digits(const char *at, const char *safe) {
    unsigned n = 16;
    for (; n == 16 && at < safe; at += n)
        n = port_low_bit(port_no_digits16(at) | (uint64_t)1 << 16);
    return at;
}

static inline const char *skip_number(const char *at, const char *safe) {
    const char *first = at + (*at == '-'), *behind = skip_digits(first, safe);
    if (behind == first || (*first == '0' && behind > first + 1))
        return NULL;
    if (*behind == '.') {
        first = behind + 1;
        behind = skip_digits(first, safe);
        if (behind == first)
            return NULL;
    }
    if ((*behind | 0x20) == 'e') {
        first = behind + 1 + (behind[1] == '+' || behind[1] == '-');
        behind = skip_digits(first, safe);
        if (behind == first)
            return NULL;
    }
    return (unsigned char)(*behind - '0') < 10 ? NULL : behind;
}

static inline const char *skip_scalar(const char *at, const char *safe) {
    switch (*at) {
    case '"':
        return skip_string(at, safe);
    case 't':
        return memcmp(at, "true", 4) == 0 ? at + 4 : NULL;
    case 'f':
        return memcmp(at, "false", 5) == 0 ? at + 5 : NULL;
    case 'n':
        return memcmp(at, "null", 4) == 0 ? at + 4 : NULL;
    default:
        return skip_number(at, safe);
    }
}

#endif

/*
 * Values that nobody keeps, checked as far as most texts go, in one loop without errors: what is
 * not as it most often is is left to skip.c, which looks at the value again.
 */
#include "skip_quick.h"
#include "utf8.h"
#include "utf8/portability.h"

enum { MAX_NESTING = 64, ROOM = 4 * PORT_BLOCK + 32 };

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

/* The same for a number without an exponent. */
static inline const char *skip_number(const char *at, const char *safe) {
    const char *first = at + (*at == '-'), *behind = skip_digits(first, safe);
    if (behind == first || (*first == '0' && behind > first + 1))
        return NULL;
    if (*behind == '.') {
        const char *fraction = behind + 1;
        behind = skip_digits(fraction, safe);
        if (behind == fraction)
            return NULL;
    }
    return (*behind | 0x20) == 'e' || (unsigned char)(*behind - '0') < 10 ? NULL : behind;
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

/* Behind the member's name at `at` and its colon, at the value; NULL: perhaps it is none. */
static inline const char *skip_name(const char *at, const char *safe) {
    if (*at != '"')
        return NULL;
    at = skip_string(at, safe);
    if (!at)
        return NULL;
    at = skip_blank(at, safe);
    return *at == ':' ? skip_blank(at + 1, safe) : NULL;
}

/* The containers that are open. */
typedef struct nesting {
    uint64_t objects; /* a bit for each of them: whether it is an object; the inner one is lowest */
    unsigned depth, room;
} nesting;

static inline bool closes(const nesting *n, char c) {
    return c == ((n->objects & 1) ? '}' : ']');
}

/* At a value's first byte, behind its name in an object. */
static inline const char *begin_value(const nesting *n, const char *at, const char *safe) {
    return (n->objects & 1) ? skip_name(at, safe) : at;
}

/* Opens the container whose bracket is at `at`; what follows white space in it. */
static inline const char *open_container(nesting *n, const char *at, const char *safe) {
    if (n->depth == n->room)
        return NULL;
    n->depth++;
    n->objects = n->objects << 1 | (*at == '{');
    return skip_blank(at + 1, safe);
}

/* Closes all that end here; what follows white space, or the end of the whole value. */
static inline const char *close_containers(nesting *n, const char *at, const char *safe) {
    while (n->depth > 0) {
        at = skip_blank(at, safe);
        if (!closes(n, *at))
            break;
        at++;
        n->depth--;
        n->objects >>= 1;
    }
    return at;
}

const char *swage_skip_quick(const parser *p, const char *at) {
    const char *const safe = p->in.end - ROOM;
    nesting n = {0, 0, p->max_depth - p->depth};
    size_t indent = 0;
    if (PORT_SMALL || p->in.end - at <= ROOM)
        return NULL;
    n.room = n.room < MAX_NESTING ? n.room : MAX_NESTING;
    do {
        if (*at == '{' || *at == '[') {
            at = open_container(&n, at, safe);
            if (at && !closes(&n, *at)) {
                at = begin_value(&n, at, safe);
                continue;
            }
        } else {
            at = skip_scalar(at, safe);
        }
        if (UNLIKELY(!at))
            return NULL;
        at = close_containers(&n, at, safe);
        if (n.depth == 0)
            return at;
        if (UNLIKELY(*at != ','))
            return NULL;
        at = begin_value(&n, skip_indent(at + 1, safe, &indent), safe);
    } while (LIKELY(at && at < safe));
    return NULL;
}

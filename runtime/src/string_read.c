/*
 * Reads JSON strings (RFC 8259, section 7): plain runs are found and copied a block at a time;
 * UTF-8 is checked and escapes are decoded on the way, into the arena or in place.
 */
#include "parser.h"
#include "utf8.h"
#include "utf8/portability.h"

static const char *stray_byte(parser *p, const char *at) {
    unsigned byte = (unsigned char)*at;
    if (byte >= 0x80)
        return FATAL(p, at, UTF8, "byte 0x%02X is not valid UTF-8 here", byte);
    return FATAL(p, at, SYNTAX, "control character 0x%02X must be escaped", byte);
}

static const char *unclosed(parser *p) {
    return FATAL(p, p->in.end, SYNTAX, "the text ends within a string");
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four hexadecimal digits; -1 when they are none. */
static int32_t hex_unit(const char *at, const char *end) {
    int32_t unit = 0;
    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* The code point of \uXXXX, or of a pair of them; `at` is behind the u. */
static const char *read_unicode(parser *p, const char *at, uint32_t *code_point) {
    int32_t unit = hex_unit(at, p->in.end);
    if (unit < 0)
        return FATAL(p, at - 2, SYNTAX, "\\u needs four hexadecimal digits");
    *code_point = (uint32_t)unit;
    if (unit < 0xD800 || unit > 0xDFFF)
        return at + 4;
    if (unit < 0xDC00 && p->in.end - at >= 10 && at[4] == '\\' && at[5] == 'u') {
        int32_t low = hex_unit(at + 6, p->in.end);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *code_point = 0x10000 + (((uint32_t)unit & 0x3FF) << 10) + ((uint32_t)low & 0x3FF);
            return at + 10;
        }
    }
    return FATAL(p, at - 2, SYNTAX, "\\u%04X is half of a surrogate pair", (unsigned)unit);
}

/* The code point of the escape whose backslash is at `at`. */
static const char *read_escape(parser *p, const char *at, uint32_t *code_point) {
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (p->in.end - at < 2)
        return unclosed(p);
    if (at[1] == 'u')
        return read_unicode(p, at + 2, code_point);
    const char *found = at[1] ? strchr(letters, at[1]) : NULL;
    if (!found)
        return FATAL(p, at, SYNTAX, "no such escape as this backslash begins");
    *code_point = (unsigned char)meanings[found - letters];
    return at + 2;
}

/* Makes room for `need` bytes behind *to in the arena, moving the text begun at arena->next. */
static bool make_room(parser *p, char **to, size_t need) {
    swage_arena *a = p->in.arena;
    size_t done = a->next ? (size_t)(*to - a->next) : 0;
    if (a->next && (size_t)(a->end - *to) >= need)
        return true;
    const char *begun = a->next;
    if (!swage_arena_reserve(a, done * 2 + need + 64) && !swage_arena_reserve(a, done + need))
        return false;
    if (done)
        memcpy(a->next, begun, done);
    *to = a->next + done;
    return true;
}

/* The rest of a string, of which what stands from arena->next to `to` is decoded. */
static const char *copy_rest(parser *p, const char *at, char *to, swage_str *out) {
    const char *end = p->in.end;
    for (;;) {
        if (at == end)
            return unclosed(p);
        if (!make_room(p, &to, 5)) /* a sequence and the NUL; exact when the arena is nearly full */
            if (!make_room(p, &to, *at == '"' ? 1 : 2))
                return swage_no_memory(p, at);
        unsigned char c = (unsigned char)*at;
        if (c == '"')
            break;
        if (c == '\\') {
            uint32_t code_point;
            char bytes[4];
            at = read_escape(p, at, &code_point);
            if (!at)
                return NULL;
            size_t n = swage_utf8_put(bytes, code_point);
            if (!make_room(p, &to, n + 1))
                return swage_no_memory(p, at);
            memcpy(to, bytes, n);
            to += n;
        } else if (c >= 0x80) {
            size_t n = utf8_sequence(at, end);
            if (n == 0)
                return stray_byte(p, at);
            if (!make_room(p, &to, n + 1))
                return swage_no_memory(p, at);
            for (; n > 0; n--)
                *to++ = *at++;
        } else if (!PORT_SMALL && end - at >= PORT_BLOCK && p->in.arena->end - to > PORT_BLOCK) {
            port_block block = port_load(at);
            uint64_t special = port_special(block);
            port_store(to, block);
            unsigned n = special ? port_low_bit(special) : (unsigned)PORT_BLOCK;
            if (n == 0)
                return stray_byte(p, at);
            at += n;
            to += n;
        } else {
            if (c < 0x20)
                return stray_byte(p, at);
            *to++ = *at++;
        }
    }
    *to = '\0';
    out->ptr = p->in.arena->next;
    out->len = (size_t)(to - p->in.arena->next);
    p->in.arena->next = to + 1;
    return at + 1;
}

/* Copies well-formed text above ASCII while four bytes can be read and written. */
static inline const char *copy_wide(const char *at, const char *end, char **to, const char *room) {
    if (end - at > PORT_WIDE_BLOCK && room - *to > 2 * PORT_WIDE_BLOCK && port_can_copy()) {
        size_t len = (size_t)(room - *to) - PORT_WIDE_BLOCK, rest = (size_t)(end - at);
        len = port_copy_text(*to, at, len < rest ? len : rest);
        if (LIKELY(len != PORT_MALFORMED)) {
            *to += len;
            return at + len;
        }
    }
    while (end - at >= 4 && room - *to >= 4 && (unsigned char)*at >= 0x80) {
        size_t n = utf8_short_sequence(port_load32(at));
        if (n == 0)
            n = utf8_sequence(at, end);
        if (n == 0)
            break;
        memcpy(*to, at, 4);
        *to += n;
        at += n;
    }
    return at;
}

/* What the character behind a backslash stands for; 0: it is none of the short escapes, or was not
   looked at. */
static inline char short_escape(char c) {
    switch (PORT_SMALL ? 0 : c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

/*
 * Copies the short escape at `at`, and others behind it with what is plain between, up to the end
 * of the block of which `left` bytes are left, and `special` tells what is not plain.
 */
static inline const char *copy_escapes(const char *at, const char *end, char **to, const char *room,
                                       uint64_t special, unsigned left) {
    char *out = *to, c = short_escape(at[1]);
    do {
        *out++ = c;
        at += 2;
        if (left <= 2 || end - at <= PORT_BLOCK || room - out <= PORT_BLOCK)
            break;
        left -= 2;
        special >>= 2;
        port_store(out, port_load(at));
        const unsigned n = special ? port_low_bit(special) : left;
        at += n;
        out += n;
        left -= n;
        special >>= n;
        c = left > 0 && *at == '\\' ? short_escape(at[1]) : '\0';
    } while (c);
    *to = out;
    return at;
}

const char *swage_parse_string_copied(parser *p, const char *at, swage_str *out) {
    const char *end = p->in.end;
    swage_arena *a = p->in.arena;
    char *to = a->next;
    at++;
    while (!PORT_SMALL && LIKELY(end - at > PORT_BLOCK && a->end - to > PORT_BLOCK)) {
        port_block block = port_load(at);
        uint64_t special = port_special(block);
        port_store(to, block);
        if (special == 0) {
            at += PORT_BLOCK;
            to += PORT_BLOCK;
            continue;
        }
        unsigned n = port_low_bit(special);
        at += n;
        to += n;
        if (LIKELY(*at == '"')) {
            *to = '\0';
            out->ptr = a->next;
            out->len = (size_t)(to - a->next);
            a->next = to + 1;
            return at + 1;
        }
        const char *before = at;
        if ((unsigned char)*at >= 0x80) {
            at = copy_wide(at, end, &to, a->end);
        } else if (*at == '\\' && short_escape(at[1])) {
            at = copy_escapes(at, end, &to, a->end, special >> n, PORT_BLOCK - n);
        } else if (*at == '\\' && a->end - to > PORT_BLOCK) {
            uint32_t code_point;
            at = read_escape(p, at, &code_point);
            if (!at)
                return NULL;
            to += swage_utf8_put(to, code_point);
        }
        if (at == before)
            break;
    }
    return copy_rest(p, at, to, out);
}

/* The first byte from `at` on that is not plain, or the end. */
static const char *find_special(const char *at, const char *end) {
    while (end - at >= PORT_BLOCK) {
        uint64_t special = port_special(port_load(at));
        if (special)
            return at + port_low_bit(special);
        at += PORT_BLOCK;
    }
    while (at < end && (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x80 && *at != '"' &&
           *at != '\\')
        at++;
    return at;
}

/* Behind plain bytes and valid UTF-8: at a quote, a backslash, the end or what must not be. */
static const char *skip_plain(const char *at, const char *end) {
    for (;;) {
        at = find_special(at, end);
        size_t n = 0;
        if (end - at > PORT_WIDE_BLOCK && (unsigned char)*at >= 0x80 && port_can_copy()) {
            n = port_copy_text(NULL, at, (size_t)(end - at));
            if (LIKELY(n != PORT_MALFORMED))
                return at + n;
        }
        while (!PORT_SMALL && end - at >= 4 && (n = utf8_short_sequence(port_load32(at))) != 0)
            at += n;
        while (at < end && (unsigned char)*at >= 0x80 && (n = utf8_sequence(at, end)) != 0)
            at += n;
        if (at == end || (unsigned char)*at >= 0x80 || (unsigned char)*at < 0x20 || *at == '"' ||
            *at == '\\')
            return at;
    }
}

/* Moves what is plain at `at` down to *to, both by blocks while these are there; behind it. */
static inline char *move_plain(char *at, const char *end, char **to) {
    while (!PORT_SMALL && end - at > PORT_BLOCK) {
        port_block block = port_load(at);
        uint64_t special = port_special(block);
        if (special) {
            unsigned n = port_low_bit(special);
            port_store_part(*to, block, n);
            *to += n;
            return at + n;
        }
        port_store(*to, block); /* which ends before what is read next */
        at += PORT_BLOCK;
        *to += PORT_BLOCK;
    }
    return at;
}

/* Decodes from the first escape on, in place. */
static const char *decode_in_place(parser *p, char *start, char *at, swage_str *out) {
    char *to = at;
    while (*at != '"') {
        const char *behind;
        if (*at == '\\') {
            uint32_t code_point =
                p->in.end - at > 1 ? (unsigned char)short_escape(at[1]) : (unsigned char)0;
            behind = LIKELY(code_point) ? at + 2 : read_escape(p, at, &code_point);
            if (!behind)
                return NULL;
            if (code_point == '\n')
                swage_fault_newlines_made(p, start, behind, 1);
            to += swage_utf8_put(to, code_point);
        } else {
            behind = skip_plain(at, p->in.end);
            if (behind == at)
                return stray_byte(p, at);
            memmove(to, at, (size_t)(behind - at));
            to += behind - at;
        }
        at = move_plain(at + (behind - at), p->in.end, &to);
        if (at == p->in.end)
            return unclosed(p);
    }
    *to = '\0';
    out->ptr = start;
    out->len = (size_t)(to - start);
    return at + 1;
}

const char *swage_plain_string(const parser *p, const char *at, swage_str *out) {
    const char *stop = find_special(at + 1, p->in.end);
    if (stop == p->in.end || *stop != '"')
        return NULL;
    out->ptr = at + 1;
    out->len = (size_t)(stop - at - 1);
    return stop + 1;
}

const char *swage_parse_string(parser *p, const char *at, swage_str *out) {
    if (!p->in.insitu || p->trial)
        return swage_parse_string_copied(p, at, out);
    const char *start = at + 1, *stop = find_special(start, p->in.end);
    if (UNLIKELY(stop < p->in.end && *stop != '"'))
        stop = skip_plain(stop, p->in.end);
    if (UNLIKELY(stop == p->in.end))
        return unclosed(p);
    /* swage_parse_insitu was given the text to change. */
    char *text = (char *)(uintptr_t)start;
    if (PORT_SMALL || UNLIKELY(*stop != '"'))
        return decode_in_place(p, text, text + (stop - start), out);
    text[stop - start] = '\0';
    out->ptr = start;
    out->len = (size_t)(stop - start);
    return stop + 1;
}

const char *swage_skip_string(parser *p, const char *at) {
    for (at = skip_plain(at + 1, p->in.end);; at = skip_plain(at, p->in.end)) {
        uint32_t ignored;
        if (at == p->in.end)
            return unclosed(p);
        if (*at == '"')
            return at + 1;
        if (*at != '\\')
            return stray_byte(p, at);
        at = read_escape(p, at, &ignored);
        if (!at)
            return NULL;
    }
}

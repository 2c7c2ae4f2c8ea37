/*
 * Writes text in quotes: copied in blocks that are looked at on the way, as most of it is plain;
 * and with escapes and a check of its UTF-8 where it is not.
 */
#include "utf8.h"
#include "utf8/portability.h"
#include "writer.h"

/* How much of a text is written with one look at the room at least, and what that may take. */
enum { PIECE = 256, PIECE_ROOM = PIECE * 6 + 2 * PORT_BLOCK };

/* The escape of a byte that needs one. */
static char *put_escape(char *at, unsigned char c) {
    static const char letters[] = "btnvfr", digits[] = "0123456789abcdef";
    *at++ = '\\';
    if (c == '"' || c == '\\') {
        *at++ = (char)c;
    } else if (c >= '\b' && c <= '\r' && c != '\v') {
        *at++ = letters[c - '\b'];
    } else {
        memcpy(at, "u00", 3);
        at[3] = digits[c >> 4];
        at[4] = digits[c & 15];
        at += 5;
    }
    return at;
}

/* Bytes with their highest bit set where eight bytes are not plain; above the lowest, perhaps. */
static inline uint64_t special_of_eight(uint64_t x) {
    const uint64_t ones = 0x0101010101010101U;
    uint64_t low = x - 0x20 * ones, quote = (x ^ '"' * ones) - ones;
    uint64_t slash = (x ^ '\\' * ones) - ones;
    return (x | low | quote | slash) & 0x80 * ones;
}

/* Less than eight bytes as the lower ones of a word, blanks above them. */
static inline uint64_t load_rest(const char *from, size_t len) {
    uint64_t word = 0x2020202020202020U;
    while (len > 0)
        word = word << 8 | (unsigned char)from[--len];
    return word;
}

/* The plain bytes from *text on, until `stop` is passed; `end` is the text's. */
static inline char *put_plain(char *at, const char **text, const char *stop, const char *end) {
    const char *from = *text;
    size_t plain, size;
    do {
        size = (size_t)(end - from);
        if (!PORT_SMALL && (PORT_MASKED || size >= PORT_BLOCK)) {
            size = size < PORT_BLOCK ? size : PORT_BLOCK;
            port_block block = size < PORT_BLOCK ? port_load_part(from, size) : port_load(from);
            uint64_t special = port_special(block);
            port_store(at, block);
            plain = special ? port_low_bit(special) : size;
        } else {
            uint64_t word = size < 8 ? load_rest(from, size) : port_load64(from);
            uint64_t special = special_of_eight(word);
            size = size < 8 ? size : 8;
            port_save64(at, word);
            plain = special ? port_low_bit(special) / 8 : size;
        }
        from += plain;
        at += plain;
    } while (plain == size && from < stop);
    *text = from;
    return at;
}

/* A character above ASCII that *text, which moves, is at; NULL: it is not well-formed. */
static inline char *put_character(char *at, const char **text, const char *end) {
    const char *from = *text;
    size_t n = 0;
    if (!PORT_SMALL && end - from >= 4 && (n = utf8_short_sequence(port_load32(from))) != 0) {
        memcpy(at, from, 4);
    } else {
        n = utf8_sequence(from, end);
        for (size_t i = 0; i < n; i++)
            at[i] = from[i];
    }
    *text += n;
    return n ? at + n : NULL;
}

/* Characters above ASCII from *text on, and perhaps others; NULL: they are not well-formed. */
static inline char *put_wide(char *at, const char **text, const char *stop, const char *end) {
    if (stop == end && port_can_copy()) {
        size_t n = port_copy_text(at, *text, (size_t)(end - *text));
        *text += n == PORT_MALFORMED ? 0 : n;
        return n == PORT_MALFORMED ? NULL : at + n;
    }
    do {
        at = put_character(at, text, end);
    } while (at && *text < stop && (unsigned char)**text >= 0x80);
    return at;
}

static char *put_piece(char *at, const char **text, const char *stop, const char *end) {
    while (at && *text < stop) {
        at = put_plain(at, text, stop, end);
        if (*text >= stop)
            break;
        if ((unsigned char)**text < 0x80)
            at = put_escape(at, (unsigned char)*(*text)++);
        else
            at = put_wide(at, text, stop, end);
    }
    return at;
}

/* Any text, of any length. */
static NOINLINE char *write_in_pieces(writer *w, char *at, const char *text, size_t len,
                                      size_t after) {
    const char *end = text + len;
    at = need(w, at, 1);
    if (UNLIKELY(!at))
        return NULL;
    *at++ = '"';
    while (text < end) {
        at = need(w, at, PIECE_ROOM);
        if (UNLIKELY(!at))
            return NULL;
        size_t most = ((size_t)(w->end - at) - 2 * PORT_BLOCK) / 6;
        const char *stop = (size_t)(end - text) > most ? text + most : end;
        at = put_piece(at, &text, stop, end);
        if (UNLIKELY(!at))
            return swage_refuse(w, SWAGE_ERROR_UTF8, "the text is not valid UTF-8");
    }
    at = need(w, at, 1 + after);
    if (UNLIKELY(!at))
        return NULL;
    *at++ = '"';
    return at;
}

/* Copies a text of less than four bytes; whether they are all plain. */
static inline bool copy_short(char *to, const char *from, size_t len) {
    if (len == 0)
        return true;
    const char first = from[0], middle = from[len / 2], last = from[len - 1];
    to[0] = first;
    to[len / 2] = middle;
    to[len - 1] = last;
    return special_of_eight(0x2020202020000000U | (uint64_t)(unsigned char)first << 16 |
                            (uint64_t)(unsigned char)middle << 8 | (unsigned char)last) == 0;
}

/* Copies a text, looking at each byte at least once, into just its room; whether it is plain. */
static inline bool copy_plain(char *to, const char *from, size_t len) {
    if (len >= PORT_BLOCK) {
        port_block last = port_load(from + len - PORT_BLOCK);
        uint64_t special = port_special(last);
        for (size_t i = 0; i + PORT_BLOCK < len && special == 0; i += PORT_BLOCK) {
            port_block block = port_load(from + i);
            port_store(to + i, block);
            special = port_special(block);
        }
        port_store(to + len - PORT_BLOCK, last);
        return special == 0;
    }
    if (PORT_BLOCK > 16 && len >= 16) {
        memcpy(to, from, 16);
        memcpy(to + len - 16, from + len - 16, 16);
        return port_plain16(from) && port_plain16(from + len - 16);
    }
    if (len >= 4)
        return port_put_parts(to, from, len);
    return copy_short(to, from, len);
}

char *swage_write_text(writer *w, char *at, const char *text, size_t len, size_t after) {
    size_t room = (size_t)(w->end - at);
    if (UNLIKELY(!text && len))
        return swage_refuse(w, SWAGE_ERROR_INVALID_VALUE, "the text has a length but no bytes");
    if (!PORT_SMALL && LIKELY(room >= after + 2 && room - (after + 2) >= len) &&
        copy_plain(at + 1, text, len)) {
        at[0] = at[len + 1] = '"';
        return at + len + 2;
    }
    return write_in_pieces(w, at, len ? text : "", len, after);
}

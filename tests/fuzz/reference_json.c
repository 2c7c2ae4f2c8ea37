/*
 * The second opinion: one function a rule of the grammar, a byte at a time.
 */
#include "reference_json.h"

#include <stdint.h>
#include <string.h>

typedef struct reader {
    const unsigned char *at, *end;
    unsigned depth, max_depth;
} reader;

static reader r;

static int peek(void) {
    return r.at < r.end ? *r.at : -1;
}

static bool take(int c) {
    if (peek() != c)
        return false;
    r.at++;
    return true;
}

static void blanks(void) {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')
        r.at++;
}

static bool hex_unit(uint32_t *unit) {
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        const char *digit = peek() > 0 ? strchr(digits, peek()) : NULL;
        if (!digit)
            return false;
        *unit = *unit * 16 + (uint32_t)(digit - digits) % 16;
        r.at++;
    }
    return true;
}

static bool unicode_escape(void) {
    uint32_t unit, low;
    if (!hex_unit(&unit))
        return false;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        if (!take('\\') || !take('u') || !hex_unit(&low) || low < 0xDC00 || low > 0xDFFF)
            return false;
        return true;
    }
    return unit < 0xDC00 || unit > 0xDFFF;
}

static bool escape(void) {
    if (take('u'))
        return unicode_escape();
    if (peek() <= 0 || !strchr("\"\\/bfnrt", peek()))
        return false;
    r.at++;
    return true;
}

/* A character beyond ASCII, by the table of RFC 3629, section 4. */
static bool wide(void) {
    static const unsigned char table[][5] = {
        {0xC2, 0xDF, 0x80, 0xBF, 1}, {0xE0, 0xE0, 0xA0, 0xBF, 2}, {0xE1, 0xEC, 0x80, 0xBF, 2},
        {0xED, 0xED, 0x80, 0x9F, 2}, {0xEE, 0xEF, 0x80, 0xBF, 2}, {0xF0, 0xF0, 0x90, 0xBF, 3},
        {0xF1, 0xF3, 0x80, 0xBF, 3}, {0xF4, 0xF4, 0x80, 0x8F, 3}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const unsigned char *row = table[i];
        if (peek() < row[0] || peek() > row[1])
            continue;
        r.at++;
        for (int tail = 0; tail < row[4]; tail++) {
            int low = tail ? 0x80 : row[2], high = tail ? 0xBF : row[3];
            if (peek() < low || peek() > high)
                return false;
            r.at++;
        }
        return true;
    }
    return false;
}

static bool string(void) {
    if (!take('"'))
        return false;
    while (!take('"')) {
        if (take('\\')) {
            if (!escape())
                return false;
        } else if (peek() >= 0x80) {
            if (!wide())
                return false;
        } else if (peek() < 0x20) {
            return false;
        } else {
            r.at++;
        }
    }
    return true;
}

static bool digits(void) {
    const unsigned char *start = r.at;
    while (peek() >= '0' && peek() <= '9')
        r.at++;
    return r.at > start;
}

static bool number(void) {
    take('-');
    if (!take('0') && !digits())
        return false;
    if (take('.') && !digits())
        return false;
    if (take('e') || take('E')) {
        if (!take('+'))
            take('-');
        return digits();
    }
    return true;
}

static bool word(const char *text) {
    for (; *text; text++)
        if (!take(*text))
            return false;
    return true;
}

static bool value(void);

static bool object(void) {
    blanks();
    if (take('}'))
        return true;
    do {
        blanks();
        if (!string())
            return false;
        blanks();
        if (!take(':') || !value())
            return false;
    } while (take(','));
    return take('}');
}

static bool array(void) {
    blanks();
    if (take(']'))
        return true;
    do {
        if (!value())
            return false;
    } while (take(','));
    return take(']');
}

static bool container(bool (*read)(void)) {
    if (r.depth == r.max_depth)
        return false;
    r.depth++;
    bool good = read();
    r.depth--;
    return good;
}

/* A value with the blanks around it. */
static bool value(void) {
    bool good;
    blanks();
    if (take('{'))
        good = container(object);
    else if (take('['))
        good = container(array);
    else if (peek() == '"')
        good = string();
    else if (peek() == '-' || (peek() >= '0' && peek() <= '9'))
        good = number();
    else
        good = word(peek() == 't' ? "true" : peek() == 'f' ? "false" : "null");
    blanks();
    return good;
}

bool reference_accepts(const char *text, size_t len, unsigned max_depth) {
    r.at = (const unsigned char *)text;
    r.end = r.at + len;
    r.depth = 0;
    r.max_depth = max_depth;
    return value() && r.at == r.end;
}

/*
 * The format regex: whether a text is a pattern of ECMA-262, section 22.2.1, read as with the flag
 * u. Depth is counted, not recursed: groups need no more than their number, and a bit each.
 */
#include "formats.h"
#include "utf8.h"

typedef struct scan {
    const char *at, *end;
    unsigned groups;     /* open ones */
    uint64_t assertions; /* a bit for each of the innermost 64 of them: no quantifier may follow */
    unsigned captures;   /* so far */
    unsigned references; /* the highest \n */
    bool names, named_references;
} scan;

static bool take(scan *s, char c) {
    if (s->at == s->end || *s->at != c)
        return false;
    s->at++;
    return true;
}

/* One more hexadecimal digit of a code point. */
static bool take_digit(scan *s, uint32_t *value) {
    if (s->at == s->end || !format_is_hex(*s->at))
        return false;
    char c = *s->at++;
    *value = *value * 16 + (uint32_t)(format_is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    return *value <= 0x10FFFF;
}

static bool take_hex(scan *s, int count, uint32_t *value) {
    for (*value = 0; count > 0; count--)
        if (!take_digit(s, value))
            return false;
    return true;
}

/* Behind \u: {digits}, four digits, or twice these for a pair of surrogates. */
static bool take_unicode(scan *s, uint32_t *value) {
    if (take(s, '{')) {
        *value = 0;
        do
            if (!take_digit(s, value))
                return false;
        while (!take(s, '}'));
        return true;
    }
    if (!take_hex(s, 4, value))
        return false;
    const char *behind = s->at;
    uint32_t low;
    if (*value >> 10 == 0xD800 >> 10 && take(s, '\\') && take(s, 'u') && take_hex(s, 4, &low) &&
        low >> 10 == 0xDC00 >> 10)
        *value = (*value << 10) + low - ((0xD800U << 10) + 0xDC00 - 0x10000);
    else
        s->at = behind;
    return true;
}

/* A number; false when there is none. Values over a million are all the same. */
static bool take_number(scan *s, unsigned *value) {
    const char *start = s->at;
    *value = 0;
    for (; s->at < s->end && format_is_digit(*s->at); s->at++)
        if (*value < 1000000)
            *value = *value * 10 + (unsigned)(*s->at - '0');
    return s->at > start;
}

/* The name of a group, with what ends it. */
static bool take_name(scan *s) {
    const char *start = s->at;
    do {
        bool first = s->at == start;
        uint32_t c = s->at < s->end ? (unsigned char)*s->at++ : 0;
        if (c == '\\' && !(take(s, 'u') && take_unicode(s, &c)))
            return false;
        if (c < 0x80 && !format_is_alpha((char)c) && c != '_' && c != '$' &&
            (first || !format_is_digit((char)c)))
            return false;
    } while (!take(s, '>'));
    return true;
}

/* Behind \p or \P: {Name} or {Name=Value}. */
static bool take_property(scan *s) {
    if (!take(s, '{'))
        return false;
    const char *start = s->at;
    while (s->at < s->end &&
           (format_is_alpha(*s->at) || format_is_digit(*s->at) || format_is_one_of(*s->at, "_=")))
        s->at++;
    return s->at > start && take(s, '}');
}

/* What stands behind a backslash: a class such as \d, or the code point that it is. */
static bool take_escape(scan *s, bool in_class, bool *is_class, uint32_t *code_point) {
    static const char controls[] = "tnvfr"; /* from 9 on */
    if (s->at == s->end)
        return false;
    char c = *s->at++;
    const char *control = c ? strchr(controls, c) : NULL;
    *code_point = control ? 9 + (uint32_t)(control - controls) : (unsigned char)c;
    *is_class = format_is_one_of(c, "dDsSwWpP");
    if (c == 'p' || c == 'P')
        return take_property(s);
    if (*is_class || control || format_is_one_of(c, "^$\\.*+?()[]{}|/"))
        return true;
    if (c == 'c') {
        *code_point = s->at < s->end ? (uint32_t)*s->at & 31 : 0;
        return s->at < s->end && format_is_alpha(*s->at++);
    }
    if (c == 'x')
        return take_hex(s, 2, code_point);
    if (c == 'u')
        return take_unicode(s, code_point);
    if (c == '0') {
        *code_point = 0;
        return s->at == s->end || !format_is_digit(*s->at);
    }
    if (in_class) {
        *code_point = c == 'b' ? '\b' : '-';
        return c == 'b' || c == '-';
    }
    if (c == 'k') {
        s->named_references = true;
        return take(s, '<') && take_name(s);
    }
    if (c < '1' || c > '9')
        return false;
    unsigned reference;
    s->at--;
    take_number(s, &reference);
    if (reference > s->references)
        s->references = reference;
    return true;
}

/* One character or escape of a class. */
static bool take_class_atom(scan *s, uint32_t *code_point, bool *is_class) {
    *is_class = false;
    if (take(s, '\\'))
        return take_escape(s, true, is_class, code_point);
    *code_point = swage_utf8_next(&s->at);
    return true;
}

static bool take_class(scan *s) {
    take(s, '^');
    while (s->at < s->end && *s->at != ']') {
        uint32_t low, high;
        bool low_class, high_class;
        if (!take_class_atom(s, &low, &low_class))
            return false;
        if (s->end - s->at < 2 || s->at[0] != '-' || s->at[1] == ']')
            continue;
        s->at++;
        if (!take_class_atom(s, &high, &high_class) || low_class || high_class || low > high)
            return false;
    }
    return take(s, ']');
}

/* *, +, ?, {n}, {n,} or {n,m}, with ? behind; false when one is malformed. */
static bool take_quantifier(scan *s, bool *found) {
    unsigned low, high;
    *found = true;
    if (take(s, '{')) {
        if (!take_number(s, &low))
            return false;
        if (take(s, ',') && s->at < s->end && *s->at != '}' &&
            (!take_number(s, &high) || high < low))
            return false;
        if (!take(s, '}'))
            return false;
    } else {
        *found = take(s, '*') || take(s, '+') || take(s, '?');
    }
    if (*found)
        take(s, '?');
    return true;
}

/* Behind '(': its kind. Assertions open a group, too. */
static bool take_group_start(scan *s) {
    s->groups++;
    s->assertions <<= 1;
    bool is_plain = !take(s, '?'), is_named = !is_plain && !take(s, ':');
    if (is_named) {
        bool angle = take(s, '<');
        if (take(s, '=') || take(s, '!')) {
            s->assertions |= 1;
            return true;
        }
        if (!angle || !take_name(s))
            return false;
        s->names = true;
    }
    s->captures += is_plain || is_named;
    return true;
}

/* An atom, assertion or bracket; *quantifiable when a quantifier may follow. */
static bool take_term(scan *s, bool *quantifiable) {
    bool is_class;
    uint32_t code_point;
    *quantifiable = true;
    char c = *s->at;
    if (c == '(' || c == '|' || c == '^' || c == '$') {
        *quantifiable = false;
        s->at++;
        return c != '(' || take_group_start(s);
    }
    if (c == ')') {
        s->at++;
        *quantifiable = !(s->assertions & 1);
        s->assertions >>= 1;
        return s->groups-- > 0;
    }
    if (c == '[') {
        s->at++;
        return take_class(s);
    }
    if (c == '\\') {
        s->at++;
        if (s->at < s->end && (*s->at == 'b' || *s->at == 'B')) {
            *quantifiable = false;
            s->at++;
            return true;
        }
        return take_escape(s, false, &is_class, &code_point);
    }
    if (format_is_one_of(c, "*+?{}]"))
        return false;
    swage_utf8_next(&s->at);
    return true;
}

bool swage_format_regex(const char *text, size_t len) {
    scan s = {.at = text, .end = text + len};
    while (s.at < s.end) {
        bool quantifiable, found;
        if (!take_term(&s, &quantifiable) || !take_quantifier(&s, &found))
            return false;
        if (found && !quantifiable)
            return false;
    }
    return s.groups == 0 && s.references <= s.captures && (!s.named_references || s.names);
}

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

static bool take_text(scan *s, const char *text) {
    size_t len = strlen(text);
    if ((size_t)(s->end - s->at) < len || memcmp(s->at, text, len) != 0)
        return false;
    s->at += len;
    return true;
}

static bool take_hex(scan *s, int count) {
    for (int i = 0; i < count; i++, s->at++)
        if (s->at == s->end || !format_is_hex(*s->at))
            return false;
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

static bool take_name(scan *s, char close) {
    const char *start = s->at;
    while (s->at < s->end && *s->at != close) {
        char c = *s->at;
        bool starts = format_is_alpha(c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
        if (!starts && (s->at == start || !format_is_digit(c)))
            return false;
        s->at++;
    }
    return s->at > start && take(s, close);
}

/* Behind \p or \P: {Name} or {Name=Value}. */
static bool take_property(scan *s) {
    if (!take(s, '{'))
        return false;
    const char *start = s->at;
    while (s->at < s->end &&
           (format_is_alpha(*s->at) || format_is_digit(*s->at) || (*s->at && strchr("_=", *s->at))))
        s->at++;
    return s->at > start && take(s, '}');
}

static bool take_unicode(scan *s) {
    unsigned long value = 0;
    if (!take(s, '{'))
        return take_hex(s, 4);
    const char *start = s->at;
    for (; s->at < s->end && format_is_hex(*s->at) && value <= 0x10FFFF; s->at++)
        value = value * 16 + (unsigned long)(format_is_digit(*s->at) ? *s->at - '0'
                                                                     : (*s->at | 0x20) - 'a' + 10);
    return s->at > start && value <= 0x10FFFF && take(s, '}');
}

/* What stands behind a backslash; *is_class when it is a class such as \d. */
static bool take_escape(scan *s, bool in_class, bool *is_class) {
    if (s->at == s->end)
        return false;
    char c = *s->at++;
    *is_class = c && strchr("dDsSwWpP", c);
    if (c == 'p' || c == 'P')
        return take_property(s);
    if (*is_class || (c && strchr("tnvfr^$\\.*+?()[]{}|/", c)))
        return true;
    if (c == 'c')
        return s->at < s->end && format_is_alpha(*s->at++);
    if (c == 'x')
        return take_hex(s, 2);
    if (c == 'u')
        return take_unicode(s);
    if (c == '0')
        return s->at == s->end || !format_is_digit(*s->at);
    if (in_class)
        return c == '-' || c == 'b';
    if (c == 'k') {
        s->named_references = true;
        return take(s, '<') && take_name(s, '>');
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

/* One character or escape of a class, as its code point where it has one to compare. */
static bool take_class_atom(scan *s, uint32_t *code_point, bool *is_class) {
    *is_class = false;
    *code_point = 0;
    if (take(s, '\\')) {
        if (s->at < s->end && *s->at && strchr("^$\\.*+?()[]{}|/-", *s->at))
            *code_point = (unsigned char)*s->at;
        return take_escape(s, true, is_class);
    }
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
        if (!take_class_atom(s, &high, &high_class) || low_class || high_class ||
            (low && high && low > high))
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
    if (!take(s, '?')) {
        s->captures++;
        return true;
    }
    if (take(s, ':'))
        return true;
    if (take(s, '=') || take(s, '!') || take_text(s, "<=") || take_text(s, "<!")) {
        s->assertions |= 1;
        return true;
    }
    s->captures++;
    s->names = true;
    return take(s, '<') && take_name(s, '>');
}

/* An atom, assertion or bracket; *quantifiable when a quantifier may follow. */
static bool take_term(scan *s, bool *quantifiable) {
    bool is_class;
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
        return take_escape(s, false, &is_class);
    }
    if (c && strchr("*+?{}]", c))
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

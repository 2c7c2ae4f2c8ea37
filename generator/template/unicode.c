/* Characters; see unicode.h. ASCII by rule, the rest by binary search in tables. */
#include "template/unicode.h"

typedef struct code_range {
    uint32_t first, last;
} code_range;

typedef struct case_run {
    uint32_t first, last, step;
    int32_t delta;
} case_run;

typedef struct case_special {
    uint32_t from, to[3];
} case_special;

#include "template/unicode_tables.inc"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* The range that holds c, or NULL. */
static const code_range *find_range(const code_range *ranges, size_t count, uint32_t c) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && c >= ranges[low].first ? &ranges[low] : NULL;
}

static bool in_ranges(const code_range *ranges, size_t count, uint32_t c) {
    return find_range(ranges, count, c) != NULL;
}

bool unicode_is_space(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F) || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

bool unicode_is_upper(uint32_t c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : in_ranges(uppers, COUNT(uppers), c);
}

bool unicode_is_lower(uint32_t c) {
    return c < 0x80 ? c >= 'a' && c <= 'z' : in_ranges(lowers, COUNT(lowers), c);
}

bool unicode_is_alpha(uint32_t c) {
    return c < 0x80 ? unicode_is_upper(c) || unicode_is_lower(c)
                    : in_ranges(alphas, COUNT(alphas), c);
}

bool unicode_is_digit(uint32_t c) {
    return c < 0x80 ? c >= '0' && c <= '9' : in_ranges(digits, COUNT(digits), c);
}

bool unicode_is_alnum(uint32_t c) {
    return unicode_is_alpha(c) ||
           (c < 0x80 ? unicode_is_digit(c) : in_ranges(numerics, COUNT(numerics), c));
}

bool unicode_is_decimal(uint32_t c) {
    return c < 0x80 ? unicode_is_digit(c) : in_ranges(decimals, COUNT(decimals), c);
}

/* Each script's ten digits stand in a row, and a range holds whole rows. */
int unicode_decimal_value(uint32_t c) {
    if (c < 0x80)
        return unicode_is_digit(c) ? (int)(c - '0') : -1;
    const code_range *range = find_range(decimals, COUNT(decimals), c);
    return range ? (int)((c - range->first) % 10) : -1;
}

bool unicode_is_numeric(uint32_t c) {
    return c < 0x80 ? unicode_is_digit(c) : in_ranges(numbers, COUNT(numbers), c);
}

bool unicode_is_title(uint32_t c) {
    return c >= 0x80 && in_ranges(titles, COUNT(titles), c);
}

bool unicode_is_cased(uint32_t c) {
    return unicode_is_upper(c) || unicode_is_lower(c) || unicode_is_title(c);
}

static bool is_ignorable(uint32_t c) {
    return c < 0x80 ? c && strchr("'.:^`", (int)c) : in_ranges(ignorables, COUNT(ignorables), c);
}

bool unicode_is_printable(uint32_t c) {
    return c < 0x80 ? c >= 0x20 && c < 0x7F : !in_ranges(unprintables, COUNT(unprintables), c);
}

static void put(buf *out, uint32_t c) {
    char bytes[4];
    buf_add(out, bytes, utf8_put(bytes, c));
}

static bool put_special(buf *out, const case_special *specials, size_t count, uint32_t c) {
    for (size_t i = 0; i < count; i++) {
        if (specials[i].from != c)
            continue;
        for (int k = 0; k < 3 && specials[i].to[k]; k++)
            put(out, specials[i].to[k]);
        return true;
    }
    return false;
}

static bool put_run(buf *out, const case_run *runs, size_t count, uint32_t c) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > runs[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    /* runs of every second code point may interleave, so neighbours are looked at, too */
    for (size_t i = low; i < count && i < low + 2; i++) {
        if (c < runs[i].first || c > runs[i].last || (c - runs[i].first) % runs[i].step)
            continue;
        put(out, (uint32_t)((int64_t)c + runs[i].delta));
        return true;
    }
    return false;
}

void unicode_put_upper(buf *out, uint32_t c) {
    if (c < 0x80)
        buf_add_char(out, (char)(c >= 'a' && c <= 'z' ? c - 32 : c));
    else if (!put_special(out, upper_specials, COUNT(upper_specials), c) &&
             !put_run(out, upper_runs, COUNT(upper_runs), c))
        put(out, c);
}

void unicode_put_lower(buf *out, uint32_t c) {
    if (c < 0x80)
        buf_add_char(out, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
    else if (!put_special(out, lower_specials, COUNT(lower_specials), c) &&
             !put_run(out, lower_runs, COUNT(lower_runs), c))
        put(out, c);
}

void unicode_put_title(buf *out, uint32_t c) {
    if (c < 0x80 || (!put_special(out, title_specials, COUNT(title_specials), c) &&
                     !put_run(out, title_runs, COUNT(title_runs), c)))
        unicode_put_upper(out, c);
}

void unicode_put_fold(buf *out, uint32_t c) {
    if (c < 0x80 || (!put_special(out, fold_specials, COUNT(fold_specials), c) &&
                     !put_run(out, fold_runs, COUNT(fold_runs), c)))
        unicode_put_lower(out, c);
}

uint32_t unicode_next(str s, size_t *at) {
    uint32_t c;
    if (!utf8_next(s, at, &c))
        c = (unsigned char)s.ptr[(*at)++];
    return c;
}

size_t unicode_before(str s, size_t at) {
    size_t from = at;
    while (from > 0 && at - from < 4) {
        from--;
        if (((unsigned char)s.ptr[from] & 0xC0) != 0x80)
            break;
    }
    size_t end = from;
    uint32_t c;
    return utf8_next(s, &end, &c) && end == at ? from : at - 1;
}

size_t unicode_leading_space(str s) {
    size_t at = 0;
    while (at < s.len) {
        size_t next = at;
        if (!unicode_is_space(unicode_next(s, &next)))
            break;
        at = next;
    }
    return at;
}

size_t unicode_trimmed_end(str s) {
    size_t end = s.len;
    while (end > 0) {
        size_t before = unicode_before(s, end), at = before;
        if (!unicode_is_space(unicode_next(s, &at)))
            break;
        end = before;
    }
    return end;
}

static bool is_name_part(uint32_t c, bool first) {
    if (c < 0x80)
        return c == '_' || (first ? unicode_is_alpha(c) : unicode_is_alnum(c));
    return first ? in_ranges(name_starts, COUNT(name_starts), c)
                 : in_ranges(name_parts, COUNT(name_parts), c);
}

size_t unicode_identifier(str s) {
    size_t at = 0;
    while (at < s.len) {
        size_t next = at;
        uint32_t c;
        if (!utf8_next(s, &next, &c) || !is_name_part(c, at == 0))
            break;
        at = next;
    }
    return at;
}

/* Adds the ASCII that the text begins with, its letters from `first` on changed; how much it is. */
static size_t put_ascii(buf *out, str s, char first) {
    char *to = buf_reserve(out, s.len);
    size_t at = 0;
    for (; at < s.len && (unsigned char)s.ptr[at] < 0x80; at++) {
        const char c = s.ptr[at];
        to[at] = (unsigned char)(c - first) < 26 ? (char)(c ^ 0x20) : c;
    }
    to[at] = '\0';
    out->len += at;
    return at;
}

void unicode_upper(buf *out, str s) {
    for (size_t at = put_ascii(out, s, 'a'); at < s.len;)
        unicode_put_upper(out, unicode_next(s, &at));
}

/* Whether a cased letter stands before `from`, and none behind `end`. */
static bool ends_word(str s, size_t from, size_t end) {
    uint32_t c = 0;
    while (from > 0) {
        size_t at = from = unicode_before(s, from);
        c = unicode_next(s, &at);
        if (!is_ignorable(c))
            break;
        c = 0;
    }
    if (!unicode_is_cased(c))
        return false;
    while (end < s.len) {
        c = unicode_next(s, &end);
        if (!is_ignorable(c))
            return !unicode_is_cased(c);
    }
    return true;
}

void unicode_put_lower_of(buf *out, str s, size_t from, size_t end, uint32_t c) {
    enum { SIGMA = 0x3A3, FINAL_SIGMA = 0x3C2 };
    if (c == SIGMA && ends_word(s, from, end))
        put(out, FINAL_SIGMA);
    else
        unicode_put_lower(out, c);
}

void unicode_lower(buf *out, str s) {
    for (size_t at = put_ascii(out, s, 'A'); at < s.len;) {
        size_t from = at;
        uint32_t c = unicode_next(s, &at);
        unicode_put_lower_of(out, s, from, at, c);
    }
}

bool unicode_has_case(str s, bool upper) {
    bool any = false;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = unicode_next(s, &at);
        if (unicode_is_title(c) || (upper ? unicode_is_lower(c) : unicode_is_upper(c)))
            return false;
        any |= upper ? unicode_is_upper(c) : unicode_is_lower(c);
    }
    return any;
}

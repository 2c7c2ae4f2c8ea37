/* Wrapped lines; see table.h. */
#include "template/table.h"

#include "template/builtin.h"

typedef struct chunks {
    str *items;
    size_t count;
} chunks;

static bool is_wrap_space(char c) {
    return c == ' ' || (c >= 9 && c <= 13);
}

static bool is_letter(uint32_t c) {
    return c == '_' ? false : unicode_is_alpha(c);
}

static bool is_word_char(uint32_t c) {
    return c == '_' || unicode_is_alnum(c) || c == '!' || c == '"' || c == '\'' || c == '&' ||
           c == '.' || c == ',' || c == '?';
}

/* Whether a hyphen at `at` ends a chunk: between letters, as in `well-known`. */
static bool breaks_after_hyphen(str word, size_t at) {
    size_t before = at, letters = 0;
    while (before > 0 && letters < 2) {
        size_t from = unicode_before(word, before), next = from;
        if (!is_letter(unicode_next(word, &next)))
            break;
        before = from;
        letters++;
    }
    bool after_dash_letter = false;
    if (letters == 1 && before > 0 && word.ptr[before - 1] == '-' && before > 1) {
        size_t head = unicode_before(word, before - 1), next = head;
        after_dash_letter = is_letter(unicode_next(word, &next));
    }
    size_t next = at + 1;
    if (next >= word.len || (letters < 2 && !after_dash_letter))
        return false;
    uint32_t c = unicode_next(word, &next);
    if (!is_letter(c) || next >= word.len)
        return false;
    c = unicode_next(word, &next);
    if (is_letter(c))
        return true;
    return c == '-' && next < word.len && is_letter(unicode_next(word, &next));
}

static void add_chunk(chunks *c, str part) {
    if (part.len)
        c->items[c->count++] = part;
}

/* A word in pieces that end at hyphens, and around dashes (--). */
static void split_word(chunks *c, str word, bool hyphens) {
    size_t from = 0;
    for (size_t at = 0; hyphens && at < word.len; at++) {
        if (word.ptr[at] != '-')
            continue;
        size_t end = at;
        while (end < word.len && word.ptr[end] == '-')
            end++;
        size_t behind = end;
        bool dash = end - at >= 2 && at > from && end < word.len;
        if (dash) {
            size_t before = unicode_before(word, at), next = before;
            dash = is_word_char(unicode_next(word, &next)) &&
                   (unicode_next(word, &behind) == '_' ||
                    unicode_is_alnum((uint32_t)(unsigned char)word.ptr[end]) ||
                    (unsigned char)word.ptr[end] >= 0x80);
        }
        if (dash) {
            add_chunk(c, str_slice(word, from, at));
            add_chunk(c, str_slice(word, at, end));
            from = end;
        } else if (end - at == 1 && breaks_after_hyphen(word, at)) {
            add_chunk(c, str_slice(word, from, end));
            from = end;
        }
        at = end - 1;
    }
    add_chunk(c, str_slice(word, from, word.len));
}

/* At least as many chunks as the line has: they end at white space and hyphens alone. */
static size_t most_chunks(str line) {
    size_t ends = 0;
    for (size_t i = 0; i < line.len; i++)
        ends += line.ptr[i] == '-' || is_wrap_space(line.ptr[i]);
    return 2 * ends + 1;
}

static chunks split_chunks(arena *memory, str line, bool hyphens) {
    chunks c = {ARENA_ARRAY(memory, most_chunks(line), str), 0};
    for (size_t at = 0; at < line.len;) {
        size_t end = at;
        bool space = is_wrap_space(line.ptr[at]);
        while (end < line.len && is_wrap_space(line.ptr[end]) == space)
            end++;
        str part = str_slice(line, at, end);
        if (space)
            add_chunk(&c, part);
        else
            split_word(&c, part, hyphens);
        at = end;
    }
    return c;
}

static bool is_blank(str s) {
    return unicode_leading_space(s) == s.len;
}

/*
 * Cuts what fits from a chunk that is longer than a line; behind a hyphen, if there is one. That
 * can be nothing; white space that stands before it is then no longer the last of the line.
 */
static str cut_chunk(str *chunk, int64_t space, bool hyphens) {
    size_t at = 0;
    for (int64_t i = 0; i < space && at < chunk->len; i++)
        unicode_next(*chunk, &at);
    if (hyphens && at < chunk->len) {
        size_t hyphen = at;
        while (hyphen > 0 && chunk->ptr[hyphen - 1] != '-')
            hyphen--;
        bool only = true;
        for (size_t i = 0; i + 1 < hyphen; i++)
            only = only && chunk->ptr[i] == '-';
        if (hyphen > 1 && !only)
            at = hyphen;
    }
    str head = str_slice(*chunk, 0, at);
    *chunk = str_slice(*chunk, at, chunk->len);
    return head;
}

/* The code points of a chunk, where they are no more than `most`; else more than that. */
static int64_t width_of(str chunk, int64_t most) {
    const bool longer = most < (int64_t)(chunk.len / 4); /* 4 bytes have a code point at least */
    return (int64_t)utf8_count(str_slice(chunk, 0, longer ? (size_t)(most + 1) * 4 : chunk.len));
}

void wrap_line(arena *memory, buf *out, str line, int64_t width, bool break_long,
               bool break_hyphens, str separator) {
    chunks c = split_chunks(memory, line, break_hyphens);
    bool any = false;
    for (size_t i = 0; i < c.count;) {
        if (any && is_blank(c.items[i]) && ++i == c.count)
            break;
        size_t first = i; /* of the line, which consists of chunks and perhaps the head of one */
        str head = STR("");
        bool cut = false;
        int64_t length = 0, next;
        while (i < c.count && length + (next = width_of(c.items[i], width)) <= width) {
            length += next;
            i++;
        }
        if (i < c.count && width_of(c.items[i], width) > width) {
            cut = break_long;
            if (cut)
                head = cut_chunk(&c.items[i], width - length, break_hyphens);
            else if (i == first)
                i++;
        }
        size_t end = i;
        if (is_blank(head))
            head = STR("");
        if (!cut && end > first && is_blank(c.items[end - 1]))
            end--;
        if (end == first && !head.len)
            continue;
        if (any)
            buf_add_str(out, separator);
        any = true;
        for (size_t k = first; k < end; k++)
            write_text(out, c.items[k].ptr, c.items[k].len);
        buf_add_str(out, head);
    }
}

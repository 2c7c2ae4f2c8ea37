/*
 * Sets of code points as small automata over the bytes of UTF-8 (RFC 3629), a row a state. Equal
 * rows of a set are one. Surrogates are in no text and so in no automaton.
 */
#include "pattern/automaton.h"

#include "base/buf.h"

enum { MAX_ROWS = 16 * 1024, BYTES = 256 };

typedef uint16_t byte_row[BYTES];

typedef struct row_list {
    buf rows;            /* byte_row each */
    size_t first, count; /* those of the set at hand */
    const pattern_set *set;
    uint16_t full[4]; /* codes for any 1 to 3 continuation bytes, once there are some */
} row_list;

static byte_row *row_at(const row_list *l, size_t i) {
    return (byte_row *)(void *)l->rows.ptr + i;
}

/* The code that leads to a row of this content, which is added when it is new. */
static uint16_t add_row(row_list *l, const uint16_t *row) {
    for (size_t i = 1; i < l->count; i++)
        if (memcmp(*row_at(l, l->first + i), row, sizeof(byte_row)) == 0)
            return (uint16_t)(i + 1);
    if (l->first + l->count < MAX_ROWS)
        buf_add(&l->rows, (const char *)row, sizeof(byte_row));
    l->count++;
    return (uint16_t)l->count;
}

/* The code for `more` continuation bytes behind a prefix whose first code point is `base`. */
static uint16_t continue_from(row_list *l, uint32_t base, unsigned more) {
    uint32_t span = UINT32_C(1) << 6 * more;
    size_t i = pattern_set_find(l->set, base);
    if (i == l->set->count || l->set->ranges[i].first >= base + span)
        return ROW_DEAD;
    if (more == 0)
        return ROW_DONE;
    if (l->first + l->count >= MAX_ROWS)
        return ROW_DEAD;
    pattern_range range = l->set->ranges[i];
    bool is_full = range.first <= base && range.last >= base + span - 1;
    if (is_full && l->full[more])
        return l->full[more];
    byte_row row = {0};
    for (uint32_t v = 0; v < 64; v++)
        row[0x80 + v] = continue_from(l, base + (v << 6 * (more - 1)), more - 1);
    uint16_t code = add_row(l, row);
    if (is_full)
        l->full[more] = code;
    return code;
}

/* The part of the set that takes sequences of one length. */
static pattern_set part_of(arena *a, const pattern_set *set, uint32_t first, uint32_t last) {
    pattern_set part = {0};
    for (size_t i = pattern_set_find(set, first); i < set->count && set->ranges[i].first <= last;
         i++) {
        pattern_range range = set->ranges[i];
        pattern_set_add(a, &part, range.first < first ? first : range.first,
                        range.last > last ? last : range.last);
    }
    return part;
}

static void add_set(arena *a, row_list *l, const pattern_set *set) {
    static const struct {
        uint32_t first, last, lead;
        unsigned more;
    } forms[] = {{0, 0x7F, 0, 0},
                 {0x80, 0x7FF, 0xC0, 1},
                 {0x800, 0xD7FF, 0xE0, 2},
                 {0xE000, 0xFFFF, 0xE0, 2},
                 {0x10000, 0x10FFFF, 0xF0, 3}};
    byte_row start = {0};
    l->first = l->rows.len / sizeof(byte_row);
    l->count = 1;
    memset(l->full, 0, sizeof l->full);
    buf_add(&l->rows, (const char *)start, sizeof start);
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        pattern_set part = part_of(a, set, forms[f].first, forms[f].last);
        l->set = &part;
        unsigned shift = 6 * forms[f].more;
        for (uint32_t c = forms[f].first >> shift; c <= forms[f].last >> shift; c++)
            start[forms[f].lead + c] = continue_from(l, c << shift, forms[f].more);
    }
    memcpy(*row_at(l, l->first), start, sizeof start);
}

/* Splits the classes of bytes by what one row says of them. */
static void refine(nfa *n, const uint16_t *row) {
    unsigned char old[BYTES];
    uint32_t count = 0;
    memcpy(old, n->class_of, sizeof old);
    for (unsigned b = 0; b < BYTES; b++) {
        uint32_t c = 0;
        while (c < count && (old[n->sample[c]] != old[b] || row[n->sample[c]] != row[b]))
            c++;
        if (c == count)
            n->sample[count++] = (unsigned char)b;
        n->class_of[b] = (unsigned char)c;
    }
    n->classes = count;
}

static void make_classes(nfa *n, const row_list *l, size_t row_count) {
    byte_row row = {0};
    for (unsigned b = 0; n->tree->has_edges && b < BYTES; b++)
        row[b] = is_word_byte(b);
    refine(n, row);
    for (size_t i = 0; i < row_count; i++)
        refine(n, *row_at(l, i));
}

bool pattern_utf8_rows(arena *a, const pattern_tree *tree, nfa *out) {
    row_list l = {0};
    for (size_t i = 0; i < tree->set_count && l.rows.len / sizeof(byte_row) < MAX_ROWS; i++) {
        out->set_row[i] = (uint32_t)(l.rows.len / sizeof(byte_row));
        add_set(a, &l, &tree->sets[i]);
    }
    size_t count = l.rows.len / sizeof(byte_row);
    if (count < MAX_ROWS) {
        make_classes(out, &l, count);
        out->set_row[tree->set_count] = (uint32_t)count;
        out->rows = ARENA_ARRAY(a, count * out->classes, uint16_t);
        for (size_t i = 0; i < count; i++)
            for (uint32_t c = 0; c < out->classes; c++)
                out->rows[i * out->classes + c] = (*row_at(&l, i))[out->sample[c]];
    }
    buf_free(&l.rows);
    return count < MAX_ROWS;
}

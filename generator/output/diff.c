/*
 * Unified diffs; see diff.h.
 *
 * Both texts are cut into lines; what they have in common at both ends is set aside. Myers' greedy
 * search ("An O(ND) Difference Algorithm", 1986) keeps, for each number of edits, how far each
 * diagonal came, so that the way can be walked back. The result is a mark a line: kept or not.
 */
#include "output/diff.h"

enum { DIFF_MAX_EDITS = 2000, DIFF_CONTEXT = 3 };

typedef struct lines {
    str *items; /* each with its line feed, when it has one */
    bool *gone; /* the line is not in the other text */
    size_t count;
} lines;

static lines split(arena *a, str text) {
    lines l = {0};
    for (size_t at = 0; at < text.len; at = str_find_char(text, at, '\n') + 1)
        l.count++;
    l.items = ARENA_ARRAY(a, l.count, str);
    l.gone = ARENA_ARRAY(a, l.count, bool);
    size_t at = 0;
    for (size_t i = 0; i < l.count; i++) {
        size_t end = str_find_char(text, at, '\n') + 1;
        l.items[i] = str_slice(text, at, end);
        at = end;
    }
    return l;
}

/* The part of both texts that is compared: [start, start + old_count) and so on. */
typedef struct range {
    lines *old, *new;
    size_t start;
    int old_count, new_count;
} range;

static bool same(const range *r, int x, int y) {
    return str_eq(r->old->items[r->start + (size_t)x], r->new->items[r->start + (size_t)y]);
}

static void mark_all(const range *r) {
    memset(r->old->gone + r->start, true, (size_t)r->old_count);
    memset(r->new->gone + r->start, true, (size_t)r->new_count);
}

/* Where a step on diagonal k (x - y) with `d` edits begins, from how far those with d - 1 came. */
static int step_from(const int *reached, int d, int k) {
    bool down = k == -d || (k != d && reached[k - 1] < reached[k + 1]);
    return down ? reached[k + 1] : reached[k - 1] + 1;
}

/* Walks back from the end: trace[d] is `reached` before round d, for the diagonals -d … d. */
static void walk_back(const range *r, int **trace, int d) {
    int x = r->old_count, y = r->new_count;
    for (; d > 0; d--) {
        const int *reached = trace[d] + d;
        int k = x - y;
        bool down = k == -d || (k != d && reached[k - 1] < reached[k + 1]);
        int from_k = down ? k + 1 : k - 1;
        int from_x = reached[from_k], from_y = from_x - from_k;
        if (down)
            r->new->gone[r->start + (size_t)from_y] = true;
        else
            r->old->gone[r->start + (size_t)from_x] = true;
        x = from_x;
        y = from_y;
    }
}

/* One round: moves each diagonal by an edit and along equal lines; true when the end is reached. */
static bool search_round(const range *r, int *reached, int d) {
    for (int k = -d; k <= d; k += 2) {
        int x = d ? step_from(reached, d, k) : 0, y = x - k;
        while (x < r->old_count && y < r->new_count && y >= 0 && same(r, x, y)) {
            x++;
            y++;
        }
        reached[k] = x;
        if (x >= r->old_count && y >= r->new_count)
            return true;
    }
    return false;
}

static void search(arena *a, const range *r) {
    int most = r->old_count + r->new_count;
    if (most > DIFF_MAX_EDITS)
        most = DIFF_MAX_EDITS;
    int *all = ARENA_ARRAY(a, 2 * (size_t)most + 3, int);
    int *reached = all + most + 1;
    int **trace = ARENA_ARRAY(a, (size_t)most + 1, int *);
    for (int d = 0; d <= most; d++) {
        trace[d] = ARENA_ARRAY(a, 2 * (size_t)d + 1, int);
        memcpy(trace[d], reached - d, (2 * (size_t)d + 1) * sizeof(int));
        if (search_round(r, reached, d)) {
            walk_back(r, trace, d);
            return;
        }
    }
    mark_all(r);
}

static void compare(arena *a, lines *old, lines *new) {
    size_t start = 0, end = 0;
    while (start < old->count && start < new->count &&str_eq(old->items[start], new->items[start]))
        start++;
    while (end < old->count - start &&
           end < new->count - start &&str_eq(old->items[old->count - 1 - end],
                                             new->items[new->count - 1 - end]))
        end++;
    range r = {old, new, start, (int)(old->count - start - end), (int)(new->count - start - end)};
    search(a, &r);
}

static void write_line(buf *out, char sign, str line) {
    buf_add_char(out, sign);
    buf_add_str(out, line);
    if (!str_ends(line, STR("\n")))
        buf_add_str(out, STR("\n\\ No newline at end of file\n"));
}

/* A hunk: lines [from, to) of both texts. */
typedef struct hunk {
    size_t old_from, old_to, new_from, new_to;
} hunk;

static void write_place(buf *out, char sign, size_t from, size_t count) {
    /* An empty part is named by the line before it. */
    buf_format(out, "%c%zu", sign, count ? from + 1 : from);
    if (count != 1)
        buf_format(out, ",%zu", count);
}

static void write_hunk(buf *out, const lines *old, const lines *new, hunk h) {
    buf_add_str(out, STR("@@ "));
    write_place(out, '-', h.old_from, h.old_to - h.old_from);
    buf_add_char(out, ' ');
    write_place(out, '+', h.new_from, h.new_to - h.new_from);
    buf_add_str(out, STR(" @@\n"));
    size_t x = h.old_from, y = h.new_from;
    while (x < h.old_to || y < h.new_to) {
        if (x < h.old_to && old->gone[x])
            write_line(out, '-', old->items[x++]);
        else if (y < h.new_to && new->gone[y])
            write_line(out, '+', new->items[y++]);
        else
            write_line(out, ' ', old->items[x++]), y++;
    }
}

static void skip_changes(const lines *l, size_t *at) {
    while (*at < l->count && l->gone[*at])
        ++*at;
}

/* The hunk that begins with the change at x, y: up to where enough equal lines follow. */
static hunk find_hunk(const lines *old, const lines *new, size_t x, size_t y) {
    size_t lead = x < DIFF_CONTEXT ? x : DIFF_CONTEXT;
    hunk h = {x - lead, 0, y - lead, 0};
    size_t equal = 0;
    do {
        size_t before = x + y;
        skip_changes(old, &x);
        skip_changes(new, &y);
        if (x + y > before)
            equal = 0;
        if (x == old->count)
            break;
        x++;
        y++;
        equal++;
    } while (equal <= 2 * DIFF_CONTEXT);
    size_t extra = equal > DIFF_CONTEXT ? equal - DIFF_CONTEXT : 0;
    h.old_to = x - extra;
    h.new_to = y - extra;
    return h;
}

static void write_hunks(buf *out, const lines *old, const lines *new) {
    size_t x = 0, y = 0;
    while (x < old->count || y < new->count) {
        bool changed = (x < old->count && old->gone[x]) || (y < new->count &&new->gone[y]);
        if (!changed) {
            x++;
            y++;
            continue;
        }
        hunk h = find_hunk(old, new, x, y);
        write_hunk(out, old, new, h);
        x = h.old_to;
        y = h.new_to;
    }
}

void diff_unified(buf *out, str old_name, str new_name, str old_text, str new_text) {
    if (str_eq(old_text, new_text))
        return;
    arena scratch = {0};
    lines old = split(&scratch, old_text), new = split(&scratch, new_text);
    compare(&scratch, &old, &new);
    buf_format(out, "--- %.*s\n+++ %.*s\n", STR_ARG(old_name), STR_ARG(new_name));
    write_hunks(out, &old, &new);
    arena_free(&scratch);
}

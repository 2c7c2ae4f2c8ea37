/* From scalars, starts and ends to a tree; see build.h. */
#include "source/build.h"

#include "base/memory.h"
#include "source/index.h"

#include <stdlib.h>

void build_init(builder *b, arena *memory, diagnostics *d, const source_file *file) {
    b->memory = memory;
    b->d = d;
    b->file = file;
    b->value_capacity = 256;
    b->values = mem_alloc(b->value_capacity * sizeof *b->values);
    b->value_count = b->depth = b->total = b->aliased = 0;
    b->anchors = NULL;
    b->duplicates = NULL;
    b->last_duplicate = &b->duplicates;
    b->quiet = b->failed = false;
}

void build_free(builder *b) {
    free(b->values);
    b->values = NULL;
}

bool build_at_key(const builder *b) {
    if (b->depth == 0)
        return false;
    const build_frame *frame = &b->frames[b->depth - 1];
    return frame->into->kind == NODE_MAP && (b->value_count - frame->first) % 2 == 0;
}

static bool past_limit(builder *b, span at, const char *what, size_t limit) {
    b->failed = true;
    if (!b->quiet)
        diag_report(b->d, CODE_SOURCE_LIMIT, at, "%s: at most %zu are allowed", what, limit);
    return false;
}

static void push(builder *b, const node *n) {
    if (b->value_count == b->value_capacity) {
        b->value_capacity *= 2;
        b->values = mem_realloc(b->values, b->value_capacity * sizeof *b->values);
    }
    b->values[b->value_count++] = n;
}

/* Adds a whole value with `height` levels of lists and maps to what is open. */
static void add(builder *b, const node *n, uint32_t height) {
    push(b, n);
    if (b->depth && b->frames[b->depth - 1].height < height + 1)
        b->frames[b->depth - 1].height = height + 1;
}

static node *new_node(builder *b, const node *content) {
    if (b->total - b->aliased >= SOURCE_MAX_NODES) {
        past_limit(b, content->at, "the file has too many values", SOURCE_MAX_NODES);
        return NULL;
    }
    b->total++;
    node *n = ARENA_NEW(b->memory, node);
    *n = *content;
    return n;
}

/* A later anchor of the same name takes its place (YAML 1.2.2, section 3.2.2.2). */
static build_anchor *add_anchor(builder *b, str name, const node *n) {
    if (name.len == 0)
        return NULL;
    if (!b->anchors)
        b->anchors = map_new(b->memory);
    build_anchor *anchor = ARENA_NEW(b->memory, build_anchor);
    *anchor = (build_anchor){.node = n, .size = 1};
    map_put(b->anchors, str_dup(b->memory, name), anchor);
    return anchor;
}

bool build_scalar(builder *b, const node *scalar, str anchor) {
    const node *n = new_node(b, scalar);
    if (!n)
        return false;
    if (n->boolean && n->kind == NODE_STRING && b->depth)
        b->frames[b->depth - 1].merges = true;
    add(b, n, 0);
    add_anchor(b, anchor, n);
    return true;
}

static void report_key(builder *b, span at, const char *what) {
    b->failed = true;
    diag_report(b->d, CODE_KEY_TYPE, at,
                "%s can't be a key: use a word, or put quotes around the text", what);
}

bool build_open(builder *b, node_kind kind, span at, str anchor) {
    if (b->depth == SOURCE_MAX_DEPTH)
        return past_limit(b, at, "lists and mappings are nested too deep", SOURCE_MAX_DEPTH);
    size_t before = b->total;
    node *n = new_node(b, &(node){.at = at, .kind = (uint8_t)kind});
    if (!n)
        return false;
    if (build_at_key(b))
        report_key(b, at, node_kind_name(n));
    build_frame *frame = &b->frames[b->depth++];
    *frame = (build_frame){.into = n, .first = b->value_count, .total = before};
    frame->anchor = add_anchor(b, anchor, n);
    if (frame->anchor)
        frame->anchor->open = true;
    return true;
}

static void unknown_alias(builder *b, str name, span at) {
    diagnostic *error = diag_report(
        b->d, CODE_UNKNOWN_ALIAS, at,
        "no anchor `&%.*s` stands before this alias: define it, or quote the text", STR_ARG(name));
    size_t count = b->anchors ? map_count(b->anchors) : 0;
    str *names = ARENA_ARRAY(b->memory, count + 1, str);
    size_t i = 0;
    for (const map_entry *e = b->anchors ? map_first(b->anchors) : NULL; e; e = map_next(e))
        names[i++] = map_key(e);
    diag_suggest(b->d, error, name, names, count);
}

bool build_alias(builder *b, str name, span at) {
    const build_anchor *anchor = b->anchors ? map_get(b->anchors, name) : NULL;
    static const node nothing = {.kind = NODE_NULL};
    if (!anchor || anchor->open) {
        b->failed = true;
        if (!anchor)
            unknown_alias(b, name, at);
        else
            diag_add_note(b->d,
                          diag_report(b->d, CODE_RECURSIVE_ALIAS, at,
                                      "the alias `*%.*s` stands inside the value it names, which "
                                      "would have no end",
                                      STR_ARG(name)),
                          anchor->node->at, "the value starts here");
        add(b, &nothing, 0);
        return true;
    }
    b->total += anchor->size;
    b->aliased += anchor->size;
    if (b->aliased > SOURCE_MAX_ALIASED)
        return past_limit(b, at, "aliases stand for too many values", SOURCE_MAX_ALIASED);
    if (b->depth + anchor->height > SOURCE_MAX_DEPTH)
        return past_limit(b, at, "lists and mappings are nested too deep", SOURCE_MAX_DEPTH);
    if (build_at_key(b) && anchor->node->kind >= NODE_LIST)
        report_key(b, at, node_kind_name(anchor->node));
    add(b, anchor->node, anchor->height);
    return true;
}

static void note_duplicate(builder *b, const node *first, const node *again) {
    build_duplicate *item = ARENA_NEW(b->memory, build_duplicate);
    item->first = first;
    item->again = again;
    *b->last_duplicate = item;
    b->last_duplicate = &item->next;
}

/* The key among the first `filled` members of a map being made for `count`; or NULL, and then the
 * slot that its position goes to when there is an index. */
static const node *find_key(const node_member *members, uint32_t count, uint32_t filled, str key,
                            uint32_t **slot) {
    if (count >= INDEX_FROM) {
        *slot = index_slot(members, count, key);
        return **slot ? members[**slot - 1].key : NULL;
    }
    for (uint32_t i = 0; i < filled; i++)
        if (str_eq(members[i].key->as.text, key))
            return members[i].key;
    return NULL;
}

/* Of keys that stand twice the first one stays. */
static void set_members(builder *b, node *into, const node **pairs, uint32_t count) {
    node_member *members = arena_alloc(b->memory, index_bytes(count));
    uint32_t filled = 0;
    for (uint32_t i = 0; i < count; i++) {
        node_member member = {pairs[2 * i], pairs[2 * i + 1]};
        uint32_t *slot = NULL;
        const node *first = find_key(members, count, filled, member.key->as.text, &slot);
        if (first) {
            note_duplicate(b, first, member.key);
            continue;
        }
        pairs[2 * filled] = member.key;
        pairs[2 * filled + 1] = member.item;
        members[filled++] = member;
        if (slot)
            *slot = filled;
    }
    if (filled < count) {
        set_members(b, into, pairs, filled); /* the index stands behind the exact number */
        return;
    }
    into->as.members = members;
    into->count = count;
}

static bool is_merge(const node *key) {
    return key->kind == NODE_STRING && key->boolean;
}

static void merge_map(builder *b, map *seen, const node *from) {
    for (uint32_t i = 0; i < from->count; i++) {
        const node_member *member = &from->as.members[i];
        if (map_get(seen, member->key->as.text))
            continue;
        map_put(seen, member->key->as.text, (void *)(uintptr_t)member->key);
        push(b, member->key);
        push(b, member->item);
    }
}

/* Said at the value, or at the key when an alias took the value from above. */
static void bad_merge(builder *b, const node *key, const node *from) {
    b->failed = true;
    diag_report(b->d, CODE_MERGE_KEY, from->at.line < key->at.line ? key->at : from->at,
                "`<<` takes a mapping or a list of mappings, as `<<: *name`; this is %s",
                node_kind_name(from));
}

static void merge(builder *b, map *seen, const node *key, const node *from) {
    if (from->kind == NODE_MAP) {
        merge_map(b, seen, from);
    } else if (from->kind != NODE_LIST) {
        bad_merge(b, key, from);
    } else {
        for (uint32_t i = 0; i < from->count; i++) {
            if (from->as.items[i]->kind == NODE_MAP)
                merge_map(b, seen, from->as.items[i]);
            else
                bad_merge(b, key, from->as.items[i]);
        }
    }
}

/*
 * Puts the pairs from `first` on once more on top of the stack, merged ones in the place of `<<`.
 * A map's own keys win over merged ones, and earlier merged maps over later ones.
 */
static void expand_merges(builder *b, size_t first) {
    arena scratch = {0};
    map *seen = map_new(&scratch);
    size_t end = b->value_count;
    const node *merge_key = NULL;
    for (size_t i = first; i < end; i += 2)
        if (!is_merge(b->values[i]))
            map_put(seen, b->values[i]->as.text, (void *)(uintptr_t)b->values[i]);
    for (size_t i = first; i < end; i += 2) {
        const node *key = b->values[i], *item = b->values[i + 1];
        if (!is_merge(key)) {
            push(b, key);
            push(b, item);
        } else if (merge_key) {
            note_duplicate(b, merge_key, key);
        } else {
            merge_key = key;
            merge(b, seen, key, item);
        }
    }
    arena_free(&scratch);
}

static void close_map(builder *b, const build_frame *frame) {
    size_t first = frame->first;
    if (b->failed)
        return; /* keys may be no scalars */
    if (frame->merges) {
        size_t end = b->value_count;
        expand_merges(b, first);
        first = end;
    }
    set_members(b, frame->into, b->values + first, (uint32_t)((b->value_count - first) / 2));
}

static void close_list(builder *b, const build_frame *frame) {
    size_t count = b->value_count - frame->first;
    const node **items = ARENA_ARRAY(b->memory, count, const node *);
    if (count)
        memcpy(items, b->values + frame->first, count * sizeof *items);
    frame->into->as.items = items;
    frame->into->count = (uint32_t)count;
}

/* A block list or map ends with its last value, wherever that came from an alias with its start. */
static void set_end(const builder *b, node *into, size_t first, const span *end) {
    if (!end && b->value_count > first) {
        const span *last = &b->values[b->value_count - 1]->at;
        if (last->end_line > into->at.line ||
            (last->end_line == into->at.line && last->end_column > into->at.column))
            end = last;
    }
    if (end) {
        into->at.end_line = end->end_line;
        into->at.end_column = end->end_column;
    }
}

void build_close(builder *b, const span *end) {
    build_frame frame = b->frames[b->depth - 1];
    set_end(b, frame.into, frame.first, end);
    if (frame.into->kind == NODE_MAP)
        close_map(b, &frame);
    else
        close_list(b, &frame);
    b->depth--;
    b->value_count = frame.first;
    if (frame.anchor) {
        frame.anchor->open = false;
        frame.anchor->size = b->total - frame.total;
        frame.anchor->height = frame.height + (frame.height == 0);
    }
    add(b, frame.into, frame.height + (frame.height == 0));
}

const node *build_finish(builder *b) {
    for (const build_duplicate *item = b->duplicates; item; item = item->next) {
        diagnostic *error = diag_report(
            b->d, CODE_DUPLICATE_KEY, item->again->at,
            is_merge(item->again)
                ? "the key `%.*s` stands twice in this mapping: merge a list, as `<<: [*a, *b]`"
                : "the key `%.*s` stands twice in this mapping: remove or rename one",
            STR_ARG(item->again->as.text));
        diag_add_note(b->d, error, item->first->at, "first defined here");
    }
    return b->failed || b->value_count == 0 ? NULL : b->values[0];
}

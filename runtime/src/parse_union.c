/*
 * Parses unions: by the discriminator, wherever in the object it stands; else by trying the
 * alternatives that can start so, of which the one with the most known members is taken.
 */
#include "enums.h"
#include "parser.h"

static bool starts_enum(const swage_enum *e, char c) {
    return c == '"' ? swage_enum_has_strings(e) : swage_enum_has_others(e) && c != '{' && c != '[';
}

/* Whether a value of the type can start with that byte. */
static bool can_start(const swage_type *type, char c) {
    switch (type->kind) {
    case SWAGE_TYPE_STRING:
    case SWAGE_TYPE_BYTES:
    case SWAGE_TYPE_DATE_TIME:
        return c == '"';
    case SWAGE_TYPE_BOOLEAN:
        return c == 't' || c == 'f';
    case SWAGE_TYPE_VALUE:
        return true;
    case SWAGE_TYPE_ARRAY:
        return c == '[';
    case SWAGE_TYPE_MAP:
    case SWAGE_TYPE_MODEL:
    case SWAGE_TYPE_MODEL_POINTER:
        return c == '{';
    case SWAGE_TYPE_ENUM:
    case SWAGE_TYPE_CLOSED_ENUM:
        return starts_enum(type->of.enumeration, c);
    case SWAGE_TYPE_UNION: /* without a discriminator that is told by trying */
        return c == '{' || !type->of.alternatives->discriminator;
    default:
        return c == '-' || (c >= '0' && c <= '9');
    }
}

static const char *parse_as(parser *p, const swage_union *u, void *slot, uint32_t position,
                            const char *at) {
    const swage_alternative *a = &u->alternatives[position];
    uint32_t tag = position + 1;
    memset(slot, 0, u->size);
    memcpy((char *)slot + u->tag_offset, &tag, sizeof tag);
    return swage_parse_slot(p, &a->type, (char *)slot + a->offset, at);
}

/* One alternative on trial: whether it fits, and how many known members it has. */
static bool try(parser *p, const swage_union *u, void *slot, uint32_t position, const char *at,
                size_t *matched) {
    arena_mark mark = swage_arena_get_mark(p->in.arena);
    scratch_mark scratch_start = swage_scratch_get_mark(&p->scratch);
    size_t before = p->matched;
    frame *top = p->top;
    frame saved = *top;
    unsigned depth = p->depth;
    bool fits = parse_as(p, u, slot, position, at) != NULL;
    *matched = p->matched - before;
    p->matched = before;
    p->top = top;
    *top = saved;
    p->depth = depth;
    swage_scratch_rewind(&p->scratch, scratch_start);
    swage_arena_rewind(p->in.arena, mark);
    return fits;
}

/* The best alternative + 1; 0 when none fits. */
static uint32_t best_of(parser *p, const swage_union *u, void *slot, const char *at) {
    uint32_t best = 0;
    size_t most = 0;
    for (uint32_t i = 0; i < u->count && !p->out_of_memory; i++) {
        size_t matched;
        if (!can_start(&u->alternatives[i].type, *at) || !try(p, u, slot, i, at, &matched))
            continue;
        if (best == 0 || matched > most) {
            best = i + 1;
            most = matched;
        }
    }
    return best;
}

/* The same, which is decided once at each place, by the rules or without them. */
static uint32_t decide(parser *p, const swage_union *u, void *slot, const char *at, bool rules) {
    const char *question = (const char *)u + rules;
    const bool checked = p->check_rules;
    uint32_t choice = swage_memo_get(&p->memo, question, at);
    if (choice)
        return choice - 1;
    if (p->trial++ == 0)
        p->memo.forgotten = 0;
    p->check_rules = rules;
    choice = best_of(p, u, slot, at);
    p->check_rules = checked;
    p->trial--;
    if (!p->out_of_memory && !swage_memo_put(&p->memo, p->in.arena, question, at, choice + 1))
        swage_no_memory(p, at);
    return choice;
}

/* Constraints count in the choice even where they are not checked, unless none would be left. */
static uint32_t choose(parser *p, const swage_union *u, void *slot, const char *at) {
    uint32_t choice = decide(p, u, slot, at, true);
    return choice || p->check_rules ? choice : decide(p, u, slot, at, false);
}

/* Why the alternative does not fit that comes nearest, having the most known members: the error,
   with a path from the union on; as it was when none of them has any. */
static void find_why(parser *p, const swage_union *u, void *slot, const char *at,
                     swage_error *why) {
    frame *top = p->top, alone = {.number = NO_CHILD};
    swage_error error;
    size_t matched, most = 0;
    swage_report_clear(&error);
    p->top = &alone;
    p->trial++;
    for (uint32_t i = 0; i < u->count; i++) {
        p->why = &error;
        if (can_start(&u->alternatives[i].type, *at) && !try(p, u, slot, i, at, &matched) &&
            matched > most) {
            most = matched;
            *why = error;
        }
    }
    p->why = NULL;
    p->trial--;
    p->top = top;
}

static NOINLINE const char *none_fits(parser *p, const swage_union *u, void *slot, const char *at) {
    swage_error why;
    const char *behind = NULL;
    why.code = SWAGE_OK;
    if (!p->trial && !p->out_of_memory) {
        behind = swage_skip_value(p, at); /* what is no JSON at all is told as that */
        if (behind)
            find_why(p, u, slot, at, &why);
    }
    if (p->out_of_memory || (!behind && !p->trial))
        return NULL;
    const char *text = why.code ? swage_error_text(&why) : "";
    bool go_on =
        swage_fault(p, at, SWAGE_ERROR_NO_ALTERNATIVE, "fits none of the alternatives of %s%s%s",
                    u->name, *text ? "; the nearest: " : "", text);
    return go_on ? behind : NULL;
}

static const char *parse_fitting(parser *p, const swage_union *u, void *slot, const char *at) {
    uint32_t candidates = 0, last = 0;
    for (uint32_t i = 0; i < u->count; i++)
        if (can_start(&u->alternatives[i].type, *at)) {
            candidates++;
            last = i;
        }
    if (candidates == 1)
        return parse_as(p, u, slot, last, at);
    const bool outermost = !p->memo.entries;
    if (outermost)
        swage_memo_begin(&p->memo);
    uint32_t choice = choose(p, u, slot, at);
    at = choice ? parse_as(p, u, slot, choice - 1, at) : none_fits(p, u, slot, at);
    if (outermost)
        swage_memo_end(&p->memo, p->in.arena);
    return at;
}

/* The place of the discriminator's value; NULL when there is none, or a syntax error before it. */
static const char *find_member(parser *p, const char *name, const char *at) {
    bool more = true;
    swage_str key;
    at = skip_blank(at + 1, p->in.end);
    while (at && more && at < p->in.end && *at == '"') {
        arena_mark mark = swage_arena_get_mark(p->in.arena);
        at = swage_parse_name(p, at, &key);
        bool found = at && swage_is_text(name, key.ptr, key.len);
        swage_arena_rewind(p->in.arena, mark);
        if (found)
            return at;
        if (at)
            at = swage_skip_value(p, at);
        if (at)
            at = swage_parse_comma(p, at, '}', &more);
    }
    return NULL;
}

/* Looks ahead, with errors kept still: what is wrong with the text is told by the parse itself. */
static const char *look_ahead(parser *p, const char *name, const char *at) {
    frame f;
    const char *found = NULL;
    p->trial++;
    if (swage_enter(p, &f, at)) {
        found = find_member(p, name, at);
        leave(p, &f);
    }
    p->trial--;
    return found;
}

/* Tells what is wrong with the discriminator's value; the parse goes on behind the object. */
static const char *refuse_tag(parser *p, const swage_union *u, const char *at, const char *value,
                              const swage_str *tag) {
    frame f;
    bool go_on;
    if (!swage_enter(p, &f, at))
        return NULL;
    f.name = u->discriminator;
    f.number = strlen(u->discriminator);
    if (tag)
        go_on =
            swage_fault(p, value, SWAGE_ERROR_NO_ALTERNATIVE, "\"%.*s\" is no alternative of %s",
                        tag->len > 40 ? 40 : (int)tag->len, tag->ptr, u->name);
    else
        go_on = swage_fault(p, value, SWAGE_ERROR_TYPE, "expected a string, got %s",
                            swage_kind_at(p, value));
    leave(p, &f);
    return go_on ? swage_skip_value(p, at) : NULL;
}

static const char *parse_tagged(parser *p, const swage_union *u, void *slot, const char *at) {
    swage_str tag;
    const char *value = look_ahead(p, u->discriminator, at);
    if (p->out_of_memory)
        return NULL;
    if (!value) {
        const char *behind = swage_skip_value(p, at);
        if (behind && swage_fault(p, at, SWAGE_ERROR_REQUIRED,
                                  "the required member \"%s\" is missing", u->discriminator))
            return behind;
        return NULL;
    }
    if (value == p->in.end)
        return swage_skip_value(p, at);
    if (*value != '"')
        return refuse_tag(p, u, at, value, NULL);
    arena_mark mark = swage_arena_get_mark(p->in.arena);
    if (!swage_parse_string_copied(p, value, &tag))
        return NULL;
    uint32_t choice = swage_union_find(u, tag);
    if (choice == 0)
        return refuse_tag(p, u, at, value, &tag);
    swage_arena_rewind(p->in.arena, mark);
    return parse_as(p, u, slot, choice - 1, at);
}

const char *swage_parse_union(parser *p, const swage_type *type, void *slot, const char *at) {
    const swage_union *u = type->of.alternatives;
    if (at == p->in.end)
        return swage_skip_value(p, at);
    if (!u->discriminator)
        return parse_fitting(p, u, slot, at);
    if (*at != '{')
        return swage_wrong_kind(p, at, "an object");
    return parse_tagged(p, u, slot, at);
}

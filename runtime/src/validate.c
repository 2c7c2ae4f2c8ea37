/*
 * Validates structs: what the parser checks of a text, checked of what came of it or was built.
 * Each check_… returns whether the validation goes on, which it does when all errors are asked for.
 */
#include "entries.h"
#include "enums.h"
#include "names.h"
#include "report.h"
#include "rules.h"
#include "scratch.h"
#include "utf8.h"

#include <swage/validate.h>

typedef struct checker {
    swage_error *first, *errors;
    size_t max_errors, error_count;
    size_t unusable; /* of the errors those that are no broken rules */
    bool failed;
    unsigned depth, max_depth;
    frame *top;
    rule_context rules;
} checker;

/* The place for the next error, behind which the validation ends where it is the last; NULL: there
   is none. */
static swage_error *next_error(checker *c) {
    c->failed = true;
    return c->max_errors ? &c->errors[c->error_count++] : c->first;
}

static bool tell(checker *c, swage_error_code code, const char *format, ...) PRINTF_LIKE(3, 4);
static bool tell(checker *c, swage_error_code code, const char *format, ...) {
    swage_error *error = next_error(c);
    va_list arguments;
    c->unusable += code != SWAGE_ERROR_CONSTRAINT;
    if (!error)
        return false;
    va_start(arguments, format);
    swage_report_set_list(error, code, c->top, format, arguments);
    va_end(arguments);
    return c->error_count < c->max_errors;
}

static bool tell_rule(checker *c, const swage_rule *rule) {
    char text[RULE_TEXT_SIZE];
    return tell(c, SWAGE_ERROR_CONSTRAINT, "%s", swage_rule_text(rule, text));
}

static NOINLINE bool tell_no_items(checker *c) {
    return tell(c, SWAGE_ERROR_INVALID_VALUE, "%s", swage_text_no_items);
}

/* Whether the type's own rules hold, of a value that is not `whole` those that count alone; they
   are told one by one. */
static bool check_rules(checker *c, const swage_type *type, const void *slot, bool whole) {
    const swage_rule *rule = NULL;
    c->rules.counts_only = !whole;
    while (type->rule_count && (rule = swage_rules_broken(&c->rules, type, slot, rule)) != NULL)
        if (!tell_rule(c, rule))
            return false;
    return true;
}

static bool enter(checker *c, frame *f) {
    if (c->depth >= c->max_depth) {
        tell(c, SWAGE_ERROR_DEPTH, swage_text_too_deep, c->max_depth);
        return false;
    }
    memset(f, 0, sizeof *f);
    f->up = c->top;
    f->number = NO_CHILD;
    c->top = f;
    c->depth++;
    return true;
}

static void leave(checker *c, const frame *f) {
    c->top = f->up;
    c->depth--;
}

static bool check_slot(checker *c, const swage_type *type, const void *slot);

static bool check_nullable(checker *c, const swage_type *type, const char *base, uint32_t offset,
                           uint32_t state_offset) {
    swage_state state = slot_state(base, state_offset);
    if (state == SWAGE_SET)
        return check_slot(c, type, base + offset);
    if ((unsigned)state > SWAGE_SET)
        return tell(c, SWAGE_ERROR_INVALID_VALUE, "the state is none");
    if (state == SWAGE_ABSENT)
        return tell(c, SWAGE_ERROR_REQUIRED, "the value is not set");
    return type->nullable || tell(c, SWAGE_ERROR_NULL_VALUE, "%s", swage_text_null);
}

static bool check_items(checker *c, const swage_element *e, slot_list list) {
    for (size_t i = 0; i < list.count; i++) {
        c->top->number = i;
        if (!check_nullable(c, &e->type, (const char *)list.items + i * e->size, e->value_offset,
                            e->state_offset))
            return false;
    }
    return true;
}

static bool check_key(checker *c, const swage_type *names, const swage_str *key, bool again) {
    c->top->number = NO_CHILD;
    if (!key->ptr)
        return tell(c, SWAGE_ERROR_INVALID_VALUE, "a member has no name");
    c->top->name = key->ptr;
    c->top->number = key->len;
    if (swage_utf8_valid(key->ptr, key->len) != key->len)
        return tell(c, SWAGE_ERROR_UTF8, "the text is not valid UTF-8");
    if (again)
        return tell(c, SWAGE_ERROR_DUPLICATE_MEMBER, "%s", swage_text_repeated);
    return !names || check_rules(c, names, key, true);
}

/* Whether the name was there before: it is looked for one by one where there is no memory. */
static bool comes_again(checker *c, name_set *set, const swage_element *e, slot_list before,
                        const swage_str *key) {
    const swage_str *first = swage_names_add(set, c->rules.scratch, key);
    if (first)
        return first != key;
    for (size_t i = 0; i < before.count; i++)
        if (entries_same_text(*entry_key((const char *)before.items + i * e->size), *key))
            return true;
    return false;
}

/* Entries, whose names come once, but in free-form JSON. Unknown members of the model at `base` are
   none of those that are set; NULL: they are no model's. */
static bool check_entries(checker *c, const swage_element *e, slot_list list, bool once,
                          const swage_model *m, const char *base) {
    const scratch_mark mark = swage_scratch_get_mark(c->rules.scratch);
    name_set set;
    bool go_on = true;
    swage_names_init(&set);
    for (size_t i = 0; go_on && i < list.count; i++) {
        const char *entry = (const char *)list.items + i * e->size;
        const swage_str *key = entry_key(entry);
        bool again = once && comes_again(c, &set, e, (slot_list){list.items, i}, key);
        uint32_t found = m && key->ptr ? swage_field_find(m, key->ptr, key->len) : 0;
        if (found)
            again |= slot_state(base, m->fields[found - 1].state_offset) != SWAGE_ABSENT;
        go_on = check_key(c, e->names, key, again) &&
                (again || check_nullable(c, &e->type, entry, e->value_offset, e->state_offset));
    }
    swage_scratch_rewind(c->rules.scratch, mark);
    return go_on;
}

/* A list's items, or the entries of a map, or of free-form JSON. */
static bool check_list(checker *c, const swage_element *e, slot_list list, bool map, bool once) {
    frame f;
    if (!slot_list_is_whole(list))
        return tell_no_items(c);
    if (!enter(c, &f))
        return false;
    bool go_on = map ? check_entries(c, e, list, once, NULL, NULL) : check_items(c, e, list);
    leave(c, &f);
    return go_on;
}

/* The fields, then what is missing of them, as a parse finds it. *count goes on counting. */
static bool check_fields(checker *c, const swage_model *m, const char *base, size_t *count) {
    for (uint32_t i = 0; i < m->field_count; i++) {
        const swage_field *f = &m->fields[i];
        if (slot_state(base, f->state_offset) == SWAGE_ABSENT)
            continue;
        ++*count;
        c->top->name = f->name;
        c->top->number = f->name_len;
        if (!check_nullable(c, &f->type, base, f->offset, f->state_offset))
            return false;
    }
    return true;
}

static bool check_required(checker *c, const swage_model *m, const char *base) {
    for (uint32_t i = 0; i < m->field_count; i++) {
        const swage_field *f = &m->fields[i];
        if ((f->flags & SWAGE_FIELD_REQUIRED) &&
            slot_state(base, f->state_offset) == SWAGE_ABSENT &&
            !tell(c, SWAGE_ERROR_REQUIRED, "the required member \"%.*s\" is missing",
                  (int)f->name_len, f->name))
            return false;
    }
    return true;
}

/* `base` is NULL where values in it can't be used. */
static bool check_model_rules(checker *c, const swage_model *m, const char *base, size_t count) {
    const swage_rule *rule = NULL;
    while (m->rule_count && (rule = swage_rules_broken_by_model(m, base, count, rule)) != NULL)
        if (!tell_rule(c, rule))
            return false;
    return true;
}

static bool check_unknown(checker *c, const swage_model *m, const char *base, size_t *count) {
    const swage_element *e = swage_unknown_entries(m);
    if (!e)
        return true;
    slot_list list = slot_get_list(base + m->unknown_offset);
    c->top->number = NO_CHILD;
    if (!slot_list_is_whole(list))
        return tell_no_items(c);
    *count += list.count;
    return check_entries(c, e, list, true, m, base);
}

static bool check_model(checker *c, const swage_model *m, const char *base) {
    frame f;
    size_t count = 0;
    const size_t before = c->unusable;
    if (!base)
        return tell(c, SWAGE_ERROR_REQUIRED, "the %s is not set", m->name);
    if (!enter(c, &f))
        return false;
    bool go_on = check_fields(c, m, base, &count) && check_unknown(c, m, base, &count);
    leave(c, &f);
    return go_on && check_required(c, m, base) &&
           check_model_rules(c, m, c->unusable == before ? base : NULL, count);
}

static bool check_union(checker *c, const swage_union *u, const char *slot) {
    uint32_t tag = slot_get_tag(u, slot);
    const char *fault = swage_union_fault(u, slot);
    bool go_on = !fault || tell(c, tag ? SWAGE_ERROR_INVALID_VALUE : SWAGE_ERROR_REQUIRED,
                                "the alternative of %s is %s", u->name, fault);
    if (!go_on || tag < 1 || tag > u->count)
        return go_on;
    return check_slot(c, &u->alternatives[tag - 1].type, slot + u->alternatives[tag - 1].offset);
}

static bool check_value(checker *c, const swage_value *value) {
    const bool map = value->kind == SWAGE_KIND_OBJECT;
    return check_list(c, map ? &swage_any_entry : &swage_any_item, entries_of_value(value), map,
                      false);
}

static bool check_leaf(checker *c, const swage_type *type, const void *slot) {
    swage_error error;
    if (!swage_leaf_is_good(type, slot, &error))
        return tell(c, error.code, "%s", error.message);
    return check_rules(c, type, slot, true);
}

static bool check_container(checker *c, const swage_type *type, const void *slot) {
    switch (type->kind) {
    case SWAGE_TYPE_MODEL:
        return check_model(c, type->of.model, slot);
    case SWAGE_TYPE_MODEL_POINTER:
        return check_model(c, type->of.model, *(const char *const *)slot);
    case SWAGE_TYPE_UNION:
        return check_union(c, type->of.alternatives, slot);
    case SWAGE_TYPE_VALUE:
        return check_value(c, slot);
    default:
        return check_list(c, type->of.element, slot_get_list(slot), type->kind == SWAGE_TYPE_MAP,
                          true);
    }
}

static bool check_slot(checker *c, const swage_type *type, const void *slot) {
    if (!slot_is_container(type, slot))
        return check_leaf(c, type, slot);
    const size_t before = c->unusable;
    if (!check_container(c, type, slot))
        return false;
    const bool whole = c->unusable == before;
    return (type->kind == SWAGE_TYPE_UNION && !whole) || check_rules(c, type, slot, whole);
}

bool swage_validate_type_with(const swage_type *type, const void *slot,
                              const swage_validate_options *o, swage_error *error) {
    checker c = {.first = error, .max_depth = o && o->max_depth ? o->max_depth : SLOT_DEPTH};
    swage_arena own;
    scratch s;
    swage_report_clear(error);
    swage_arena_init(&own);
    swage_scratch_init(&s, o && o->arena ? o->arena : &own);
    c.rules.scratch = &s;
    if (o) {
        c.errors = o->errors;
        c.max_errors = o->errors ? o->max_errors : 0;
        c.rules.match = o->match;
        c.rules.match_context = o->match_context;
    }
    check_slot(&c, type, slot);
    swage_scratch_free(&s);
    if (o && o->error_count)
        *o->error_count = c.error_count;
    if (c.error_count && error)
        *error = c.errors[0];
    return !c.failed;
}

bool swage_validate_type(const swage_type *type, const void *slot, swage_error *error) {
    return swage_validate_type_with(type, slot, NULL, error);
}

bool swage_validate(const swage_model *model, const void *value, swage_error *error) {
    swage_type type = swage_model_type(model);
    return swage_validate_type(&type, value, error);
}

/*
 * Whether a JSON value that a spec gives (a default, a const, an example) is one of its own type.
 * Formats and conditions are left out: they are the business of the runtime's validator. But where
 * a value is to pass that, as samples are, they are looked at, too; see document.h.
 */
#include "analyze/document.h"
#include "pattern/pattern.h"
#include "base/text.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

/* Unions can branch at each level: past this a document is taken for good. */
enum { MAX_STEPS = 100 * 1000, MAX_DEPTH = 300, MAX_UNIQUE = 1000 };

/* And what is looked at as a whole is not known to be good. */
enum { WHOLE_STEPS = 20 * 1000, WHOLE_DEPTH = 100 };

/* As RFC 6901 has it: `~` is ~0 and `/` is ~1. */
static str escaped(arena *a, str name) {
    char *out = arena_alloc(a, 2 * name.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool special = c == '~' || c == '/';
        out[len++] = special ? '~' : c;
        if (special)
            out[len++] = c == '~' ? '0' : '1';
    }
    return (str){out, len};
}

static str path_of(arena *a, const document_step *way) {
    if (!way)
        return (str){"", 0};
    str outer = path_of(a, way->outer), name = escaped(a, way->name);
    return str_format(a, "%.*s/%.*s", STR_ARG(outer), STR_ARG(name));
}

__attribute__((format(printf, 4, 5))) static bool
fail(checker *c, const node *at, const document_step *way, const char *format, ...) {
    if (c->quiet)
        return false;
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    *c->found = (finding){at, path_of(c->memory, way), str_dup(c->memory, str_from(text))};
    return false;
}

static const char *name_of(model_kind kind) {
    if (kind == MODEL_BOOLEAN)
        return "true or false";
    if (kind == MODEL_ARRAY)
        return "a list";
    if (kind == MODEL_MAP || kind == MODEL_OBJECT)
        return "a mapping";
    if (model_kind_is_integer(kind))
        return "an integer";
    return kind >= MODEL_NUMBER && kind <= MODEL_DECIMAL ? "a number" : "a string";
}

/* A decimal may stand as a string, too, as its digits are meant to be kept. */
static bool has_kind(model_kind kind, const node *n) {
    double real;
    int64_t i;
    uint64_t u;
    switch (kind) {
    case MODEL_BOOLEAN:
        return n->kind == NODE_BOOL;
    case MODEL_INTEGER:
    case MODEL_INT64:
        return node_int64(n, &i);
    case MODEL_INT32:
        return node_int64(n, &i) && i >= INT32_MIN && i <= INT32_MAX;
    case MODEL_UINT32:
        return node_uint64(n, &u) && u <= UINT32_MAX;
    case MODEL_UINT64:
        return node_uint64(n, &u);
    case MODEL_NUMBER:
    case MODEL_DOUBLE:
        return node_double(n, &real) && isfinite(real);
    case MODEL_FLOAT:
        return node_double(n, &real) && fabs(real) <= FLT_MAX;
    case MODEL_DECIMAL:
        return (node_is_number(n) && !node_is_special(n)) || n->kind == NODE_STRING;
    case MODEL_ARRAY:
        return n->kind == NODE_LIST;
    case MODEL_MAP:
    case MODEL_OBJECT:
        return n->kind == NODE_MAP;
    default:
        return n->kind == NODE_STRING;
    }
}

static bool are_unique(const node *list) {
    for (uint32_t i = 1; i < list->count && list->count <= MAX_UNIQUE; i++)
        for (uint32_t k = 0; k < i; k++)
            if (node_eq(list->as.items[i], list->as.items[k]))
                return false;
    return true;
}

/* 0.3 is a multiple of 0.1, whatever binary fractions say. */
static bool is_multiple(double number, double step_size) {
    double times = number / step_size;
    return step_size <= 0 || fabs(times - round(times)) <= 1e-9 * fmax(1, fabs(times));
}

static bool number_satisfies(const model_constraint *k, const node *n, double number) {
    double step_size = 0;
    switch (k->kind) {
    case MODEL_MINIMUM:
        return node_compare(n, k->operand) >= 0;
    case MODEL_MAXIMUM:
        return node_compare(n, k->operand) <= 0;
    case MODEL_EXCLUSIVE_MINIMUM:
        return node_compare(n, k->operand) > 0;
    case MODEL_EXCLUSIVE_MAXIMUM:
        return node_compare(n, k->operand) < 0;
    case MODEL_MULTIPLE_OF:
        return node_double(k->operand, &step_size) && is_multiple(number, step_size);
    default:
        return true;
    }
}

static bool satisfies(const model_constraint *k, const node *n) {
    double number, operand = 0;
    size_t count = n->kind == NODE_STRING ? utf8_count(n->as.text) : n->count;
    node_double(k->operand, &operand);
    switch (k->kind) {
    case MODEL_CONST:
        return node_eq(k->operand, n);
    case MODEL_UNIQUE_ITEMS:
        return n->kind != NODE_LIST || are_unique(n);
    case MODEL_MIN_LENGTH:
        return n->kind != NODE_STRING || (double)count >= operand;
    case MODEL_MAX_LENGTH:
        return n->kind != NODE_STRING || (double)count <= operand;
    case MODEL_PATTERN:
        return n->kind != NODE_STRING || !k->automaton || pattern_matches(k->automaton, n->as.text);
    case MODEL_MIN_ITEMS:
        return n->kind != NODE_LIST || (double)count >= operand;
    case MODEL_MAX_ITEMS:
        return n->kind != NODE_LIST || (double)count <= operand;
    case MODEL_MIN_PROPERTIES:
        return n->kind != NODE_MAP || (double)count >= operand;
    case MODEL_MAX_PROPERTIES:
        return n->kind != NODE_MAP || (double)count <= operand;
    default:
        return !node_double(n, &number) || number_satisfies(k, n, number);
    }
}

static bool check_constraints(checker *c, const model_constraint *list, const node *n,
                              const document_step *way) {
    for (const model_constraint *k = list; k; k = k->next) {
        str keyword = model_constraint_keyword(k->kind), operand = node_text(k->operand);
        if (!satisfies(k, n))
            return fail(c, n, way, "breaks `%.*s`%s%.*s", STR_ARG(keyword), operand.len ? " " : "",
                        STR_ARG(operand));
    }
    return true;
}

static const model_field *field_named(const model_definition *d, str name) {
    for (size_t i = 0; i < d->field_count; i++)
        if (str_eq(d->fields[i].name, name))
            return &d->fields[i];
    return NULL;
}

static bool check_member(checker *c, const model_definition *d, const node_member *member,
                         const document_step *way) {
    document_step here = {way, node_text(member->key)};
    const model_field *field = field_named(d, here.name);
    const model_type *names = field ? d->field_names : d->names;
    if (names && !document_value(c, names, member->key, &here))
        return false;
    if (field)
        return document_value(c, field->type, member->item, &here);
    if (d->additional_mode == MODEL_ADDITIONAL_CLOSED)
        return fail(c, member->key, way, "there is no field `%.*s`", STR_ARG(here.name));
    return !d->additional || document_value(c, d->additional, member->item, &here);
}

static bool check_object(checker *c, const model_definition *d, const node *n,
                         const document_step *way) {
    for (size_t i = 0; i < d->field_count; i++)
        if (d->fields[i].required && !node_find(n, d->fields[i].name))
            return fail(c, n, way, "the required `%.*s` is missing", STR_ARG(d->fields[i].name));
    for (uint32_t i = 0; i < n->count; i++)
        if (!check_member(c, d, &n->as.members[i], way))
            return false;
    return check_constraints(c, d->constraints, n, way) &&
           (!c->whole || document_holds(c, d, d->conditions, n));
}

static bool check_elements(checker *c, const model_type *type, const node *n,
                           const document_step *way) {
    for (uint32_t i = 0; i < n->count; i++) {
        char index[16] = "";
        if (!c->quiet)
            snprintf(index, sizeof index, "%u", i);
        bool list = n->kind == NODE_LIST;
        document_step here = {way, list ? str_from(index) : node_text(n->as.members[i].key)};
        if (type->names && !document_value(c, type->names, n->as.members[i].key, &here))
            return false;
        if (!document_value(c, type->element, list ? n->as.items[i] : n->as.members[i].item, &here))
            return false;
    }
    return true;
}

/* What the values of an enum are in common, for a message. */
static const char *name_of_values(const model_definition *d) {
    const node *first = d->values[0].json;
    for (size_t i = 1; i < d->value_count; i++)
        if (d->values[i].json->kind != first->kind)
            return "one of the enum's values";
    if (node_is_number(first))
        return first->kind == NODE_INT ? "an integer" : "a number";
    return name_of(first->kind == NODE_BOOL ? MODEL_BOOLEAN : MODEL_STRING);
}

static bool check_enum(checker *c, const model_definition *d, const node *n,
                       const document_step *way) {
    bool alike = d->value_count == 0;
    for (size_t i = 0; i < d->value_count; i++) {
        const node *known = d->values[i].json;
        if (node_eq(known, n))
            return true;
        alike = alike || known->kind == n->kind || (node_is_number(known) && node_is_number(n));
    }
    if (!alike)
        return fail(c, n, way, "expected %s, got %s", name_of_values(d), node_kind_name(n));
    str text = node_text(n);
    return fail(c, n, way, "the enum has no value `%.*s`", text.len > 80 ? 80 : (int)text.len,
                text.ptr);
}

/* Whether the discriminator lets a value be that alternative: the one that it means, where it means
   any. */
static bool is_meant(const model_definition *d, const model_alternative *m, const node *n) {
    const node *tag = n->kind == NODE_MAP ? node_get(n, d->discriminator) : NULL;
    for (size_t i = 0; i < m->tag_count && tag; i++)
        if (str_eq(m->tags[i], node_text(tag)))
            return true;
    return m->tag_count == 0 || n->kind != NODE_MAP;
}

static const model_alternative *alternative_of(checker *c, const model_definition *d,
                                               const node *n) {
    const model_alternative *found = NULL;
    c->quiet++;
    for (size_t i = 0; i < d->alternative_count && !found; i++) {
        const model_alternative *m = &d->alternatives[i];
        if ((!c->whole || is_meant(d, m, n)) && document_value(c, m->type, n, NULL))
            found = m;
    }
    c->quiet--;
    return found;
}

static bool check_union(checker *c, const model_definition *d, const node *n,
                        const document_step *way) {
    return d->alternative_count == 0 || alternative_of(c, d, n) ||
           fail(c, n, way, "fits none of the alternatives");
}

static bool fail_kind(checker *c, model_kind kind, const node *n, const document_step *way) {
    bool integer = model_kind_is_integer(kind);
    bool number = kind >= MODEL_NUMBER && kind <= MODEL_DECIMAL;
    if ((integer && n->kind == NODE_INT) || (number && node_is_number(n)))
        return fail(c, n, way, "%.*s is outside of %.*s", STR_ARG(n->as.text),
                    STR_ARG(model_kind_name(kind == MODEL_INTEGER ? MODEL_INT64 : kind)));
    return fail(c, n, way, "expected %s, got %s", name_of(kind), node_kind_name(n));
}

/* The format of a type's texts, its own or the one that its kind is, and its conditions. */
static bool keeps_rest(checker *c, const model_type *type, const node *n) {
    if (n->kind == NODE_STRING) {
        if (!document_has_format(type->format, n->as.text))
            return false;
        if (model_kind_is_text(type->kind) &&
            !document_has_format(model_kind_format(type->kind), n->as.text))
            return false;
        /* A decimal that stands as a text has a number's bounds. */
        const node number = {.at = n->at, .kind = NODE_FLOAT, .as.text = n->as.text};
        if (type->kind == MODEL_DECIMAL &&
            (!document_is_decimal(n->as.text) ||
             !check_constraints(c, type->constraints, &number, NULL)))
            return false;
    }
    return document_holds(c, NULL, type->conditions, n);
}

static bool check_parts(checker *c, const model_type *type, const node *n,
                        const document_step *way) {
    if (type->kind == MODEL_ENUM && !check_enum(c, type->definition, n, way))
        return false;
    if (type->kind == MODEL_UNION && !check_union(c, type->definition, n, way))
        return false;
    if (type->kind < MODEL_ENUM && type->kind != MODEL_ANY && !has_kind(type->kind, n))
        return fail_kind(c, type->kind, n, way);
    if (type->kind == MODEL_OBJECT && !check_object(c, type->definition, n, way))
        return false;
    return !type->element || check_elements(c, type, n, way);
}

bool document_enter(checker *c) {
    if (c->steps++ >= c->most_steps || c->depth >= c->most_depth) {
        c->gave_up = true;
        return false;
    }
    c->depth++;
    return true;
}

bool document_value(checker *c, const model_type *type, const node *n, const document_step *way) {
    if (n->kind == NODE_NULL && type->nullable)
        return true;
    if (!document_enter(c))
        return !c->whole;
    const bool good = check_parts(c, type, n, way) &&
                      check_constraints(c, type->constraints, n, way) &&
                      (!c->whole || keeps_rest(c, type, n));
    c->depth--;
    return good;
}

bool document_check(arena *a, const model_type *type, const node *n, finding *out) {
    checker c = {.memory = a, .found = out, .most_steps = MAX_STEPS, .most_depth = MAX_DEPTH};
    return document_value(&c, type, n, NULL);
}

static checker whole_checker(void) {
    return (checker){
        .most_steps = WHOLE_STEPS, .most_depth = WHOLE_DEPTH, .quiet = 1, .whole = true};
}

bool document_fits(const model_type *type, const node *n) {
    checker c = whole_checker();
    return document_value(&c, type, n, NULL) && !c.gave_up;
}

bool document_fits_conditions(const model_condition *list, const node *n) {
    checker c = whole_checker();
    return document_holds(&c, NULL, list, n) && !c.gave_up;
}

const model_alternative *document_alternative(const model_definition *d, const node *n) {
    checker c = whole_checker();
    const model_alternative *m = alternative_of(&c, d, n);
    return c.gave_up ? NULL : m;
}

/* Tests in words; see model.h. */
#include "model/model.h"

typedef struct writer {
    buf out;
    bool duty;
} writer;

/* What the test is about. */
static void add_name(writer *w, const model_field *field) {
    if (field)
        buf_format(&w->out, "\"%.*s\"", STR_ARG(field->name));
    else
        buf_add_str(&w->out, STR("it"));
}

static size_t count_of(const model_test *group) {
    size_t count = 0;
    for (const model_test *t = group->tests; t; t = t->next)
        count++;
    return count;
}

/* What follows the item at `i` of a list: "a, b or c". */
static void add_between(writer *w, size_t i, size_t count, const char *word) {
    if (i + 2 == count)
        buf_format(&w->out, " %s ", word);
    else if (i + 2 < count)
        buf_add_str(&w->out, STR(", "));
}

/* Whether a group asks alone whether fields are there, or alone whether they are not. */
static bool is_presence(const model_test *group) {
    const model_test *first = group->tests;
    for (const model_test *t = first; t; t = t->next)
        if (t->kind != MODEL_TEST_PRESENT || t->negated != first->negated)
            return false;
    return first != NULL && !group->negated && !(group->kind == MODEL_TEST_ONE && first->negated);
}

/* "a" and "b" must be there: of a group of PRESENT. */
static void add_presence(writer *w, const model_test *group) {
    const bool negated = group->tests->negated, all = group->kind == MODEL_TEST_ALL;
    const bool one = group->kind == MODEL_TEST_ONE, none = negated && all; /* one: not negated */
    const size_t count = count_of(group);
    size_t i = 0;
    if (one)
        buf_add_str(&w->out, STR("exactly one of "));
    else if (none)
        buf_add_str(&w->out, STR("none of "));
    for (const model_test *t = group->tests; t; t = t->next) {
        add_name(w, t->field);
        add_between(w, i++, count, all || negated || one ? "and" : "or");
    }
    if (w->duty)
        buf_add_str(&w->out, none              ? STR(" may be there")
                             : negated && !one ? STR(" must not all be there")
                                               : STR(" must be there"));
    else if (negated && !none && !one)
        buf_add_str(&w->out, STR(" are not all there"));
    else
        buf_add_str(&w->out, all && !negated ? STR(" are there") : STR(" is there"));
}

/* 1, 2 or 3. */
static void add_values(writer *w, const model_test *test) {
    if (test->negated && test->operand_count > 1)
        buf_add_str(&w->out, STR("none of "));
    for (size_t i = 0; i < test->operand_count; i++) {
        node_write_json(&w->out, test->operands[i]);
        add_between(w, i, test->operand_count, test->negated ? "and" : "or");
    }
}

/* null, a string or an array */
static void add_types(writer *w, unsigned types) {
    size_t count = 0, done = 0;
    for (size_t i = 0; i < JSON_TYPES; i++)
        count += types >> i & 1;
    for (size_t i = 0; i < JSON_TYPES; i++) {
        if (!(types >> i & 1))
            continue;
        const bool vowel = strchr("aio", json_type_names[i].ptr[0]) != NULL;
        buf_add_str(&w->out, i == 0 ? STR("") : vowel ? STR("an ") : STR("a "));
        buf_add_str(&w->out, json_type_names[i]);
        add_between(w, done++, count, "or");
    }
}

enum { MOST_SHOWN = 120 }; /* bytes of a schema */

/* A schema as it is written, or the beginning of it. */
static void add_schema(writer *w, const node *schema) {
    buf json = {0};
    node_write_json(&json, schema);
    str text = buf_str(&json);
    size_t len = text.len;
    while (len > MOST_SHOWN &&
           (len > MOST_SHOWN + 3 || ((unsigned char)text.ptr[len] & 0xC0) == 0x80))
        len--;
    buf_add_str(&w->out, str_slice(text, 0, len));
    buf_add_str(&w->out, len < text.len ? STR("…") : STR(""));
    buf_free(&json);
}

/* A verb as a fact or as a duty: "fits", "must not fit". */
static void add_verb(writer *w, bool negated, const char *verb, const char *third) {
    if (w->duty)
        buf_format(&w->out, negated ? " must not %s " : " must %s ", verb);
    else
        buf_format(&w->out, negated ? " does not %s " : " %s ", negated ? verb : third);
}

/* The one pattern that all is about; NULL: there are other rules. */
static const node *only_pattern(const model_test *test) {
    const model_constraint *c = test->rules ? test->rules->constraints : NULL;
    return c && !c->next && c->kind == MODEL_PATTERN && !test->rules->format.len ? c->operand
                                                                                 : NULL;
}

static void add_be(writer *w, bool negated) {
    if (w->duty)
        buf_add_str(&w->out, negated ? STR(" must not be ") : STR(" must be "));
    else
        buf_add_str(&w->out, negated ? STR(" is not ") : STR(" is "));
}

static void add_format(writer *w, bool negated, str format) {
    add_be(w, negated);
    buf_format(&w->out, "a valid %.*s", STR_ARG(format));
}

/* The one constant that all is about; NULL: there are other rules. */
static const node *only_constant(const model_test *test) {
    const model_constraint *c = test->rules->constraints;
    return c && !c->next && c->kind == MODEL_CONST ? c->operand : NULL;
}

/* minLength 3 and maxLength 5 */
static void add_rules(writer *w, const model_type *rules) {
    size_t count = 0, i = 0;
    for (const model_constraint *c = rules->constraints; c; c = c->next)
        count++;
    for (const model_constraint *c = rules->constraints; c; c = c->next) {
        buf_add_str(&w->out, model_constraint_keyword(c->kind));
        buf_add_char(&w->out, ' ');
        node_write_json(&w->out, c->operand);
        add_between(w, i++, count, "and");
    }
}

/* Members by their names: `names` without a schema are those that no keyword beside names. */
static void add_members(writer *w, const model_check *names) {
    const node *pattern = names && names->schema ? only_pattern(names->test) : NULL;
    buf_add_str(&w->out, names && !names->schema ? STR("other members") : STR("members"));
    if (!pattern)
        return;
    buf_add_str(&w->out, names->test->negated ? STR(" whose names do not match ")
                                              : STR(" whose names match "));
    node_write_json(&w->out, pattern);
}

/* The parts of free-form JSON that a test is about, where these are several: "items from 2 on". */
static void add_parts(writer *w, const model_test *test) {
    switch (test->kind) {
    case MODEL_TEST_MEMBERS:
        add_members(w, test->names);
        break;
    case MODEL_TEST_ITEMS:
        buf_add_str(&w->out, STR("items"));
        if (test->first)
            buf_format(&w->out, " from %llu on", (unsigned long long)test->first);
        break;
    case MODEL_TEST_REST:
        buf_add_str(&w->out, test->items ? STR("other items") : STR("other members"));
        break;
    default:
        buf_add_str(&w->out, STR("names"));
        break;
    }
}

/* Where parts may not be: "it must have no items from 2 on". */
static void add_none(writer *w, const model_test *test) {
    if (w->duty)
        buf_add_str(&w->out, test->negated ? STR("it must have ") : STR("it must have no "));
    else
        buf_add_str(&w->out, test->negated ? STR("it has ") : STR("it has no "));
    add_parts(w, test);
}

static void add_item_count(writer *w, const model_test *test) {
    buf_format(&w->out, test->last == UINT64_MAX ? "at least %llu" : "%llu",
               (unsigned long long)test->first);
    if (test->last != UINT64_MAX && test->last != test->first)
        buf_format(&w->out, " to %llu", (unsigned long long)test->last);
    buf_add_str(&w->out, STR(" of its items"));
}

/* "all its items must fit {…}", "not all its items fit {…}", "its item 0 does not fit {…}" */
static void add_part(writer *w, const model_test *test) {
    const bool member = test->kind == MODEL_TEST_MEMBER, item = test->kind == MODEL_TEST_ITEM;
    const bool count = test->kind == MODEL_TEST_CONTAINS;
    const model_test *check = test->check->test;
    if (!member && !item && !count && check->kind == MODEL_TEST_ALWAYS && check->negated) {
        add_none(w, test);
        return;
    }
    if (test->negated && !member && !item)
        buf_add_str(&w->out, STR("not "));
    if (member) {
        buf_format(&w->out, "its member \"%.*s\"", STR_ARG(test->name));
    } else if (item) {
        buf_format(&w->out, "its item %llu", (unsigned long long)test->first);
    } else if (count) {
        add_item_count(w, test);
    } else {
        buf_add_str(&w->out, STR("all its "));
        add_parts(w, test);
    }
    if (member || item)
        add_verb(w, test->negated, "fit", "fits");
    else
        buf_add_str(&w->out, w->duty ? STR(" must fit ") : STR(" fit "));
    add_schema(w, test->check->schema);
}

static void add_test(writer *w, const model_test *test);

static void add_leaf(writer *w, const model_test *test) {
    const bool none = test->kind == MODEL_TEST_EQUALS && test->operand_count > 1;
    const bool not = test->negated && !none;
    if (test->kind >= MODEL_TEST_MEMBER) {
        add_part(w, test);
        return;
    }
    if (test->others && !test->negated) { /* no property is one of its members */
        add_test(w, test->check->test);
        return;
    }
    add_name(w, test->field);
    switch (test->kind) {
    case MODEL_TEST_RULES:
        if (only_pattern(test)) {
            add_verb(w, not, "match", "matches");
            node_write_json(&w->out, only_pattern(test));
            return;
        }
        if (only_constant(test)) {
            add_be(w, not );
            node_write_json(&w->out, only_constant(test));
            return;
        }
        if (test->rules->format.len) {
            add_format(w, not, test->rules->format);
            return;
        }
        add_verb(w, not, "keep", "keeps");
        add_rules(w, test->rules);
        return;
    case MODEL_TEST_FITS:
        add_verb(w, not, "fit", "fits");
        add_schema(w, test->check->schema);
        return;
    case MODEL_TEST_MOMENT:
        add_format(w, not, STR("date-time"));
        return;
    case MODEL_TEST_HAS:
        add_verb(w, not, "have", "has");
        buf_format(&w->out, "\"%.*s\"", STR_ARG(test->name));
        return;
    default:
        break;
    }
    add_be(w, not );
    if (test->kind == MODEL_TEST_EQUALS)
        add_values(w, test);
    else if (test->kind == MODEL_TEST_TYPE)
        add_types(w, test->types);
    else
        buf_add_str(&w->out, test->kind == MODEL_TEST_NULL ? STR("null") : STR("there"));
}

static bool is_group(const model_test *test) {
    return test->kind >= MODEL_TEST_ALL;
}

static void add_each(writer *w, const model_test *group, const char *word) {
    const size_t count = count_of(group);
    size_t i = 0;
    for (const model_test *t = group->tests; t; t = t->next) {
        const bool brackets = is_group(t) && !is_presence(t);
        if (brackets)
            buf_add_char(&w->out, '(');
        add_test(w, t);
        if (brackets)
            buf_add_char(&w->out, ')');
        add_between(w, i++, count, word);
    }
}

/* What has to be so for exactly one test are facts in any case. */
static void add_one(writer *w, const model_test *group) {
    const bool duty = w->duty;
    buf_add_str(&w->out, group->negated ? STR("none or several ") : STR("exactly one "));
    buf_add_str(&w->out, duty ? STR("must hold: ") : STR("holds: "));
    w->duty = false;
    add_each(w, group, "and");
    w->duty = duty;
}

static void add_test(writer *w, const model_test *test) {
    if (test->kind == MODEL_TEST_ALWAYS) {
        buf_add_str(&w->out,
                    test->negated ? STR("no value is allowed") : STR("any value is allowed"));
    } else if (!is_group(test)) {
        add_leaf(w, test);
    } else if (is_presence(test)) {
        add_presence(w, test);
    } else if (test->kind == MODEL_TEST_ONE) {
        add_one(w, test);
    } else {
        add_each(w, test, test->kind == MODEL_TEST_ALL ? "and" : "or");
    }
}

str model_test_text(arena *a, const model_test *test, bool duty) {
    writer w = {.duty = duty};
    add_test(&w, test);
    str text = str_dup(a, buf_str(&w.out));
    buf_free(&w.out);
    return text;
}

str model_test_demand(arena *a, const model_test *test) {
    const str text = model_test_text(a, test, true), subject = STR("it ");
    return str_starts(text, STR("it must ")) ? str_slice(text, subject.len, text.len) : text;
}

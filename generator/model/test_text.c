/* Tests in words; see model.h. */
#include "model/rule_text.h"

typedef struct writer {
    buf out;
    bool duty;
} writer;

/* What the test is about: "it" would be read as the field that was named last. */
static void add_name(writer *w, const model_test *test) {
    if (test->field)
        buf_format(&w->out, "\"%.*s\"", STR_ARG(test->field->name));
    else if (test->rules && test->rules->kind == MODEL_OBJECT)
        buf_add_str(&w->out, STR("the object"));
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

/* What "a" and "b" have to be, or are: of a group of PRESENT. */
static const char *presence_verb(const writer *w, const model_test *group, size_t count) {
    const bool negated = group->tests->negated, all = group->kind == MODEL_TEST_ALL;
    if (negated && all)
        return w->duty ? "may be there" : "is there";
    if (negated && w->duty)
        return count == 2 ? "must not both be there" : "must not all be there";
    if (negated)
        return count == 2 ? "are not both there" : "are not all there";
    return w->duty ? "must be there" : all ? "are there" : "is there";
}

/* "a" and "b" must be there; neither "a" nor "b" may be there. */
static void add_presence(writer *w, const model_test *group) {
    const bool negated = group->tests->negated, one = group->kind == MODEL_TEST_ONE;
    const bool all = group->kind == MODEL_TEST_ALL;
    const size_t count = count_of(group);
    const bool neither = negated && all && count == 2;
    size_t i = 0;
    if (one || (negated && all))
        buf_add_str(&w->out, one       ? STR("exactly one of ")
                             : neither ? STR("neither ")
                                       : STR("none of "));
    for (const model_test *t = group->tests; t; t = t->next) {
        add_name(w, t);
        add_between(w, i++, count, neither ? "nor" : all || negated || one ? "and" : "or");
    }
    buf_format(&w->out, " %s", presence_verb(w, group, count));
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
    const unsigned long long first = test->first, last = test->last;
    if (test->last == UINT64_MAX)
        buf_format(&w->out, "at least %llu", first);
    else if (first == last)
        buf_format(&w->out, "exactly %llu", first);
    else if (first == 0)
        buf_format(&w->out, "at most %llu", last);
    else
        buf_format(&w->out, "%llu to %llu", first, last);
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
    add_name(w, test);
    switch (test->kind) {
    case MODEL_TEST_RULES:
        if (test->rules->format.len)
            add_format(w, not, test->rules->format);
        else
            model_rules_write(&w->out, test->rules->constraints, not, w->duty);
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

/* Whether a group asks for all of some leaves. */
static bool has_leaves_alone(const model_test *group) {
    bool alone = group->kind == MODEL_TEST_ALL;
    for (const model_test *t = group->tests; t; t = t->next)
        alone &= !is_group(t);
    return alone;
}

static void add_bracketed(writer *w, const model_test *test, bool brackets) {
    buf_add_str(&w->out, brackets ? STR("(") : STR(""));
    add_test(w, test);
    buf_add_str(&w->out, brackets ? STR(")") : STR(""));
}

/* Whether the "and" and "or" of a test could be taken for those of the list that it stands in. */
static bool needs_brackets(const writer *w, const model_test *test, bool any) {
    return is_group(test) && (!is_presence(test) || (any && !w->duty));
}

/* Tests with commas between them: either "a" and "b" must be there, or "c" must be there. */
static void add_either(writer *w, const model_test *group) {
    for (const model_test *t = group->tests; t; t = t->next) {
        buf_add_str(&w->out, t == group->tests ? STR("either ") : STR(", or "));
        add_bracketed(w, t, is_group(t) && !is_presence(t) && !has_leaves_alone(t));
    }
}

static void add_each(writer *w, const model_test *group, const char *word) {
    const bool any = group->kind == MODEL_TEST_ANY;
    const size_t count = count_of(group);
    size_t i = 0;
    for (const model_test *t = group->tests; t; t = t->next) {
        add_bracketed(w, t, needs_brackets(w, t, any));
        add_between(w, i++, count, word);
    }
}

/* What has to be so for exactly one test are facts in any case. */
static void add_one(writer *w, const model_test *group) {
    const bool duty = w->duty;
    w->duty = false;
    if (duty && !group->negated) {
        buf_add_str(&w->out, STR("exactly one must hold: "));
        add_either(w, group);
    } else {
        const size_t count = count_of(group);
        size_t i = 0;
        buf_add_str(&w->out, group->negated ? STR("none or several of ") : STR("exactly one of "));
        for (const model_test *t = group->tests; t; t = t->next) {
            add_bracketed(w, t, true);
            add_between(w, i++, count, "and");
        }
        buf_add_str(&w->out, duty             ? STR(" must hold")
                             : group->negated ? STR(" hold")
                                              : STR(" holds"));
    }
    w->duty = duty;
}

/* Whether an ANY has to be told with commas, as a test in it has an "and" of its own. */
static bool is_wide(const writer *w, const model_test *group) {
    bool wide = false;
    for (const model_test *t = group->tests; t; t = t->next)
        wide |= is_group(t) && is_presence(t);
    return wide && w->duty && group->kind == MODEL_TEST_ANY;
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
    } else if (is_wide(w, test)) {
        add_either(w, test);
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
    static const str subjects[] = {STR_INIT("it "), STR_INIT("the object ")};
    const str text = model_test_text(a, test, true);
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        const str rest = str_slice(text, subjects[i].len, text.len);
        if (str_starts(text, subjects[i]) && str_starts(rest, STR("must ")))
            return rest;
    }
    return text;
}

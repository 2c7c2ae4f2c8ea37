/* Tests in words; see model.h. */
#include "model/model.h"

typedef struct writer {
    buf out;
    bool duty;
} writer;

static void add_name(writer *w, const model_field *field) {
    buf_format(&w->out, "\"%.*s\"", STR_ARG(field->name));
}

static size_t count_of(const model_test *group) {
    size_t count = 0;
    for (const model_test *t = group->first; t; t = t->next)
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
    const model_test *first = group->first;
    for (const model_test *t = first; t; t = t->next)
        if (t->kind != MODEL_TEST_PRESENT || t->negated != first->negated)
            return false;
    return first != NULL && !group->negated && !(group->kind == MODEL_TEST_ONE && first->negated);
}

/* "a" and "b" must be there: of a group of PRESENT. */
static void add_presence(writer *w, const model_test *group) {
    const bool negated = group->first->negated, all = group->kind == MODEL_TEST_ALL;
    const bool one = group->kind == MODEL_TEST_ONE, none = negated && all; /* one: not negated */
    const size_t count = count_of(group);
    size_t i = 0;
    if (one)
        buf_add_str(&w->out, STR("exactly one of "));
    else if (none)
        buf_add_str(&w->out, STR("none of "));
    for (const model_test *t = group->first; t; t = t->next) {
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

static void add_leaf(writer *w, const model_test *test) {
    const bool none = test->kind == MODEL_TEST_EQUALS && test->operand_count > 1;
    const bool not = test->negated && !none;
    add_name(w, test->field);
    if (w->duty)
        buf_add_str(&w->out, not ? STR(" must not be ") : STR(" must be "));
    else
        buf_add_str(&w->out, not ? STR(" is not ") : STR(" is "));
    if (test->kind == MODEL_TEST_EQUALS)
        add_values(w, test);
    else
        buf_add_str(&w->out, test->kind == MODEL_TEST_NULL ? STR("null") : STR("there"));
}

static bool is_group(const model_test *test) {
    return test->kind >= MODEL_TEST_ALL;
}

static void add_test(writer *w, const model_test *test);

static void add_each(writer *w, const model_test *group, const char *word) {
    const size_t count = count_of(group);
    size_t i = 0;
    for (const model_test *t = group->first; t; t = t->next) {
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
        buf_add_str(&w->out, test->negated ? STR("never") : STR("always"));
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

/* Constraints in words; see rule_text.h. */
#include "model/rule_text.h"

typedef struct words {
    const char *verb, *fact;      /* "have", "has" */
    const char *holds, *opposite; /* "at least ", "fewer than "; NULL: the verb has a "not" */
    const char *unit;             /* what is counted, of which there may be several */
} words;

static const words words_of[] = {
    [MODEL_MIN_LENGTH] = {"have", "has", "at least ", "fewer than ", " character"},
    [MODEL_MAX_LENGTH] = {"have", "has", "at most ", "more than ", " character"},
    [MODEL_PATTERN] = {"match", "matches", "", NULL, NULL},
    [MODEL_MINIMUM] = {"be", "is", "at least ", "less than ", NULL},
    [MODEL_MAXIMUM] = {"be", "is", "at most ", "greater than ", NULL},
    [MODEL_EXCLUSIVE_MINIMUM] = {"be", "is", "greater than ", "at most ", NULL},
    [MODEL_EXCLUSIVE_MAXIMUM] = {"be", "is", "less than ", "at least ", NULL},
    [MODEL_MULTIPLE_OF] = {"be", "is", "a multiple of ", NULL, NULL},
    [MODEL_MIN_ITEMS] = {"have", "has", "at least ", "fewer than ", " item"},
    [MODEL_MAX_ITEMS] = {"have", "has", "at most ", "more than ", " item"},
    [MODEL_MIN_PROPERTIES] = {"have", "has", "at least ", "fewer than ", " member"},
    [MODEL_MAX_PROPERTIES] = {"have", "has", "at most ", "more than ", " member"},
    [MODEL_CONST] = {"be", "is", "", NULL, NULL},
};

static void add_verb(buf *out, const words *w, bool not, bool duty) {
    const bool is = strcmp(w->verb, "be") == 0;
    if (duty)
        buf_format(out, not ? " must not %s " : " must %s ", w->verb);
    else if (not &&!is)
        buf_format(out, " does not %s ", w->verb);
    else
        buf_format(out, not ? " %s not " : " %s ", w->fact);
}

/* The one rule whose operand says whether there is one. */
static void add_unique(buf *out, const model_constraint *c, bool negated, bool duty) {
    if (!c->operand->boolean)
        buf_add_str(out, STR(" may have"));
    else if (negated)
        buf_add_str(out, duty ? STR(" must have") : STR(" has"));
    else
        buf_add_str(out, duty ? STR(" must not have") : STR(" does not have"));
    buf_add_str(out, STR(" the same item twice"));
}

static bool is_same(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

/* Whether two rules that follow each other are told with one verb: "at least 1 and at most 3". */
static bool have_one_verb(const model_constraint *a, const model_constraint *b) {
    return a && b && words_of[a->kind].opposite && words_of[b->kind].opposite &&
           is_same(words_of[a->kind].verb, words_of[b->kind].verb);
}

/* A rule that follows `before`: its verb stands once, and so does what several count. */
static void add_rule(buf *out, const model_constraint *c, const model_constraint *before,
                     bool negated, bool duty) {
    const words *w = &words_of[c->kind];
    uint64_t count;
    if (c->kind == MODEL_UNIQUE_ITEMS) {
        add_unique(out, c, negated, duty);
        return;
    }
    if (have_one_verb(before, c))
        buf_add_char(out, ' ');
    else
        add_verb(out, w, negated && !w->opposite, duty);
    buf_add_str(out, str_from(negated && w->opposite ? w->opposite : w->holds));
    node_write_json(out, c->operand);
    if (!w->unit || (c->next && is_same(w->unit, words_of[c->next->kind].unit)))
        return;
    buf_add_str(out, str_from(w->unit));
    buf_add_str(out, node_uint64(c->operand, &count) && count == 1 ? STR("") : STR("s"));
}

void model_rules_write(buf *out, const model_constraint *list, bool negated, bool duty) {
    const model_constraint *before = NULL;
    for (const model_constraint *c = list; c; before = c, c = c->next) {
        if (before && c->next && !have_one_verb(before, c))
            buf_add_char(out, ',');
        else if (before)
            buf_add_str(out, negated ? STR(" or") : STR(" and"));
        add_rule(out, c, before, negated, duty);
    }
}

/*
 * The patterns of all types: compiled once each, and reported where that can't be. What is not
 * compiled is no error: a spec with an expression of another dialect is of use all the same, and
 * the user of generated code can bring a matcher of his own (the hook `match`).
 */
#include "analyze/analysis.h"
#include "pattern/pattern.h"
#include "base/text.h"

typedef struct patterns {
    analysis *an;
    map *known;  /* outcomes by source */
    map *checks; /* whether all of a check is compiled, by its address */
} patterns;

typedef struct outcome {
    pattern_result result;
    pattern_problem problem;
    pattern_dfa automaton;
} outcome;

static const outcome *compiled(patterns *p, str source) {
    arena *a = p->an->memory;
    outcome *o = map_get(p->known, source);
    if (o)
        return o;
    o = ARENA_NEW(a, outcome);
    o->result = pattern_compile(a, source, &o->automaton, &o->problem);
    map_put(p->known, source, o);
    return o;
}

/* The place in the file of a byte of the pattern; of all of it where it is not written as it is. */
static span place_of(const node *operand, size_t offset) {
    span at = operand->at;
    if (!at.file || at.line != at.end_line)
        return at;
    str source = operand->as.text, line = source_line(at.file, at.line);
    str written =
        str_slice(line, utf8_offset(line, at.column - 1), utf8_offset(line, at.end_column - 1));
    uint32_t quote = written.len == source.len + 2;
    if (written.len != source.len + 2 * quote || offset > source.len ||
        !str_eq(str_slice(written, quote, quote + source.len), source))
        return at;
    at.column += quote + (uint32_t)utf8_count(str_slice(source, 0, offset));
    return at;
}

static void report(analysis *an, const model_constraint *c, const outcome *o, const char *then) {
    static const char *const heads[] = {[PATTERN_NOT_REGULAR] = "",
                                        [PATTERN_TOO_LARGE] = "",
                                        [PATTERN_MALFORMED] = "the pattern is malformed: "};
    if (!analysis_first(an, c->operand, "pattern"))
        return;
    diagnostic *d = diag_report(an->diags, CODE_PATTERN, place_of(c->operand, o->problem.offset),
                                "%s%.*s", heads[o->result], STR_ARG(o->problem.message));
    diag_add_note(an->diags, d, c->at, "%s", then);
}

/* Whether all patterns of the list are compiled; `then` says what comes of those that are not. */
static bool compile_list(patterns *p, model_constraint *list, const char *then) {
    bool good = true;
    for (model_constraint *c = list; c; c = c->next) {
        if (c->kind != MODEL_PATTERN || c->automaton || c->operand->kind != NODE_STRING)
            continue;
        const outcome *o = compiled(p, c->operand->as.text);
        good = good && o->result == PATTERN_COMPILED;
        if (o->result == PATTERN_COMPILED)
            c->automaton = &o->automaton;
        else
            report(p->an, c, o, then);
    }
    return good;
}

static const char unchecked[] =
    "it is not checked, unless a program does by `match` of swage_parse_options";

static bool compile_tests(patterns *p, const model_test *tests);

/* A check is compiled once, however many tests refer to it: there can be as many ways as 2^n. */
static bool compile_check(patterns *p, const model_check *check) {
    static const bool outcomes[] = {false, true};
    const void **key = ARENA_ARRAY(p->an->memory, 1, const void *);
    key[0] = check;
    const str name = {(const char *)key, sizeof *key};
    const bool *good = check ? map_get(p->checks, name) : &outcomes[true];
    if (good)
        return *good;
    good = &outcomes[compile_tests(p, check->test)];
    map_put(p->checks, name, (void *)(uintptr_t)good);
    return *good;
}

static bool compile_tests(patterns *p, const model_test *tests) {
    bool good = true;
    for (const model_test *t = tests; t; t = t->next) {
        if (t->rules)
            good =
                compile_list(p, t->rules->constraints, "the condition around it is not checked") &&
                good;
        good = compile_check(p, t->check) && good;
        good = compile_check(p, t->names) && good;
        good = compile_tests(p, t->tests) && good;
    }
    return good;
}

/* A condition with a pattern that can't be compiled is taken to hold. */
static void compile_conditions(patterns *p, model_condition *list) {
    static const model_test always = {.kind = MODEL_TEST_ALWAYS};
    for (model_condition *c = list; c; c = c->next)
        if (!compile_tests(p, c->test))
            c->test = &always;
}

static void compile_type(patterns *p, const model_type *type) {
    for (; type; type = type->element) {
        compile_list(p, type->constraints, unchecked);
        compile_conditions(p, type->conditions);
        if (type->names) {
            compile_list(p, type->names->constraints, unchecked);
            compile_conditions(p, type->names->conditions);
        }
    }
}

void analyze_patterns(analysis *an) {
    patterns p = {an, map_new(an->memory), map_new(an->memory)};
    for (size_t i = 0; i < an->package->count; i++) {
        const model_definition *d = an->package->definitions[i];
        for (size_t k = 0; k < d->field_count; k++)
            compile_type(&p, d->fields[k].type);
        compile_type(&p, d->additional);
        compile_type(&p, d->names);
        compile_list(&p, d->constraints, unchecked);
        compile_conditions(&p, d->conditions);
        for (size_t k = 0; k < d->alternative_count; k++)
            compile_type(&p, d->alternatives[k].type);
    }
}

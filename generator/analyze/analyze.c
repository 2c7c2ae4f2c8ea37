/* The stages of the analysis, and the walk over all types; see analyze.h. */
#include "analyze/analysis.h"

bool analysis_first(analysis *an, const void *address, const char *purpose) {
    const void **key = ARENA_ARRAY(an->memory, 2, const void *);
    key[0] = address;
    key[1] = purpose;
    return map_put(an->seen, (str){(const char *)key, 2 * sizeof *key}, an) == NULL;
}

/* Whether the document is one of the type; what is wrong is told once for all that share it. */
static bool check_document(analysis *an, const model_type *type, const node *document,
                           diag_code code, const char *what) {
    finding found;
    if (!document || document_check(an->memory, type, document, &found))
        return document != NULL;
    if (!analysis_first(an, document, what))
        return false;
    diagnostic *d =
        diag_report(an->diags, code, found.at->at,
                    "the %s breaks its own schema: "
                    "%.*s%s%.*s",
                    what, STR_ARG(found.path), found.path.len ? ": " : "", STR_ARG(found.what));
    if (type->at.line)
        diag_add_note(an->diags, d, type->at, "the schema is here");
    return false;
}

/* What conditions ask by rules: operands alone, as these may be meant to exclude each other. */
static void check_tests(analysis *an, const model_test *tests) {
    for (const model_test *t = tests; t; t = t->next) {
        if (t->rules)
            analyze_rules(an, t->rules);
        if (t->check && analysis_first(an, t->check, "check"))
            check_tests(an, t->check->test);
        if (t->names && analysis_first(an, t->names, "check"))
            check_tests(an, t->names->test);
        check_tests(an, t->tests);
    }
}

static void check_conditions(analysis *an, const model_condition *list) {
    for (; list; list = list->next)
        check_tests(an, list->test);
}

static void check_type(analysis *an, const model_type *type) {
    for (; type; type = type->element) {
        check_conditions(an, type->conditions);
        analyze_type_constraints(an, type);
        analyze_type_asked(an, type);
        analyze_type_format(an, type);
        const model_constraint *constant = model_constraint_find(type->constraints, MODEL_CONST);
        const model_type rules = {
            .kind = MODEL_ANY, .at = type->at, .constraints = type->constraints};
        const model_type *of = type->kind == MODEL_ENUM ? &rules : type;
        if (constant)
            check_document(an, of, constant->operand, CODE_CONST, "const");
        if (type->names)
            check_type(an, type->names);
    }
}

static void check_field(analysis *an, model_field *field) {
    check_type(an, field->type);
    field->default_fits =
        check_document(an, field->type, field->default_value, CODE_DEFAULT, "default");
    check_document(an, field->type, field->note.example, CODE_EXAMPLE, "example");
}

static bool has_nul(str s) {
    return s.len && memchr(s.ptr, 0, s.len);
}

/* What tells alternatives apart is a text of C in their tables, which ends at a NUL. */
static void check_tags(analysis *an, const model_definition *d) {
    for (size_t i = 0; i < d->alternative_count; i++) {
        const model_alternative *m = &d->alternatives[i];
        bool nul = has_nul(d->discriminator);
        for (size_t k = 0; k < m->tag_count && !nul; k++)
            nul = has_nul(m->tags[k]);
        if (!nul)
            continue;
        diag_report(an->diags, CODE_BAD_VALUE, m->at,
                    "what tells this alternative of `%.*s` can't have a NUL (U+0000): choose "
                    "another name for the discriminator or its value",
                    STR_ARG(d->name));
        return;
    }
}

/* A discriminator that is no property of an alternative is at best one of its unknown members. */
static void check_discriminator(analysis *an, const model_definition *d) {
    for (size_t i = 0; d->discriminator.len && i < d->alternative_count; i++) {
        const model_type *type = d->alternatives[i].type;
        if (type->kind != MODEL_OBJECT || model_field_find(type->definition, d->discriminator))
            continue;
        bool closed = type->definition->additional_mode == MODEL_ADDITIONAL_CLOSED;
        diag_count(an->diags, CODE_REQUIRED_UNKNOWN, closed ? STR("closed") : STR("discriminator"),
                   d->alternatives[i].at,
                   "`%.*s` has no property `%.*s`, which tells this alternative of `%.*s`: %s",
                   STR_ARG(type->definition->name), STR_ARG(d->discriminator), STR_ARG(d->name),
                   closed ? "no document is one, as unknown members are refused"
                          : "it is an unknown member, and lost where these are dropped");
    }
}

static void check_definition(analysis *an, model_definition *d) {
    for (size_t i = 0; i < d->field_count; i++)
        check_field(an, &d->fields[i]);
    check_type(an, d->additional);
    check_type(an, d->names);
    for (size_t i = 0; i < d->alternative_count; i++)
        check_type(an, d->alternatives[i].type);
    check_tags(an, d);
    check_discriminator(an, d);
    check_conditions(an, d->conditions);
    if (d->kind == MODEL_OBJECT) {
        analyze_object_constraints(an, d);
        analyze_object_names(an, d);
    }
    model_type self = {.kind = d->kind, .definition = d, .at = d->at};
    if (d->note.example && d->note.example->kind != NODE_NULL)
        check_document(an, &self, d->note.example, CODE_EXAMPLE, "example");
}

void analyze_package(arena *a, diagnostics *d, model_package *package) {
    analysis an = {a, d, package, map_new(a)};
    analyze_names(&an);
    analyze_patterns(&an);
    for (size_t i = 0; i < package->count; i++)
        check_definition(&an, package->definitions[i]);
    analyze_layout(&an);
}

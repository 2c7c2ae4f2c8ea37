/* Names that stand twice: of definitions in the package, of fields in an object. */
#include "analyze/analysis.h"

static void report_twice(analysis *an, str name, span at, span first, const char *what) {
    diagnostic *d = diag_report(an->diags, CODE_DUPLICATE_NAME, at, "there is a %s `%.*s` already",
                                what, STR_ARG(name));
    diag_add_note(an->diags, d, first, "the first one is here");
}

static void check_fields(analysis *an, const model_definition *d) {
    map *names = map_new(an->memory);
    for (size_t i = 0; i < d->field_count; i++) {
        model_field *field = &d->fields[i];
        const model_field *first = map_get(names, field->name);
        if (first)
            report_twice(an, field->name, field->at, first->at, "field");
        else
            map_put(names, field->name, field);
    }
}

void analyze_names(analysis *an) {
    map *names = map_new(an->memory);
    for (size_t i = 0; i < an->package->count; i++) {
        model_definition *d = an->package->definitions[i];
        const model_definition *first = map_get(names, d->name);
        if (first && first != d)
            report_twice(an, d->name, d->at, first->at, model_kind_name(first->kind).ptr);
        else
            map_put(names, d->name, d);
        check_fields(an, d);
    }
}

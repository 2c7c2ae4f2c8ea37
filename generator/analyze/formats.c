/*
 * Formats: those that the runtime does not know, and those that say nothing of their type's values.
 * A format is a rule where it is a scalar's own (scalars.def) or one of the runtime's
 * (formats.def).
 */
#include "analyze/analysis.h"

static const str texts[] = {
#define SWAGE_FORMAT(name, text) STR_INIT(text),
#include <swage/formats.def>
#undef SWAGE_FORMAT
};

enum { TEXTS = sizeof texts / sizeof *texts };

/* Is it a rule about text, whatever the type? */
static bool is_text_rule(str format) {
    for (size_t i = 0; i < TEXTS; i++)
        if (str_eq(format, texts[i]))
            return true;
    return model_format_is_pattern(format);
}

/* How a text is shown or sent, and the type said again: no rules. */
static bool is_no_rule(model_kind kind, str format) {
    bool text = kind == MODEL_STRING || kind == MODEL_ANY;
    return str_eq(format, model_kind_name(kind)) ||
           (text && (str_eq(format, STR("password")) || str_eq(format, STR("binary"))));
}

/* The values of an enum are known: they have a format of numbers, or they have not. */
static bool values_have(analysis *an, const model_definition *d, str format) {
    model_type type = {.kind = MODEL_ANY};
    finding found;
    bool good = model_scalar_from_json(STR("integer"), format, &type.kind) &&
                str_eq(format, model_kind_format(type.kind));
    if (!good)
        good = model_scalar_from_json(STR("number"), format, &type.kind) &&
               str_eq(format, model_kind_format(type.kind));
    for (size_t i = 0; i < d->value_count && good; i++)
        good = document_check(an->memory, &type, d->values[i].json, &found);
    return good;
}

static bool an_alternative_has(const model_definition *d, const node *format) {
    for (size_t i = 0; i < d->alternative_count; i++)
        if (d->alternatives[i].type->asked_format == format)
            return true;
    return false;
}

static bool is_held(analysis *an, const model_type *type) {
    str format = node_text(type->asked_format);
    if (format.len == 0 || is_no_rule(type->kind, format))
        return true;
    switch (type->kind) {
    case MODEL_ANY:
        return is_text_rule(format) || str_eq(format, STR("date-time"));
    case MODEL_STRING:
        return is_text_rule(format);
    case MODEL_ENUM:
        return values_have(an, type->definition, format);
    case MODEL_UNION:
        return an_alternative_has(type->definition, type->asked_format);
    default:
        return str_eq(format, model_kind_format(type->kind));
    }
}

/* All formats that are a rule somewhere, for the question what was meant. */
static size_t all_formats(str out[TEXTS + MODEL_ARRAY]) {
    size_t count = TEXTS;
    memcpy(out, texts, sizeof texts);
    for (model_kind kind = 0; kind < MODEL_ARRAY; kind++)
        if (model_kind_format(kind).len && !is_text_rule(model_kind_format(kind)))
            out[count++] = model_kind_format(kind);
    return count;
}

static bool is_known(str format) {
    str known[TEXTS + MODEL_ARRAY];
    for (size_t i = 0, count = all_formats(known); i < count; i++)
        if (str_eq(format, known[i]))
            return true;
    return false;
}

void analyze_type_format(analysis *an, const model_type *type) {
    if (!type->asked_format || is_held(an, type) ||
        !analysis_first(an, type->asked_format, "format"))
        return;
    str format = node_text(type->asked_format), kind = model_kind_name(type->kind);
    if (is_known(format)) {
        diag_count(an->diags, CODE_FORMAT,
                   str_format(an->memory, "%.*s of %.*s", STR_ARG(format), STR_ARG(kind)),
                   type->asked_format->at,
                   "the format `%.*s` has no effect on values of type %.*s%s", STR_ARG(format),
                   STR_ARG(kind), type->kind == MODEL_ANY ? ": say their `type`" : "");
        return;
    }
    diagnostic *d = diag_count(an->diags, CODE_FORMAT, format, type->asked_format->at,
                               "the format `%.*s` is not known and not checked", STR_ARG(format));
    if (d->count > 1)
        return;
    str known[TEXTS + MODEL_ARRAY];
    diag_suggest(an->diags, d, format, known, all_formats(known));
}

/* Names of kinds and constraints, and finding them; see model.h. */
#include "model/model.h"

static const struct {
    str name, json_type, format;
} scalars[] = {
#define SCALAR(kind, name, json_type, format)                                                      \
    {STR_INIT(name), STR_INIT(json_type), STR_INIT(format)},
#include "model/scalars.def"
#undef SCALAR
};

enum { SCALARS = sizeof scalars / sizeof *scalars };

static const str keywords[] = {
#define CONSTRAINT(kind, keyword, operand, applies) STR_INIT(keyword),
#include "model/constraints.def"
#undef CONSTRAINT
};

const str json_type_names[JSON_TYPES] = {
    STR_INIT("null"),   STR_INIT("boolean"), STR_INIT("string"), STR_INIT("integer"),
    STR_INIT("number"), STR_INIT("array"),   STR_INIT("object")};

str model_kind_name(model_kind kind) {
    static const str names[] = {STR_INIT("array"), STR_INIT("map"), STR_INIT("object"),
                                STR_INIT("enum"), STR_INIT("union")};
    return kind < MODEL_ARRAY ? scalars[kind].name : names[kind - MODEL_ARRAY];
}

str model_kind_format(model_kind kind) {
    return kind < MODEL_ARRAY ? scalars[kind].format : (str){"", 0};
}

const char *const *model_kind_range(model_kind kind) {
    static const char *const ranges[][2] = {
        {"-2147483648", "2147483647"},
        {"-9223372036854775808", "9223372036854775807"},
        {"0", "4294967295"},
        {"0", "18446744073709551615"},
        {"-3.4028234663852886e38", "3.4028234663852886e38"},
        {"-1.7976931348623157e308", "1.7976931348623157e308"},
    };
    switch (kind) {
    case MODEL_INT32:
        return ranges[0];
    case MODEL_INTEGER:
    case MODEL_INT64:
        return ranges[1];
    case MODEL_UINT32:
        return ranges[2];
    case MODEL_UINT64:
        return ranges[3];
    case MODEL_FLOAT:
        return ranges[4];
    case MODEL_NUMBER:
    case MODEL_DOUBLE:
        return ranges[5];
    default:
        return NULL;
    }
}

str model_kind_json_type(model_kind kind) {
    static const str names[] = {STR_INIT("array"), STR_INIT("object"), STR_INIT("object"),
                                STR_INIT(""), STR_INIT("")};
    return kind < MODEL_ARRAY ? scalars[kind].json_type : names[kind - MODEL_ARRAY];
}

bool model_scalar_from_name(str name, model_kind *kind) {
    for (size_t i = 0; i < SCALARS; i++) {
        if (str_eq(name, scalars[i].name)) {
            *kind = (model_kind)i;
            return true;
        }
    }
    return false;
}

bool model_scalar_from_json(str json_type, str format, model_kind *kind) {
    bool found = false;
    for (size_t i = 0; i < SCALARS && json_type.len; i++) {
        if (!str_eq(json_type, scalars[i].json_type))
            continue;
        bool exact = format.len && str_eq(format, scalars[i].format);
        if (!exact && scalars[i].format.len)
            continue;
        *kind = (model_kind)i;
        found = true;
        if (exact)
            break;
    }
    return found;
}

str model_constraint_keyword(model_constraint_kind kind) {
    return keywords[kind];
}

/* Of binary data the runtime has the bytes: their text's length can be told, a pattern's match not.
 */
bool model_constraint_applies(model_constraint_kind constraint, model_kind kind) {
    typedef enum applies { STRINGS, NUMBERS, ARRAYS, OBJECTS, ALL } applies;
    static const applies rows[] = {
#define CONSTRAINT(kind, keyword, operand, applies) applies,
#include "model/constraints.def"
#undef CONSTRAINT
    };
    if (kind == MODEL_ANY || kind == MODEL_UNION || rows[constraint] == ALL)
        return true;
    if (kind == MODEL_BYTES && constraint == MODEL_PATTERN)
        return false;
    switch (rows[constraint]) {
    case STRINGS:
        return model_kind_is_text(kind) || kind == MODEL_ENUM;
    case NUMBERS:
        return (kind >= MODEL_INTEGER && kind <= MODEL_DECIMAL) || kind == MODEL_ENUM;
    case ARRAYS:
        return kind == MODEL_ARRAY;
    default:
        return kind == MODEL_OBJECT || kind == MODEL_MAP;
    }
}

bool model_type_is_json(const model_type *type) {
    const bool list = type->kind == MODEL_ARRAY || type->kind == MODEL_MAP;
    return type->kind == MODEL_ANY || (list && type->element->kind == MODEL_ANY);
}

bool model_constraint_is_beyond(const model_constraint *c) {
    typedef enum operand { COUNT, NUMBER, FLAG, TEXT, VALUE } operand;
    static const operand operands[] = {
#define CONSTRAINT(kind, keyword, operand, applies) operand,
#include "model/constraints.def"
#undef CONSTRAINT
    };
    /* 2^60: code may count up to four bytes for each in 64 bits */
    return operands[c->kind] == COUNT &&
           node_compare_text(c->operand, STR("1152921504606846976")) >= 0;
}

const model_field *model_field_find(const model_definition *object, str name) {
    for (size_t i = 0; i < object->field_count; i++)
        if (str_eq(object->fields[i].name, name))
            return &object->fields[i];
    return NULL;
}

const model_constraint *model_constraint_find(const model_constraint *list,
                                              model_constraint_kind kind) {
    while (list && list->kind != kind)
        list = list->next;
    return list;
}

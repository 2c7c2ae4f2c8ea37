/* From a schema to a use of a type: scalars, arrays, maps, and which definition; see schema.h. */
#include "spec/schema_test.h"

/* Names that people try, and the formats that are no types. */
static const char *const habits[][2] = {
    {"str", "did you mean `string`?"},
    {"text", "did you mean `string`?"},
    {"int", "did you mean `integer`?"},
    {"bool", "did you mean `boolean`?"},
    {"decimal", "did you mean `number`?"},
    {"list", "did you mean `array`?"},
    {"map", "did you mean `object`, with `additionalProperties`?"},
    {"dict", "did you mean `object`, with `additionalProperties`?"},
    {"any", "leave `type` out for what may be anything"},
    {"file", "write `type: string, format: binary`"},
    {"int32", "write `type: integer, format: int32`"},
    {"int64", "write `type: integer, format: int64`"},
    {"long", "write `type: integer, format: int64`"},
    {"float", "write `type: number, format: float`"},
    {"double", "write `type: number, format: double`"},
    {"date", "write `type: string, format: date`"},
    {"date-time", "write `type: string, format: date-time`"},
    {"datetime", "write `type: string, format: date-time`"},
    {"uuid", "write `type: string, format: uuid`"},
    {"uri", "write `type: string, format: uri`"},
    {"email", "write `type: string, format: email`"},
};

static void suggest_type(schema_reader *r, diagnostic *to, str name) {
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        if (str_eq(name, str_from(habits[i][0]))) {
            diag_add_note(r->diags, to, (span){0}, "%s", habits[i][1]);
            return;
        }
    }
    diag_suggest(r->diags, to, name, json_type_names, JSON_TYPES);
}

static unsigned type_bit(schema_reader *r, const node *name) {
    for (unsigned i = 0; i < JSON_TYPES; i++)
        if (str_eq(node_text(name), json_type_names[i]))
            return 1U << i;
    if (map_put(r->warned, schema_key(r, name, NULL), r))
        return 0;
    diagnostic *d;
    if (name->kind != NODE_STRING) {
        diag_report(r->diags, CODE_WRONG_TYPE, name->at, "`type` is the name of a type, not %s",
                    node_kind_name(name));
        return 0;
    }
    d = diag_report(r->diags, CODE_UNKNOWN_TYPE, name->at,
                    "there is no type `%.*s`: a schema's type is string, number, integer, boolean, "
                    "array, object or null",
                    STR_ARG(name->as.text));
    suggest_type(r, d, name->as.text);
    return 0;
}

/* Whether it says of objects and of arrays that anything may be in them, and so tells neither. */
static bool allows_anything(const schema_parts *parts) {
    return parts->of[KEYWORD_ADDITIONAL_PROPERTIES] && !parts->of[KEYWORD_PROPERTIES] &&
           (parts->of[KEYWORD_ITEMS] || parts->of[KEYWORD_ADDITIONAL_ITEMS]) &&
           schema_is_true(schema_part(parts, KEYWORD_ADDITIONAL_PROPERTIES)) &&
           schema_is_true(schema_part(parts, KEYWORD_ITEMS)) &&
           schema_is_true(schema_part(parts, KEYWORD_ADDITIONAL_ITEMS));
}

unsigned schema_type_set(schema_reader *r, const node *type) {
    unsigned types = 0;
    if (type && type->kind == NODE_LIST)
        for (uint32_t i = 0; i < type->count; i++)
            types |= type_bit(r, type->as.items[i]);
    else if (type)
        types = type_bit(r, type);
    if (types & JSON_NUMBER)
        types &= ~(unsigned)JSON_INTEGER;
    return types;
}

unsigned schema_types(schema_reader *r, const schema_parts *parts) {
    const unsigned types = schema_type_set(r, schema_part(parts, KEYWORD_TYPE));
    if (types)
        return types;
    if (allows_anything(parts))
        return 0;
    if (parts->of[KEYWORD_PROPERTIES] || parts->of[KEYWORD_ADDITIONAL_PROPERTIES])
        return JSON_OBJECT;
    if (parts->of[KEYWORD_ITEMS])
        return JSON_ARRAY;
    const node *values = schema_part(parts, KEYWORD_ENUM);
    if (values && values->kind == NODE_LIST && values->count == 1)
        return values->as.items[0]->kind == NODE_NULL ? JSON_NULL : 0;
    const node *constant = schema_part(parts, KEYWORD_CONST);
    static const unsigned kinds[] = {JSON_NULL,   JSON_BOOLEAN, JSON_INTEGER, JSON_NUMBER,
                                     JSON_STRING, JSON_ARRAY,   JSON_OBJECT};
    int64_t whole;
    if (!constant || constant->kind >= NODE_LIST)
        return 0;
    return constant->kind != NODE_INT || node_int64(constant, &whole) ? kinds[constant->kind] : 0;
}

schema_use schema_read_use(schema_reader *r, const node *schema, schema_place place) {
    schema_entry *entry = schema_entry_find(r, schema);
    if (!entry)
        return schema_read_new(r, schema, place);
    if (entry->state == SCHEMA_NEW) {
        if (!entry->name.len)
            entry->place = place;
        schema_resolve(r, entry);
    }
    if (entry->state == SCHEMA_RESOLVED)
        return entry->use;
    schema_use use = {.type = {.kind = MODEL_ANY, .at = schema->at}};
    if (entry->definition) {
        use.type.kind = entry->definition->kind;
        use.type.definition = entry->definition;
    }
    return use;
}

model_type *schema_read_type(schema_reader *r, const node *schema, schema_place place) {
    model_type *type = ARENA_NEW(r->memory, model_type);
    *type = schema_read_use(r, schema, place).type;
    return type;
}

static const model_type *read_element(schema_reader *r, const node *schema, schema_place place) {
    place.item = true;
    place.named = NULL;
    r->containers++;
    const model_type *element = schema_read_type(r, schema, place);
    r->containers--;
    return element;
}

static const model_type *any_type(schema_reader *r, span at) {
    model_type *any = ARENA_NEW(r->memory, model_type);
    *any = (model_type){.kind = MODEL_ANY, .at = at};
    return any;
}

static void read_array(schema_reader *r, const schema_parts *parts, schema_place place,
                       model_type *type) {
    const node_member *items = parts->of[KEYWORD_ITEMS];
    type->kind = MODEL_ARRAY;
    if (items && !schema_is_true(items->item))
        type->element = read_element(r, items->item, place);
    else
        type->element = any_type(r, items ? items->item->at : type->at);
}

static void define(schema_reader *r, const schema_parts *parts, model_kind kind, schema_place place,
                   schema_use *use) {
    model_definition *d = schema_define(r, parts, kind, place);
    use->type.kind = d->kind;
    use->type.definition = d;
    d->note = use->note;
    if (kind == MODEL_UNION)
        d->constraints = use->type.constraints;
}

/* minProperties and maxProperties belong to the object itself. */
static void move_constraints(model_type *type, model_definition *d) {
    model_constraint **at = &type->constraints, **to = &d->constraints;
    while (*to)
        to = &(*to)->next;
    while (*at) {
        model_constraint *c = *at;
        if (c->kind != MODEL_MIN_PROPERTIES && c->kind != MODEL_MAX_PROPERTIES) {
            at = &c->next;
            continue;
        }
        *at = c->next;
        c->next = NULL;
        *to = c;
        to = &c->next;
    }
}

static void read_object(schema_reader *r, const schema_parts *parts, schema_place place,
                        schema_use *use) {
    const node *properties = schema_part(parts, KEYWORD_PROPERTIES);
    const schema_additional more = schema_read_additional(r, parts);
    bool told = more.said || more.mode == MODEL_ADDITIONAL_TYPED;
    bool fields = properties && properties->count;
    const bool own = place.named && (place.named->whole || more.patterns || !more.said);
    if (!fields && told && !own && more.mode != MODEL_ADDITIONAL_CLOSED) {
        use->type.kind = MODEL_MAP;
        schema_warn_required_of_map(r, parts);
        use->type.element =
            more.schema ? read_element(r, more.schema, place) : any_type(r, more.at);
        use->type.names = schema_read_names(r, more.names, place);
        return;
    }
    define(r, parts, MODEL_OBJECT, place, use);
    move_constraints(&use->type, use->type.definition);
}

static model_constraint *new_bound(schema_reader *r, const node_member *format,
                                   model_constraint_kind kind, const char *text) {
    node *operand = ARENA_NEW(r->memory, node);
    *operand = (node){.kind = NODE_INT, .at = format->item->at, .as.text = str_from(text)};
    model_constraint *c = ARENA_NEW(r->memory, model_constraint);
    *c = (model_constraint){.kind = kind, .operand = operand, .at = format->key->at};
    return c;
}

/* Integers of 8 and 16 bits, of OpenAPI's registry of formats, are those of 32 with bounds. */
static void read_short_integer(schema_reader *r, const node_member *format, model_type *out) {
    static const struct {
        str format;
        model_kind kind;
        const char *least, *most; /* least of unsigned ones: that of the kind */
    } formats[] = {{STR_INIT("int8"), MODEL_INT32, "-128", "127"},
                   {STR_INIT("uint8"), MODEL_UINT32, "0", "255"},
                   {STR_INIT("int16"), MODEL_INT32, "-32768", "32767"},
                   {STR_INIT("uint16"), MODEL_UINT32, "0", "65535"}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (!str_eq(out->format, formats[i].format))
            continue;
        model_constraint *most = new_bound(r, format, MODEL_MAXIMUM, formats[i].most);
        if (formats[i].kind == MODEL_INT32)
            most->next = new_bound(r, format, MODEL_MINIMUM, formats[i].least);
        out->kind = formats[i].kind;
        out->asked_format = NULL; /* the bounds are all that it asks */
        out->constraints = schema_constraints_join(r, out->constraints, most);
    }
}

static void read_scalar(schema_reader *r, const schema_parts *parts, unsigned type,
                        model_type *out) {
    str format = schema_text(r, parts, KEYWORD_FORMAT), name = {"", 0};
    for (unsigned i = 0; i < JSON_TYPES; i++)
        if (type == 1U << i)
            name = json_type_names[i];
    model_kind kind, plain;
    out->format = format;
    if (!model_scalar_from_json(name, format, &kind))
        return;
    out->kind = kind;
    if (kind == MODEL_INTEGER && format.len)
        read_short_integer(r, parts->of[KEYWORD_FORMAT], out);
    if (model_scalar_from_json(name, (str){"", 0}, &plain) && plain != kind)
        out->format = (str){"", 0};
}

/* A boolean is no enum: one value of two is a constant, two of two are nothing new. */
static void read_boolean_enum(schema_reader *r, const schema_parts *parts, const schema_enum *e,
                              model_type *type) {
    type->kind = MODEL_BOOLEAN;
    if (e->count != 1 || model_constraint_find(type->constraints, MODEL_CONST))
        return;
    model_constraint *c = ARENA_NEW(r->memory, model_constraint);
    *c = (model_constraint){
        .kind = MODEL_CONST, .operand = e->values[0], .at = parts->of[KEYWORD_ENUM]->key->at};
    type->constraints = schema_constraints_join(r, type->constraints, c);
}

static bool value_has_type(const node *item, unsigned types) {
    switch ((node_kind)item->kind) {
    case NODE_STRING:
        return types & JSON_STRING;
    case NODE_BOOL:
        return types & JSON_BOOLEAN;
    case NODE_INT:
        return types & (JSON_INTEGER | JSON_NUMBER);
    case NODE_FLOAT:
        return types & (JSON_NUMBER | (node_is_whole(item) ? JSON_INTEGER : 0));
    case NODE_NULL:
        return types & JSON_NULL;
    default:
        return false;
    }
}

static void check_value(schema_reader *r, const node *item, unsigned types) {
    if (types && !value_has_type(item, types) && !map_put(r->warned, schema_key(r, item, NULL), r))
        diag_count(r->diags, CODE_ENUM_VALUE, STR("type"), item->at,
                   "the value is %s, which is not of the enum's type", node_kind_name(item));
}

/* The null among the values of an enum, or NULL. */
static const node *find_null(const node *values) {
    for (uint32_t i = 0; values->kind == NODE_LIST && i < values->count; i++)
        if (values->as.items[i]->kind == NODE_NULL)
            return values->as.items[i];
    return NULL;
}

/* Whether some values of an enum, or all of its types, are arrays or objects. */
static bool has_compound(const node *values, unsigned types) {
    for (uint32_t i = 0; values->kind == NODE_LIST && i < values->count; i++) {
        const node_kind kind = values->as.items[i]->kind;
        if ((kind == NODE_LIST && (!types || types & JSON_ARRAY)) ||
            (kind == NODE_MAP && (!types || types & JSON_OBJECT)))
            return true;
    }
    return types && !(types & ~(unsigned)(JSON_ARRAY | JSON_OBJECT));
}

static bool read_enum(schema_reader *r, const schema_parts *parts, schema_place place,
                      unsigned types, schema_use *use) {
    const node_member *member = parts->of[KEYWORD_ENUM];
    if (!member)
        return false;
    const node *null = find_null(member->item);
    if (null && !use->type.nullable && !r->openapi)
        check_value(r, null, types);
    types &= ~(unsigned)JSON_NULL;
    use->type.nullable = use->type.nullable || null;
    if (has_compound(member->item, types))
        return false; /* a condition tells */
    schema_enum e = schema_read_enum(r, parts);
    if (e.count == 0)
        return false;
    for (size_t i = 0; i < e.count; i++)
        check_value(r, e.values[i], types);
    if (e.booleans)
        read_boolean_enum(r, parts, &e, &use->type);
    else
        define(r, parts, MODEL_ENUM, place, use);
    return true;
}

static schema_reading step_onto(const schema_reader *r, const node *schema) {
    return (schema_reading){r->reading, schema, r->containers,
                            r->reading ? r->reading->depth + 1 : 1};
}

/* Whether a schema is read in itself, by way of a list or map (`inside`) or directly. */
static bool leads_back(const schema_reader *r, const schema_reading *outer, const node *schema,
                       bool inside) {
    while (outer && (outer->schema != schema || (outer->containers < r->containers) != inside))
        outer = outer->outer;
    return outer != NULL;
}

/* The one alternative that is left, with what stands beside the oneOf. */
static schema_use read_single(schema_reader *r, const schema_parts *parts, schema_keyword keyword,
                              const node *member, schema_place place) {
    schema_use use = {.type = {.kind = MODEL_ANY, .at = member->at}};
    schema_parts base = *parts;
    if (leads_back(r, r->reading, member, false)) {
        if (!map_put(r->warned, schema_key(r, member, "circle"), r))
            diag_report(r->diags, CODE_CYCLE, member->at,
                        "the one alternative leads back to itself: no schema is at the end of it");
        return use;
    }
    if (parts->of[KEYWORD_DISCRIMINATOR])
        schema_warn_keyword(r, parts->of[KEYWORD_DISCRIMINATOR], "beside a single alternative");
    base.of[keyword] = base.of[KEYWORD_DISCRIMINATOR] = NULL;
    schema_unevaluated rest = {.count = 0};
    base.conditions = schema_take_unevaluated(r, parts->node, parts->conditions, &rest);
    const node *both =
        schema_with_unevaluated(r, schema_both(r, schema_from_parts(r, &base), member), &rest);
    const schema_reading step = step_onto(r, member);
    r->reading = &step;
    use = schema_read_use(r, both, place);
    r->reading = step.outer;
    return use;
}

/* Whether an alternative is null by itself, which what stands beside it can forbid. */
static bool has_nullable(schema_reader *r, const schema_parts *parts, const node *alternatives) {
    if (parts->of[KEYWORD_TYPE] || parts->of[KEYWORD_PROPERTIES] || parts->of[KEYWORD_ITEMS] ||
        parts->of[KEYWORD_ADDITIONAL_PROPERTIES])
        return false;
    for (uint32_t i = 0; i < alternatives->count; i++)
        if (schema_takes_null(r, alternatives->as.items[i]))
            return true;
    return false;
}

static bool read_union(schema_reader *r, const schema_parts *parts, schema_place place,
                       schema_use *use) {
    schema_keyword keyword = parts->of[KEYWORD_ONE_OF] ? KEYWORD_ONE_OF : KEYWORD_ANY_OF;
    const node *list = schema_list(r, parts, keyword);
    if (!list)
        return false;
    size_t nulls;
    const node *rest = schema_alternatives(r, list, &nulls);
    bool nullable = use->type.nullable || nulls || has_nullable(r, parts, rest);
    use->type.nullable = nullable;
    if (rest->count == 0) {
        if (list->count)
            use->type.conditions =
                schema_conditions(r, schema_never(r, list->at), NULL, &use->type);
        return false;
    }
    if (schema_only_restricts(rest)) {
        const node_member *member = parts->of[keyword];
        if (!map_put(r->warned, schema_key(r, member->key, NULL), r))
            diag_count(r->diags, CODE_UNSUPPORTED, STR("restricting union"), member->key->at,
                       "`%.*s` whose parts only restrict the schema beside it has no effect",
                       STR_ARG(schema_keyword_name(keyword)));
        return false;
    }
    if (rest->count == 1) {
        *use = read_single(r, parts, keyword, rest->as.items[0], place);
        use->type.nullable = use->type.nullable || nullable;
    } else if (schema_is_const_list(r, rest)) {
        schema_warn_beside(r, parts, keyword);
        use->type.asked_type = schema_part(parts, KEYWORD_TYPE);
        define(r, parts, MODEL_ENUM, place, use);
    } else {
        define(r, parts, MODEL_UNION, place, use);
    }
    return true;
}

static void read_by_type(schema_reader *r, const schema_parts *parts, schema_place place,
                         unsigned types, schema_use *use) {
    const unsigned all = JSON_BOOLEAN | JSON_STRING | JSON_NUMBER | JSON_ARRAY | JSON_OBJECT;
    types &= ~(unsigned)JSON_NULL;
    schema_warn_idle(r, parts, types ? types : all);
    if (types == JSON_OBJECT)
        read_object(r, parts, place, use);
    else if (types == JSON_ARRAY)
        read_array(r, parts, place, &use->type);
    else if (types == 0 || types == all)
        use->type.format = schema_text(r, parts, KEYWORD_FORMAT);
    else if (types & (types - 1))
        define(r, parts, MODEL_UNION, place, use);
    else
        read_scalar(r, parts, types, &use->type);
}

/* Whether a keyword of these has a place for null: as a value, a type or an alternative. */
static bool has_null(const node *list) {
    bool found = str_eq(node_text(list), STR("null"));
    for (uint32_t i = 0; list->kind == NODE_LIST && i < list->count && !found; i++) {
        const node *item = list->as.items[i];
        found = item->kind == NODE_NULL || str_eq(node_text(item), STR("null")) ||
                schema_is_null(item) || node_get(item, STR("$ref")) != NULL;
    }
    return found;
}

/* Null alone, by whatever keyword, is free-form JSON with the constant null; false: it is not. */
static bool only_null(schema_reader *r, schema_parts *parts) {
    static const schema_keyword words[] = {KEYWORD_ENUM, KEYWORD_ONE_OF, KEYWORD_ANY_OF,
                                           KEYWORD_TYPE};
    const node_member *why = NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words && !why; i++) {
        const node_member *member = parts->of[words[i]];
        if (member && schema_is_null(schema_new_map(r, parts->node->at, member, 1)))
            why = member;
    }
    if (!why || parts->of[KEYWORD_CONST])
        return false;
    node *null = ARENA_NEW(r->memory, node);
    *null = (node){.kind = NODE_NULL, .at = why->item->at};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const node_member *other = parts->of[words[i]];
        if (other && !has_null(other->item) && !schema_flag(r, parts, KEYWORD_NULLABLE))
            schema_conflict(r, node_text(why->key), other->item, why->item);
        parts->of[words[i]] = NULL;
    }
    parts->of[KEYWORD_CONST] = schema_new_member(r, why->key, null);
    return true;
}

static void read_conditions(schema_reader *r, const schema_condition *list, model_type *type) {
    const model_type *item = type;
    while (!model_type_is_json(item) && item->element)
        item = item->element;
    if (type->kind == MODEL_UNION || !list) /* its alternatives have them */
        return;
    if (item == type || item->kind < MODEL_ARRAY || model_type_is_json(item))
        type->conditions = schema_conditions(r, list, NULL, type);
    else
        schema_defer_conditions(r, list, type);
}

/* Null, which has no rules, is no value where a condition refuses it. */
static void refuse_null_by(schema_reader *r, const schema_condition *list, model_type *type) {
    static const model_type any = {.kind = MODEL_ANY};
    if (!list || !type->nullable || type->kind == MODEL_UNION)
        return;
    for (const model_condition *c = schema_conditions(r, list, NULL, &any); c; c = c->next)
        type->nullable = type->nullable && test_holds_of_null(c->test);
}

static schema_use read_kind(schema_reader *r, const schema_parts *given, schema_place place) {
    schema_use use = {.type = {.kind = MODEL_ANY, .at = given->node->at}};
    schema_read_note(r, given, &use);
    schema_parts own = *given;
    const schema_parts *parts = &own;
    unsigned types = schema_types(r, parts);
    if (only_null(r, &own))
        types = JSON_NULL;
    const node *constant = schema_part(parts, KEYWORD_CONST);
    if (types == JSON_NULL && constant && constant->kind != NODE_NULL)
        schema_conflict(r, STR("const"),
                        schema_part(parts, own.of[KEYWORD_TYPE] ? KEYWORD_TYPE : KEYWORD_ENUM),
                        constant);
    use.type.constraints = schema_constraints(r, parts);
    use.type.asked_format = schema_part(parts, KEYWORD_FORMAT);
    bool null = constant ? constant->kind == NODE_NULL : types & JSON_NULL;
    use.type.nullable = schema_flag(r, parts, KEYWORD_NULLABLE) || null;
    if (read_enum(r, parts, place, types, &use))
        schema_warn_beside(r, parts, KEYWORD_ENUM);
    else if (!read_union(r, parts, place, &use))
        read_by_type(r, parts, place, types, &use);
    if (constant && !null && !schema_flag(r, parts, KEYWORD_NULLABLE))
        use.type.nullable = false; /* though an enum beside it lists null */
    const schema_condition *list =
        schema_conditions_join(r, parts->conditions, schema_untold(r, parts, use.type.kind));
    if (use.type.kind == MODEL_ENUM && list)
        schema_fill(r, schema_entry_of(r, parts->node));
    if (use.type.kind != MODEL_OBJECT && !use.type.conditions)
        read_conditions(r, list, &use.type);
    refuse_null_by(r, use.type.kind == MODEL_OBJECT ? parts->conditions : list, &use.type);
    return use;
}

/* Null is a value where all parts of a schema take it, whichever of them said so. */
static void refuse_null(schema_reader *r, const node *schema, model_type *type) {
    if (type->nullable && type->kind != MODEL_ANY && schema_refuses_null(r, schema))
        type->nullable = false;
}

static schema_use read_schema(schema_reader *r, const node *schema, schema_place place) {
    schema_use use = {.type = {.kind = MODEL_ANY, .at = schema->at}};
    schema_parts parts;
    if (!schema_parts_read(r, schema, &parts))
        return use;
    if (schema->kind == NODE_BOOL) {
        if (!schema->boolean)
            use.type.conditions =
                schema_conditions(r, schema_never(r, schema->at), NULL, &use.type);
        return use;
    }
    const bool merged = schema_close(r, &parts);
    schema_warn_unsupported(r, &parts);
    if (!merged && schema_unwrap(r, &parts, place, &use)) {
        refuse_null(r, schema, &use.type);
        schema_add_null(r, &use.type);
        return use;
    }
    if (!merged && (parts.of[KEYWORD_REF] || parts.of[KEYWORD_ALL_OF]) &&
        !schema_merge(r, schema, &parts))
        return use;
    if (leads_back(r, r->reading->outer, schema, true)) {
        schema_warn_loop(r, schema->at);
        return use;
    }
    use = read_kind(r, &parts, place);
    refuse_null(r, schema, &use.type);
    schema_add_null(r, &use.type);
    schema_entry *entry = schema_entry_find(r, schema);
    if (entry && entry->state == SCHEMA_NEW) {
        entry->use = use;
        entry->state = SCHEMA_RESOLVED;
    }
    return use;
}

schema_use schema_read_new(schema_reader *r, const node *schema, schema_place place) {
    schema_use use = {.type = {.kind = MODEL_ANY, .at = schema->at}};
    const schema_reading step = step_onto(r, schema);
    if (step.depth > SCHEMA_MAX_READING)
        schema_endless(r, schema->at);
    if (r->endless)
        return use;
    r->reading = &step;
    use = read_schema(r, schema, place);
    r->reading = step.outer;
    return use;
}

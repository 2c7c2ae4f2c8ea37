/* Objects: fields, required names, and what else may be there; see schema.h. */
#include "spec/schema.h"

void schema_read_field(schema_reader *r, schema_entry *entry, const node_member *member,
                       model_field *field) {
    schema_place place = {.parent = entry, .property = node_text(member->key)};
    schema_use use = schema_read_use(r, member->item, place);
    model_type *type = ARENA_NEW(r->memory, model_type);
    *type = use.type;
    *field = (model_field){.name = place.property,
                           .at = member->key->at,
                           .type = type,
                           .read_only = use.read_only,
                           .write_only = use.write_only,
                           .default_value = use.default_value,
                           .note = use.note};
}

void schema_suggest_property(schema_reader *r, diagnostic *d, const model_definition *object,
                             str name) {
    str *names = ARENA_ARRAY(r->memory, object->field_count + 1, str);
    for (size_t i = 0; i < object->field_count; i++)
        names[i] = object->fields[i].name;
    diag_suggest(r->diags, d, name, names, object->field_count);
}

static void warn_required(schema_reader *r, const model_definition *d, const node *name) {
    if (map_put(r->warned, schema_key(r, name, NULL), r))
        return;
    diagnostic *w =
        diag_report(r->diags, CODE_REQUIRED_UNKNOWN, name->at,
                    "`%.*s` is required, but there is no such property", STR_ARG(node_text(name)));
    schema_suggest_property(r, w, d, node_text(name));
}

/* `required: true` beside a property's type is a wide-spread slip of OpenAPI documents. */
static const node *required_list(schema_reader *r, const schema_parts *parts) {
    const node_member *member = parts->of[KEYWORD_REQUIRED];
    if (!member || member->item->kind != NODE_BOOL)
        return schema_list(r, parts, KEYWORD_REQUIRED);
    if (!map_put(r->warned, schema_key(r, member->key, NULL), r))
        diag_count(r->diags, CODE_UNSUPPORTED, STR("required flag"), member->key->at,
                   "`required` is a list of property names and has no effect as a flag");
    return NULL;
}

void schema_warn_required_of_map(schema_reader *r, const schema_parts *parts) {
    const model_definition none = {.kind = MODEL_OBJECT};
    const node *required = required_list(r, parts);
    for (uint32_t i = 0; required && i < required->count; i++)
        warn_required(r, &none, required->as.items[i]);
}

static void set_required(schema_reader *r, const schema_parts *parts, model_definition *d) {
    const node *required = required_list(r, parts), *properties;
    properties = schema_part(parts, KEYWORD_PROPERTIES);
    for (uint32_t i = 0; required && i < required->count; i++) {
        const node *name = required->as.items[i];
        const node_member *member = node_find(properties, node_text(name));
        if (name->kind != NODE_STRING) {
            if (!map_put(r->warned, schema_key(r, name, NULL), r))
                diag_report(r->diags, CODE_WRONG_TYPE, name->at,
                            "`required` lists property names, not %s", node_kind_name(name));
        } else if (member) {
            d->fields[member - properties->as.members].required = true;
        } else {
            warn_required(r, d, name);
        }
    }
}

static void set_additional(schema_reader *r, schema_entry *entry, model_definition *d) {
    const schema_additional more = schema_read_additional(r, entry->parts);
    schema_place place = {.parent = entry, .property = STR("additionalProperties"), .item = true};
    d->additional_mode = more.mode;
    if (more.schema) {
        d->additional = schema_read_type(r, more.schema, place);
    } else if (more.mode == MODEL_ADDITIONAL_TYPED ||
               (more.mode == MODEL_ADDITIONAL_OPEN && more.said)) {
        model_type *any = ARENA_NEW(r->memory, model_type);
        *any = (model_type){.kind = MODEL_ANY, .at = more.at};
        d->additional = any;
    }
    place.property = STR("propertyNames");
    d->names = schema_read_names(r, more.names, place);
    d->field_names =
        more.all_names == more.names ? d->names : schema_read_names(r, more.all_names, place);
}

void schema_fill_object(schema_reader *r, schema_entry *entry, model_definition *d) {
    const node *properties = schema_part(entry->parts, KEYWORD_PROPERTIES);
    if (properties && properties->kind != NODE_MAP) {
        diag_report(r->diags, CODE_WRONG_TYPE, properties->at, "`properties` is a mapping, not %s",
                    node_kind_name(properties));
        return;
    }
    d->field_count = properties ? properties->count : 0;
    d->fields = ARENA_ARRAY(r->memory, d->field_count, model_field);
    for (size_t i = 0; i < d->field_count; i++) {
        const node_member *property = &properties->as.members[i];
        const node_member whole = {property->key, schema_of_property(r, entry->parts, property)};
        schema_read_field(r, entry, &whole, &d->fields[i]);
    }
    set_required(r, entry->parts, d);
    set_additional(r, entry, d);
}

/* Those about its fields and the others; what a part alone has not evaluated can be fields, too. */
static const schema_condition *own_conditions(schema_reader *r, const schema_entry *entry) {
    const schema_condition *list = NULL, **end = &list;
    for (const schema_condition *c = entry->parts->conditions; c; c = c->next)
        if (c->keyword == KEYWORD_UNEVALUATED_PROPERTIES && c->schema != entry->parts->node)
            schema_warn_unevaluated(r, c->member, "in a part of another object");
        else
            end = schema_conditions_put(r, end, c);
    return list;
}

void schema_fill_conditions(schema_reader *r, const schema_entry *entry, model_definition *d) {
    const schema_condition *list = schema_conditions_join(
        r, own_conditions(r, entry), schema_untold(r, entry->parts, MODEL_OBJECT));
    d->conditions = schema_conditions(r, list, d, NULL);
}

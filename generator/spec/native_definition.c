/* Models and enums of the native format; see native.h. */
#include "spec/native.h"

static void fill_field(native *n, model_definition *owner, model_field *field,
                       const node_member *member) {
    const node *body = member->item;
    native_owner place = {.definition = owner, .property = member->key->as.text};
    field->name = member->key->as.text;
    field->at = member->key->at;
    bool is_map = body->kind == NODE_MAP;
    if (!is_map || (body->count == 1 && node_get(body, STR("map")))) {
        field->type = native_type(n, body, &place);
        return;
    }
    native_check_keys(n, body, NATIVE_FIELD, "a field");
    field->type = native_typed(n, body, &place, "a field");
    field->required = native_flag(n, body, "required");
    field->read_only = native_flag(n, body, "readOnly");
    field->write_only = native_flag(n, body, "writeOnly");
    field->default_value = node_get(body, STR("default"));
    field->note = native_note(n, body);
}

static void fill_additional(native *n, model_definition *to, const node *body) {
    const node *additional = node_get(body, STR("additionalProperties"));
    if (!additional)
        return;
    if (additional->kind == NODE_BOOL) {
        to->additional_mode = additional->boolean ? MODEL_ADDITIONAL_OPEN : MODEL_ADDITIONAL_CLOSED;
        return;
    }
    native_owner place = {to, STR("additionalProperties"), 0, true};
    to->additional_mode = MODEL_ADDITIONAL_TYPED;
    to->additional = native_type(n, additional, &place);
}

void native_fill_fields(native *n, model_definition *to, const node *body) {
    const node *fields = native_map(n, body, "fields");
    to->field_count = fields ? fields->count : 0;
    to->fields = ARENA_ARRAY(n->memory, to->field_count, model_field);
    for (uint32_t i = 0; i < to->field_count; i++)
        fill_field(n, to, &to->fields[i], &fields->as.members[i]);
    fill_additional(n, to, body);
    to->constraints = native_constraints(n, body, true);
}

void native_fill_model(native *n, model_definition *to, const node *body) {
    if (body->kind == NODE_NULL || !native_expect(n, body, NODE_MAP, "a model (a mapping)"))
        return;
    native_check_keys(n, body, NATIVE_MODEL, "a model");
    to->note = native_note(n, body);
    native_fill_fields(n, to, body);
}

static bool is_value(native *n, const node *found) {
    if (node_is_special(found)) {
        diag_report(n->d, CODE_BAD_VALUE, found->at,
                    "JSON has no number `%.*s`: remove it, or put it in quotes if it is a text",
                    STR_ARG(found->as.text));
        return false;
    }
    if (node_is_number(found) || found->kind == NODE_BOOL || found->kind == NODE_STRING)
        return true;
    if (found->kind == NODE_NULL)
        diag_report(
            n->d, CODE_BAD_VALUE, found->at,
            "null is no value of an enum: the field that may be null says `nullable: true`");
    else
        diag_report(n->d, CODE_WRONG_TYPE, found->at,
                    "expected a value (a string, a number, true or false), got %s",
                    node_kind_name(found));
    return false;
}

static bool fill_value(native *n, model_value *to, const node *written) {
    to->at = written->at;
    to->json = written;
    if (written->kind == NODE_MAP) {
        native_check_keys(n, written, NATIVE_ENUM_VALUE, "a value of an enum");
        to->json = node_get(written, STR("value"));
        to->name = native_text(n, written, "name");
        to->note = native_note(n, written);
        if (!to->json) {
            native_missing_key(n, written, written->at, "a value of an enum", "value");
            return false;
        }
    }
    return is_value(n, to->json);
}

/* The key by which equal values are found: 1 and 1.0 are one value, 1 and "1" are two. */
static str value_key(native *n, const node *json) {
    int64_t whole;
    if (node_int64(json, &whole))
        return str_format(n->memory, "%lld", (long long)whole);
    return json->kind == NODE_STRING ? str_join(n->memory, STR("\""), json->as.text)
                                     : json->as.text;
}

void native_fill_values(native *n, model_definition *to, const node *list) {
    map *seen = map_new(n->memory);
    to->values = ARENA_ARRAY(n->memory, list->count, model_value);
    for (uint32_t i = 0; i < list->count; i++) {
        model_value *value_slot = &to->values[to->value_count];
        *value_slot = (model_value){0};
        if (!fill_value(n, value_slot, list->as.items[i]))
            continue;
        const model_value *first = map_put(seen, value_key(n, value_slot->json), value_slot);
        if (first) {
            diagnostic *error = diag_report(n->d, CODE_BAD_VALUE, value_slot->json->at,
                                            "the value `%.*s` stands twice: remove one",
                                            STR_ARG(value_slot->json->as.text));
            diag_add_note(n->d, error, first->json->at, "first listed here");
            map_put(seen, value_key(n, first->json), (void *)(uintptr_t)first);
            continue;
        }
        to->value_count++;
    }
    if (list->count == 0)
        diag_report(n->d, CODE_BAD_VALUE, list->at, "an enum needs at least one value");
}

void native_fill_enum(native *n, model_definition *to, const node *body) {
    const node *values = body;
    if (body->kind == NODE_MAP) {
        native_check_keys(n, body, NATIVE_ENUM, "an enum");
        to->note = native_note(n, body);
        to->closed = native_flag(n, body, "closed");
        values = node_get(body, STR("values"));
        if (!values) {
            str what = str_format(n->memory, "the enum `%.*s`", STR_ARG(to->name));
            native_missing_key(n, body, to->at, what.ptr, "values");
            return;
        }
    }
    if (native_expect(n, values, NODE_LIST, "a list of values"))
        native_fill_values(n, to, values);
}

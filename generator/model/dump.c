/*
 * The package as plain data, for --dump-model and for tests: every fact of the model, absent ones
 * left out, in the order of model.h.
 */
#include "model/model.h"

static void put_text(value dict, const char *key, str text) {
    if (text.len)
        value_add(dict, str_from(key), value_str(text));
}

static void put_flag(value dict, const char *key, bool flag) {
    if (flag)
        value_add(dict, str_from(key), value_bool(true));
}

static void put_node(arena *a, value dict, const char *key, const node *n) {
    if (n)
        value_add(dict, str_from(key), node_to_value(a, n));
}

static void put_number(value dict, const char *key, size_t number) {
    value_add(dict, str_from(key), value_int((int64_t)number));
}

static void put_place(arena *a, value dict, span at) {
    if (at.file && at.line)
        value_add(
            dict, STR("at"),
            value_str(str_format(a, "%.*s:%u:%u", STR_ARG(at.file->path), at.line, at.column)));
}

static void put_note(arena *a, value dict, const model_note *note) {
    put_text(dict, "title", note->title);
    put_text(dict, "description", note->description);
    put_flag(dict, "deprecated", note->deprecated);
    put_text(dict, "deprecation", note->deprecation);
    put_node(a, dict, "example", note->example);
    put_node(a, dict, "extensions", note->extensions);
}

static void put_constraints(arena *a, value dict, const model_constraint *list) {
    if (!list)
        return;
    value items = value_new_dict(a);
    for (; list; list = list->next)
        value_add(items, model_constraint_keyword(list->kind), node_to_value(a, list->operand));
    value_add(dict, STR("constraints"), items);
}

static void put_conditions(arena *a, value dict, const model_condition *list) {
    if (!list)
        return;
    value items = value_new_list(a);
    for (; list; list = list->next) {
        value v = value_new_dict(a);
        put_text(v, "keyword", list->keyword);
        put_text(v, "text", list->text);
        put_place(a, v, list->at);
        value_append(items, v);
    }
    value_add(dict, STR("conditions"), items);
}

static value type_to_value(arena *a, const model_type *type) {
    value v = value_new_dict(a);
    put_text(v, "kind", model_kind_name(type->kind));
    if (type->definition)
        put_text(v, "definition", type->definition->name);
    put_flag(v, "nullable", type->nullable);
    put_flag(v, "refined", type->refined);
    put_text(v, "format", type->format);
    if (type->element)
        value_add(v, STR("element"), type_to_value(a, type->element));
    if (type->names)
        value_add(v, STR("names"), type_to_value(a, type->names));
    put_constraints(a, v, type->constraints);
    put_conditions(a, v, type->conditions);
    put_place(a, v, type->at);
    return v;
}

static void put_storage(value dict, model_storage storage) {
    put_text(dict, "storage", storage == MODEL_POINTER ? STR("pointer") : STR("inline"));
}

static value field_to_value(arena *a, const model_field *field) {
    value v = value_new_dict(a);
    value_add(v, STR("name"), value_str(field->name));
    value_add(v, STR("type"), type_to_value(a, field->type));
    put_flag(v, "required", field->required);
    put_flag(v, "readOnly", field->read_only);
    put_flag(v, "writeOnly", field->write_only);
    put_node(a, v, "default", field->default_value);
    put_note(a, v, &field->note);
    put_storage(v, field->storage);
    put_place(a, v, field->at);
    return v;
}

static void put_object(arena *a, value dict, const model_definition *d) {
    static const char *const modes[] = {"open", "typed", "closed"};
    value fields = value_new_list(a);
    for (size_t i = 0; i < d->field_count; i++)
        value_append(fields, field_to_value(a, &d->fields[i]));
    value_add(dict, STR("fields"), fields);
    put_text(dict, "additional", str_from(modes[d->additional_mode]));
    if (d->additional)
        value_add(dict, STR("additionalType"), type_to_value(a, d->additional));
    if (d->names)
        value_add(dict, STR("additionalNames"), type_to_value(a, d->names));
    put_constraints(a, dict, d->constraints);
    put_conditions(a, dict, d->conditions);
}

static void put_enum(arena *a, value dict, const model_definition *d) {
    value values = value_new_list(a);
    for (size_t i = 0; i < d->value_count; i++) {
        const model_value *item = &d->values[i];
        value v = value_new_dict(a);
        put_node(a, v, "value", item->json);
        put_text(v, "name", item->name);
        put_note(a, v, &item->note);
        put_place(a, v, item->at);
        value_append(values, v);
    }
    value_add(dict, STR("values"), values);
    put_flag(dict, "closed", d->closed);
}

static value alternative_to_value(arena *a, const model_alternative *alternative) {
    value v = value_new_dict(a);
    value_add(v, STR("type"), type_to_value(a, alternative->type));
    put_text(v, "name", alternative->name);
    if (alternative->tag_count) {
        value tags = value_new_list(a);
        for (size_t i = 0; i < alternative->tag_count; i++)
            value_append(tags, value_str(alternative->tags[i]));
        value_add(v, STR("tags"), tags);
    }
    put_storage(v, alternative->storage);
    put_place(a, v, alternative->at);
    return v;
}

static void put_union(arena *a, value dict, const model_definition *d) {
    value alternatives = value_new_list(a);
    for (size_t i = 0; i < d->alternative_count; i++)
        value_append(alternatives, alternative_to_value(a, &d->alternatives[i]));
    value_add(dict, STR("alternatives"), alternatives);
    put_text(dict, "discriminator", d->discriminator);
    put_flag(dict, "exclusive", d->exclusive);
}

static value definition_to_value(arena *a, const model_definition *d) {
    value v = value_new_dict(a);
    put_text(v, "kind", model_kind_name(d->kind));
    put_text(v, "name", d->name);
    if (d->owner)
        put_text(v, "owner", d->owner->name);
    put_text(v, "property", d->property);
    if (d->position)
        put_number(v, "position", (size_t)d->position);
    put_flag(v, "item", d->item);
    put_note(a, v, &d->note);
    if (d->kind == MODEL_OBJECT)
        put_object(a, v, d);
    else if (d->kind == MODEL_ENUM)
        put_enum(a, v, d);
    else
        put_union(a, v, d);
    put_number(v, "order", d->order);
    put_flag(v, "recursive", d->recursive);
    put_place(a, v, d->at);
    return v;
}

value model_to_value(arena *a, const model_package *package) {
    value v = value_new_dict(a);
    put_text(v, "name", package->name);
    put_text(v, "title", package->title);
    put_text(v, "description", package->description);
    put_text(v, "version", package->version);
    value definitions = value_new_list(a);
    for (size_t i = 0; i < package->count; i++)
        value_append(definitions, definition_to_value(a, package->definitions[i]));
    value_add(v, STR("definitions"), definitions);
    put_node(a, v, "targets", package->targets);
    value files = value_new_list(a);
    for (size_t i = 0; i < package->file_count; i++)
        value_append(files, value_str(package->files[i]->path));
    value_add(v, STR("files"), files);
    return v;
}

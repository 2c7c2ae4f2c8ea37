/*
 * The context; see context.h. Definitions are made in two passes, so that types can refer to any
 * of them: first all with their names, then their fields, values and alternatives.
 */
#include "render/context.h"

#include "base/map.h"
#include "render/context_condition.h"
#include "render/context_type.h"
#include "render/names.h"
#include "render/settings.h"

enum { DEFINITION = 1 }; /* value.flags */

/* About how many members the dicts have, with a few spellings. */
enum { DEFINITION_MEMBERS = 26, FIELD_MEMBERS = 23, VALUE_MEMBERS = 14, ALTERNATIVE_MEMBERS = 10 };

typedef struct builder {
    const render_request *request;
    arena *memory;
    context_types *types;
    names *names;
    value package, settings;
    value name_context; /* what the templates of names see: settings, package, types, field … */
    value no_members;   /* an empty dict, for all that have none */
    value *definitions; /* by order */
    /* What all dicts of a kind have in common. */
    value_shape *of_definitions[MODEL_UNION + 1], *of_fields, *of_values, *of_alternatives;
} builder;

bool context_is_definition(value v) {
    return v.kind == VALUE_DICT && (v.flags & DEFINITION);
}

static void add_str(value dict, str key, str text) {
    value_add(dict, key, value_str(text));
}

static void add_bool(value dict, str key, bool flag) {
    value_add(dict, key, value_bool(flag));
}

static value node_or_null(arena *a, const node *n) {
    return n ? node_to_value(a, n) : value_null();
}

static void add_note(builder *b, value dict, const model_note *note) {
    add_str(dict, STR("title"), str_trim(note->title));
    add_str(dict, STR("description"), str_trim(note->description));
    add_bool(dict, STR("deprecated"), note->deprecated);
    add_str(dict, STR("deprecation"), note->deprecation);
    add_bool(dict, STR("has_example"), note->example != NULL);
    value_add(dict, STR("example"), node_or_null(b->memory, note->example));
    value_add(dict, STR("extensions"),
              note->extensions ? node_to_value(b->memory, note->extensions) : b->no_members);
}

/* Names an entity; the templates of its names see it and the definition that it is part of. */
static bool spell(builder *b, language_entity entity, str key, value dict, str raw, span at) {
    value_put(b->name_context, key, dict);
    return names_spell(b->names, entity, dict, b->name_context, raw, at);
}

static value new_definition(builder *b, const model_definition *d) {
    value dict = value_new_dict_like(b->memory, DEFINITION_MEMBERS, &b->of_definitions[d->kind]);
    dict.flags = DEFINITION;
    add_str(dict, STR("kind"), model_kind_name(d->kind));
    add_str(dict, STR("name"), d->name);
    add_note(b, dict, &d->note);
    add_bool(dict, STR("recursive"), d->recursive);
    add_bool(dict, STR("inline"), d->owner != NULL);
    add_str(dict, STR("property"), d->property);
    add_bool(dict, STR("closed"), d->closed);
    if (d->kind == MODEL_UNION) /* there from the start, for notations of types that use it */
        value_add(dict, STR("alternatives"), value_new_list(b->memory));
    return dict;
}

/* Components first: an inline type never takes a component's name. */
static bool name_definitions(builder *b, bool inline_ones) {
    const model_package *package = b->request->package;
    bool ok = true;
    for (size_t i = 0; i < package->count; i++) {
        const model_definition *d = package->definitions[i];
        if ((d->owner != NULL) != inline_ones)
            continue;
        value dict = b->definitions[d->order];
        ok &= spell(b, LANGUAGE_TYPE, STR("type"), dict, d->name, d->at);
    }
    return ok;
}

/* Whether JSON has the text as it is between its quotes (RFC 8259, section 7). */
static bool is_plain_json(str text) {
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 || c == '"' || c == '\\')
            return false;
    }
    return true;
}

static bool add_field(builder *b, value list, const model_field *f) {
    value dict = value_new_dict_like(b->memory, FIELD_MEMBERS, &b->of_fields);
    bool plain = f->required && !f->type->nullable;
    add_str(dict, STR("name"), f->name);
    value_add(dict, STR("name_bytes"), value_int((int64_t)f->name.len));
    add_note(b, dict, &f->note);
    add_bool(dict, STR("required"), f->required);
    add_bool(dict, STR("plain"), plain);
    add_bool(dict, STR("plain_name"), is_plain_json(f->name));
    add_bool(dict, STR("read_only"), f->read_only);
    add_bool(dict, STR("write_only"), f->write_only);
    add_bool(dict, STR("has_default"), f->default_value != NULL);
    add_bool(dict, STR("default_fits"), f->default_fits);
    value_add(dict, STR("default"), node_or_null(b->memory, f->default_value));
    add_bool(dict, STR("pointer"), f->storage == MODEL_POINTER);
    value type;
    if (!context_type(b->types, f->type, !plain, &type))
        return false;
    value_add(dict, STR("type"), type);
    value_append(list, dict);
    return spell(b, LANGUAGE_FIELD, STR("field"), dict, f->name, f->at);
}

static bool add_value(builder *b, value list, const model_value *v) {
    value dict = value_new_dict_like(b->memory, VALUE_MEMBERS, &b->of_values);
    str text = node_text(v->json);
    add_str(dict, STR("name"), v->name);
    add_note(b, dict, &v->note);
    value_add(dict, STR("value"), node_to_value(b->memory, v->json));
    add_str(dict, STR("text"), text);
    add_str(dict, STR("json_kind"),
            v->json->kind == NODE_STRING ? STR("string")
            : v->json->kind == NODE_BOOL ? STR("boolean")
                                         : STR("number"));
    value_append(list, dict);
    return spell(b, LANGUAGE_VALUE, STR("value"), dict, v->name.len ? v->name : text, v->at);
}

static bool add_alternative(builder *b, value list, const model_alternative *m) {
    value dict = value_new_dict_like(b->memory, ALTERNATIVE_MEMBERS, &b->of_alternatives),
          tags = value_new_list(b->memory), type;
    str name = m->name.len ? m->name : context_type_label(b->memory, m->type);
    add_str(dict, STR("name"), name);
    for (size_t i = 0; i < m->tag_count; i++)
        value_append(tags, value_str(m->tags[i]));
    value_add(dict, STR("tags"), tags);
    add_bool(dict, STR("pointer"), m->storage == MODEL_POINTER);
    if (!context_type(b->types, m->type, false, &type))
        return false;
    value_add(dict, STR("type"), type);
    value_append(list, dict);
    return spell(b, LANGUAGE_ALTERNATIVE, STR("alternative"), dict, name, m->at);
}

static bool fill_object(builder *b, value dict, const model_definition *d) {
    static const str modes[] = {STR_INIT("open"), STR_INIT("typed"), STR_INIT("closed")};
    value list = value_new_list(b->memory), additional = value_null(), of_names = value_null();
    for (size_t i = 0; i < d->field_count; i++)
        if (!add_field(b, list, &d->fields[i]))
            return false;
    if (d->additional && !context_type(b->types, d->additional, false, &additional))
        return false;
    if (d->names && !context_type(b->types, d->names, false, &of_names))
        return false;
    value_add(dict, STR("fields"), list);
    add_str(dict, STR("additional"), modes[d->additional_mode]);
    value_add(dict, STR("additional_type"), additional);
    value_add(dict, STR("additional_names"), of_names);
    value_add(dict, STR("constraints"),
              context_constraints(b->types, MODEL_OBJECT, d->constraints));
    value_add(dict, STR("conditions"), value_null()); /* once all fields are there */
    return true;
}

static bool fill_enum(builder *b, value dict, const model_definition *d) {
    value list = value_new_list(b->memory);
    for (size_t i = 0; i < d->value_count; i++)
        if (!add_value(b, list, &d->values[i]))
            return false;
    value_add(dict, STR("enumerators"), list);
    return true;
}

static bool fill_union(builder *b, value dict, const model_definition *d) {
    value list = value_get(dict, STR("alternatives"));
    for (size_t i = 0; i < d->alternative_count; i++)
        if (!add_alternative(b, list, &d->alternatives[i]))
            return false;
    add_str(dict, STR("discriminator"), d->discriminator);
    add_bool(dict, STR("exclusive"), d->exclusive);
    value_add(dict, STR("constraints"), context_constraints(b->types, MODEL_UNION, d->constraints));
    return true;
}

static bool fill_definition(builder *b, const model_definition *d) {
    value dict = b->definitions[d->order];
    value_add(dict, STR("owner"), d->owner ? b->definitions[d->owner->order] : value_null());
    names_begin_owner(b->names);
    value_put(b->name_context, STR("type"), dict);
    bool ok = d->kind == MODEL_OBJECT ? fill_object(b, dict, d)
              : d->kind == MODEL_ENUM ? fill_enum(b, dict, d)
                                      : fill_union(b, dict, d);
    if (ok)
        context_add_needs(b->types, dict, d);
    return ok;
}

/* Unions first: notations of other types may list their alternatives. */
static bool fill_definitions(builder *b) {
    const model_package *package = b->request->package;
    for (int unions = 1; unions >= 0; unions--)
        for (size_t i = 0; i < package->count; i++)
            if ((package->definitions[i]->kind == MODEL_UNION) == unions &&
                !fill_definition(b, package->definitions[i]))
                return false;
    return true;
}

static bool fill_conditions(builder *b) {
    const model_package *package = b->request->package;
    for (size_t i = 0; i < package->count; i++) {
        const model_definition *d = package->definitions[i];
        value list;
        if (d->kind != MODEL_OBJECT)
            continue;
        list = value_new_list(b->memory);
        if (!context_conditions_list(context_types_conditions(b->types), d, NULL, d->conditions,
                                     list))
            return false;
        value_put(b->definitions[d->order], STR("conditions"), list);
    }
    return context_types_fill_conditions(b->types);
}

static bool build_package(builder *b) {
    const render_request *r = b->request;
    b->package = value_new_dict(b->memory);
    add_str(b->package, STR("name"), r->package_name);
    add_str(b->package, STR("title"), r->package->title);
    add_str(b->package, STR("description"), str_trim(r->package->description));
    add_str(b->package, STR("version"), r->package->version);
    return spell(b, LANGUAGE_PACKAGE, STR("package"), b->package, r->package_name, (span){0});
}

/* What is the target's own in the root. */
static void put_target(value root, const render_request *r, value settings) {
    value_put(root, STR("target"), value_str(r->target));
    value_put(root, STR("layout"),
              value_str(r->layout == RENDER_SINGLE ? STR("single") : STR("per-model")));
    value_put(root, STR("settings"), settings);
}

/* All definitions in the order of the spec. */
static value all_types(builder *b) {
    const model_package *package = b->request->package;
    value all = value_new_list(b->memory);
    for (size_t i = 0; i < package->count; i++)
        value_append(all, b->definitions[package->definitions[i]->order]);
    return all;
}

static value root_of(builder *b) {
    const render_request *r = b->request;
    value root = value_new_dict(b->memory);
    value declared = value_new_list(b->memory), generator = value_new_dict(b->memory);
    for (size_t i = 0; i < r->package->count; i++)
        value_append(declared, b->definitions[i]);
    add_str(generator, STR("name"), STR("swage"));
    add_str(generator, STR("version"), STR(SWAGE_VERSION));
    value_add(root, STR("package"), b->package);
    put_target(root, r, b->settings);
    value_add(root, STR("generator"), generator);
    value_add(root, STR("types"), value_get(b->name_context, STR("types")));
    value_add(root, STR("declared"), declared);
    return root;
}

bool context_build(context *c, arena *a, const render_request *request, const language *lang,
                   snippet_set *snippets) {
    const model_package *package = request->package;
    builder b = {.request = request, .memory = a};
    b.name_context = value_new_dict(a);
    b.no_members = value_new_dict(a);
    b.names = names_new(b.memory, request->diags, lang, snippets);
    b.definitions = ARENA_ARRAY(b.memory, package->count + 1, value);
    b.settings = settings_merge(b.memory, request, lang);
    value_put(b.name_context, STR("settings"), b.settings);
    b.types = context_types_new(b.memory, lang, snippets, b.definitions, b.settings);
    bool ok = build_package(&b);
    for (size_t i = 0; i < package->count; i++)
        b.definitions[package->definitions[i]->order] = new_definition(&b, package->definitions[i]);
    ok = ok && name_definitions(&b, false) && name_definitions(&b, true);
    value_put(b.name_context, STR("types"), all_types(&b));
    ok = ok && fill_definitions(&b) && fill_conditions(&b);
    names_free(b.names);
    if (!ok)
        return false;
    *c = (context){a, root_of(&b), b.types, lang->names_from};
    return true;
}

bool context_adapt(context *c, const render_request *request, const language *lang,
                   snippet_set *snippets) {
    value settings = settings_merge(c->memory, request, lang);
    put_target(c->root, request, settings);
    return context_types_adapt(c->types, lang, snippets, settings);
}

/* A copy in which definitions within definitions are references, so that it is a finite tree. */
static value without_cycles(arena *a, value v, bool inside) {
    if (v.kind == VALUE_LIST) {
        value copy = value_new_list(a);
        for (uint32_t i = 0; i < v.as.list->count; i++)
            value_append(copy, without_cycles(a, v.as.list->items[i], inside));
        return copy;
    }
    if (v.kind != VALUE_DICT)
        return v;
    value copy = value_new_dict(a);
    if (context_is_definition(v) && inside) {
        value_add(copy, STR("definition"), value_get(v, STR("name")));
        return copy;
    }
    for (uint32_t i = 0; i < v.as.dict->count; i++) {
        value_add(copy, value_text(v.as.dict->shape->keys[i]),
                  without_cycles(a, v.as.dict->items[i], inside || context_is_definition(v)));
    }
    return copy;
}

void context_write_json(buf *out, value root) {
    arena scratch = {0};
    value_write_json(out, without_cycles(&scratch, root, false), 2);
    buf_add_char(out, '\n');
    arena_free(&scratch);
}

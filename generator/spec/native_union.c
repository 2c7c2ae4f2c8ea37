/* Unions of the native format; see native.h. */
#include "spec/native.h"

static void fill_alternative(native *n, model_definition *to, model_alternative *alternative,
                             const node *written, int position) {
    native_owner place = {to, to->property, position, false};
    alternative->at = written->at;
    if (written->kind != NODE_MAP || (written->count == 1 && node_get(written, STR("map")))) {
        alternative->type = native_type(n, written, &place);
        return;
    }
    native_check_keys(n, written,
                      native_is_inline(written) ? NATIVE_INLINE_ALTERNATIVE : NATIVE_ALTERNATIVE,
                      "an alternative");
    alternative->type = native_typed(n, written, &place, "an alternative");
    alternative->name = native_text(n, written, "name");
}

void native_fill_alternatives(native *n, model_definition *to, const node *body) {
    const node_member *one = node_find(body, STR("oneOf")), *any = node_find(body, STR("anyOf"));
    to->exclusive = one != NULL;
    if (one && any)
        diag_report(n->d, CODE_BAD_VALUE, any->key->at, "a union has `oneOf` or `anyOf`, not both");
    if (!one && !any) {
        str what = str_format(n->memory, "the union `%.*s`", STR_ARG(to->name));
        native_missing_key(n, body, to->at, what.ptr, "oneOf");
        return;
    }
    const node *list = native_list(n, body, one ? "oneOf" : "anyOf");
    if (!list)
        return;
    if (list->count == 0)
        diag_report(n->d, CODE_BAD_VALUE, list->at, "a union needs at least one alternative");
    to->alternative_count = list->count;
    to->alternatives = ARENA_ARRAY(n->memory, list->count, model_alternative);
    for (uint32_t i = 0; i < list->count; i++)
        fill_alternative(n, to, &to->alternatives[i], list->as.items[i], (int)i + 1);
}

void native_fill_union(native *n, model_definition *to, const node *body) {
    if (!native_expect(n, body, NODE_MAP, "a union (a mapping with `oneOf` or `anyOf`)"))
        return;
    native_check_keys(n, body, NATIVE_UNION, "a union");
    to->note = native_note(n, body);
    native_fill_alternatives(n, to, body);
}

static void add_tag(native *n, model_alternative *to, str tag) {
    str *tags = ARENA_ARRAY(n->memory, to->tag_count + 1, str);
    if (to->tag_count)
        memcpy(tags, to->tags, to->tag_count * sizeof *tags);
    tags[to->tag_count++] = tag;
    to->tags = tags;
}

/* The alternative that a mapping's value names. */
static model_alternative *find_alternative(native *n, model_definition *in, const node *name) {
    str *names = ARENA_ARRAY(n->memory, in->alternative_count, str);
    for (size_t i = 0; i < in->alternative_count; i++) {
        model_alternative *alternative = &in->alternatives[i];
        if (alternative->type->definition)
            names[i] = alternative->type->definition->name;
        if (str_eq(names[i], name->as.text) ||
            (alternative->name.len && str_eq(alternative->name, name->as.text)))
            return alternative;
    }
    diagnostic *error =
        diag_report(n->d, CODE_BAD_VALUE, name->at, "`%.*s` is none of the union's alternatives",
                    STR_ARG(name->as.text));
    diag_suggest(n->d, error, name->as.text, names, in->alternative_count);
    return NULL;
}

static void read_mapping(native *n, model_definition *to, const node *mapping) {
    for (uint32_t i = 0; i < mapping->count; i++) {
        const node_member *member = &mapping->as.members[i];
        if (!native_expect(n, member->item, NODE_STRING, "the name of an alternative"))
            continue;
        model_alternative *alternative = find_alternative(n, to, member->item);
        if (alternative)
            add_tag(n, alternative, member->key->as.text);
    }
}

/* What an alternative itself says of its tag: a const, or an enum that is its own. */
static void own_tags(native *n, model_alternative *to, const model_field *field) {
    const model_constraint *constant =
        field ? model_constraint_find(field->type->constraints, MODEL_CONST) : NULL;
    if (constant && constant->operand->kind == NODE_STRING) {
        add_tag(n, to, constant->operand->as.text);
        return;
    }
    const model_definition *values = field ? field->type->definition : NULL;
    if (!values || values->kind != MODEL_ENUM || (!values->owner && values->value_count > 1))
        return;
    for (size_t i = 0; i < values->value_count; i++)
        if (values->values[i].json->kind == NODE_STRING)
            add_tag(n, to, values->values[i].json->as.text);
}

static void check_tags(native *n, const model_definition *to) {
    map *seen = map_new(n->memory);
    for (size_t i = 0; i < to->alternative_count; i++) {
        const model_alternative *alternative = &to->alternatives[i];
        for (size_t k = 0; k < alternative->tag_count; k++) {
            const model_alternative *first =
                map_put(seen, alternative->tags[k], (void *)(uintptr_t)alternative);
            if (!first || first == alternative)
                continue;
            diagnostic *error =
                diag_report(n->d, CODE_BAD_VALUE, alternative->at,
                            "the discriminator value `%.*s` means two alternatives: give each its "
                            "own by `mapping`",
                            STR_ARG(alternative->tags[k]));
            diag_add_note(n->d, error, first->at, "the other alternative");
        }
    }
}

/* The property's name, from either form of the discriminator, and its mapping. */
static const node *read_discriminator(native *n, const node *written, const node **mapping) {
    if (written->kind != NODE_MAP)
        return native_expect(n, written, NODE_STRING,
                             "a property's name or a mapping for `discriminator`")
                   ? written
                   : NULL;
    native_check_keys(n, written, NATIVE_DISCRIMINATOR, "a discriminator");
    *mapping = native_map(n, written, "mapping");
    const node *property = node_get(written, STR("property"));
    if (!property)
        native_missing_key(n, written, written->at, "a discriminator", "property");
    else if (native_expect(n, property, NODE_STRING, "a string for `property`"))
        return property;
    return NULL;
}

void native_fill_tags(native *n, model_definition *to, const node *body) {
    const node *written = node_get(body, STR("discriminator")), *mapping = NULL;
    const node *property = written ? read_discriminator(n, written, &mapping) : NULL;
    if (!property)
        return;
    to->discriminator = property->as.text;
    if (mapping)
        read_mapping(n, to, mapping);
    for (size_t i = 0; i < to->alternative_count; i++) {
        model_alternative *alternative = &to->alternatives[i];
        const model_definition *object = alternative->type->definition;
        if (!object || object->kind != MODEL_OBJECT) {
            if (alternative->type->kind != MODEL_ANY || n->d->errors == 0) /* else it is unknown */
                diag_report(n->d, CODE_WRONG_TYPE, alternative->at,
                            "a union with a discriminator has models as its alternatives");
            continue;
        }
        if (alternative->tag_count == 0)
            own_tags(n, alternative, model_field_find(object, to->discriminator));
        if (alternative->tag_count == 0)
            add_tag(n, alternative, alternative->name.len ? alternative->name : object->name);
    }
    check_tags(n, to);
}

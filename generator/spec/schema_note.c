/* What a schema says about its values without restricting them; see schema.h. */
#include "spec/schema.h"

/* The first of `examples`, which is a list in JSON Schema and a mapping elsewhere in OpenAPI. */
static const node *first_example(const node *examples) {
    if (!examples || examples->count == 0)
        return NULL;
    if (examples->kind == NODE_LIST)
        return examples->as.items[0];
    if (examples->kind != NODE_MAP)
        return NULL;
    const node *item = node_get(examples->as.members[0].item, STR("value"));
    return item ? item : examples->as.members[0].item;
}

/* Why, and what instead: no keyword of the standards, but two of wide use. */
static str deprecation_of(const node *extensions) {
    const node *why = node_get(extensions, STR("x-deprecated-reason"));
    return node_text(why ? why : node_get(extensions, STR("x-deprecation-message")));
}

/* Whether it is a text that tells why, as many write it, and no boolean in quotes. */
static bool is_reason(const node *deprecated) {
    static const str words[] = {STR_INIT("true"), STR_INIT("false"), STR_INIT("yes"),
                                STR_INIT("no"), STR_INIT("")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(node_text(deprecated), words[i]))
            return false;
    return deprecated->kind == NODE_STRING;
}

static void read_deprecated(schema_reader *r, const schema_parts *parts, model_note *note) {
    const node_member *member = parts->of[KEYWORD_DEPRECATED];
    note->deprecation = deprecation_of(parts->extensions);
    if (!member || !is_reason(member->item)) {
        note->deprecated = schema_flag(r, parts, KEYWORD_DEPRECATED);
        return;
    }
    note->deprecated = true;
    if (!note->deprecation.len)
        note->deprecation = member->item->as.text;
    if (!map_put(r->warned, schema_key(r, member->key, NULL), r))
        diag_count(r->diags, CODE_UNSUPPORTED, STR("deprecated text"), member->key->at,
                   "`deprecated` is true or false: the text is taken for `true` and the reason");
}

void schema_read_note(schema_reader *r, const schema_parts *parts, schema_use *use) {
    model_note *note = &use->note;
    note->title = schema_text(r, parts, KEYWORD_TITLE);
    note->description = schema_text(r, parts, KEYWORD_DESCRIPTION);
    read_deprecated(r, parts, note);
    note->example = schema_part(parts, KEYWORD_EXAMPLE);
    if (!note->example)
        note->example = first_example(schema_part(parts, KEYWORD_EXAMPLES));
    note->extensions = parts->extensions;
    use->default_value = schema_part(parts, KEYWORD_DEFAULT);
    use->read_only = schema_flag(r, parts, KEYWORD_READ_ONLY);
    use->write_only = schema_flag(r, parts, KEYWORD_WRITE_ONLY);
}

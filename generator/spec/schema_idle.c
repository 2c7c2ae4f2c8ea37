/* Keywords that say nothing where they stand: of another type, or beside what excludes them. */
#include "spec/schema.h"

static const schema_keyword compound[] = {KEYWORD_ITEMS,
                                          KEYWORD_PROPERTIES,
                                          KEYWORD_REQUIRED,
                                          KEYWORD_ADDITIONAL_PROPERTIES,
                                          KEYWORD_PATTERN_PROPERTIES,
                                          KEYWORD_PROPERTY_NAMES};

enum { COMPOUND = sizeof compound / sizeof *compound };

unsigned schema_keyword_types(schema_keyword keyword) {
    return keyword == KEYWORD_ITEMS ? JSON_ARRAY : JSON_OBJECT;
}

void schema_warn_keyword(schema_reader *r, const node_member *member, const char *where) {
    if (map_put(r->warned, schema_key(r, member->key, NULL), r))
        return;
    str name = node_text(member->key);
    bool flag = member->item->kind == NODE_BOOL && str_eq(name, STR("required"));
    diag_count(r->diags, CODE_CONSTRAINT_TYPE,
               str_format(r->memory, "%.*s %s", STR_ARG(name), where), member->key->at,
               "`%.*s` has no effect %s%s", STR_ARG(name), where,
               flag ? ": the object around it lists what is required" : "");
}

bool schema_says_nothing(schema_keyword keyword, const node *item) {
    return keyword != KEYWORD_REQUIRED && schema_is_true(item);
}

void schema_warn_idle(schema_reader *r, const schema_parts *parts, unsigned types) {
    for (size_t i = 0; i < COMPOUND; i++) {
        const node_member *member = parts->of[compound[i]];
        if (member && !(types & schema_keyword_types(compound[i])) &&
            !schema_says_nothing(compound[i], member->item))
            schema_warn_keyword(r, member, "on this type");
    }
    const node_member *member = parts->of[KEYWORD_DISCRIMINATOR];
    if (member && !map_put(r->warned, schema_key(r, member->key, NULL), r))
        diag_count(r->diags, CODE_UNSUPPORTED, STR("discriminator"), member->key->at,
                   "`discriminator` without `oneOf` or `anyOf` is not supported and has no effect");
}

void schema_warn_beside(schema_reader *r, const schema_parts *parts, schema_keyword read) {
    static const schema_keyword unions[] = {KEYWORD_ONE_OF, KEYWORD_ANY_OF, KEYWORD_DISCRIMINATOR};
    const char *where = read == KEYWORD_ENUM ? "beside `enum`" : "beside a list of constants";
    for (size_t i = 0; i < COMPOUND; i++)
        if (parts->of[compound[i]] &&
            !schema_says_nothing(compound[i], parts->of[compound[i]]->item))
            schema_warn_keyword(r, parts->of[compound[i]], where);
    for (size_t i = 0; i < sizeof unions / sizeof *unions; i++)
        if (parts->of[unions[i]] && unions[i] != read)
            schema_warn_keyword(r, parts->of[unions[i]], where);
}

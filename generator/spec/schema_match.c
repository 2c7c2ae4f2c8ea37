/* Names that patterns take: of properties, beside `patternProperties`; see schema.h. */
#include "pattern/pattern.h"
#include "spec/schema.h"

/* An expression, compiled at its first use. */
typedef struct known_pattern {
    pattern_dfa table;
    bool compiled;
} known_pattern;

static const known_pattern *compile(schema_reader *r, str source) {
    known_pattern *known = map_get(r->patterns, source);
    pattern_problem problem; /* told of where the expression is a constraint */
    if (known)
        return known;
    known = ARENA_NEW(r->memory, known_pattern);
    known->compiled =
        pattern_compile(r->memory, source, &known->table, &problem) == PATTERN_COMPILED;
    map_put(r->patterns, source, known);
    return known;
}

schema_match schema_matches(schema_reader *r, const node *pattern, str name) {
    const known_pattern *known = compile(r, node_text(pattern));
    if (!known->compiled)
        return MAY_MATCH;
    return pattern_matches(&known->table, name) ? MATCHES : NO_MATCH;
}

static void warn_untold(schema_reader *r, const node_member *property) {
    if (!map_put(r->warned, schema_key(r, property->key, "pattern"), r))
        diag_count(r->diags, CODE_UNSUPPORTED, STR("pattern of a field"), property->key->at,
                   "`patternProperties` is not checked for `%.*s`: no automaton tells whether its "
                   "name matches",
                   STR_ARG(node_text(property->key)));
}

const node *schema_of_property(schema_reader *r, const schema_parts *parts,
                               const node_member *property) {
    const node *patterns = schema_part(parts, KEYWORD_PATTERN_PROPERTIES);
    const node *schema = property->item;
    for (uint32_t i = 0; patterns && patterns->kind == NODE_MAP && i < patterns->count; i++) {
        const node_member *pattern = &patterns->as.members[i];
        if (schema_is_true(pattern->item) || node_eq(pattern->item, property->item))
            continue;
        const schema_match match = schema_matches(r, pattern->key, node_text(property->key));
        if (match == MATCHES)
            schema = schema_both(r, pattern->item, schema); /* its own notes count */
        else if (match == MAY_MATCH)
            warn_untold(r, property);
    }
    return schema;
}

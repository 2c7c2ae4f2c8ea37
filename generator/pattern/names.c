/*
 * The names of groups: identifiers of ECMA-262, section 12.7, with escapes; the same name twice
 * only where the groups are in different alternatives (section 22.2.1.1).
 */
#include "pattern/reader.h"

#include "base/buf.h"
#include "base/text.h"

static bool has_property(pattern_reader *r, str property, uint32_t c) {
    pattern_set set = {0};
    str message;
    if (!pattern_set_of_property(r->a, property, &set, &message))
        return false;
    for (size_t i = 0; i < set.count; i++)
        if (c >= set.ranges[i].first && c <= set.ranges[i].last)
            return true;
    return false;
}

static bool is_of_identifier(pattern_reader *r, uint32_t c, bool first) {
    bool is_letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (c < 0x80)
        return is_letter || c == '_' || c == '$' || (!first && c >= '0' && c <= '9');
    if (first)
        return has_property(r, STR("ID_Start"), c);
    return c == 0x200C || c == 0x200D || has_property(r, STR("ID_Continue"), c);
}

/* A character of a name, or an escape: false where it is neither. */
static bool read_character(pattern_reader *r, bool first, uint32_t *c) {
    if (!utf8_next(r->source, &r->at, c))
        return false;
    if (*c == '\\' && !(pattern_eat(r, 'u') && pattern_read_unicode(r, c)))
        return false;
    return is_of_identifier(r, *c, first);
}

static pattern_name *read_name(pattern_reader *r) {
    size_t start = r->at;
    buf text = {0};
    bool good = true;
    do {
        uint32_t c;
        good = read_character(r, r->at == start, &c);
        if (good) {
            char bytes[4];
            buf_add(&text, bytes, utf8_put(bytes, c));
        }
    } while (good && !pattern_eat(r, '>'));
    pattern_name *name = ARENA_NEW(r->a, pattern_name);
    *name = (pattern_name){.text = str_dup(r->a, buf_str(&text)), .offset = start};
    buf_free(&text);
    if (good)
        return name;
    pattern_fail(r, PATTERN_MALFORMED, start,
                 STR("a group's name is an identifier, as in (?<name>…)"));
    return NULL;
}

static const pattern_name *find_name(const pattern_reader *r, str text, bool anywhere) {
    const pattern_name *name = r->names;
    while (name && ((name->elsewhere && !anywhere) || !str_eq(name->text, text)))
        name = name->next;
    return name;
}

bool pattern_read_name(pattern_reader *r) {
    pattern_name *name = read_name(r);
    if (!name)
        return false;
    if (find_name(r, name->text, false))
        return pattern_fail(r, PATTERN_MALFORMED, name->offset,
                            STR("another group has this name; take a different one"));
    name->next = r->names;
    r->names = name;
    return true;
}

bool pattern_read_reference(pattern_reader *r) {
    pattern_name *name = read_name(r);
    if (!name)
        return false;
    name->next = r->references;
    r->references = name;
    return true;
}

bool pattern_check_references(pattern_reader *r) {
    for (const pattern_name *name = r->references; name; name = name->next)
        if (!find_name(r, name->text, true))
            return pattern_fail(r, PATTERN_MALFORMED, name->offset,
                                STR("the back-reference has no group"));
    return true;
}

void pattern_set_elsewhere(pattern_reader *r, const pattern_name *mark, bool elsewhere) {
    for (pattern_name *name = r->names; name != mark; name = name->next)
        name->elsewhere = elsewhere;
}

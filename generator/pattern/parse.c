/*
 * The parser of patterns: alternatives, terms, quantifiers, groups (ECMA-262, section 22.2.1).
 */
#include "pattern/reader.h"

#include "base/text.h"

enum { LARGEST_COUNT = 1000000000 };

bool pattern_fail(pattern_reader *r, pattern_result result, size_t offset, str message) {
    if (r->result == PATTERN_COMPILED ||
        (r->result == PATTERN_NOT_REGULAR && result != PATTERN_NOT_REGULAR)) {
        r->result = result;
        *r->problem = (pattern_problem){offset, message};
    }
    return false;
}

static pattern_node *malformed(pattern_reader *r, size_t offset, str message) {
    pattern_fail(r, PATTERN_MALFORMED, offset, message);
    return NULL;
}

static pattern_node *new_node(pattern_reader *r, pattern_node_kind kind) {
    pattern_node *node = ARENA_NEW(r->a, pattern_node);
    node->kind = kind;
    return node;
}

/* A node of one character; equal sets share their number. */
static pattern_node *set_node(pattern_reader *r, pattern_set set) {
    pattern_tree *tree = r->tree;
    size_t i = 0;
    pattern_set_normalize(&set);
    while (i < tree->set_count && !pattern_set_eq(&tree->sets[i], &set))
        i++;
    if (i == PATTERN_MAX_SETS) {
        pattern_fail(r, PATTERN_TOO_LARGE, r->at, STR("there are too many different characters"));
        return NULL;
    }
    if (i == tree->set_count)
        tree->sets[tree->set_count++] = set;
    pattern_node *node = new_node(r, PATTERN_SET);
    node->index = (uint32_t)i;
    return node;
}

static pattern_node *parse_either(pattern_reader *r);

/* The rest of a group, behind what opens it: alternatives and `)`. */
static pattern_node *parse_group_end(pattern_reader *r, size_t start) {
    if (++r->depth > PATTERN_MAX_DEPTH) {
        pattern_fail(r, PATTERN_TOO_LARGE, start, STR("groups are nested too deeply"));
        return NULL;
    }
    pattern_node *body = parse_either(r);
    r->depth--;
    if (body && !pattern_eat(r, ')'))
        return malformed(r, start, STR("the group has no end; write )"));
    return body;
}

/* A look-around, behind what opens it. */
static pattern_node *parse_look(pattern_reader *r, size_t start, bool behind, bool negative) {
    pattern_tree *tree = r->tree;
    if (behind ? r->ahead : r->behind)
        pattern_fail(r, PATTERN_NOT_REGULAR, start,
                     STR("look-ahead and look-behind within each other are not compiled"));
    r->ahead += !behind;
    r->behind += behind;
    pattern_node *body = parse_group_end(r, start);
    r->ahead -= !behind;
    r->behind -= behind;
    if (!body)
        return NULL;
    if (tree->look_count == PATTERN_MAX_LOOKS) {
        pattern_fail(r, PATTERN_TOO_LARGE, start, STR("there are too many look-arounds"));
        return NULL;
    }
    pattern_node *node = new_node(r, PATTERN_LOOK);
    node->index = (uint32_t)tree->look_count;
    tree->looks[tree->look_count++] = (pattern_look){body, behind, negative};
    return node;
}

/* Behind `(`. */
static pattern_node *parse_group(pattern_reader *r) {
    size_t start = r->at - 1;
    if (!pattern_eat(r, '?') || pattern_eat(r, ':'))
        return parse_group_end(r, start);
    if (pattern_at(r, '=') || pattern_at(r, '!'))
        return parse_look(r, start, false, r->source.ptr[r->at++] == '!');
    if (!pattern_eat(r, '<'))
        return malformed(r, start,
                         pattern_at(r, 'P') ? STR("(?P is not of ECMA-262; write (?<name>…)")
                                            : STR("ECMA-262 has groups (…), (?:…), (?<name>…), "
                                                  "(?=…), (?!…), (?<=…) and (?<!…), and no flags"));
    if (pattern_at(r, '=') || pattern_at(r, '!'))
        return parse_look(r, start, true, r->source.ptr[r->at++] == '!');
    return pattern_read_name(r) ? parse_group_end(r, start) : NULL;
}

/* How many groups the whole pattern has that can be referred to. */
static size_t count_groups(str source) {
    size_t count = 0;
    bool in_class = false;
    for (size_t i = 0; i < source.len; i++) {
        char c = source.ptr[i];
        str rest = str_slice(source, i + 1, source.len);
        if (c == '\\')
            i++;
        else if (c == '[' || c == ']')
            in_class = c == '[';
        else if (c == '(' && !in_class)
            count += !str_starts(rest, STR("?")) ||
                     (str_starts(rest, STR("?<")) && !str_starts(rest, STR("?<=")) &&
                      !str_starts(rest, STR("?<!")));
    }
    return count;
}

/* \1 … and \k<name>: noted as not regular, and parsed on. */
static pattern_node *parse_reference(pattern_reader *r, size_t start) {
    if (pattern_eat(r, 'k')) {
        if (!pattern_eat(r, '<'))
            return malformed(r, start, STR("\\k takes the name of a group, as \\k<name>"));
        if (!pattern_read_reference(r))
            return NULL;
    } else {
        size_t number = 0;
        while (r->at < r->source.len && r->source.ptr[r->at] >= '0' &&
               r->source.ptr[r->at] <= '9') {
            number = number < LARGEST_COUNT ? number * 10 + (size_t)(r->source.ptr[r->at] - '0')
                                            : number;
            r->at++;
        }
        if (number > count_groups(r->source))
            return malformed(r, start, STR("the back-reference has no group"));
    }
    pattern_fail(r, PATTERN_NOT_REGULAR, start,
                 STR("back-references are not regular and can't be compiled"));
    return new_node(r, PATTERN_CONCAT);
}

/* Behind a backslash, outside of a class. */
static pattern_node *parse_escape(pattern_reader *r) {
    size_t start = r->at - 1;
    char c = r->at < r->source.len ? r->source.ptr[r->at] : 0;
    if (c == 'b' || c == 'B') {
        r->at++;
        r->tree->has_edges = true;
        return new_node(r, c == 'b' ? PATTERN_EDGE : PATTERN_NO_EDGE);
    }
    if (c == 'k' || (c >= '1' && c <= '9'))
        return parse_reference(r, start);
    pattern_set set = {0};
    uint32_t character;
    return pattern_read_escape(r, false, &set, &character) ? set_node(r, set) : NULL;
}

static bool parse_number(pattern_reader *r, size_t *at, uint32_t *number) {
    size_t start = *at;
    uint32_t value = 0;
    for (; *at < r->source.len && r->source.ptr[*at] >= '0' && r->source.ptr[*at] <= '9'; ++*at)
        if (value < LARGEST_COUNT / 10)
            value = value * 10 + (uint32_t)(r->source.ptr[*at] - '0');
        else
            value = LARGEST_COUNT;
    *number = value;
    return *at > start;
}

/* A quantifier, when one is there. A `{` that starts none is a character. */
static bool parse_quantifier(pattern_reader *r, uint32_t *min, uint32_t *max) {
    size_t at = r->at + 1;
    *min = pattern_at(r, '+');
    *max = pattern_at(r, '?') ? 1 : PATTERN_UNLIMITED;
    if (pattern_at(r, '{')) {
        if (!parse_number(r, &at, min))
            return false;
        *max = *min;
        if (at < r->source.len && r->source.ptr[at] == ',') {
            at++;
            if (!parse_number(r, &at, max))
                *max = PATTERN_UNLIMITED;
        }
        if (at == r->source.len || r->source.ptr[at++] != '}')
            return false;
    } else if (!pattern_at(r, '*') && !pattern_at(r, '+') && !pattern_at(r, '?')) {
        return false;
    }
    r->at = at;
    pattern_eat(r, '?');
    return true;
}

static pattern_node *parse_atom(pattern_reader *r) {
    size_t start = r->at;
    uint32_t c = 0, min, max;
    if (parse_quantifier(r, &min, &max))
        return malformed(r, start, STR("there is nothing to repeat before the quantifier"));
    utf8_next(r->source, &r->at, &c);
    pattern_set set = {0};
    switch (c) {
    case '^':
        return new_node(r, PATTERN_BEGIN);
    case '$':
        return new_node(r, PATTERN_END);
    case '(':
        return parse_group(r);
    case '\\':
        return parse_escape(r);
    case '.':
        return set_node(r, pattern_set_of_dot(r->a));
    case '[':
        return pattern_read_class(r, &set) ? set_node(r, set) : NULL;
    default:
        pattern_set_add(r->a, &set, c, c);
        return set_node(r, set);
    }
}

static pattern_node *parse_term(pattern_reader *r) {
    pattern_node *atom = parse_atom(r);
    size_t start = r->at;
    uint32_t min, max;
    if (!atom || !parse_quantifier(r, &min, &max))
        return atom;
    bool is_behind = atom->kind == PATTERN_LOOK && r->tree->looks[atom->index].behind;
    if (is_behind || (atom->kind >= PATTERN_BEGIN && atom->kind <= PATTERN_NO_EDGE))
        return malformed(r, start, STR("an assertion can't be repeated"));
    if (min > max)
        return malformed(r, start, STR("the counts of the quantifier are out of order"));
    pattern_node *repeat = new_node(r, PATTERN_REPEAT);
    repeat->first = atom;
    repeat->min = min;
    repeat->max = max;
    return repeat;
}

static pattern_node *parse_concat(pattern_reader *r) {
    pattern_node *concat = new_node(r, PATTERN_CONCAT);
    while (r->at < r->source.len && !pattern_at(r, '|') && !pattern_at(r, ')')) {
        pattern_node *term = parse_term(r);
        if (!term)
            return NULL;
        term->next = concat->first;
        concat->first = term;
    }
    return concat;
}

static pattern_node *parse_either(pattern_reader *r) {
    pattern_node *either = new_node(r, PATTERN_EITHER);
    const pattern_name *mark = r->names;
    do {
        pattern_set_elsewhere(r, mark, true);
        pattern_node *alternative = parse_concat(r);
        if (!alternative)
            return NULL;
        alternative->next = either->first;
        either->first = alternative;
    } while (pattern_eat(r, '|'));
    pattern_set_elsewhere(r, mark, false);
    return either;
}

pattern_result pattern_parse(arena *a, str source, pattern_tree *out, pattern_problem *problem) {
    pattern_reader r = {.a = a, .source = source, .tree = out, .problem = problem};
    size_t invalid = utf8_invalid_at(source);
    if (invalid < source.len) {
        pattern_fail(&r, PATTERN_MALFORMED, invalid, STR("the pattern is not valid UTF-8"));
        return r.result;
    }
    pattern_set any = {0};
    pattern_set_add(a, &any, 0, CODE_POINT_MAX);
    set_node(&r, any); /* is set 0 */
    out->root = parse_either(&r);
    if (out->root && r.at < source.len)
        pattern_fail(&r, PATTERN_MALFORMED, r.at, STR("there is no group that this ) ends"));
    else if (out->root)
        pattern_check_references(&r);
    return r.result;
}

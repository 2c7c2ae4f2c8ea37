/* What follows a primary: filters, tests, subscripts, calls and their arguments. */
#include "template/parser.h"

/* --- Arguments, filters and tests --- */

static bool add_named(parser *p, arguments *a, const token *name, node *item) {
    const identifier *key = env_name(p->env, name->text);
    for (uint32_t i = 0; i < a->named_count; i++) {
        if (a->named[i].name == key) {
            parser_fail(p, name, CODE_TEMPLATE_SYNTAX, "the argument `%.*s` is given twice",
                        STR_ARG(name->text));
            return false;
        }
    }
    if (a->named_count == a->named_capacity) {
        uint32_t capacity = a->named_capacity ? a->named_capacity * 2 : 4;
        keyword *larger = ARENA_ARRAY(p->env->memory, capacity, keyword);
        if (a->named_count)
            memcpy(larger, a->named, a->named_count * sizeof *larger);
        a->named = larger;
        a->named_capacity = capacity;
    }
    a->named[a->named_count++] = (keyword){key, item};
    return true;
}

static bool parse_argument(parser *p, arguments *a) {
    const token *start = p->now;
    node *item;
    bool allowed;
    if (parser_skip(p, TOKEN_MUL)) {
        allowed = !a->spread && !a->spread_named;
        item = a->spread = parse_expression(p, true);
    } else if (parser_skip(p, TOKEN_POW)) {
        allowed = !a->spread_named;
        item = a->spread_named = parse_expression(p, true);
    } else if (parser_at(p, TOKEN_NAME) && p->now[1].kind == TOKEN_ASSIGN) {
        allowed = !a->spread_named;
        p->now += 2;
        item = parse_expression(p, true);
        if (item && !add_named(p, a, start, item))
            return false;
    } else {
        allowed = !a->spread && !a->spread_named && a->named_count == 0;
        item = parse_expression(p, true);
        if (item)
            tree_append(p->owner, &a->positional, item);
    }
    if (item && !allowed)
        parser_fail(p, start, CODE_TEMPLATE_SYNTAX,
                    "an argument by place can't follow named ones, * or **");
    return !p->failed;
}

static arguments *parse_arguments(parser *p) {
    arguments *a = ARENA_NEW(p->env->memory, arguments);
    if (!parser_expect(p, TOKEN_LPAREN))
        return NULL;
    for (bool first = true; !parser_at(p, TOKEN_RPAREN); first = false) {
        if (!first && !parser_expect(p, TOKEN_COMMA))
            return NULL;
        if (!first && parser_at(p, TOKEN_RPAREN))
            break;
        if (!parse_argument(p, a))
            return NULL;
    }
    p->now++;
    return a;
}

/* name.name.name */
static bool parse_dotted(parser *p, str *text) {
    const token *first = parser_expect(p, TOKEN_NAME);
    if (!first)
        return false;
    const token *last = first;
    while (parser_skip(p, TOKEN_DOT))
        if (!(last = parser_expect(p, TOKEN_NAME)))
            return false;
    *text = str_slice(p->owner->file->text, first->from, last->to);
    return true;
}

/* Looks the filter or test up; unknown ones are reported in the end, except those in an if. */
static void set_callable(parser *p, node *n, str called) {
    const map *known = n->kind == NODE_FILTER ? p->env->filters : p->env->tests;
    n->as.apply.name = env_name(p->env, called);
    n->as.apply.callable = map_get(known, called);
    if (n->as.apply.callable || p->soft)
        return;
    if (p->unknown_count == p->unknown_capacity) {
        uint32_t capacity = p->unknown_capacity ? p->unknown_capacity * 2 : 8;
        node **larger = ARENA_ARRAY(p->env->memory, capacity, node *);
        if (p->unknown_count)
            memcpy(larger, p->unknown, p->unknown_count * sizeof *larger);
        p->unknown = larger;
        p->unknown_capacity = capacity;
    }
    p->unknown[p->unknown_count++] = n;
}

node *parse_filters(parser *p, node *subject, bool inline_first) {
    unsigned length = 0;
    while (inline_first || parser_at(p, TOKEN_PIPE)) {
        if (parser_too_long(p, &length))
            return NULL;
        if (!inline_first)
            p->now++;
        inline_first = false;
        const token *at = p->now;
        str called;
        if (!parse_dotted(p, &called))
            return NULL;
        node *n = parser_make(p, NODE_FILTER, at->from);
        n->as.apply.subject = subject;
        set_callable(p, n, called);
        if (parser_at(p, TOKEN_LPAREN) && !(n->as.apply.arguments = parse_arguments(p)))
            return NULL;
        n->to = parser_end_of(p);
        subject = n;
    }
    return subject;
}

/* `x is test argument`: an argument without parentheses can follow. */
static bool parse_test_argument(parser *p, node *test) {
    static const token_kind starts[] = {TOKEN_NAME,  TOKEN_STRING,   TOKEN_INTEGER,
                                        TOKEN_FLOAT, TOKEN_LBRACKET, TOKEN_LBRACE};
    bool follows = false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        follows |= p->now->kind == starts[i];
    if (!follows || parser_at_word(p, "else") || parser_at_word(p, "or") ||
        parser_at_word(p, "and"))
        return true;
    if (parser_at_word(p, "is"))
        return parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX,
                           "tests can't be chained; join them with `and`") != NULL;
    node *argument = parse_primary(p);
    if (argument)
        argument = parse_postfix(p, argument);
    if (!argument)
        return false;
    test->as.apply.arguments = ARENA_NEW(p->env->memory, arguments);
    tree_append(p->owner, &test->as.apply.arguments->positional, argument);
    return true;
}

node *parse_test(parser *p, node *subject) {
    const token *is = parser_next(p);
    bool negated = parser_skip_word(p, "not");
    const token *at = p->now;
    str called;
    if (!parse_dotted(p, &called))
        return NULL;
    node *n = parser_make(p, NODE_TEST, subject->from);
    n->as.apply.subject = subject;
    set_callable(p, n, called);
    if (parser_at(p, TOKEN_LPAREN)) {
        if (!(n->as.apply.arguments = parse_arguments(p)))
            return NULL;
    } else if (!parse_test_argument(p, n)) {
        return NULL;
    }
    n->from = at->from, n->to = parser_end_of(p);
    if (!negated)
        return n;
    node *not = parser_make(p, NODE_NOT, is->from);
    not ->as.pair.left = n;
    return not ;
}

/* --- Subscripts and calls --- */

static node *parse_slice_part(parser *p, bool *given) {
    *given =
        !parser_at(p, TOKEN_COLON) && !parser_at(p, TOKEN_RBRACKET) && !parser_at(p, TOKEN_COMMA);
    return *given ? parse_expression(p, true) : NULL;
}

/* An index, or start:stop:step. */
static node *parse_index(parser *p) {
    uint32_t from = p->now->from;
    bool given;
    node *start = parse_slice_part(p, &given);
    if (given && (!start || !parser_at(p, TOKEN_COLON)))
        return start;
    if (!parser_expect(p, TOKEN_COLON))
        return NULL;
    node *stop = parse_slice_part(p, &given), *step = NULL;
    if (given && !stop)
        return NULL;
    if (parser_skip(p, TOKEN_COLON)) {
        step = parse_slice_part(p, &given);
        if (given && !step)
            return NULL;
    }
    node *slice = parser_make(p, NODE_SLICE, from);
    slice->as.slice.start = start, slice->as.slice.stop = stop, slice->as.slice.step = step;
    return slice;
}

static node *parse_bracket(parser *p, node *object) {
    uint32_t from = parser_next(p)->from;
    node *index = NULL, *tuple = NULL;
    while (!parser_at(p, TOKEN_RBRACKET)) {
        if (index && !parser_expect(p, TOKEN_COMMA))
            return NULL;
        if (index && !tuple) {
            tuple = parser_make(p, NODE_TUPLE, from);
            tree_append(p->owner, &tuple->as.list, index);
        }
        if (!(index = parse_index(p)))
            return NULL;
        if (tuple)
            tree_append(p->owner, &tuple->as.list, index);
    }
    if (!index)
        return parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "expected an index");
    p->now++;
    node *n = parser_make(p, NODE_ITEM, object->from);
    n->as.item.object = object;
    n->as.item.index = tuple ? tuple : index;
    return n;
}

static node *parse_dot(parser *p, node *object) {
    p->now++;
    const token *t = parser_next(p);
    if (t->kind == TOKEN_NAME) {
        node *n = parser_make(p, NODE_ATTRIBUTE, object->from);
        n->as.attribute.object = object;
        n->as.attribute.name = env_name(p->env, t->text);
        return n;
    }
    if (t->kind != TOKEN_INTEGER) {
        p->now--;
        return parser_fail(p, t, CODE_TEMPLATE_SYNTAX, "expected a name or number after the dot");
    }
    node *index = tree_node(p->owner, NODE_CONST, t->from, t->to);
    index->as.constant = literal_number(p, t);
    node *n = parser_make(p, NODE_ITEM, object->from);
    n->as.item.object = object, n->as.item.index = index;
    return n;
}

node *parse_call(parser *p, node *callee) {
    arguments *given = parse_arguments(p);
    if (!given)
        return NULL;
    node *n = parser_make(p, NODE_CALL, callee->from);
    n->as.call.callee = callee;
    n->as.call.arguments = given;
    return n;
}

node *parse_postfix(parser *p, node *subject) {
    unsigned length = 0;
    while (subject) {
        bool dot = parser_at(p, TOKEN_DOT), bracket = parser_at(p, TOKEN_LBRACKET);
        if (!dot && !bracket && !parser_at(p, TOKEN_LPAREN))
            break;
        if (parser_too_long(p, &length))
            return NULL;
        subject = dot       ? parse_dot(p, subject)
                  : bracket ? parse_bracket(p, subject)
                            : parse_call(p, subject);
    }
    return subject;
}

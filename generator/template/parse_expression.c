/* Expressions, by recursive descent, with the precedences of Jinja2. */
#include "template/parser.h"

/* Where the last token that was read ends. */
uint32_t parser_end_of(const parser *p) {
    return p->now > p->tokens ? p->now[-1].to : 0;
}

node *parser_make(parser *p, node_kind kind, uint32_t from) {
    return tree_node(p->owner, kind, from, parser_end_of(p));
}

/* A loop of operators at one level; each makes the tree one deeper on its left. */
bool parser_too_long(parser *p, unsigned *length) {
    if (++*length <= LONGEST_CHAIN)
        return false;
    parser_fail(p, p->now, CODE_TEMPLATE_LIMIT,
                "the expression has more than %d operators in a row", LONGEST_CHAIN);
    return true;
}

static node *parse_unary(parser *p, bool filters);

static node *parse_pow(parser *p) {
    node *left = parse_unary(p, true);
    unsigned length = 0;
    if (!left)
        return NULL;
    while (parser_at(p, TOKEN_POW)) {
        if (parser_too_long(p, &length))
            return NULL;
        p->now++;
        node *right = parse_unary(p, true);
        if (!right)
            return NULL;
        node *pow = parser_make(p, NODE_BINARY, left->from);
        pow->op = TOKEN_POW;
        pow->as.pair.left = left, pow->as.pair.right = right;
        left = pow;
    }
    return left;
}

/* Operators of one precedence, from the left. */
static node *parse_binary(parser *p, node *(*operand)(parser *), bool (*is_operator)(token_kind)) {
    node *left = operand(p);
    unsigned length = 0;
    if (!left)
        return NULL;
    while (is_operator(p->now->kind)) {
        if (parser_too_long(p, &length))
            return NULL;
        token_kind op = parser_next(p)->kind;
        node *right = operand(p);
        if (!right)
            return NULL;
        node *n = parser_make(p, NODE_BINARY, left->from);
        n->op = (uint8_t)op;
        n->as.pair.left = left, n->as.pair.right = right;
        left = n;
    }
    return left;
}

static bool is_product(token_kind kind) {
    return kind == TOKEN_MUL || kind == TOKEN_DIV || kind == TOKEN_FLOORDIV || kind == TOKEN_MOD;
}

static bool is_sum(token_kind kind) {
    return kind == TOKEN_ADD || kind == TOKEN_SUB;
}

static node *parse_product(parser *p) {
    return parse_binary(p, parse_pow, is_product);
}

static node *parse_concat(parser *p) {
    node *first = parse_product(p);
    if (!first || !parser_at(p, TOKEN_TILDE))
        return first;
    node *concat = parser_make(p, NODE_CONCAT, first->from);
    tree_append(p->owner, &concat->as.list, first);
    while (parser_skip(p, TOKEN_TILDE)) {
        node *next = parse_product(p);
        if (!next)
            return NULL;
        tree_append(p->owner, &concat->as.list, next);
    }
    concat->to = parser_end_of(p);
    return concat;
}

static node *parse_sum(parser *p) {
    return parse_binary(p, parse_concat, is_sum);
}

static bool comparison(parser *p, uint8_t *op) {
    token_kind kind = p->now->kind;
    if (kind == TOKEN_EQ || kind == TOKEN_NE || kind == TOKEN_LT || kind == TOKEN_LE ||
        kind == TOKEN_GT || kind == TOKEN_GE) {
        *op = (uint8_t)kind;
        p->now++;
        return true;
    }
    if (parser_skip_word(p, "in")) {
        *op = TOKEN_IN;
        return true;
    }
    if (parser_at_word(p, "not") && p->now[1].kind == TOKEN_NAME &&
        str_eq(p->now[1].text, STR("in"))) {
        *op = TOKEN_NOT_IN;
        p->now += 2;
        return true;
    }
    return false;
}

static void add_operand(parser *p, node *compare, uint8_t op, node *item) {
    uint32_t count = compare->as.compare.count;
    compare_operand *larger = ARENA_ARRAY(p->env->memory, count + 1, compare_operand);
    if (count)
        memcpy(larger, compare->as.compare.operands, count * sizeof *larger);
    larger[count] = (compare_operand){op, item};
    compare->as.compare.operands = larger;
    compare->as.compare.count++;
}

static node *parse_compare(parser *p) {
    node *first = parse_sum(p), *compare = NULL;
    uint8_t op;
    unsigned length = 0;
    while (first && comparison(p, &op)) {
        if (parser_too_long(p, &length))
            return NULL;
        node *right = parse_sum(p);
        if (!right)
            return NULL;
        if (!compare)
            compare = parser_make(p, NODE_COMPARE, first->from);
        compare->as.compare.first = first;
        add_operand(p, compare, op, right);
        compare->to = parser_end_of(p);
    }
    return compare ? compare : first;
}

static node *parse_not(parser *p) {
    if (!parser_at_word(p, "not"))
        return parse_compare(p);
    uint32_t from = parser_next(p)->from;
    if (!parser_enter(p))
        return NULL;
    node *operand = parse_not(p);
    parser_leave(p);
    if (!operand)
        return NULL;
    node *n = parser_make(p, NODE_NOT, from);
    n->as.pair.left = operand;
    return n;
}

static node *parse_word_chain(parser *p, node *(*operand)(parser *), const char *word,
                              node_kind kind) {
    node *left = operand(p);
    unsigned length = 0;
    if (!left)
        return NULL;
    while (parser_skip_word(p, word)) {
        if (parser_too_long(p, &length))
            return NULL;
        node *right = operand(p);
        if (!right)
            return NULL;
        node *n = parser_make(p, kind, left->from);
        n->as.pair.left = left, n->as.pair.right = right;
        left = n;
    }
    return left;
}

static node *parse_and(parser *p) {
    return parse_word_chain(p, parse_not, "and", NODE_AND);
}

static node *parse_or(parser *p) {
    return parse_word_chain(p, parse_and, "or", NODE_OR);
}

static node *parse_conditional(parser *p) {
    uint32_t unknown = p->unknown_count;
    node *yes = parse_or(p);
    unsigned length = 0;
    if (!yes)
        return NULL;
    while (parser_skip_word(p, "if")) {
        if (parser_too_long(p, &length))
            return NULL;
        node *test = parse_or(p), *no = NULL;
        if (test && parser_skip_word(p, "else") && !(no = parse_expression(p, true)))
            return NULL;
        if (!test)
            return NULL;
        node *n = parser_make(p, NODE_CONDITIONAL, yes->from);
        n->as.conditional.test = test;
        n->as.conditional.yes = yes, n->as.conditional.no = no;
        yes = n;
        p->unknown_count = unknown; /* in a conditional, they fail when they are used */
    }
    return yes;
}

node *parse_expression(parser *p, bool conditional) {
    if (!parser_enter(p))
        return NULL;
    node *n = conditional ? parse_conditional(p) : parse_or(p);
    parser_leave(p);
    return n;
}

static node *parse_filter_chain(parser *p, node *subject) {
    unsigned length = 0;
    while (subject && !parser_too_long(p, &length)) {
        if (parser_at(p, TOKEN_PIPE))
            subject = parse_filters(p, subject, false);
        else if (parser_at_word(p, "is"))
            subject = parse_test(p, subject);
        else if (parser_at(p, TOKEN_LPAREN))
            subject = parse_call(p, subject);
        else
            return subject;
    }
    return NULL;
}

static node *parse_unary(parser *p, bool filters) {
    node *n;
    if (parser_at(p, TOKEN_SUB) || parser_at(p, TOKEN_ADD)) {
        const token *sign = parser_next(p);
        if (!parser_enter(p))
            return NULL;
        node *operand = parse_unary(p, false);
        parser_leave(p);
        if (!operand)
            return NULL;
        n = parser_make(p, NODE_UNARY, sign->from);
        n->op = (uint8_t)sign->kind;
        n->as.pair.left = operand;
    } else {
        n = parse_primary(p);
    }
    if (n)
        n = parse_postfix(p, n);
    return n && filters ? parse_filter_chain(p, n) : n;
}

/* --- Primaries --- */

static node *parse_word(parser *p) {
    const token *t = parser_next(p);
    node *n = tree_node(p->owner, NODE_CONST, t->from, t->to);
    if (str_eq(t->text, STR("true")) || str_eq(t->text, STR("True"))) {
        n->as.constant = value_bool(true);
    } else if (str_eq(t->text, STR("false")) || str_eq(t->text, STR("False"))) {
        n->as.constant = value_bool(false);
    } else if (str_eq(t->text, STR("none")) || str_eq(t->text, STR("None"))) {
        n->as.constant = value_null();
    } else {
        n->kind = NODE_NAME;
        n->as.name.name = env_name(p->env, t->text);
    }
    return n;
}

/* Strings that follow each other are one. */
static node *parse_string(parser *p) {
    uint32_t from = p->now->from;
    buf text = {0};
    while (parser_at(p, TOKEN_STRING)) {
        if (!literal_string(p, p->now, &text)) {
            buf_free(&text);
            return NULL;
        }
        p->now++;
    }
    node *n = parser_make(p, NODE_CONST, from);
    n->as.constant = value_str(str_dup(p->env->memory, buf_str(&text)));
    buf_free(&text);
    return n;
}

static node *parse_list(parser *p) {
    uint32_t from = parser_next(p)->from;
    node *list = parser_make(p, NODE_LIST, from);
    while (!parser_at(p, TOKEN_RBRACKET)) {
        if (list->as.list.count && !parser_expect(p, TOKEN_COMMA))
            return NULL;
        if (parser_at(p, TOKEN_RBRACKET))
            break;
        node *item = parse_expression(p, true);
        if (!item)
            return NULL;
        tree_append(p->owner, &list->as.list, item);
    }
    p->now++;
    list->to = parser_end_of(p);
    return list;
}

static node *parse_dict(parser *p) {
    uint32_t from = parser_next(p)->from;
    node *dict = parser_make(p, NODE_DICT, from);
    while (!parser_at(p, TOKEN_RBRACE)) {
        if (dict->as.dict.keys.count && !parser_expect(p, TOKEN_COMMA))
            return NULL;
        if (parser_at(p, TOKEN_RBRACE))
            break;
        node *key = parse_expression(p, true), *item = NULL;
        if (!key || !parser_expect(p, TOKEN_COLON) || !(item = parse_expression(p, true)))
            return NULL;
        tree_append(p->owner, &dict->as.dict.keys, key);
        tree_append(p->owner, &dict->as.dict.items, item);
    }
    p->now++;
    dict->to = parser_end_of(p);
    return dict;
}

node *parse_primary(parser *p) {
    const token *t = p->now;
    node *n;
    switch (t->kind) {
    case TOKEN_NAME:
        return parse_word(p);
    case TOKEN_STRING:
        return parse_string(p);
    case TOKEN_INTEGER:
    case TOKEN_FLOAT:
        p->now++;
        n = tree_node(p->owner, NODE_CONST, t->from, t->to);
        n->as.constant = literal_number(p, t);
        return n;
    case TOKEN_LPAREN:
        p->now++;
        n = parse_tuple(p, false, true, true);
        return n && parser_expect(p, TOKEN_RPAREN) ? n : NULL;
    case TOKEN_LBRACKET:
        return parse_list(p);
    case TOKEN_LBRACE:
        return parse_dict(p);
    default: {
        str what = parser_describe(p, t);
        return parser_fail(p, t, CODE_TEMPLATE_SYNTAX, "expected an expression, got %.*s",
                           STR_ARG(what));
    }
    }
}

static bool at_tuple_end(const parser *p) {
    return parser_at(p, TOKEN_VARIABLE_END) || parser_at(p, TOKEN_BLOCK_END) ||
           parser_at(p, TOKEN_RPAREN) || parser_at(p, TOKEN_END);
}

node *parse_tuple(parser *p, bool simple, bool conditional, bool parentheses) {
    uint32_t from = p->now->from;
    node_list items = {0};
    bool is_tuple = false;
    while (true) {
        if (items.count && !parser_expect(p, TOKEN_COMMA))
            return NULL;
        if (at_tuple_end(p))
            break;
        node *item = simple ? parse_primary(p) : parse_expression(p, conditional);
        if (!item)
            return NULL;
        tree_append(p->owner, &items, item);
        if (!parser_at(p, TOKEN_COMMA))
            break;
        is_tuple = true;
    }
    if (!is_tuple && items.count)
        return items.items[0];
    if (!is_tuple && !parentheses) {
        str what = parser_describe(p, p->now);
        return parser_fail(p, p->now, CODE_TEMPLATE_SYNTAX, "expected an expression, got %.*s",
                           STR_ARG(what));
    }
    node *tuple = parser_make(p, NODE_TUPLE, from);
    tuple->as.list = items;
    return tuple;
}

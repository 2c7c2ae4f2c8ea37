/* Nodes and walks over them; see tree.h. */
#include "template/env.h"

enum { EXPRESSION_SIZE = 32 };

_Static_assert(sizeof(((node *)0)->as.attribute) <= EXPRESSION_SIZE, "an attribute fits");
_Static_assert(sizeof(((node *)0)->as.dict) <= EXPRESSION_SIZE, "a dict fits");
_Static_assert(sizeof(((node *)0)->as.apply) <= EXPRESSION_SIZE, "a filter fits");
_Static_assert(sizeof(((node *)0)->as.conditional) <= EXPRESSION_SIZE, "an inline if fits");

/* Expressions are many, and a rendering goes over them again and again: they fill a cache line. */
static size_t node_size(node_kind kind) {
    return kind <= LAST_EXPRESSION ? offsetof(node, as) + EXPRESSION_SIZE : sizeof(node);
}

node *tree_node(template *t, node_kind kind, uint32_t from, uint32_t to) {
    node *n = arena_alloc(t->env->memory, node_size(kind));
    n->kind = (uint8_t)kind;
    n->from = from;
    n->to = to;
    return n;
}

void tree_append(template *t, node_list *list, node *item) {
    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity ? list->capacity * 2 : 4;
        node **larger = ARENA_ARRAY(t->env->memory, capacity, node *);
        if (list->count)
            memcpy(larger, list->items, list->count * sizeof *larger);
        list->items = larger;
        list->capacity = capacity;
    }
    list->items[list->count++] = item;
}

span tree_place(const template *t, uint32_t from, uint32_t to) {
    span s = span_of_bytes(t->file, from, to);
    if (t->at.line == 0)
        return s;
    s.file = t->at.file;
    uint32_t column = t->at.column ? t->at.column - 1 : 0;
    s.line += t->at.line - 1, s.end_line += t->at.line - 1;
    s.column += column, s.end_column += column;
    return s;
}

void tree_each(const node_list *list, tree_visit visit, void *context) {
    for (uint32_t i = 0; i < list->count; i++)
        visit(context, list->items[i]);
}

static void each_optional(node *n, tree_visit visit, void *context) {
    if (n)
        visit(context, n);
}

static void each_argument(const arguments *a, tree_visit visit, void *context) {
    if (!a)
        return;
    tree_each(&a->positional, visit, context);
    for (uint32_t i = 0; i < a->named_count; i++)
        visit(context, a->named[i].item);
    each_optional(a->spread, visit, context);
    each_optional(a->spread_named, visit, context);
}

static void each_in_loop(const node *n, tree_visit visit, void *context) {
    visit(context, n->as.loop.iterable);
    each_optional(n->as.loop.test, visit, context);
    tree_each(&n->as.loop.body, visit, context);
    tree_each(&n->as.loop.otherwise, visit, context);
}

static void each_branch(const node *n, tree_visit visit, void *context) {
    for (uint32_t i = 0; i < n->as.branches.count; i++) {
        each_optional(n->as.branches.branches[i].test, visit, context);
        tree_each(&n->as.branches.branches[i].body, visit, context);
    }
}

static void each_in_compare(const node *n, tree_visit visit, void *context) {
    visit(context, n->as.compare.first);
    for (uint32_t i = 0; i < n->as.compare.count; i++)
        visit(context, n->as.compare.operands[i].item);
}

void tree_each_child(const node *n, tree_visit visit, void *context) {
    switch ((node_kind)n->kind) {
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_CONCAT:
    case NODE_OUTPUT:
    case NODE_DO:
        tree_each(&n->as.list, visit, context);
        break;
    case NODE_DICT:
        tree_each(&n->as.dict.keys, visit, context);
        tree_each(&n->as.dict.items, visit, context);
        break;
    case NODE_ATTRIBUTE:
        visit(context, n->as.attribute.object);
        break;
    case NODE_ITEM:
        visit(context, n->as.item.object);
        visit(context, n->as.item.index);
        break;
    case NODE_SLICE:
        each_optional(n->as.slice.start, visit, context);
        each_optional(n->as.slice.stop, visit, context);
        each_optional(n->as.slice.step, visit, context);
        break;
    case NODE_CALL:
        visit(context, n->as.call.callee);
        each_argument(n->as.call.arguments, visit, context);
        break;
    case NODE_FILTER:
    case NODE_TEST:
        each_optional(n->as.apply.subject, visit, context);
        each_argument(n->as.apply.arguments, visit, context);
        break;
    case NODE_UNARY:
    case NODE_BINARY:
    case NODE_AND:
    case NODE_OR:
    case NODE_NOT:
        each_optional(n->as.pair.left, visit, context);
        each_optional(n->as.pair.right, visit, context);
        break;
    case NODE_COMPARE:
        each_in_compare(n, visit, context);
        break;
    case NODE_CONDITIONAL:
        visit(context, n->as.conditional.test);
        visit(context, n->as.conditional.yes);
        each_optional(n->as.conditional.no, visit, context);
        break;
    case NODE_FOR:
        each_in_loop(n, visit, context);
        break;
    case NODE_IF:
        each_branch(n, visit, context);
        break;
    case NODE_SET:
    case NODE_SET_BLOCK:
        each_optional(n->as.set.item, visit, context);
        tree_each(&n->as.set.body, visit, context);
        break;
    case NODE_WITH:
        tree_each(&n->as.with.items, visit, context);
        tree_each(&n->as.with.body, visit, context);
        break;
    case NODE_MACRO:
    case NODE_CALL_BLOCK:
        each_optional(n->as.macro.call, visit, context);
        tree_each(&n->as.macro.function->defaults, visit, context);
        tree_each(&n->as.macro.function->body, visit, context);
        break;
    case NODE_FILTER_BLOCK:
    case NODE_AUTOESCAPE:
        visit(context, n->as.filter_block.filter);
        tree_each(&n->as.filter_block.body, visit, context);
        break;
    case NODE_INCLUDE:
    case NODE_EXTENDS:
        visit(context, n->as.include.source);
        break;
    case NODE_IMPORT:
    case NODE_FROM_IMPORT:
        visit(context, n->as.import.source);
        break;
    default:
        break;
    }
}

void tree_each_body(node *n, void (*visit)(void *context, node_list *body), void *context) {
    switch ((node_kind)n->kind) {
    case NODE_FOR:
        visit(context, &n->as.loop.body);
        visit(context, &n->as.loop.otherwise);
        break;
    case NODE_IF:
        for (uint32_t i = 0; i < n->as.branches.count; i++)
            visit(context, &n->as.branches.branches[i].body);
        break;
    case NODE_SET_BLOCK:
        visit(context, &n->as.set.body);
        break;
    case NODE_WITH:
        visit(context, &n->as.with.body);
        break;
    case NODE_MACRO:
    case NODE_CALL_BLOCK:
        visit(context, &n->as.macro.function->body);
        break;
    case NODE_FILTER_BLOCK:
    case NODE_AUTOESCAPE:
        visit(context, &n->as.filter_block.body);
        break;
    case NODE_BLOCK:
        visit(context, &n->as.block.function->body);
        break;
    default:
        break;
    }
}

typedef struct search {
    const identifier *wanted;
    const node *found;
} search;

static void search_node(void *context, node *n) {
    search *s = context;
    if (!s->found && n->kind == NODE_NAME && n->as.name.name == s->wanted)
        s->found = n;
    else if (!s->found)
        tree_each_child(n, search_node, s);
}

const node *tree_find_use(const node_list *body, const identifier *wanted) {
    search s = {wanted, NULL};
    tree_each(body, search_node, &s);
    return s.found;
}

static void search_block(void *context, node *n) {
    bool *found = context;
    if (n->kind == NODE_BLOCK)
        *found |= n->as.block.scoped;
    else if (!*found)
        tree_each_child(n, search_block, found);
}

bool tree_has_scoped_block(const node_list *body) {
    bool found = false;
    tree_each(body, search_block, &found);
    return found;
}

static void search_call(void *context, node *n) {
    bool *found = context;
    *found |= n->kind == NODE_CALL;
    if (!*found)
        tree_each_child(n, search_call, found);
}

bool tree_has_call(const node_list *expressions) {
    bool found = false;
    tree_each(expressions, search_call, &found);
    return found;
}

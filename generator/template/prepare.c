/*
 * What is settled once a template is parsed and its names have their slots: constants are folded,
 * and each expression knows the function that evaluates it. See tree.h.
 */
#include "template/lexer.h"
#include "template/run.h"

static bool is_constant_list(const node *n) {
    if (n->kind != NODE_LIST && n->kind != NODE_TUPLE)
        return false;
    for (uint32_t i = 0; i < n->as.list.count; i++)
        if (n->as.list.items[i]->kind != NODE_CONST)
            return false;
    return true;
}

/* A literal that nobody can change becomes a constant. */
static void fold_list(template *t, node *n) {
    const node_list items = n->as.list;
    value list = value_new_list(t->env->memory);
    for (uint32_t i = 0; i < items.count; i++)
        value_append(list, items.items[i]->as.constant);
    list.flags = n->kind == NODE_TUPLE ? VALUE_TUPLE : 0;
    n->kind = NODE_CONST;
    n->as.constant = list;
    n->evaluate = evaluator_of(n);
}

/* An inline if has its else, if only one that is undefined. */
static void complete(template *t, node *n) {
    if (n->as.conditional.no)
        return;
    node *nothing = tree_node(t, NODE_CONST, n->from, n->to);
    nothing->as.constant = undefined_choice(t, n);
    nothing->evaluate = evaluator_of(nothing);
    nothing->execute = executor_of(nothing);
    n->as.conditional.no = nothing;
}

static void fold(template *t, node *n) {
    if (n->kind == NODE_TUPLE && is_constant_list(n))
        fold_list(t, n);
    for (uint32_t i = 0; n->kind == NODE_COMPARE && i < n->as.compare.count; i++) {
        const compare_operand *operand = &n->as.compare.operands[i];
        bool in = operand->op == TOKEN_IN || operand->op == TOKEN_NOT_IN;
        if (in && n->as.compare.count == 1 && is_constant_list(operand->item))
            fold_list(t, operand->item);
    }
}

static bool is_plain_output(const node *n) {
    return n->kind == NODE_OUTPUT && !n->checked && !n->pure;
}

/* Expressions that are written without further ado stand among the statements. */
static void flatten(void *owner, node_list *body) {
    const template *t = owner;
    const node_list old = *body;
    uint32_t count = 0;
    for (uint32_t i = 0; i < old.count; i++)
        count += is_plain_output(old.items[i]) ? old.items[i]->as.list.count : 1;
    *body = (node_list){ARENA_ARRAY(t->env->memory, count, node *), 0, count};
    for (uint32_t i = 0; i < old.count; i++) {
        if (!is_plain_output(old.items[i])) {
            body->items[body->count++] = old.items[i];
            continue;
        }
        const node_list items = old.items[i]->as.list;
        for (uint32_t k = 0; k < items.count; k++)
            body->items[body->count++] = items.items[k];
    }
}

/* From the parts to the whole. */
static void prepare(void *owner, node *n) {
    template *t = owner;
    if (n->kind == NODE_BLOCK)
        tree_each(&n->as.block.function->body, prepare, t);
    else
        tree_each_child(n, prepare, t);
    if (n->kind == NODE_DATA && n->as.data.len <= SHORT_DATA) {
        char *text = arena_alloc(t->env->memory, SHORT_DATA);
        memcpy(text, n->as.data.ptr, n->as.data.len);
        n->as.data.ptr = text;
    }
    if (n->kind <= LAST_EXPRESSION) {
        fold(t, n);
        if (n->kind == NODE_CONDITIONAL)
            complete(t, n);
        n->evaluate = evaluator_of(n);
    } else {
        tree_each_body(n, flatten, t);
    }
    n->execute = executor_of(n);
}

void tree_prepare(template *t) {
    tree_each(&t->root->body, prepare, t);
    flatten(t, &t->root->body);
}

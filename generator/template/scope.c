/*
 * Names to slots, by the scoping rules of Jinja2 (its idtracking.py and the frames of its
 * compiler).
 *
 * A frame (the template, a loop's round, a macro, a with …) is analyzed as a whole before any of
 * its names gets its slot: whether a name is the frame's own, an outer one or one of the context
 * depends on what the frame assigns, and on which branches do. Frames inside it come after.
 */
#include "template/scope.h"

/* --- Symbols of a scope --- */

symbol *scope_own(const scope *s, const identifier *name) {
    for (uint32_t i = 0; i < s->count; i++)
        if (s->symbols[i].name == name)
            return &s->symbols[i];
    return NULL;
}

bool scope_find(const scope *s, const identifier *name, slot_ref *ref) {
    uint16_t hops = 0;
    for (; s; s = s->parent) {
        const symbol *found = scope_own(s, name);
        if (found) {
            *ref = (slot_ref){hops, found->slot};
            return true;
        }
        if (s->parent && s->parent->function != s->function)
            hops++;
    }
    return false;
}

static bool find_outside(const scope *s, const identifier *name, slot_ref *ref) {
    if (!s->parent || !scope_find(s->parent, name, ref))
        return false;
    ref->hops = (uint16_t)(ref->hops + (s->parent->function != s->function));
    return true;
}

static symbol *define(scope *s, const identifier *name) {
    symbol *found = scope_own(s, name);
    if (found)
        return found;
    if (s->count == s->capacity) {
        uint32_t capacity = s->capacity ? s->capacity * 2 : 8;
        symbol *larger = ARENA_ARRAY(s->resolver->env->memory, capacity, symbol);
        if (s->count)
            memcpy(larger, s->symbols, s->count * sizeof *larger);
        s->symbols = larger;
        s->capacity = capacity;
    }
    s->symbols[s->count] = (symbol){.name = name};
    return &s->symbols[s->count++];
}

void scope_add_parameter(scope *s, const identifier *name) {
    symbol *found = define(s, name);
    found->action = LOAD_PARAMETER;
    found->stored = true;
}

static void declare_load(scope *s, const identifier *name) {
    slot_ref ref;
    if (!scope_find(s, name, &ref))
        define(s, name)->action = LOAD_RESOLVE;
}

static void declare_store(scope *s, const identifier *name) {
    symbol *found = scope_own(s, name);
    if (!found) {
        found = define(s, name);
        found->action = find_outside(s, name, &found->source) ? LOAD_ALIAS : LOAD_UNDEFINED;
    }
    found->stored = true;
}

static scope copy_scope(const scope *s) {
    scope copy = *s;
    copy.capacity = s->count;
    copy.symbols = ARENA_ARRAY(s->resolver->env->memory, s->count, symbol);
    if (s->count)
        memcpy(copy.symbols, s->symbols, s->count * sizeof *copy.symbols);
    return copy;
}

/* What the branches of an if have in common: a name that only some assign may be an outer one. */
static void merge_branches(scope *s, const scope *branches, size_t count) {
    scope before = copy_scope(s);
    for (size_t b = 0; b < count; b++) {
        for (uint32_t i = 0; i < branches[b].count; i++) {
            const symbol *from = &branches[b].symbols[i];
            symbol *to = define(s, from->name);
            to->action = from->action, to->source = from->source;
            to->stored |= from->stored;
        }
    }
    for (uint32_t i = 0; i < s->count; i++) {
        symbol *merged = &s->symbols[i];
        const symbol *old = scope_own(&before, merged->name);
        size_t stores = 0;
        for (size_t b = 0; b < count; b++) {
            const symbol *branch = scope_own(&branches[b], merged->name);
            stores += branch && branch->stored;
        }
        if (stores == 0 || stores == count || (old && old->stored))
            continue;
        bool outside = find_outside(s, merged->name, &merged->source);
        merged->action = outside ? LOAD_ALIAS : LOAD_RESOLVE;
    }
}

/* --- Expressions --- */

void scope_analyze_expression(void *context, node *n) {
    scope *s = context;
    if (n->kind == NODE_NAME)
        declare_load(s, n->as.name.name);
    else
        tree_each_child(n, scope_analyze_expression, s);
}

void scope_resolve_expression(void *context, node *n) {
    scope *s = context;
    if (n->kind == NODE_NAME)
        scope_find(s, n->as.name.name, &n->as.name.ref);
    else
        tree_each_child(n, scope_resolve_expression, s);
}

static void analyze_target(void *context, node *n) {
    scope *s = context;
    if (n->kind == NODE_NAMESPACE_TARGET)
        declare_load(s, n->as.namespace_target.object);
    else if (n->kind == NODE_NAME)
        declare_store(s, n->as.name.name);
    else
        tree_each(&n->as.list, analyze_target, s);
}

void scope_analyze_parameter(void *context, node *n) {
    scope *s = context;
    if (n->kind == NODE_NAME)
        scope_add_parameter(s, n->as.name.name);
    else
        tree_each(&n->as.list, scope_analyze_parameter, s);
}

void scope_resolve_target(void *context, node *n) {
    scope *s = context;
    if (n->kind == NODE_NAMESPACE_TARGET)
        scope_find(s, n->as.namespace_target.object, &n->as.namespace_target.ref);
    else
        scope_resolve_expression(s, n);
}

/* --- Statements: what a frame loads and stores --- */

static void analyze_if(scope *s, const node *n) {
    const if_branch *branches = n->as.branches.branches;
    uint32_t count = n->as.branches.count;
    scope_analyze_expression(s, branches[0].test);
    scope parts[3] = {copy_scope(s), copy_scope(s), copy_scope(s)};
    scope_analyze(&parts[0], &branches[0].body);
    for (uint32_t i = 1; i < count; i++) {
        if (!branches[i].test) {
            scope_analyze(&parts[2], &branches[i].body);
            continue;
        }
        scope_analyze_expression(&parts[1], branches[i].test);
        scope inner[3] = {copy_scope(&parts[1]), copy_scope(&parts[1]), copy_scope(&parts[1])};
        scope_analyze(&inner[0], &branches[i].body);
        merge_branches(&parts[1], inner, 3);
    }
    merge_branches(s, parts, 3);
}

static void analyze_statement(void *context, node *n) {
    scope *s = context;
    switch ((node_kind)n->kind) {
    case NODE_OUTPUT:
    case NODE_DO:
        tree_each(&n->as.list, scope_analyze_expression, s);
        break;
    case NODE_FOR:
        scope_analyze_expression(s, n->as.loop.iterable);
        break;
    case NODE_IF:
        analyze_if(s, n);
        break;
    case NODE_SET:
        scope_analyze_expression(s, n->as.set.item);
        analyze_target(s, n->as.set.target);
        break;
    case NODE_SET_BLOCK:
        analyze_target(s, n->as.set.target);
        break;
    case NODE_WITH:
        tree_each(&n->as.with.items, scope_analyze_expression, s);
        break;
    case NODE_MACRO:
        analyze_target(s, n->as.macro.target);
        break;
    case NODE_CALL_BLOCK:
        scope_analyze_expression(s, n->as.macro.call);
        break;
    case NODE_FILTER_BLOCK:
        scope_analyze_expression(s, n->as.filter_block.filter);
        break;
    case NODE_INCLUDE:
    case NODE_EXTENDS:
        scope_analyze_expression(s, n->as.include.source);
        break;
    case NODE_IMPORT:
    case NODE_FROM_IMPORT:
        scope_analyze_expression(s, n->as.import.source);
        tree_each(&n->as.import.targets, analyze_target, s);
        break;
    default:
        break;
    }
}

void scope_analyze(scope *s, const node_list *body) {
    tree_each(body, analyze_statement, s);
}

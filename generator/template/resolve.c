/*
 * Slots for all names of a template, function by function and frame by frame; see scope.h.
 *
 * Mirrors the frames of Jinja2's compiler: which tags open a scope, what they see of the outer
 * ones, and what blocks, includes and imports are shown.
 */
#include "template/scope.h"

/* Where a node stands. */
typedef struct place {
    scope *scope;
    bool top_level; /* assignments are seen by blocks, and exported */
    bool checked;   /* output is dropped once the template has extended another */
    bool in_loop;   /* `loop` can't be assigned to */
} place;

/* --- Frames: loads, slots, and the names in them --- */

static void resolve(place at, const node_list *body);

static void add_load(arena *memory, hoisted *to, slot_load load) {
    if (to->count == to->capacity) {
        uint32_t capacity = to->capacity ? to->capacity * 2 : 8;
        slot_load *larger = ARENA_ARRAY(memory, capacity, slot_load);
        if (to->count)
            memcpy(larger, to->loads, to->count * sizeof *larger);
        to->loads = larger;
        to->capacity = capacity;
    }
    to->loads[to->count++] = load;
}

/*
 * Gives the analyzed names their slots, and makes the loads of the frame. What is looked up in the
 * context and never assigned stays the same while the function runs: that is loaded on its entry.
 */
static frame *close_scope(scope *s) {
    arena *memory = s->resolver->env->memory;
    hoisted loads = {0};
    for (uint32_t i = 0; i < s->count; i++) {
        symbol *each = &s->symbols[i];
        each->slot = s->function->slots++;
        if (each->action == LOAD_PARAMETER)
            continue;
        bool fixed = each->action == LOAD_RESOLVE && !each->stored;
        add_load(memory, fixed ? s->resolver->hoisted : &loads,
                 (slot_load){.action = each->action,
                             .slot = each->slot,
                             .name = each->name,
                             .source = each->source});
    }
    frame *f = ARENA_NEW(memory, frame);
    *f = (frame){loads.loads, loads.count};
    return f;
}

static scope inner_scope(const place *at) {
    return (scope){
        .resolver = at->scope->resolver, .parent = at->scope, .function = at->scope->function};
}

/* What the frames so far assign to: the locals that an include sees. */
static visible_slots *visible(const scope *s) {
    arena *memory = s->resolver->env->memory;
    uint32_t most = 0;
    for (const scope *each = s; each; each = each->parent)
        most += each->count;
    visible_slots *v = ARENA_NEW(memory, visible_slots);
    v->items = ARENA_ARRAY(memory, most, visible_slot);
    for (const scope *each = s; each; each = each->parent) {
        for (uint32_t i = 0; i < each->count; i++) {
            bool known = !each->symbols[i].stored;
            for (uint32_t k = 0; k < v->count && !known; k++)
                known = v->items[k].name == each->symbols[i].name;
            if (known)
                continue;
            visible_slot *slot = &v->items[v->count++];
            slot->name = each->symbols[i].name;
            scope_find(s, slot->name, &slot->ref);
        }
    }
    return v;
}

/* Slot + 1 of a special variable that the body uses, declared as a parameter; else 0. */
static bool declare_if_used(scope *s, const node_list *body, const identifier *special) {
    bool used = tree_find_use(body, special);
    if (used)
        scope_add_parameter(s, special);
    return used;
}

static uint32_t special_slot(const scope *s, bool declared, const identifier *special) {
    return declared ? scope_own(s, special)->slot + 1 : 0;
}

/* Runs `body` of a function whose parameters are declared, and collects its loads. */
static void resolve_function(scope *s, place at, procedure *f) {
    resolver *r = s->resolver;
    hoisted loads = {0}, *outer = r->hoisted;
    r->hoisted = &loads;
    const frame *own_loads = close_scope(s);
    tree_each(&f->parameters, scope_resolve_expression, s);
    tree_each(&f->defaults, scope_resolve_expression, s);
    at.scope = s;
    resolve(at, &f->body);
    for (uint32_t i = 0; i < own_loads->count; i++)
        add_load(r->env->memory, &loads, own_loads->loads[i]);
    f->enter = (frame){loads.loads, loads.count};
    r->hoisted = outer;
}

static bool has_parameter(const procedure *f, const identifier *wanted, bool *has_default) {
    for (uint32_t i = 0; i < f->parameters.count; i++) {
        if (f->parameters.items[i]->as.name.name != wanted)
            continue;
        *has_default = i + f->defaults.count >= f->parameters.count;
        return true;
    }
    return false;
}

static void fail_at(resolver *r, const node *n, const char *message) {
    diag_report(r->env->diags, CODE_TEMPLATE_SYNTAX, tree_place(r->owner, n->from, n->to), "%s",
                message);
    r->failed = true;
}

/* A macro, or the body of a call block. */
static void resolve_macro(place at, const node *n) {
    procedure *f = n->as.macro.function;
    resolver *r = at.scope->resolver;
    const template_env *env = r->env;
    scope s = {.resolver = r, .parent = at.scope, .function = f};
    at.scope->function->captured = true;
    bool has_default = false, ignored;
    tree_each(&f->parameters, scope_analyze_parameter, &s);
    bool explicit_caller = has_parameter(f, env->caller, &has_default);
    bool caller = tree_find_use(&f->body, env->caller);
    if (caller && explicit_caller && !has_default)
        fail_at(r, n, "the parameter `caller` must have a default, or be left out");
    f->caller_is_parameter = explicit_caller;
    caller = caller && !explicit_caller;
    if (caller)
        scope_add_parameter(&s, env->caller);
    bool kwargs =
        !has_parameter(f, env->kwargs, &ignored) && declare_if_used(&s, &f->body, env->kwargs);
    bool varargs =
        !has_parameter(f, env->varargs, &ignored) && declare_if_used(&s, &f->body, env->varargs);
    tree_each(&f->defaults, scope_analyze_expression, &s);
    scope_analyze(&s, &f->body);
    resolve_function(&s, (place){.in_loop = at.in_loop}, f);
    f->caller = special_slot(&s, caller, env->caller);
    f->kwargs = special_slot(&s, kwargs, env->kwargs);
    f->varargs = special_slot(&s, varargs, env->varargs);
}

static void resolve_block(place at, node *n) {
    procedure *f = n->as.block.function;
    resolver *r = at.scope->resolver;
    scope s = {.resolver = r, .function = f};
    bool self = declare_if_used(&s, &f->body, r->env->self);
    bool super = declare_if_used(&s, &f->body, r->env->super);
    scope_analyze(&s, &f->body);
    resolve_function(&s, (place){.in_loop = at.in_loop}, f);
    f->self = special_slot(&s, self, r->env->self);
    f->super = special_slot(&s, super, r->env->super);
    f->super_use = tree_find_use(&f->body, r->env->super);
    n->top_level = at.top_level;
    if (n->as.block.scoped)
        n->as.block.visible = visible(at.scope);
}

static void check_loop_name(void *context, node *n) {
    if (n->kind == NODE_NAME && n->as.name.name == ((scope *)context)->resolver->env->loop)
        fail_at(((scope *)context)->resolver, n, "`loop` can't be assigned to inside of a loop");
    else if (n->kind == NODE_TUPLE || n->kind == NODE_LIST)
        tree_each(&n->as.list, check_loop_name, context);
}

static void resolve_loop_test(place at, node *n) {
    if (!n->as.loop.test)
        return;
    scope s = inner_scope(&at);
    scope_analyze_parameter(&s, n->as.loop.test_target);
    scope_analyze_expression(&s, n->as.loop.test);
    n->as.loop.test_frame = close_scope(&s);
    scope_resolve_expression(&s, n->as.loop.test_target);
    scope_resolve_expression(&s, n->as.loop.test);
}

static void resolve_loop_else(place at, node *n) {
    scope s = inner_scope(&at);
    scope_analyze(&s, &n->as.loop.otherwise);
    n->as.loop.else_frame = close_scope(&s);
    at.scope = &s;
    resolve(at, &n->as.loop.otherwise);
}

/* The rounds of a loop. */
static void resolve_loop_body(place at, node *n) {
    scope s = inner_scope(&at);
    const identifier *loop = s.resolver->env->loop;
    bool used = n->as.loop.recursion || tree_find_use(&n->as.loop.body, loop) ||
                tree_has_scoped_block(&n->as.loop.body);
    if (used)
        scope_add_parameter(&s, loop);
    scope_analyze_parameter(&s, n->as.loop.target);
    scope_analyze(&s, &n->as.loop.body);
    n->as.loop.body_frame = close_scope(&s);
    n->as.loop.loop_slot = special_slot(&s, used, loop);
    scope_resolve_expression(&s, n->as.loop.target);
    at.scope = &s;
    resolve(at, &n->as.loop.body);
}

static void resolve_loop(place at, node *n) {
    resolver *r = at.scope->resolver;
    scope_resolve_expression(at.scope, n->as.loop.iterable);
    check_loop_name(at.scope, n->as.loop.target);
    at.top_level = false;
    at.in_loop = true;
    procedure *f = n->as.loop.recursion;
    scope s = {.resolver = r, .parent = at.scope, .function = f};
    hoisted loads = {0}, *outer = r->hoisted;
    if (f) { /* each level of recursion has slots of its own */
        f->owner = r->owner;
        f->captured = true;
        at.scope->function->captured = true;
        at.scope = &s;
        r->hoisted = &loads;
    }
    resolve_loop_test(at, n);
    resolve_loop_body(at, n);
    resolve_loop_else(at, n);
    if (f) {
        f->enter = (frame){loads.loads, loads.count};
        r->hoisted = outer;
    }
}

static frame *resolve_inner(place at, const node_list *parameters, const node_list *body,
                            node *inside) {
    scope s = inner_scope(&at);
    if (parameters)
        tree_each(parameters, scope_analyze_parameter, &s);
    if (inside)
        scope_analyze_expression(&s, inside);
    scope_analyze(&s, body);
    frame *f = close_scope(&s);
    if (parameters)
        tree_each(parameters, scope_resolve_expression, &s);
    if (inside)
        scope_resolve_expression(&s, inside);
    at.scope = &s;
    at.top_level = false;
    resolve(at, body);
    return f;
}

static void resolve_if(place at, node *n) {
    for (uint32_t i = 0; i < n->as.branches.count; i++) {
        if_branch *b = &n->as.branches.branches[i];
        if (b->test)
            scope_resolve_expression(at.scope, b->test);
        resolve(at, &b->body);
    }
}

static void resolve_set_block(place at, node *n) {
    scope_resolve_target(at.scope, n->as.set.target);
    if (at.in_loop)
        check_loop_name(at.scope, n->as.set.target);
    n->top_level = at.top_level;
    at.checked = false;
    n->as.set.frame = resolve_inner(at, NULL, &n->as.set.body, n->as.set.item);
}

static void resolve_import(place at, node *n) {
    scope_resolve_expression(at.scope, n->as.import.source);
    tree_each(&n->as.import.targets, scope_resolve_expression, at.scope);
    n->top_level = at.top_level;
    if (n->as.import.with_context)
        n->as.import.visible = visible(at.scope);
}

static void resolve_statement(place at, node *n) {
    switch ((node_kind)n->kind) {
    case NODE_OUTPUT:
    case NODE_DO:
        tree_each(&n->as.list, scope_resolve_expression, at.scope);
        n->pure = n->as.list.count && !tree_has_call(&n->as.list) &&
                  n->as.list.items[0]->kind != NODE_NAME &&
                  n->as.list.items[0]->kind != NODE_ATTRIBUTE;
        n->checked = at.checked;
        break;
    case NODE_DATA:
        n->checked = at.checked;
        break;
    case NODE_FOR:
        resolve_loop(at, n);
        break;
    case NODE_IF:
        resolve_if(at, n);
        break;
    case NODE_SET:
        scope_resolve_expression(at.scope, n->as.set.item);
        scope_resolve_target(at.scope, n->as.set.target);
        if (at.in_loop)
            check_loop_name(at.scope, n->as.set.target);
        n->top_level = at.top_level;
        break;
    case NODE_SET_BLOCK:
        resolve_set_block(at, n);
        break;
    case NODE_WITH:
        tree_each(&n->as.with.items, scope_resolve_expression, at.scope);
        n->as.with.frame = resolve_inner(at, &n->as.with.targets, &n->as.with.body, NULL);
        break;
    case NODE_MACRO:
        scope_resolve_expression(at.scope, n->as.macro.target);
        n->top_level = at.top_level;
        resolve_macro(at, n);
        break;
    case NODE_CALL_BLOCK:
        scope_resolve_expression(at.scope, n->as.macro.call);
        resolve_macro(at, n);
        break;
    case NODE_FILTER_BLOCK:
    case NODE_AUTOESCAPE:
        n->as.filter_block.frame =
            resolve_inner(at, NULL, &n->as.filter_block.body, n->as.filter_block.filter);
        break;
    case NODE_INCLUDE:
        scope_resolve_expression(at.scope, n->as.include.source);
        if (n->as.include.with_context)
            n->as.include.visible = visible(at.scope);
        break;
    case NODE_EXTENDS:
        scope_resolve_expression(at.scope, n->as.include.source);
        if (!at.top_level)
            fail_at(at.scope->resolver, n, "extends must stand at the top level of a template");
        break;
    case NODE_IMPORT:
    case NODE_FROM_IMPORT:
        resolve_import(at, n);
        break;
    case NODE_BLOCK:
        resolve_block(at, n);
        break;
    default:
        break;
    }
}

static void resolve(place at, const node_list *body) {
    for (uint32_t i = 0; i < body->count; i++)
        resolve_statement(at, body->items[i]);
}

/* An expression by itself: its node stands in a body of one output. */
bool scope_resolve(template *t, node_list body) {
    resolver r = {.env = t->env, .owner = t};
    procedure *f = t->root = ARENA_NEW(t->env->memory, procedure);
    f->owner = t;
    if (t->expression) {
        node *output = tree_node(t, NODE_DO, 0, t->expression->to);
        tree_append(t, &output->as.list, t->expression);
        tree_append(t, &f->body, output);
    } else {
        f->body = body;
    }
    scope s = {.resolver = &r, .function = f};
    bool self = declare_if_used(&s, &f->body, t->env->self);
    scope_analyze(&s, &f->body);
    resolve_function(&s, (place){.top_level = true, .checked = t->extends}, f);
    f->self = special_slot(&s, self, t->env->self);
    return !r.failed;
}

/*
 * Names to slots, by the scoping rules of Jinja2 (its idtracking.py and the frames of its
 * compiler).
 *
 * A frame (the template, a loop's round, a macro, a with …) is analyzed as a whole before any of
 * its names gets its slot: whether a name is the frame's own, an outer one or one of the context
 * depends on what the frame assigns, and on which branches do. Frames inside it come after.
 */
#include "template/parser.h"

typedef struct resolver resolver;

typedef struct symbol {
    const identifier *name;
    load_action action;
    slot_ref source;
    uint32_t slot;
    bool stored;
} symbol;

struct scope {
    resolver *resolver;
    scope *parent;
    procedure *function;
    symbol *symbols;
    uint32_t count, capacity;
};

/* Where a node stands. */
typedef struct place {
    scope *scope;
    bool top_level; /* assignments are seen by blocks, and exported */
    bool checked;   /* output is dropped once the template has extended another */
    bool in_if;     /* extends stands in an if */
} place;

typedef struct hoisted {
    slot_load *loads;
    uint32_t count, capacity;
} hoisted;

struct resolver {
    template_env *env;
    template *owner;
    hoisted *hoisted; /* of the function that is being resolved */
    bool failed;
};

/* --- Symbols of a scope --- */

static symbol *own(const scope *s, const identifier *name) {
    for (uint32_t i = 0; i < s->count; i++)
        if (s->symbols[i].name == name)
            return &s->symbols[i];
    return NULL;
}

static bool find(const scope *s, const identifier *name, slot_ref *ref) {
    uint16_t hops = 0;
    for (; s; s = s->parent) {
        const symbol *found = own(s, name);
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
    if (!s->parent || !find(s->parent, name, ref))
        return false;
    ref->hops = (uint16_t)(ref->hops + (s->parent->function != s->function));
    return true;
}

static symbol *define(scope *s, const identifier *name) {
    symbol *found = own(s, name);
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

static void declare_parameter(scope *s, const identifier *name) {
    symbol *found = define(s, name);
    found->action = LOAD_PARAMETER;
    found->stored = true;
}

static void declare_load(scope *s, const identifier *name) {
    slot_ref ref;
    if (!find(s, name, &ref))
        define(s, name)->action = LOAD_RESOLVE;
}

static void declare_store(scope *s, const identifier *name) {
    symbol *found = own(s, name);
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
        const symbol *old = own(&before, merged->name);
        size_t stores = 0;
        for (size_t b = 0; b < count; b++) {
            const symbol *branch = own(&branches[b], merged->name);
            stores += branch && branch->stored;
        }
        if (stores == 0 || stores == count || (old && old->stored))
            continue;
        bool outside = find_outside(s, merged->name, &merged->source);
        merged->action = outside ? LOAD_ALIAS : LOAD_RESOLVE;
    }
}

/* --- Expressions --- */

static void analyze_expression(void *context, node *n) {
    scope *s = context;
    if (n->kind == NODE_NAME)
        declare_load(s, n->as.name.name);
    else
        tree_each_child(n, analyze_expression, s);
}

static void resolve_expression(void *context, node *n) {
    scope *s = context;
    if (n->kind == NODE_NAME)
        find(s, n->as.name.name, &n->as.name.ref);
    else
        tree_each_child(n, resolve_expression, s);
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

static void analyze_parameter(void *context, node *n) {
    scope *s = context;
    if (n->kind == NODE_NAME)
        declare_parameter(s, n->as.name.name);
    else
        tree_each(&n->as.list, analyze_parameter, s);
}

static void resolve_target(void *context, node *n) {
    scope *s = context;
    if (n->kind == NODE_NAMESPACE_TARGET)
        find(s, n->as.namespace_target.object, &n->as.namespace_target.ref);
    else
        resolve_expression(s, n);
}

/* --- Statements: what a frame loads and stores --- */

static void analyze(scope *s, const node_list *body);

static void analyze_if(scope *s, const node *n) {
    const if_branch *branches = n->as.branches.branches;
    uint32_t count = n->as.branches.count;
    analyze_expression(s, branches[0].test);
    scope parts[3] = {copy_scope(s), copy_scope(s), copy_scope(s)};
    analyze(&parts[0], &branches[0].body);
    for (uint32_t i = 1; i < count; i++) {
        if (!branches[i].test) {
            analyze(&parts[2], &branches[i].body);
            continue;
        }
        analyze_expression(&parts[1], branches[i].test);
        scope inner[3] = {copy_scope(&parts[1]), copy_scope(&parts[1]), copy_scope(&parts[1])};
        analyze(&inner[0], &branches[i].body);
        merge_branches(&parts[1], inner, 3);
    }
    merge_branches(s, parts, 3);
}

static void analyze_statement(void *context, node *n) {
    scope *s = context;
    switch ((node_kind)n->kind) {
    case NODE_OUTPUT:
    case NODE_DO:
        tree_each(&n->as.list, analyze_expression, s);
        break;
    case NODE_FOR:
        analyze_expression(s, n->as.loop.iterable);
        break;
    case NODE_IF:
        analyze_if(s, n);
        break;
    case NODE_SET:
        analyze_expression(s, n->as.set.item);
        analyze_target(s, n->as.set.target);
        break;
    case NODE_SET_BLOCK:
        analyze_target(s, n->as.set.target);
        break;
    case NODE_WITH:
        tree_each(&n->as.with.items, analyze_expression, s);
        break;
    case NODE_MACRO:
        analyze_target(s, n->as.macro.target);
        break;
    case NODE_CALL_BLOCK:
        analyze_expression(s, n->as.macro.call);
        break;
    case NODE_FILTER_BLOCK:
        analyze_expression(s, n->as.filter_block.filter);
        break;
    case NODE_INCLUDE:
    case NODE_EXTENDS:
        analyze_expression(s, n->as.include.source);
        break;
    case NODE_IMPORT:
    case NODE_FROM_IMPORT:
        analyze_expression(s, n->as.import.source);
        tree_each(&n->as.import.targets, analyze_target, s);
        break;
    default:
        break;
    }
}

static void analyze(scope *s, const node_list *body) {
    tree_each(body, analyze_statement, s);
}

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
                 (slot_load){each->action, each->slot, each->name, each->source});
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
            find(s, slot->name, &slot->ref);
        }
    }
    return v;
}

/* Slot + 1 of a special variable that the body uses, declared as a parameter; else 0. */
static bool declare_if_used(scope *s, const node_list *body, const identifier *special) {
    bool used = tree_uses(body, special);
    if (used)
        declare_parameter(s, special);
    return used;
}

static uint32_t special_slot(const scope *s, bool declared, const identifier *special) {
    return declared ? own(s, special)->slot + 1 : 0;
}

/* Runs `body` of a function whose parameters are declared, and collects its loads. */
static void resolve_function(scope *s, place at, procedure *f) {
    resolver *r = s->resolver;
    hoisted loads = {0}, *outer = r->hoisted;
    r->hoisted = &loads;
    const frame *own_loads = close_scope(s);
    tree_each(&f->parameters, resolve_expression, s);
    tree_each(&f->defaults, resolve_expression, s);
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
    tree_each(&f->parameters, analyze_parameter, &s);
    bool explicit_caller = has_parameter(f, env->caller, &has_default);
    bool caller = tree_uses(&f->body, env->caller);
    if (caller && explicit_caller && !has_default)
        fail_at(r, n, "the parameter `caller` must have a default, or be left out");
    f->caller_is_parameter = explicit_caller;
    caller = caller && !explicit_caller;
    if (caller)
        declare_parameter(&s, env->caller);
    bool kwargs =
        !has_parameter(f, env->kwargs, &ignored) && declare_if_used(&s, &f->body, env->kwargs);
    bool varargs =
        !has_parameter(f, env->varargs, &ignored) && declare_if_used(&s, &f->body, env->varargs);
    tree_each(&f->defaults, analyze_expression, &s);
    analyze(&s, &f->body);
    resolve_function(&s, (place){0}, f);
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
    analyze(&s, &f->body);
    resolve_function(&s, (place){0}, f);
    f->self = special_slot(&s, self, r->env->self);
    f->super = special_slot(&s, super, r->env->super);
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
    analyze_parameter(&s, n->as.loop.test_target);
    analyze_expression(&s, n->as.loop.test);
    n->as.loop.test_frame = close_scope(&s);
    resolve_expression(&s, n->as.loop.test_target);
    resolve_expression(&s, n->as.loop.test);
}

static void resolve_loop_else(place at, node *n) {
    scope s = inner_scope(&at);
    analyze(&s, &n->as.loop.otherwise);
    n->as.loop.else_frame = close_scope(&s);
    at.scope = &s;
    resolve(at, &n->as.loop.otherwise);
}

/* The rounds of a loop. */
static void resolve_loop_body(place at, node *n) {
    scope s = inner_scope(&at);
    const identifier *loop = s.resolver->env->loop;
    bool used = n->as.loop.recursion || tree_uses(&n->as.loop.body, loop) ||
                tree_has_scoped_block(&n->as.loop.body);
    if (used)
        declare_parameter(&s, loop);
    analyze_parameter(&s, n->as.loop.target);
    analyze(&s, &n->as.loop.body);
    n->as.loop.body_frame = close_scope(&s);
    n->as.loop.loop_slot = special_slot(&s, used, loop);
    resolve_expression(&s, n->as.loop.target);
    at.scope = &s;
    resolve(at, &n->as.loop.body);
}

static void resolve_loop(place at, node *n) {
    resolver *r = at.scope->resolver;
    resolve_expression(at.scope, n->as.loop.iterable);
    check_loop_name(at.scope, n->as.loop.target);
    at.top_level = false;
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
        tree_each(parameters, analyze_parameter, &s);
    if (inside)
        analyze_expression(&s, inside);
    analyze(&s, body);
    frame *f = close_scope(&s);
    if (parameters)
        tree_each(parameters, resolve_expression, &s);
    if (inside)
        resolve_expression(&s, inside);
    at.scope = &s;
    at.top_level = false;
    resolve(at, body);
    return f;
}

static void resolve_if(place at, node *n) {
    at.in_if = true;
    for (uint32_t i = 0; i < n->as.branches.count; i++) {
        if_branch *b = &n->as.branches.branches[i];
        if (b->test)
            resolve_expression(at.scope, b->test);
        resolve(at, &b->body);
    }
}

static void resolve_set_block(place at, node *n) {
    resolve_target(at.scope, n->as.set.target);
    n->top_level = at.top_level;
    at.checked = false;
    n->as.set.frame = resolve_inner(at, NULL, &n->as.set.body, n->as.set.item);
}

static void resolve_import(place at, node *n) {
    resolve_expression(at.scope, n->as.import.source);
    tree_each(&n->as.import.targets, resolve_expression, at.scope);
    n->top_level = at.top_level;
    if (n->as.import.with_context)
        n->as.import.visible = visible(at.scope);
}

static void resolve_statement(place at, node *n) {
    switch ((node_kind)n->kind) {
    case NODE_OUTPUT:
    case NODE_DO:
        tree_each(&n->as.list, resolve_expression, at.scope);
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
        resolve_expression(at.scope, n->as.set.item);
        resolve_target(at.scope, n->as.set.target);
        n->top_level = at.top_level;
        break;
    case NODE_SET_BLOCK:
        resolve_set_block(at, n);
        break;
    case NODE_WITH:
        tree_each(&n->as.with.items, resolve_expression, at.scope);
        n->as.with.frame = resolve_inner(at, &n->as.with.targets, &n->as.with.body, NULL);
        break;
    case NODE_MACRO:
        resolve_expression(at.scope, n->as.macro.target);
        n->top_level = at.top_level;
        resolve_macro(at, n);
        break;
    case NODE_CALL_BLOCK:
        resolve_expression(at.scope, n->as.macro.call);
        resolve_macro(at, n);
        break;
    case NODE_FILTER_BLOCK:
    case NODE_AUTOESCAPE:
        n->as.filter_block.frame =
            resolve_inner(at, NULL, &n->as.filter_block.body, n->as.filter_block.filter);
        break;
    case NODE_INCLUDE:
        resolve_expression(at.scope, n->as.include.source);
        if (n->as.include.with_context)
            n->as.include.visible = visible(at.scope);
        break;
    case NODE_EXTENDS:
        resolve_expression(at.scope, n->as.include.source);
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
    analyze(&s, &f->body);
    resolve_function(&s, (place){.top_level = true, .checked = t->extends}, f);
    f->self = special_slot(&s, self, t->env->self);
    return !r.failed;
}

/* Other templates: include, import, extends and blocks; see run.h. */
#include "template/run.h"

#include <assert.h>

typedef struct module_object {
    template_object head;
    str name;
    context *context;
    value text;
} module_object;

/* --- Contexts --- */

static blocks *blocks_of(template_run *run, const template *t) {
    blocks *b = ARENA_NEW(run->memory, blocks);
    b->items = ARENA_ARRAY(run->memory, t->block_count, block_chain);
    b->count = t->block_count;
    for (uint32_t i = 0; i < t->block_count; i++) {
        const procedure **first = ARENA_NEW(run->memory, const procedure *);
        *first = t->blocks[i].function;
        b->items[i] = (block_chain){t->blocks[i].name, first, 1};
    }
    return b;
}

context *new_context(template_run *run, template *t, const layer *layers) {
    context *c = ARENA_NEW(run->memory, context);
    *c = (context){value_new_dict(run->memory), value_new_dict(run->memory), layers,
                   t ? blocks_of(run, t) : NULL};
    return c;
}

/* The layers that another template or a scoped block sees from here: all, and the locals. */
static const layer *inner_layers(template_run *run, const context *c, const visible_slots *locals) {
    const layer *outer = c->layers;
    if (c->vars.as.dict->count) {
        layer *vars = ARENA_NEW(run->memory, layer);
        *vars = (layer){outer, c->vars};
        outer = vars;
    }
    value dict = {0};
    for (uint32_t i = 0; locals && i < locals->count; i++) {
        value v = *slot_of(run, locals->items[i].ref);
        if (v.kind == VALUE_UNDEFINED && !v.as.object)
            continue;
        if (dict.kind != VALUE_DICT)
            dict = value_new_dict(run->memory);
        value_add(dict, locals->items[i].name->text, v);
    }
    if (dict.kind != VALUE_DICT)
        return outer;
    layer *inner = ARENA_NEW(run->memory, layer);
    *inner = (layer){outer, dict};
    return inner;
}

static const layer *global_layer(template_run *run) {
    layer *globals = ARENA_NEW(run->memory, layer);
    globals->data = run->env->globals;
    return globals;
}

/* --- Running a template --- */

bool run_template(template_run *run, template *t, context *c) {
    const procedure *f = t->root;
    activation *outer = run->now;
    bool autoescape = run->autoescape;
    run->autoescape = false;
    arena_point mark = arena_mark(&run->stack);
    activation *a = activation_start(run, f, NULL, c);
    run->now = a;
    enter_frame(run, &f->enter);
    if (f->self)
        a->slots[f->self - 1] = new_self(run, c);
    bool done = execute(run, &f->body) != FLOW_FAILED;
    template *parent = a->parent;
    if (done && parent) {
        link l;
        done = run_enter(run, &l, NULL, "parent", parent->name);
        if (done) {
            done = run_template(run, parent, c);
            run_leave(run);
        }
    }
    run->now = outer;
    run->autoescape = autoescape;
    arena_reset(&run->stack, mark);
    return done;
}

/* --- Finding templates --- */

static void report_missing(template_run *run, const node *at, value tried) {
    str first = value_text(tried.as.list->items[0]);
    diagnostics *diags = run->env->diags;
    diagnostic **last = diags->last;
    if (tried.as.list->count == 1)
        run_fail(run, at, CODE_TEMPLATE_MISSING, "there is no template `%.*s`", STR_ARG(first));
    else
        run_fail(run, at, CODE_TEMPLATE_MISSING, "there is none of these %u templates",
                 tried.as.list->count);
    for (uint32_t i = 0; i < tried.as.list->count && *last; i++)
        env_add_places(run->env, *last, value_text(tried.as.list->items[i]));
}

/* The names that an include tries: one, or a list; what is false has none. */
static bool names_to_try(template_run *run, const node *source, value v, value *names) {
    if (is_text(v)) {
        *names = tuple_of(run, &v, 1);
        return true;
    }
    if (v.kind == VALUE_UNDEFINED) {
        run_fail_undefined(run, v);
        return false;
    }
    if (!template_is_true(v)) {
        *names = value_new_list(run->memory);
        return true;
    }
    return list_of(run, source, v, names);
}

/* The template of that name; NULL where there is none, and after an error (run->failed). */
static template *find_named(template_run *run, const node *source, value v) {
    if (!is_text(v)) {
        run_fail(run, source, CODE_TEMPLATE_TYPE, "the name of a template is a string, not %s",
                 kind_name(v));
        return NULL;
    }
    bool failed = false;
    diagnostic **report = run->env->diags->last;
    template *t = env_find_template(run->env, value_text(v), &failed);
    if (failed && *report) {
        diag_add_note(run->env->diags, *report,
                      tree_place(run->now->function->owner, source->from, source->to),
                      "the template is used here");
        run_add_chain(run, *report);
    }
    run->failed |= failed;
    return t;
}

/* Of extends and import, which take one name. */
static template *find_template(template_run *run, const node *source) {
    value v = evaluate(run, source);
    if (v.kind == VALUE_UNDEFINED)
        v = run_fail_undefined(run, v);
    if (is_failed(v))
        return NULL;
    template *t = find_named(run, source, v);
    if (!t && !run->failed)
        report_missing(run, source, tuple_of(run, &v, 1));
    return t;
}

/* Of include; where none is found and that is allowed, NULL without an error. */
static template *find_included(template_run *run, const node *source, bool ignore_missing) {
    value v = evaluate(run, source), names;
    if (is_failed(v) || !names_to_try(run, source, v, &names))
        return NULL;
    value tried = value_new_list(run->memory);
    for (uint32_t i = 0; i < names.as.list->count; i++) {
        value name = names.as.list->items[i];
        if (name.kind == VALUE_UNDEFINED) /* as in Jinja2, the next one is tried */
            continue;
        template *t = find_named(run, source, name);
        if (t || run->failed)
            return t;
        value_append(tried, name);
    }
    if (!ignore_missing && tried.as.list->count)
        report_missing(run, source, tried);
    else if (!ignore_missing)
        run_fail(run, source, CODE_TEMPLATE_MISSING, "the list of templates is empty");
    return NULL;
}

/* --- include --- */

static value module_of(template_run *run, const node *n, template *t, const visible_slots *visible,
                       bool with_context);

static flow run_included(template_run *run, const node *n, template *t) {
    link l;
    if (!n->as.include.with_context) {
        value module = module_of(run, n, t, NULL, false);
        if (is_failed(module))
            return FLOW_FAILED;
        buf_add_str(run->out, value_text(((module_object *)module.as.object)->text));
        return run_check_size(run, n, run->out->len) ? FLOW_NEXT : FLOW_FAILED;
    }
    if (!run_enter(run, &l, n, "include", t->name))
        return FLOW_FAILED;
    const layer *layers = inner_layers(run, run->now->context, n->as.include.visible);
    bool done = run_template(run, t, new_context(run, t, layers));
    run_leave(run);
    return done ? FLOW_NEXT : FLOW_FAILED;
}

flow execute_include(template_run *run, const node *n) {
    template *t = find_included(run, n->as.include.source, n->as.include.ignore_missing);
    if (!t)
        return run->failed ? FLOW_FAILED : FLOW_NEXT;
    return run_count_step(run, n) ? run_included(run, n, t) : FLOW_FAILED;
}

/* --- import --- */

static value module_get(template_call *call, template_object *object, str called) {
    (void)call;
    const module_object *m = (module_object *)object;
    value exported = value_get(m->context->exported, called);
    return exported.kind == VALUE_BOOL && exported.as.boolean ? value_get(m->context->vars, called)
                                                              : (value){0};
}

value module_member(const template_object *module, const identifier *called, uint32_t *at) {
    const context *c = ((const module_object *)module)->context;
    const value_dict *vars = c->vars.as.dict, *exported = c->exported.as.dict;
    assert(vars->count == exported->count); /* see export_target */
    if (*at >= vars->count || vars->shape->keys[*at].as.text != called->text.ptr) {
        const value *item = value_find_hashed(c->vars, called->text, called->hash);
        if (!item)
            return (value){0};
        *at = value_position(vars, item);
    }
    return exported->items[*at].as.boolean ? vars->items[*at] : (value){0};
}

static void module_names(template_object *object, value list) {
    const value_dict *names = ((module_object *)object)->context->exported.as.dict;
    for (uint32_t i = 0; i < names->count; i++)
        if (names->items[i].as.boolean)
            value_append(list, names->shape->keys[i]);
}

str module_name(const template_object *module) {
    return ((const module_object *)module)->name;
}

static void module_print(template_object *object, buf *out) {
    buf_add_str(out, value_text(((module_object *)object)->text));
}

const template_object_type module_type = {.name = "the imported template",
                                          .get = module_get,
                                          .names = module_names,
                                          .print = module_print};

static value run_module(template_run *run, const node *n, template *t, const layer *layers) {
    link l;
    if (!run_enter(run, &l, n, "import", t->name))
        return failed_value();
    module_object *m = ARENA_NEW(run->memory, module_object);
    *m = (module_object){{&module_type}, t->name, new_context(run, t, layers), {0}};
    size_t from = run->out->len;
    bool done = run_template(run, t, m->context);
    run_leave(run);
    if (!done)
        return failed_value();
    m->text = cut_output(run, from);
    return is_failed(m->text) ? m->text : template_object_value(&m->head);
}

/*
 * Whether a module stays as it is: nothing in it can change, as a list or a namespace could, or
 * point to the memory of a rendering.
 */
static bool is_lasting(template_run *run, const module_object *m) {
    const value_dict *vars = m->context->vars.as.dict;
    for (uint32_t i = 0; i < vars->count; i++) {
        value v = vars->items[i];
        if (v.kind == VALUE_LIST || v.kind == VALUE_DICT || v.kind == VALUE_UNDEFINED)
            return false;
        if (is_object_of(v, &module_type)) {
            str name = ((const module_object *)v.as.object)->name;
            if (value_get(run->env->modules, name).as.object != v.as.object)
                return false;
        } else if (v.kind == VALUE_OBJECT && !is_object_of(v, &macro_type)) {
            return false;
        }
    }
    return true;
}

/* Makes a module in the memory of the environment, and keeps it there if it stays as it is. */
static value new_lasting_module(template_run *run, const node *n, template *t) {
    template_env *env = run->env;
    arena *own = run->memory;
    run->memory = env->memory;
    value module = run_module(run, n, t, global_layer(run));
    run->memory = own;
    if (!is_failed(module) && is_lasting(run, module.as.object))
        value_put(env->modules, t->name, module);
    else
        map_put(env->fresh_modules, t->name, env);
    return module;
}

static value copy_dict(template_run *run, value from) {
    value copy = value_new_dict(run->memory);
    const value_dict *dict = from.as.dict;
    for (uint32_t i = 0; i < dict->count; i++)
        value_put_key(copy, dict->shape->keys[i], dict->items[i]);
    return copy;
}

/* Without context, a module is made once a rendering, or once for all, and shared. */
static value module_of(template_run *run, const node *n, template *t, const visible_slots *visible,
                       bool with_context) {
    if (with_context) { /* its macros see the variables as they are now, whenever they are called */
        context now = *run->now->context;
        now.vars = copy_dict(run, now.vars);
        return run_module(run, n, t, inner_layers(run, &now, visible));
    }
    value known = value_get(run->env->modules, t->name);
    if (known.kind == VALUE_UNDEFINED)
        known = value_get(run->modules, t->name);
    if (known.kind != VALUE_UNDEFINED)
        return known;
    value module = map_get(run->env->fresh_modules, t->name)
                       ? run_module(run, n, t, global_layer(run))
                       : new_lasting_module(run, n, t);
    if (!is_failed(module))
        value_put(run->modules, t->name, module);
    return module;
}

static value imported(template_run *run, const node *n, value module, const identifier *called) {
    const module_object *m = module.as.object;
    template_call call = {.run = run, .memory = run->memory};
    value v = module_get(&call, module.as.object, called->text);
    if (v.kind != VALUE_UNDEFINED || v.as.object)
        return v;
    return undefined_hint(run, n, called->text, "the template `%.*s` does not export `%.*s`",
                          STR_ARG(m->name), STR_ARG(called->text));
}

flow execute_import(template_run *run, const node *n) {
    template *t = find_template(run, n->as.import.source);
    if (!t)
        return FLOW_FAILED;
    value module = module_of(run, n, t, n->as.import.visible, n->as.import.with_context);
    if (is_failed(module))
        return FLOW_FAILED;
    for (uint32_t i = 0; i < n->as.import.targets.count; i++) {
        const node *target = n->as.import.targets.items[i];
        value v =
            n->kind == NODE_IMPORT ? module : imported(run, target, module, n->as.import.names[i]);
        assign(run, target, v);
        if (n->top_level)
            export_target(run, target, false);
    }
    return FLOW_NEXT;
}

/* --- extends and blocks --- */

static block_chain *find_chain(const blocks *b, const identifier *called) {
    for (uint32_t i = 0; i < b->count; i++)
        if (b->items[i].name == called)
            return &b->items[i];
    return NULL;
}

/* Puts the parent's blocks behind those that are known. */
static void add_blocks(template_run *run, context *c, const template *parent) {
    const blocks *old = c->blocks;
    blocks *all = ARENA_NEW(run->memory, blocks);
    all->items = ARENA_ARRAY(run->memory, old->count + parent->block_count, block_chain);
    all->count = old->count;
    if (old->count)
        memcpy(all->items, old->items, old->count * sizeof *all->items);
    for (uint32_t i = 0; i < parent->block_count; i++) {
        const block_definition *block = &parent->blocks[i];
        block_chain *chain = find_chain(all, block->name);
        if (!chain) {
            chain = &all->items[all->count++];
            *chain = (block_chain){.name = block->name};
        }
        const procedure **longer = ARENA_ARRAY(run->memory, chain->count + 1, const procedure *);
        if (chain->count)
            memcpy(longer, chain->functions, chain->count * sizeof *longer);
        longer[chain->count++] = block->function;
        chain->functions = longer;
    }
    c->blocks = all;
}

flow execute_extends(template_run *run, const node *n) {
    if (run->now->parent) {
        run_fail(run, n, CODE_TEMPLATE_SYNTAX, "the template has extended another one already");
        return FLOW_FAILED;
    }
    template *parent = find_template(run, n->as.include.source);
    if (!parent)
        return FLOW_FAILED;
    add_blocks(run, run->now->context, parent);
    run->now->parent = parent;
    return FLOW_NEXT;
}

bool run_block(template_run *run, const procedure *f, context *c) {
    activation *outer = run->now;
    bool autoescape = run->autoescape;
    run->autoescape = false;
    arena_point mark = arena_mark(&run->stack);
    activation *a = activation_start(run, f, NULL, c);
    run->now = a;
    enter_frame(run, &f->enter);
    if (f->self)
        a->slots[f->self - 1] = new_self(run, c);
    if (f->super)
        a->slots[f->super - 1] = new_block_reference(run, f->super_use, c, f->name, f);
    bool done = execute(run, &f->body) != FLOW_FAILED;
    run->now = outer;
    run->autoescape = autoescape;
    arena_reset(&run->stack, mark);
    return done;
}

static bool enter_block(template_run *run, const node *n, const procedure *f, context *c) {
    link l;
    if (!run_count_step(run, n) || !run_enter(run, &l, n, "block", f->name->text))
        return false;
    bool done = run_block(run, f, c);
    run_leave(run);
    return done;
}

flow execute_block(template_run *run, const node *n) {
    context *c = run->now->context;
    if (n->top_level && run->now->parent)
        return FLOW_NEXT;
    const block_chain *chain = find_chain(c->blocks, n->as.block.name);
    if (!chain) /* the template runs with the blocks of another one */
        return FLOW_NEXT;
    if (n->as.block.required && chain->count <= 1) {
        run_fail(run, n, CODE_TEMPLATE_MISSING, "the required block `%.*s` is defined by no child",
                 STR_ARG(n->as.block.name->text));
        return FLOW_FAILED;
    }
    if (n->as.block.scoped) {
        context *inner = new_context(run, NULL, inner_layers(run, c, n->as.block.visible));
        inner->blocks = c->blocks;
        c = inner;
    }
    return enter_block(run, n, chain->functions[0], c) ? FLOW_NEXT : FLOW_FAILED;
}

/* --- super and self --- */

typedef struct block_reference {
    template_object head;
    context *context;
    const block_chain *chain;
    uint32_t depth;
} block_reference;

static value new_reference(template_run *run, context *c, const block_chain *chain,
                           uint32_t depth) {
    block_reference *b = ARENA_NEW(run->memory, block_reference);
    *b = (block_reference){{&block_type}, c, chain, depth};
    return template_object_value(&b->head);
}

static value no_parent(template_run *run, const node *at, const identifier *called) {
    return undefined_hint(run, at, STR("super"), "there is no parent block called `%.*s`",
                          STR_ARG(called->text));
}

value new_block_reference(template_run *run, const node *at, context *c, const identifier *called,
                          const procedure *below) {
    const block_chain *chain = find_chain(c->blocks, called);
    for (uint32_t i = 0; chain && i + 1 < chain->count; i++)
        if (chain->functions[i] == below)
            return new_reference(run, c, chain, i + 1);
    return no_parent(run, at, called);
}

static value call_block(template_call *call, template_object *object) {
    const block_reference *b = (block_reference *)object;
    template_run *run = call->run;
    size_t from = run->out->len;
    if (call->count || call->named_count)
        return template_fail(call, CODE_TEMPLATE_ARGUMENT, "a block takes no arguments");
    if (!enter_block(run, run->at, b->chain->functions[b->depth], b->context))
        return failed_value();
    return cut_output(run, from);
}

static value block_get(template_call *call, template_object *object, str called) {
    const block_reference *b = (block_reference *)object;
    if (str_eq(called, STR("name")))
        return value_str(b->chain->name->text);
    if (!str_eq(called, STR("super")))
        return (value){0};
    return b->depth + 1 < b->chain->count
               ? new_reference(call->run, b->context, b->chain, b->depth + 1)
               : no_parent(call->run, call->run->at, b->chain->name);
}

const template_object_type block_type = {.name = "a block", .get = block_get, .call = call_block};

typedef struct self_object {
    template_object head;
    context *context;
} self_object;

static value self_get(template_call *call, template_object *object, str called) {
    context *c = ((self_object *)object)->context;
    const block_chain *chain = find_chain(c->blocks, env_name(call->run->env, called));
    return chain ? new_reference(call->run, c, chain, 0) : (value){0};
}

static void self_names(template_object *object, value list) {
    const blocks *b = ((self_object *)object)->context->blocks;
    for (uint32_t i = 0; i < b->count; i++)
        value_append(list, value_str(b->items[i].name->text));
}

const template_object_type self_type = {
    .name = "the template", .get = self_get, .names = self_names};

value new_self(template_run *run, context *c) {
    self_object *self = ARENA_NEW(run->memory, self_object);
    *self = (self_object){{&self_type}, c};
    return template_object_value(&self->head);
}

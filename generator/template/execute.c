/* Statements, but for loops and other templates; see run.h. */
#include "template/run.h"

value resolve_name(const template_run *run, const context *c, const identifier *name) {
    const value *item = value_find_hashed(c->vars, name->text, name->hash);
    if (item)
        return *item;
    for (const layer *l = c->layers; l; l = l->outer) {
        if (l->data.kind == VALUE_DICT) {
            item = value_find_hashed(l->data, name->text, name->hash);
            if (item)
                return *item;
        } else if (l->data.kind == VALUE_OBJECT) {
            template_object *o = l->data.as.object;
            template_call call = {.run = (template_run *)run, .memory = run->memory};
            value v = o->type->get ? o->type->get(&call, o, name->text) : (value){0};
            if (v.kind != VALUE_UNDEFINED)
                return v;
        }
    }
    return (value){0};
}

static void remember(const template_run *run, slot_load *load, const value_dict *vars,
                     value outer) {
    const value *item = value_find_hashed(outer, load->name->text, load->name->hash);
    load->found = NULL;
    if (!item || (vars->count && !run_keeps(run, vars)) || !run_keeps(run, outer.as.dict))
        return;
    load->missed = vars->count ? vars->shape : NULL;
    load->missed_count = vars->count;
    load->found = outer.as.dict->shape;
    load->at = value_position(outer.as.dict, item);
}

/* Most names are none of the template's own variables, and members of the innermost dict. */
static value resolve_load(template_run *run, slot_load *load) {
    const context *c = run->now->context;
    const value_dict *vars = c->vars.as.dict;
    if (!c->layers || c->layers->data.kind != VALUE_DICT)
        return resolve_name(run, c, load->name);
    const value_dict *outer = c->layers->data.as.dict;
    const bool missed =
        vars->count == load->missed_count && (!vars->count || vars->shape == load->missed);
    if (missed && outer->shape && outer->shape == load->found && load->at < outer->count)
        return outer->items[load->at];
    if (!value_find_hashed(c->vars, load->name->text, load->name->hash))
        remember(run, load, vars, c->layers->data);
    return resolve_name(run, c, load->name);
}

void enter_frame(template_run *run, const frame *f) {
    value *slots = run->now->slots;
    for (uint32_t i = 0; i < f->count; i++) {
        slot_load *load = &f->loads[i];
        switch (load->action) {
        case LOAD_RESOLVE:
            slots[load->slot] = resolve_load(run, load);
            break;
        case LOAD_ALIAS:
            slots[load->slot] = *slot_of(run, load->source);
            break;
        default:
            slots[load->slot] = (value){0};
            break;
        }
    }
}

/* --- Output --- */

static bool write_value(template_run *run, const node *item, value v) {
    if (!run->autoescape || (is_text(v) && (v.flags & TEXT_SAFE)))
        return print_value(run, item, run->out, v);
    str text;
    if (!text_of(run, item, v, &text))
        return false;
    print_escaped(run->out, text);
    return true;
}

__attribute__((noinline)) static flow write_other(template_run *run, const node *n, value v) {
    return !is_failed(v) && write_value(run, n, v) ? FLOW_NEXT : FLOW_FAILED;
}

static inline flow write_result(template_run *run, const node *n, value v) {
    if (v.kind != VALUE_STRING || run->autoescape)
        return write_other(run, n, v);
    write_text(run->out, v.as.text, v.len);
    return run_check_output(run, n) ? FLOW_NEXT : FLOW_FAILED;
}

static flow write_expression(template_run *run, const node *n) {
    return write_result(run, n, evaluate(run, n));
}

static flow write_local(template_run *run, const node *n) {
    const value v = run->now->slots[n->as.name.ref.slot];
    return v.kind == VALUE_STRING ? write_result(run, n, v) : write_expression(run, n);
}

static flow write_attribute_of_local(template_run *run, const node *n) {
    return write_result(run, n, attribute_of_local(run, n));
}

static flow write_call(template_run *run, const node *n) {
    return write_result(run, n, evaluate_call(run, n, !run->autoescape));
}

static flow write_filtered(template_run *run, const node *n) {
    value v = evaluate(run, n->as.apply.subject);
    return is_failed(v) ? FLOW_FAILED
                        : write_result(run, n, evaluate_filter(run, n, v, !run->autoescape));
}

static flow write_choice(template_run *run, const node *n) {
    const node *choice = evaluate_choice(run, n);
    return choice ? choice->execute(run, choice) : FLOW_FAILED;
}

/* One behind the other, without a text of them all. */
static flow write_concat(template_run *run, const node *n) {
    if (run->autoescape)
        return write_expression(run, n);
    flow result = FLOW_NEXT;
    for (uint32_t i = 0; i < n->as.list.count && result == FLOW_NEXT; i++)
        result = n->as.list.items[i]->execute(run, n->as.list.items[i]);
    return result;
}

/*
 * What a pure expression allocates is written and done with: nothing else can have kept it. Where a
 * module is made in the memory of the environment, names and errors have come there, too.
 */
static flow write_pure_item(template_run *run, const node *item) {
    arena_point mark = arena_mark(run->memory);
    run->pure_from = run->generators;
    run->pure_broken = false;
    flow result = item->execute(run, item);
    if (run->memory->next != mark.next && !run->pure_broken && run->memory != run->env->memory)
        arena_reset(run->memory, mark);
    return result;
}

/* Those that are neither checked nor pure are not there any more: see prepare.c. */
static flow execute_output(template_run *run, const node *n) {
    if (n->checked && run->now->parent)
        return FLOW_NEXT;
    flow result = FLOW_NEXT;
    for (uint32_t i = 0; i < n->as.list.count && result == FLOW_NEXT; i++) {
        const node *item = n->as.list.items[i];
        result = n->pure ? write_pure_item(run, item) : item->execute(run, item);
    }
    return result;
}

static flow execute_data(template_run *run, const node *n) {
    if (n->checked && run->now->parent)
        return FLOW_NEXT;
    write_text(run->out, n->as.data.ptr, n->as.data.len);
    return run_check_output(run, n) ? FLOW_NEXT : FLOW_FAILED;
}

/* Behind a short text there are zeros to be read (prepare.c): it is copied without a branch. */
static flow execute_short_data(template_run *run, const node *n) {
    buf *out = run->out;
    if (out->capacity - out->len <= SHORT_DATA)
        return execute_data(run, n);
    memcpy(out->ptr + out->len, n->as.data.ptr, SHORT_DATA);
    out->len += n->as.data.len;
    return run_check_output(run, n) ? FLOW_NEXT : FLOW_FAILED;
}

/* --- Assignments --- */

static bool unpack(template_run *run, const node *target, value v) {
    value list;
    uint32_t count = target->as.list.count;
    if (!list_of(run, target, v, &list))
        return false;
    if (list.as.list->count != count) {
        run_fail(run, target, CODE_TEMPLATE_TYPE, "%u values can't be unpacked into %u names",
                 list.as.list->count, count);
        return false;
    }
    for (uint32_t i = 0; i < count; i++)
        if (!assign(run, target->as.list.items[i], list.as.list->items[i]))
            return false;
    return true;
}

bool assign_parts(template_run *run, const node *target, value v) {
    if (target->kind != NODE_NAMESPACE_TARGET)
        return unpack(run, target, v);
    value object = *slot_of(run, target->as.namespace_target.ref);
    if (object.kind == VALUE_UNDEFINED && !object.as.object)
        object = undefined_name(run, target, target->as.namespace_target.object->text);
    if (object.kind == VALUE_UNDEFINED) {
        run_fail_undefined(run, object);
        return false;
    }
    if (!is_object_of(object, &namespace_type)) {
        run_fail(run, target, CODE_TEMPLATE_TYPE,
                 "attributes can be set only on a namespace(), not on %s", kind_name(object));
        return false;
    }
    value_put(((namespace_object *)object.as.object)->members,
              target->as.namespace_target.attribute->text, v);
    return true;
}

/* Lets blocks, and (where exported) imports, see what was assigned at the top level. */
void export_target(template_run *run, const node *target, bool exported) {
    if (target->kind == NODE_TUPLE || target->kind == NODE_LIST) {
        for (uint32_t i = 0; i < target->as.list.count; i++)
            export_target(run, target->as.list.items[i], exported);
        return;
    }
    if (target->kind != NODE_NAME)
        return;
    const context *c = run->now->context;
    str called = target->as.name.name->text;
    value_put(c->vars, called, *slot_of(run, target->as.name.ref));
    value_put(c->exported, called, value_bool(exported && !str_starts(called, STR("_"))));
}

static flow finish_set(template_run *run, const node *n, value v) {
    if (is_failed(v) || !assign(run, n->as.set.target, v))
        return FLOW_FAILED;
    if (n->top_level)
        export_target(run, n->as.set.target, true);
    return FLOW_NEXT;
}

/* Runs a body and gives its output as text. */
static flow capture(template_run *run, const node_list *body, value *text) {
    size_t from = run->out->len;
    flow result = execute(run, body);
    if (result == FLOW_FAILED)
        return result;
    *text = cut_output(run, from);
    return is_failed(*text) ? FLOW_FAILED : result;
}

/* A chain of filters whose innermost one has no subject: it takes the text. */
static value apply_filters(template_run *run, const node *filter, value text) {
    const node *inner = filter->as.apply.subject;
    value subject = inner ? apply_filters(run, inner, text) : text;
    return is_failed(subject) ? subject : evaluate_filter(run, filter, subject, false);
}

static flow execute_set_block(template_run *run, const node *n) {
    value text;
    enter_frame(run, n->as.set.frame);
    flow result = capture(run, &n->as.set.body, &text);
    if (result != FLOW_NEXT)
        return result;
    if (n->as.set.item)
        text = apply_filters(run, n->as.set.item, text);
    return finish_set(run, n, text);
}

static flow execute_filter_block(template_run *run, const node *n) {
    value text;
    enter_frame(run, n->as.filter_block.frame);
    flow result = capture(run, &n->as.filter_block.body, &text);
    if (result != FLOW_NEXT)
        return result;
    text = apply_filters(run, n->as.filter_block.filter, text);
    if (!is_failed(text) && !is_text(text))
        run_fail(run, n->as.filter_block.filter, CODE_TEMPLATE_TYPE,
                 "the filter of a block has to give a string, not %s", kind_name(text));
    return !run->failed && print_value(run, n, run->out, text) ? FLOW_NEXT : FLOW_FAILED;
}

static flow execute_with(template_run *run, const node *n) {
    enter_frame(run, n->as.with.frame);
    for (uint32_t i = 0; i < n->as.with.items.count; i++) {
        value v = evaluate(run, n->as.with.items.items[i]);
        if (is_failed(v) || !assign(run, n->as.with.targets.items[i], v))
            return FLOW_FAILED;
    }
    return execute(run, &n->as.with.body);
}

static flow execute_autoescape(template_run *run, const node *n) {
    enter_frame(run, n->as.filter_block.frame);
    const int escaped = truth_of(run, evaluate(run, n->as.filter_block.filter));
    if (escaped < 0)
        return FLOW_FAILED;
    bool outer = run->autoescape;
    run->autoescape = escaped;
    flow result = execute(run, &n->as.filter_block.body);
    run->autoescape = outer;
    return result;
}

/* --- Conditions and macros --- */

static flow execute_if(template_run *run, const node *n) {
    const if_branch *b = n->as.branches.branches, *end = b + n->as.branches.count;
    for (; b < end; b++) {
        const int is_true = b->test ? truth_of(run, evaluate(run, b->test)) : 1;
        if (is_true)
            return is_true < 0 ? FLOW_FAILED : execute(run, &b->body);
    }
    return FLOW_NEXT;
}

static value new_macro(template_run *run, const node *n) {
    macro *m = ARENA_NEW(run->memory, macro);
    *m = (macro){{&macro_type}, n->as.macro.function, run->now, run->now->context, run->autoescape};
    return template_object_value(&m->head);
}

static flow execute_macro(template_run *run, const node *n) {
    assign(run, n->as.macro.target, new_macro(run, n));
    if (n->top_level)
        export_target(run, n->as.macro.target, true);
    return FLOW_NEXT;
}

static value call_with_caller(template_run *run, const node *n) {
    const node *call = n->as.macro.call;
    value callee = evaluate(run, call->as.call.callee), few[FEW_ARGUMENTS];
    given_arguments g;
    if (is_failed(callee) || !evaluate_arguments(run, call->as.call.arguments, 0, 0, few, &g))
        return failed_value();
    template_named *named = ARENA_ARRAY(&run->stack, g.named_count + 1, template_named);
    if (g.named_count)
        memcpy(named, g.named, g.named_count * sizeof *named);
    named[g.named_count++] = (template_named){STR("caller"), new_macro(run, n)};
    g.named = named;
    return call_value(run, call, callee, &g);
}

static flow execute_call_block(template_run *run, const node *n) {
    arena_point mark = arena_mark(&run->stack);
    value text = call_with_caller(run, n);
    arena_reset(&run->stack, mark);
    return !is_failed(text) && print_value(run, n, run->out, text) ? FLOW_NEXT : FLOW_FAILED;
}

static flow execute_set(template_run *run, const node *n) {
    return finish_set(run, n, evaluate(run, n->as.set.item));
}

static flow execute_do(template_run *run, const node *n) {
    return is_failed(evaluate(run, n->as.list.items[0])) ? FLOW_FAILED : FLOW_NEXT;
}

static flow execute_break(template_run *run, const node *n) {
    (void)run;
    return n->kind == NODE_BREAK ? FLOW_BREAK : FLOW_CONTINUE;
}

node_execute *executor_of(const node *n) {
    static node_execute *const by_kind[] = {
        [NODE_CALL] = write_call,
        [NODE_FILTER] = write_filtered,
        [NODE_CONDITIONAL] = write_choice,
        [NODE_CONCAT] = write_concat,
        [NODE_DATA] = execute_data,
        [NODE_OUTPUT] = execute_output,
        [NODE_FOR] = execute_loop,
        [NODE_IF] = execute_if,
        [NODE_SET] = execute_set,
        [NODE_SET_BLOCK] = execute_set_block,
        [NODE_WITH] = execute_with,
        [NODE_MACRO] = execute_macro,
        [NODE_CALL_BLOCK] = execute_call_block,
        [NODE_FILTER_BLOCK] = execute_filter_block,
        [NODE_INCLUDE] = execute_include,
        [NODE_IMPORT] = execute_import,
        [NODE_FROM_IMPORT] = execute_import,
        [NODE_EXTENDS] = execute_extends,
        [NODE_BLOCK] = execute_block,
        [NODE_AUTOESCAPE] = execute_autoescape,
        [NODE_DO] = execute_do,
        [NODE_BREAK] = execute_break,
        [NODE_CONTINUE] = execute_break,
    };
    if (n->kind == NODE_DATA && n->as.data.len <= SHORT_DATA && !n->checked)
        return execute_short_data;
    if (n->kind == NODE_NAME && n->as.name.ref.hops == 0)
        return write_local;
    if (tree_is_attribute_of_local(n))
        return write_attribute_of_local;
    return by_kind[n->kind] ? by_kind[n->kind] : write_expression;
}

flow execute(template_run *run, const node_list *body) {
    flow result = FLOW_NEXT;
    for (uint32_t i = 0; i < body->count && result == FLOW_NEXT; i++)
        result = body->items[i]->execute(run, body->items[i]);
    return result;
}

/*
 * A rendering that is going on: activations, contexts, and what its parts call of each other
 * (private to template/).
 *
 * A function that can fail returns a value whose kind is VALUE_FAILED (or false), after the error
 * was reported once; whoever gets it hands it on.
 */
#ifndef SWAGE_TEMPLATE_RUN_H
#define SWAGE_TEMPLATE_RUN_H

#include "template/env.h"
#include "template/unicode.h"

#include <stdio.h>

enum { VALUE_FAILED = 0xFF };

/* value.flags of what the engine makes. */
enum {
    TEXT_SAFE = 1,         /* a string that `escape` made or was told to trust */
    UNDEFINED_LENIENT = 1, /* of an inline if without else: is written as nothing */
    LIST_KEYS = 2,         /* views of a dict, for how they are written */
    LIST_VALUES = 3,
    LIST_ITEMS = 4
};

/* What names are looked up in: the outer ones last. */
typedef struct layer {
    const struct layer *outer;
    value data; /* dict or object */
} layer;

/* The definitions of a block, that of the innermost child first. */
typedef struct block_chain {
    const identifier *name;
    const procedure **functions;
    uint32_t count;
} block_chain;

typedef struct blocks {
    block_chain *items;
    uint32_t count;
} blocks;

/* Jinja's context: what a template's names resolve to. */
typedef struct context {
    value vars;     /* assigned at the top level */
    value exported; /* keys of vars that an import sees */
    const layer *layers;
    blocks *blocks;
} context;

/* A function that runs. */
typedef struct activation {
    const procedure *function;
    struct activation *outer; /* of the function around it */
    value *slots;
    context *context;
    template *parent; /* the template that this one has extended */
} activation;

/* Why a piece of template runs: for the notes of an error. */
typedef struct link {
    const struct link *outer;
    const template *owner;
    const node *site;
    const char *what; /* "macro", "include" … */
    str name;
} link;

/* A list or dict of the context as it was before the template changed it. */
typedef struct change {
    struct change *before;
    value_list *list, list_was;
    value_dict *dict, dict_was;
} change;

struct template_run {
    template_env *env;
    template_run *outer;
    arena *memory;
    arena stack; /* slots and arguments of running functions */
    arena_point stack_start;
    buf *out;
    activation *now;
    const link *chain;
    const node *at;                /* the call that a C function is run for */
    uint64_t steps, steps_checked; /* beyond the latter the limits are looked at again */
    size_t memory_before;          /* that the arena had, when the rendering began */
    uint32_t depth;
    const char *stack_base;
    bool failed, autoescape;
    size_t most;           /* bytes of output */
    change *changes;       /* to be undone when the rendering ends; the last one first */
    value modules;         /* by template name: what import without context made */
    const template *owner; /* whose work a generator does now; NULL: that of the running function */
    uint64_t generators;   /* made so far */
    uint64_t pure_from;    /* so many were made when the pure output began */
    bool pure_broken;      /* it made something that is kept */
};

/* Evaluated arguments. */
typedef struct given_arguments {
    value *items;
    uint32_t count;
    template_named *named;
    uint32_t named_count;
} given_arguments;

static inline value failed_value(void) {
    return (value){.kind = VALUE_FAILED};
}
static inline bool is_failed(value v) {
    return v.kind == VALUE_FAILED;
}
static inline bool is_text(value v) {
    return v.kind == VALUE_STRING;
}
static inline bool is_object_of(value v, const template_object_type *type) {
    return v.kind == VALUE_OBJECT && ((template_object *)v.as.object)->type == type;
}

/* --- Errors (run.c) --- */

__attribute__((format(printf, 4, 5))) value run_fail(template_run *run, const node *at,
                                                     diag_code code, const char *format, ...);
/* The same for an argument that is none of those known: adds which one may be meant. */
value run_fail_argument(template_run *run, const node *at, const char *what, str owner,
                        str argument, const str *known, size_t count);
/* Adds the includes, macros … that led here as notes. */
void run_add_chain(template_run *run, diagnostic *d);
/* The error of using an undefined value. */
value run_fail_undefined(template_run *run, value v);
/* "a string", "a list" … for messages. */
const char *kind_name(value v);

/* Looks at the limits of steps and memory, as it is done now and then; false after an error. */
bool run_check_limits(template_run *run, const node *at);
bool run_check_size(template_run *run, const node *at, size_t bytes);
static inline bool run_check_output(template_run *run, const node *at) {
    return run->out->len <= run->most || run_check_size(run, at, run->out->len);
}
static inline bool run_count_step(template_run *run, const node *at) {
    return ++run->steps <= run->steps_checked || run_check_limits(run, at);
}
/* What takes as long as that many steps. */
static inline bool run_count_steps(template_run *run, const node *at, uint64_t count) {
    run->steps += count;
    return run->steps <= run->steps_checked || run_check_limits(run, at);
}
/* A text that is read or made: a step for each 64 bytes. */
static inline bool run_count_text(template_run *run, const node *at, size_t bytes) {
    return run_count_steps(run, at, bytes / 64);
}
/* Items of a list, or members of a dict, that are copied or moved. */
static inline bool run_count_items(template_run *run, const node *at, size_t count) {
    return run_count_text(run, at, count * sizeof(value));
}
/* The template of what runs. */
static inline const template *run_template_now(const template_run *run) {
    return run->owner ? run->owner : run->now->function->owner;
}

enum { STACK_LIMIT = 3 * 1024 * 1024 };

/* Goes one level deeper: false after an error; else run->depth-- on the way back. */
bool run_fail_depth(template_run *run, const node *site);
static inline bool run_descend(template_run *run, const node *site) {
    const char *top = __builtin_frame_address(0);
    const size_t used =
        (size_t)(top < run->stack_base ? run->stack_base - top : top - run->stack_base);
    if (run->depth >= run->env->options.max_depth || used > STACK_LIMIT)
        return run_fail_depth(run, site);
    run->depth++;
    return true;
}
/* Entering and leaving what can recurse; false after an error. */
static inline bool run_enter(template_run *run, link *l, const node *site, const char *what,
                             str name) {
    if (!run_descend(run, site))
        return false;
    *l = (link){run->chain, run_template_now(run), site, what, name};
    run->chain = l;
    return true;
}
static inline void run_leave(template_run *run) {
    run->depth--;
    run->chain = run->chain->outer;
}

value undefined_name(template_run *run, const node *at, str name);
value undefined_member(template_run *run, const node *at, value object, value key);
__attribute__((format(printf, 4, 5))) value undefined_hint(template_run *run, const node *at,
                                                           str name, const char *format, ...);

/* --- Expressions (evaluate.c, operate.c) --- */

/* Whether the dict is there as long as the environment is: where a name stood in it can be kept. */
static inline bool run_keeps(const template_run *run, const value_dict *dict) {
    return dict->memory != run->memory && dict->memory != &run->env->scratch;
}

static inline value evaluate(template_run *run, const node *n) {
    return n->evaluate(run, n);
}
/* How an expression is evaluated; its parts are resolved and prepared. */
node_evaluate *evaluator_of(const node *n);
/* The branch of an inline if; NULL after an error. */
const node *evaluate_choice(template_run *run, const node *n);
/* What an inline if without else is when its condition is false. */
value undefined_choice(template *t, const node *n);

/* Truth of a value: 1, 0, or -1 after an error, as an undefined one is. */
static inline int truth_of(template_run *run, value v) {
    if (v.kind == VALUE_BOOL)
        return v.as.boolean;
    if (v.kind == VALUE_STRING)
        return v.len > 0;
    if (v.kind == VALUE_UNDEFINED && v.flags != UNDEFINED_LENIENT)
        v = run_fail_undefined(run, v);
    return is_failed(v) ? -1 : template_is_true(v);
}
static inline value *slot_of(const template_run *run, slot_ref ref) {
    const activation *a = run->now;
    for (uint16_t i = 0; i < ref.hops; i++)
        a = a->outer;
    return &a->slots[ref.slot];
}
/* n is an attribute: that of the object, and that of a local, where `attribute_at` has none. */
value find_attribute(template_run *run, const node *n, value object);
value find_attribute_of_local(template_run *run, const node *n);
/* Objects of a kind are dicts laid out alike: where the name stood last time, it stands again. */
static inline const value *attribute_at(const node *n, value object) {
    if (object.kind != VALUE_DICT)
        return NULL;
    const value_dict *dict = object.as.dict;
    const uint32_t cached = n->as.attribute.cached;
    return dict->shape == n->as.attribute.shape && cached < dict->count ? &dict->items[cached]
                                                                        : NULL;
}
static inline value attribute_of_local(template_run *run, const node *n) {
    const node *object = n->as.attribute.object;
    const value *item = attribute_at(n, run->now->slots[object->as.name.ref.slot]);
    return item ? *item : find_attribute_of_local(run, n);
}
/* Whether it has members that are no items: objects, and the groups of groupby. */
bool has_attributes(value v);
/* x.name and x[key]; undefined where there is none. */
value get_attribute(template_run *run, const node *at, value object, const identifier *name);
value get_item(template_run *run, const node *at, value object, value key);
value get_slice(template_run *run, const node *at, value object, const value parts[3]);

value operate_binary(template_run *run, const node *at, uint8_t op, value left, value right);
/* Arithmetic on integers beyond int64 counts as steps, by its work; false beyond the limit. */
bool operate_count(template_run *run, const node *at, value left, value right);
/* The one text behind the other: what is trusted stays so, and the rest gets escaped then. */
value add_texts(template_run *run, value left, value right);
value operate_unary(template_run *run, const node *at, uint8_t op, value operand);
/* left op right, for == … not in; false after an error. */
bool operate_compare(template_run *run, const node *at, uint8_t op, value left, value right,
                     bool *result);
/* left == right; false after an error: one of them is undefined. */
bool operate_equal(template_run *run, const node *at, value left, value right, bool *result);
/* < 0, 0, > 0; false after an error: the two can't be ordered. */
bool operate_order(template_run *run, const node *at, value left, value right, int *order);
/* The same of values that may be undefined; false after an error, too. */
bool values_equal(template_run *run, const node *at, value a, value b);
/* Whether it can be the key of a dict: false for what can change, and for huge tuples. */
bool is_hashable(value v);
/* The same, with an error. */
bool check_key(template_run *run, const node *at, value key);

/* --- Text of values (print.c) --- */

/* What {{ v }} writes. False after an error. */
bool print_value(template_run *run, const node *at, buf *out, value v);
void print_repr(template_run *run, buf *out, value v);
/* The text of a value in the run's memory. */
bool text_of(template_run *run, const node *at, value v, str *text);
void print_int(buf *out, int64_t i);
void print_escaped(buf *out, str s);
value text_value(template_run *run, str text); /* a copy in the run's memory */
value take_text(template_run *run, buf *b);    /* the same, and frees the buffer */

/* memcpy of few bytes, by words that may overlap. */
static inline void copy_text(char *to, const char *bytes, size_t len) {
    if (len > 32) {
        memcpy(to, bytes, len);
    } else if (len >= 16) {
        struct {
            uint64_t low, high;
        } first, last;
        memcpy(&first, bytes, 16), memcpy(&last, bytes + len - 16, 16);
        memcpy(to, &first, 16), memcpy(to + len - 16, &last, 16);
    } else if (len >= 8) {
        uint64_t first, last;
        memcpy(&first, bytes, 8), memcpy(&last, bytes + len - 8, 8);
        memcpy(to, &first, 8), memcpy(to + len - 8, &last, 8);
    } else if (len >= 4) {
        uint32_t first, last;
        memcpy(&first, bytes, 4), memcpy(&last, bytes + len - 4, 4);
        memcpy(to, &first, 4), memcpy(to + len - 4, &last, 4);
    } else if (len) {
        to[0] = bytes[0];
        to[len / 2] = bytes[len / 2];
        to[len - 1] = bytes[len - 1];
    }
}

/* memcmp() == 0 of names, which are short, by words that may overlap. */
static inline bool same_bytes(const char *a, const char *b, size_t len) {
    uint64_t first[2] = {0, 0}, last[2] = {0, 0};
    if (len > 16)
        return memcmp(a, b, len) == 0;
    if (len >= 8) {
        memcpy(&first[0], a, 8), memcpy(&first[1], b, 8);
        memcpy(&last[0], a + len - 8, 8), memcpy(&last[1], b + len - 8, 8);
    } else if (len >= 4) {
        memcpy(&first[0], a, 4), memcpy(&first[1], b, 4);
        memcpy(&last[0], a + len - 4, 4), memcpy(&last[1], b + len - 4, 4);
    } else {
        for (size_t i = 0; i < len; i++)
            if (a[i] != b[i])
                return false;
    }
    return first[0] == first[1] && last[0] == last[1];
}

/* buf_add without a call where there is room: most of what templates do. */
static inline void write_text(buf *out, const char *bytes, size_t len) {
    if (len < out->capacity - out->len) {
        copy_text(out->ptr + out->len, bytes, len);
        out->len += len;
    } else {
        buf_add(out, bytes, len);
    }
}

/* --- Calls (call.c) --- */

typedef struct macro {
    template_object head;
    const procedure *function;
    activation *outer;
    context *context;
    bool autoescape; /* where it is defined */
} macro;

typedef struct bound_method {
    template_object head;
    const callable *method;
    value self;
} bound_method;

extern const template_object_type macro_type, function_type, method_type;

/*
 * Evaluates arguments, behind `first` ones that are left free; room for `room` of them. Few of them
 * go to `few` (FEW_ARGUMENTS values), more to run->stack.
 */
enum { FEW_ARGUMENTS = 8 };
bool evaluate_arguments(template_run *run, const arguments *a, uint32_t first, uint32_t room,
                        value *few, given_arguments *out);
value call_callable(template_run *run, const node *at, const callable *c, const char *what,
                    given_arguments *g);
value call_value(template_run *run, const node *at, value callee, given_arguments *g);
value call_macro(template_run *run, const node *at, macro *m, const given_arguments *g);
/* With the arguments of the call; to_output: it writes at once, and gives "". */
value call_macro_node(template_run *run, const node *call, macro *m, bool to_output);
/* f(…) and filters, from the tree; to_output: a macro may write at once, and gives "". */
value evaluate_call(template_run *run, const node *n, bool to_output);
value evaluate_filter(template_run *run, const node *n, value subject, bool to_output);
/* For map, select …: a filter or test by its name, NULL after an error; and calls of it. */
const callable *find_named_callable(template_run *run, bool filter, str called);
value call_applied(template_run *run, bool filter, const callable *c, value subject,
                   const value *further, uint32_t count);
const callable *method_of(const template_run *run, value object, const identifier *name);
value new_callable_value(template_env *env, const char *called, template_function function,
                         const char *parameters, void *user_data);
callable *new_callable(template_env *env, const char *called, template_function function,
                       const char *parameters, void *user_data, bool piped);
value bind_method(template_run *run, const callable *method, value self);

/* --- Iteration (iterate.c) --- */

typedef struct iterator {
    value source;
    uint8_t kind;
    bool over;
    int64_t at, end, step;
    uint32_t size; /* of a dict: it must not change meanwhile */
} iterator;

bool iterator_start(template_run *run, const node *at, value v, iterator *it);
/* False at the end, or after an error (run->failed). */
bool iterator_next_other(template_run *run, const node *at, iterator *it, value *item);
static inline bool iterator_next(template_run *run, const node *at, iterator *it, value *item) {
    if (it->kind != VALUE_LIST)
        return iterator_next_other(run, at, it, item);
    const value_list *list = it->source.as.list;
    if (it->at >= list->count)
        return false;
    value_prefetch(list, (uint32_t)it->at);
    *item = list->items[it->at++];
    return run_count_step(run, at);
}
bool list_of(template_run *run, const node *at, value v, value *list);
/* A new list with the items. */
bool copy_list(template_run *run, const node *at, value v, value *list);
value new_range(template_run *run, int64_t start, int64_t stop, int64_t step);
/* Number of items; negative when it can't be counted. */
int64_t length_of(value v);
value tuple_of(template_run *run, const value *items, uint32_t count);

extern const template_object_type range_type;
typedef struct range {
    template_object head;
    int64_t start, stop, step, count;
} range;
/* Where an item stands in the range; negative where it does not. */
int64_t range_position(const range *r, value item);

/* --- Generators (generator.c) --- */

typedef struct generator generator;
/* Makes the next item; false at the end, or after an error. */
typedef bool (*generator_step)(template_call *call, generator *g, value *item);

struct generator {
    template_object head;
    generator_step step; /* NULL: the items of the list */
    template_call call;  /* of the filter, with arguments of its own */
    const node *at;      /* the filter */
    const template *owner;
    const callable *applied; /* the filter or test that each item is given to */
    iterator source;         /* the items of the filter's subject, once it is started */
    value list;              /* and what else the step has to remember */
    uint32_t position;
    uint64_t serial;
    bool started, running, ended;
};

extern const template_object_type generator_type;

/* The items of a list, as it is when they are asked for. */
value new_generator(template_run *run, value list);
/* Items that a filter makes when they are asked for. */
value new_lazy(template_call *call, generator_step step);
bool generator_next(template_run *run, generator *g, value *item);
/* For steps: starts on the filter's subject; its next item. */
bool generator_source(template_call *call, generator *g);
bool generator_pull(template_call *call, generator *g, value *item);

/* --- Objects (objects.c, loop.c) --- */

typedef struct namespace_object {
    template_object head;
    value members;
} namespace_object;

extern const template_object_type namespace_type, loop_type, block_type, self_type, module_type;
str module_name(const template_object *module);

typedef struct loop_object {
    template_object head;
    template_run *run;
    const node *node;
    activation *outer;     /* of a recursive loop: where it stands */
    value items;           /* all of them, or those that were asked for so far */
    iterator source;       /* of the further ones */
    bool lazy;             /* there may be further ones */
    activation *home;      /* where the loop's condition is evaluated */
    uint32_t index, depth; /* from 0 */
    value last_changed;
    bool has_changed;
} loop_object;

/* What a module exports by that name; *at is where it was found last, and may be any number. */
value module_member(const template_object *module, const identifier *name, uint32_t *at);
uint8_t loop_attribute_of(str name);
value loop_attribute(template_run *run, const node *at, loop_object *loop, uint8_t attribute);

value new_block_reference(template_run *run, const node *at, context *c, const identifier *name,
                          const procedure *below);
value new_self(template_run *run, context *c);

/* --- Statements (execute.c, loop.c, include.c) --- */

/* Data of so many bytes or fewer stand in as many. */
enum { SHORT_DATA = 32 };

/* How a statement is executed, and {{ n }} is written. */
node_execute *executor_of(const node *n);

flow execute(template_run *run, const node_list *body);
void enter_frame(template_run *run, const frame *f);
/* To a target that is no name. */
bool assign_parts(template_run *run, const node *target, value v);
static inline bool assign(template_run *run, const node *target, value v) {
    if (target->kind != NODE_NAME)
        return assign_parts(run, target, v);
    *slot_of(run, target->as.name.ref) = v;
    return true;
}
void export_target(template_run *run, const node *target, bool exported);
flow execute_loop(template_run *run, const node *n);
/* One level of a recursive loop. */
flow run_loop(template_run *run, const node *n, activation *outer, value items, uint32_t depth);
flow execute_include(template_run *run, const node *n);
flow execute_import(template_run *run, const node *n);
flow execute_extends(template_run *run, const node *n);
flow execute_block(template_run *run, const node *n);
bool run_template(template_run *run, template *t, context *c);
bool run_block(template_run *run, const procedure *f, context *c);
value resolve_name(const template_run *run, const context *c, const identifier *name);
context *new_context(template_run *run, template *t, const layer *layers);

/* Starts an activation; its slots are zero and its frame is not entered yet. */
static inline activation *activation_start(template_run *run, const procedure *f, activation *outer,
                                           context *c) {
    arena *memory = f->captured ? run->memory : &run->stack;
    activation *a = arena_alloc(memory, sizeof *a + f->slots * sizeof *a->slots);
    *a = (activation){f, outer, (value *)(void *)(a + 1), c, NULL};
    return a;
}

/* Output into run->out from `from` on, as text in the run's memory; the output is cut there. */
value cut_output(template_run *run, size_t from);

#endif

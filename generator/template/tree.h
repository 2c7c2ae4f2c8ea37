/*
 * A parsed template: its tree of nodes, and its functions with their slots (private to template/).
 *
 * The parser (parse_*.c) makes the nodes, scope.c resolves every name to a slot of a function,
 * execute.c and evaluate.c walk them. All of it lives in the environment's arena.
 */
#ifndef SWAGE_TEMPLATE_TREE_H
#define SWAGE_TEMPLATE_TREE_H

#include "template/template.h"

/* A name, the same pointer wherever it is met in an environment. */
typedef struct identifier {
    str text;
    uint32_t hash;
    uint8_t dict_method, list_method, string_method; /* 0: none; see methods.def */
    uint8_t loop_attribute;                          /* 0: none; see loop.c */
} identifier;

typedef enum node_kind {
    /* expressions */
    NODE_CONST,
    NODE_NAME,
    NODE_LIST,
    NODE_TUPLE,
    NODE_DICT,
    NODE_ATTRIBUTE,
    NODE_ITEM,
    NODE_SLICE,
    NODE_CALL,
    NODE_FILTER,
    NODE_TEST,
    NODE_UNARY,
    NODE_BINARY,
    NODE_AND,
    NODE_OR,
    NODE_NOT,
    NODE_CONCAT,
    NODE_COMPARE,
    NODE_CONDITIONAL,
    LAST_EXPRESSION = NODE_CONDITIONAL,
    /* targets of assignments, beside NODE_NAME, NODE_TUPLE and NODE_LIST */
    NODE_NAMESPACE_TARGET,
    /* statements */
    NODE_DATA,
    NODE_OUTPUT,
    NODE_FOR,
    NODE_IF,
    NODE_SET,
    NODE_SET_BLOCK,
    NODE_WITH,
    NODE_MACRO,
    NODE_CALL_BLOCK,
    NODE_FILTER_BLOCK,
    NODE_INCLUDE,
    NODE_IMPORT,
    NODE_FROM_IMPORT,
    NODE_EXTENDS,
    NODE_BLOCK,
    NODE_AUTOESCAPE,
    NODE_DO,
    NODE_BREAK,
    NODE_CONTINUE
} node_kind;

typedef struct node node;
typedef struct procedure procedure;

typedef enum flow { FLOW_NEXT, FLOW_BREAK, FLOW_CONTINUE, FLOW_FAILED } flow;

/* How an expression is evaluated, and what a statement does: chosen once (prepare.c). */
typedef value node_evaluate(template_run *run, const node *n);
typedef flow node_execute(template_run *run, const node *n);

typedef struct scope scope;

typedef struct node_list {
    node **items;
    uint32_t count, capacity;
} node_list;

/* A variable as seen from a function: `hops` functions further out, then that slot. */
typedef struct slot_ref {
    uint16_t hops;
    uint32_t slot;
} slot_ref;

typedef enum load_action { LOAD_PARAMETER, LOAD_RESOLVE, LOAD_ALIAS, LOAD_UNDEFINED } load_action;

/* What a slot is set to when its frame is entered. */
typedef struct slot_load {
    load_action action;
    uint32_t slot;
    const identifier *name;
    slot_ref source; /* of LOAD_ALIAS */
    /* Where LOAD_RESOLVE found it the last time: not in such variables, but in such a dict. */
    const value_shape *missed, *found;
    uint32_t missed_count, at;
} slot_load;

typedef struct frame {
    slot_load *loads;
    uint32_t count;
} frame;

/* What is assigned to in the frames around a node: what an include sees of them. */
typedef struct visible_slot {
    const identifier *name;
    slot_ref ref;
} visible_slot;

typedef struct visible_slots {
    visible_slot *items;
    uint32_t count;
} visible_slots;

/* What has slots of its own when it runs: a template, block, macro or recursive loop. */
struct procedure {
    template *owner;
    const identifier *name; /* NULL for templates, loops and call blocks */
    uint32_t slots;
    bool captured; /* others run inside it and may outlive it, so its slots go to the arena */
    frame enter;
    node_list parameters, defaults; /* names; the last ones have defaults */
    node_list body;
    /* Slots of the special variables, plus 1; 0: not used in the body */
    uint32_t caller, varargs, kwargs, self, super;
    const node *super_use; /* the first one */
    bool caller_is_parameter;
};

typedef struct keyword {
    const identifier *name;
    node *item;
} keyword;

typedef struct arguments {
    node_list positional;
    keyword *named;
    uint32_t named_count, named_capacity;
    node *spread, *spread_named; /* *x and **x */
    uint32_t cached;             /* of filters by attribute: where it stood in the last dict */
} arguments;

struct callable; /* a filter, test or function: see env.h */

typedef struct if_branch {
    node *test; /* NULL: else */
    node_list body;
} if_branch;

typedef struct compare_operand {
    uint8_t op; /* token_kind, or one of the op kinds below */
    node *item;
} compare_operand;

struct node {
    uint8_t kind;
    uint8_t op;        /* of unary and binary ones: a token_kind */
    bool checked;      /* output: nothing is written once the template has extended another */
    bool top_level;    /* set, import …: the name is exported */
    bool pure;         /* output: nothing of what it evaluates can be kept by anyone */
    uint32_t from, to; /* bytes of the template's text */
    node_evaluate *evaluate;
    node_execute *execute; /* an expression is written */
    union {                /* tree_node gives a node no more of it than its kind needs */
        value constant;
        struct {
            const identifier *name;
            slot_ref ref;
        } name;
        node_list list;
        struct {
            node_list keys, items;
        } dict;
        struct {
            node *object;
            const identifier *name;
            uint32_t cached; /* position in the last dict: objects of a kind are laid out alike */
            const value_shape *shape; /* of the last one that the rendering did not make; or NULL */
        } attribute;
        struct {
            node *object, *index;
        } item;
        struct {
            node *start, *stop, *step;
        } slice;
        struct {
            node *callee;
            arguments *arguments;
        } call;
        struct {
            node *subject; /* NULL: the body of a filter block */
            const identifier *name;
            const struct callable *callable; /* NULL: looked up when it is called, and fails */
            arguments *arguments;            /* NULL: none */
        } apply;                             /* filter and test */
        struct {
            node *left, *right;
        } pair;
        struct {
            node *first;
            compare_operand *operands;
            uint32_t count;
        } compare;
        struct {
            node *test, *yes, *no;
        } conditional;
        struct {
            const identifier *object, *attribute;
            slot_ref ref;
        } namespace_target;
        str data;
        struct {
            node *target, *test_target, *iterable, *test;
            node_list body, otherwise;
            frame *body_frame, *test_frame, *else_frame;
            procedure *recursion; /* NULL: not recursive */
            uint32_t loop_slot;   /* plus 1; 0: `loop` is not used */
        } loop;
        struct {
            if_branch *branches;
            uint32_t count, capacity;
        } branches;
        struct {
            node *target, *item; /* set; for a set block, item is the filter or NULL */
            node_list body;
            frame *frame;
        } set;
        struct {
            node_list targets, items, body;
            frame *frame;
        } with;
        struct {
            procedure *function;
            node *target; /* the name of a macro */
            node *call;   /* of a call block */
        } macro;
        struct {
            node *filter;
            node_list body;
            frame *frame;
        } filter_block; /* autoescape, too: filter is the expression */
        struct {
            node *source;
            bool ignore_missing, with_context;
            visible_slots *visible;
        } include;
        struct {
            node *source;
            bool with_context;
            visible_slots *visible;
            node_list targets;        /* one for import */
            const identifier **names; /* of from … import */
        } import;
        struct {
            const identifier *name;
            bool scoped, required;
            procedure *function;
            visible_slots *visible;
        } block;
    } as;
};

/* A block as its template defines it. */
typedef struct block_definition {
    const identifier *name;
    procedure *function;
} block_definition;

struct template {
    template_env *env;
    str name;
    const source_file *file; /* the text that nodes count their bytes in */
    span at;                 /* of a snippet: where its text begins; line 0 otherwise */
    procedure *root;
    node *expression; /* of template_compile_expression */
    block_definition *blocks;
    uint32_t block_count, block_capacity;
    bool extends; /* there is an extends tag */
    value module; /* of the running rendering, by import without context; see import.c */
};

/* The place of a node. */
span tree_place(const template *t, uint32_t from, uint32_t to);

node *tree_node(template *t, node_kind kind, uint32_t from, uint32_t to);
void tree_append(template *t, node_list *list, node *item);

/* Folds what is constant, and chooses for each node how it is evaluated and written. */
void tree_prepare(template *t);

/* x.name of an x that is a variable of the function itself. */
static inline bool tree_is_attribute_of_local(const node *n) {
    return n->kind == NODE_ATTRIBUTE && n->as.attribute.object->kind == NODE_NAME &&
           n->as.attribute.object->as.name.ref.hops == 0;
}

/* Calls `visit` with each node of the list. */
typedef void (*tree_visit)(void *context, node *n);
void tree_each(const node_list *list, tree_visit visit, void *context);

/* Calls `visit` with the parts of an expression, or all that a statement consists of. */
void tree_each_child(const node *n, tree_visit visit, void *context);

/* Calls `visit` with the lists of statements that a statement consists of. */
void tree_each_body(node *n, void (*visit)(void *context, node_list *body), void *context);

/* Where a name is read first in the body, or deeper in it; NULL: nowhere. */
const node *tree_find_use(const node_list *body, const identifier *wanted);
bool tree_has_scoped_block(const node_list *body);
/* Whether something is called in one of the expressions. */
bool tree_has_call(const node_list *expressions);

#endif

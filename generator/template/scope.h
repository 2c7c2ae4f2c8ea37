/* Which names a frame has, and where they come from (private to the parser: scope.c, resolve.c). */
#ifndef SWAGE_TEMPLATE_SCOPE_H
#define SWAGE_TEMPLATE_SCOPE_H

#include "template/parser.h"

typedef struct symbol {
    const identifier *name;
    load_action action;
    slot_ref source;
    uint32_t slot;
    bool stored;
} symbol;

/* The names of one frame; `parent` is the frame around it. */
struct scope {
    struct resolver *resolver;
    scope *parent;
    procedure *function;
    symbol *symbols;
    uint32_t count, capacity;
};

/* Loads that are done on entry of the function instead of the frame. */
typedef struct hoisted {
    slot_load *loads;
    uint32_t count, capacity;
} hoisted;

typedef struct resolver {
    template_env *env;
    template *owner;
    hoisted *hoisted; /* of the function that is being resolved */
    bool failed;
} resolver;

/* The scope's own symbol of that name, or NULL. */
symbol *scope_own(const scope *s, const identifier *name);
/* The variable of that name as seen from the scope, its own or an outer one. */
bool scope_find(const scope *s, const identifier *name, slot_ref *ref);
void scope_add_parameter(scope *s, const identifier *name);

/* Declare what a body, an expression (or tree_visit of them), parameters load and store. */
void scope_analyze(scope *s, const node_list *body);
void scope_analyze_expression(void *context, node *n);
void scope_analyze_parameter(void *context, node *n);

/* Give the names in an expression or target their slots. */
void scope_resolve_expression(void *context, node *n);
void scope_resolve_target(void *context, node *n);

#endif

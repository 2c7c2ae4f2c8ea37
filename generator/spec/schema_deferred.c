/*
 * Conditions of lists whose items have fields or values of their own: they are read once these are
 * known; see schema.h.
 */
#include "spec/schema_test.h"

typedef struct schema_deferred {
    struct schema_deferred *next;
    const schema_condition *list;
    model_type type;
    model_condition *place; /* the first of what is made; it holds until then */
} schema_deferred;

static void set_holding(schema_reader *r, schema_deferred *deferred) {
    const test_builder b = {.r = r};
    *deferred->place = (model_condition){.test = test_constant(&b, true)};
}

void schema_defer_conditions(schema_reader *r, const schema_condition *list, model_type *type) {
    schema_deferred *deferred = ARENA_NEW(r->memory, schema_deferred);
    *deferred = (schema_deferred){.next = r->deferred, .list = list, .type = *type};
    deferred->place = ARENA_NEW(r->memory, model_condition);
    set_holding(r, deferred);
    r->deferred = deferred;
    type->conditions = deferred->place;
}

void schema_fill_deferred(schema_reader *r) {
    for (schema_deferred *d = r->deferred; d; d = d->next) {
        const model_condition *made = schema_conditions(r, d->list, NULL, &d->type);
        set_holding(r, d);
        if (made)
            *d->place = *made;
    }
}

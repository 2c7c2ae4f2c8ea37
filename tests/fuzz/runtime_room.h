/*
 * What the runtime's fuzzers share: kinds of models, memory that is used again in each run, and how
 * AddressSanitizer is set up for many runs a second.
 */
#ifndef SWAGE_TESTS_FUZZ_RUNTIME_ROOM_H
#define SWAGE_TESTS_FUZZ_RUNTIME_ROOM_H

#include "../runtime/fast_models.h"

#include <sanitizer/asan_interface.h>

enum { ROOM = 1 << 16, EDGE = 64 };

/* Memory that is used again in each run; what lies behind the part in use is poisoned. */
typedef struct fuzz_room {
    _Alignas(16) char bytes[ROOM + EDGE];
    size_t edge; /* where the poison is */
} fuzz_room;

/* Fields are lists of what runtime_room.c tells. */
typedef struct sheet {
    strings rows, labels;
} sheet;

/* A value of each kind of model. */
typedef union slot {
    all all;
    rules rules;
    node node;
    swage_value value;
    thing thing;
    typed_rest typed;
    closed_rest closed;
    sheet sheet;
} slot;

enum { TYPE_ALL, TYPE_NODE = 2, TYPE_VALUE = 6, TYPE_THING };

/* The type that three bits choose. */
const swage_type *room_type(unsigned choice);

/* sizeof its C type. */
size_t room_type_size(const swage_type *type);

/* Aborts: what must be so is not. */
void must(bool good);

/* That both errors are the same, to the last letter. */
void must_be_same(const swage_error *a, const swage_error *b);

/* The first `size` bytes of a room, at most ROOM, behind which nobody may look. */
char *room_use(fuzz_room *r, size_t size);

/* The same as a fixed arena. */
void room_use_arena(swage_arena *arena, fuzz_room *r, size_t size);

#endif

/*
 * What every program of the benchmark shares. A program measures one library: it lists what that
 * library does with each model (bench_tasks), and the harness times it.
 *
 *     bench_NAME time MODEL FILE [SECONDS]   a line for each task: its name, and the seconds of
 *                                            each run
 *     bench_NAME dump MODEL FILE TASK        what the task made of the file, as JSON
 *
 * All of them read into the structs that swage generates.
 */
#ifndef SWAGE_BENCH_HARNESS_H
#define SWAGE_BENCH_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <swage/runtime.h>

#include "canada/canada.h"
#include "citm/citm.h"
#include "connect/connect.h"
#include "hr/hr.h"
#include "tweets/tweets.h"
#include "twitter/twitter.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Memory of the libraries that have none of their own. As their users have it: each text, list and
 * struct is a block of malloc's, which the next run gives back before it begins. Or, to compare:
 * bytes are handed out one after the other, of a region that is used again with every run.
 */
typedef struct bench_memory {
    bool one_region;
    char *next, *end; /* the region's */
    void **blocks;    /* malloc's */
    size_t count, room;
} bench_memory;

void bench_out_of_memory(void); /* ends the program */

/* A new block of malloc's; and the items of a list, of `size` bytes or none, with room for more. */
char *bench_block(bench_memory *memory, size_t size);
char *bench_grow(bench_memory *memory, char *items, size_t size, size_t new_size);

static inline char *bench_take(bench_memory *memory, size_t size) {
    char *at = memory->next;
    if (!memory->one_region)
        return bench_block(memory, size);
    size = (size + 7) & ~(size_t)7;
    if (size > (size_t)(memory->end - at))
        bench_out_of_memory();
    memory->next = at + size;
    return at;
}

static inline void *bench_alloc(bench_memory *memory, size_t size) {
    return bench_take(memory, size);
}

/* A copy of the text with a NUL behind it. */
static inline swage_str bench_copy(bench_memory *memory, const char *text, size_t len) {
    char *copy = bench_take(memory, len + 1);
    swage_str result = {copy, len};
    memcpy(copy, text, len);
    copy[len] = '\0';
    return result;
}

/*
 * Room for one more item at the end of a list {items, count}; `items` grows to twice its size where
 * it is full. memcpy, as lists of all types are what `list` points to.
 */
static inline void *bench_push(bench_memory *memory, void *list, size_t item) {
    struct {
        char *items;
        size_t count;
    } slice;
    memcpy(&slice, list, sizeof slice);
    size_t count = slice.count++;
    if ((count & (count - 1)) == 0 && count != 1 && count != 2) { /* 0, 4, 8, 16 … */
        size_t room = count ? count * 2 : 4;
        slice.items = bench_grow(memory, slice.items, count * item, room * item);
    }
    memcpy(list, &slice, sizeof slice);
    return slice.items + count * item;
}

/* The roots of the models. */
typedef struct connect_sessions {
    const connect_session *items;
    size_t count;
} connect_sessions;

typedef struct hr_employees {
    const hr_employee *items;
    size_t count;
} hr_employees;

typedef union bench_root {
    connect_sessions connect;
    hr_employees hr;
    twitter_search twitter;
    tweets_search tweets;
    citm_catalog citm;
    canada_collection canada;
} bench_root;

typedef struct bench_model {
    const char *name;
    swage_type type;
    bool drop_unknown; /* members that the model has not are in the file, and are skipped */
} bench_model;

extern const bench_model bench_models[];
const bench_model *bench_model_named(const char *name); /* NULL: there is none */

/* A whole document into *out, which is cleared; what it takes is of `memory`, or the library's. */
typedef bool (*bench_reader)(bench_root *out, char *json, size_t len, bench_memory *memory);
/* The length of what was written; 0: it could not. */
typedef size_t (*bench_writer)(const bench_root *root, char *buffer, size_t capacity);

typedef struct bench_task {
    const char *model, *name;
    bench_reader read;
    bench_writer write;
    bool in_place;   /* the reader changes the text, and gets a fresh copy with every run */
    bool one_region; /* it gets memory of that kind */
    const char *(*written)(void); /* where the writer's text is; NULL: in the buffer */
} bench_task;

/* What the program measures; the last has no name. */
extern const bench_task bench_tasks[];

/* How many bytes behind a text can be read (and are 0). */
enum { BENCH_PADDING = 64 };

#ifdef __cplusplus
}
#endif

#endif

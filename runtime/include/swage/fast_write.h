/*
 * The writer, as far as generated functions see it (option `code: fast`).
 *
 * All that writes takes the place of the next byte and returns that behind what it wrote; NULL ends
 * the write. Text goes into a room: the caller's buffer, or one on the stack when the buffer is
 * nearly full or there is none. Who writes asks beforehand for as many bytes as it may need, at
 * most SWAGE_WRITE_ROOM.
 *
 * Only generated code includes it; it may change with the minor version.
 */
#ifndef SWAGE_FAST_WRITE_H
#define SWAGE_FAST_WRITE_H

#include <swage/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { SWAGE_WRITE_ROOM = 2048 };

struct swage_frame;

/* A write. Generated functions use the members before `silent`, the runtime all of them. */
struct swage_writer {
    char *end;         /* of the room */
    unsigned levels;   /* of nested values that it may still go down */
    bool check_rules;  /* whether constraints are checked */
    bool drop_unknown; /* whether unknown members are left out */
    bool silent;       /* nothing is kept of what is written */
    bool by_table;     /* no generated function is called */
    bool refused;      /* the sink has refused a piece */
    unsigned indent, depth, max_depth;
    char *start;     /* of the room */
    char *stage;     /* the room on the stack */
    size_t gone;     /* bytes that have left the room */
    char *buffer;    /* what is left of the caller's, without what is in the room … */
    size_t capacity; /* … and without the place of the NUL */
    swage_sink sink;
    void *context; /* of the sink */
    struct swage_frame *top;
    swage_error *error;
};

/* Makes room for `count` bytes; NULL when the sink refuses what was written before. */
char *swage_write_more(swage_writer *w, char *at, size_t count);

/* Text in quotes, escaped, and room for `after` bytes behind it; NULL when it is no UTF-8. */
char *swage_write_text(swage_writer *w, char *at, const char *text, size_t len, size_t after);

#ifdef __cplusplus
}
#endif

#endif

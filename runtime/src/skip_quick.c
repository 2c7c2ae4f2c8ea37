/*
 * Values that nobody keeps, checked as far as most texts go, in one loop without errors: what is
 * not as it most often is is left to skip.c, which looks at the value again.
 */
#include "skip_quick.h"
#include "skip_block.h"
#include "skip_scalar.h"

enum { MAX_NESTING = 64 };

/* Behind the member's name at `at` and its colon, at the value; NULL: perhaps it is none. */
static inline const char *skip_name(const char *at, const char *safe) {
    if (*at != '"')
        return NULL;
    at = skip_string(at, safe);
    if (!at)
        return NULL;
    at = skip_blank(at, safe);
    return *at == ':' ? skip_blank(at + 1, safe) : NULL;
}

/* The containers that are open. */
typedef struct nesting {
    uint64_t objects; /* a bit for each of them: whether it is an object; the inner one is lowest */
    unsigned depth, room;
} nesting;

static inline bool closes(const nesting *n, char c) {
    return c == ((n->objects & 1) ? '}' : ']');
}

/* At a value's first byte, behind its name in an object. */
static inline const char *begin_value(const nesting *n, const char *at, const char *safe) {
    return (n->objects & 1) ? skip_name(at, safe) : at;
}

/* Opens the container whose bracket is at `at`; what follows white space in it. */
static inline const char *open_container(nesting *n, const char *at, const char *safe) {
    if (n->depth == n->room)
        return NULL;
    n->depth++;
    n->objects = n->objects << 1 | (*at == '{');
    return skip_blank(at + 1, safe);
}

/* Closes all that end here; what follows white space, or the end of the whole value. */
static inline const char *close_containers(nesting *n, const char *at, const char *safe) {
    while (n->depth > 0) {
        at = skip_blank(at, safe);
        if (!closes(n, *at))
            break;
        at++;
        n->depth--;
        n->objects >>= 1;
    }
    return at;
}

const char *swage_skip_quick(const parser *p, const char *at) {
    const char *const safe = p->in.end - SKIP_ROOM;
    nesting n = {0, 0, p->max_depth - p->depth};
    size_t indent = 0;
    if (PORT_SMALL || p->in.end - at <= SKIP_ROOM)
        return NULL;
    n.room = n.room < MAX_NESTING ? n.room : MAX_NESTING;
    if (*at == '{' || *at == '[') {
        const char *behind = swage_skip_container(p, at);
        if (behind)
            return behind;
    }
    do {
        if (*at == '{' || *at == '[') {
            at = open_container(&n, at, safe);
            if (at && !closes(&n, *at)) {
                at = begin_value(&n, at, safe);
                continue;
            }
        } else {
            at = skip_scalar(at, safe);
        }
        if (UNLIKELY(!at))
            return NULL;
        at = close_containers(&n, at, safe);
        if (n.depth == 0)
            return at;
        if (UNLIKELY(*at != ','))
            return NULL;
        at = begin_value(&n, skip_indent(at + 1, safe, &indent), safe);
    } while (LIKELY(at && at < safe));
    return NULL;
}

/*
 * What nobody keeps, checked 64 bytes at a time, without a loop over its characters: a block is
 * made a bit for each byte of a kind (portability.h), as simdjson does it, and the grammar is
 * checked on these bits. Its tokens are brackets, colons, commas, and the first bytes of strings
 * and of scalars, which are numbers and literals here; what may stand behind a token is found for
 * all of a block by one addition, whose carry runs over the gap up to the next token. Only
 * brackets, scalars, escapes and names that may be fields are looked at one by one.
 */
#include "skip_block.h"
#include "enums.h"
#include "skip_scalar.h"
#include "skip/portability.h"

/* How many containers can be open; what is read behind a block, and behind its first byte. */
enum { LEVELS = 64, READ_ROOM = 64 + 32, ROOM = PORT_MARKED + READ_ROOM };

/* What one block leaves to the next: bits are about its first byte. */
typedef struct walk {
    uint64_t objects; /* a bit for each open container: whether it is one; the inner one's lowest */
    unsigned depth, room;
    uint64_t inside;                    /* in a string: all bits */
    uint64_t escaped;                   /* behind a backslash */
    uint64_t scalar;                    /* behind a byte of a scalar */
    uint64_t wide;                      /* behind a byte above ASCII */
    uint64_t name, value, colon, empty; /* the first token has to be that: see check_order */
    const char *escape_end;             /* of the last escape that was looked at */
} walk;

/* A block: a bit for each byte of such a kind. */
typedef struct block {
    uint64_t strings, ends; /* opening and closing quotes */
    uint64_t scalars;       /* where they start */
    uint64_t colons, commas, opens, closes;
    uint64_t objects, outer; /* in an object, and in the container where the walk began */
    uint64_t names;          /* of members: where they start */
    uint64_t bad;            /* what must not be there */
    uint64_t upto;           /* what belongs to the walk */
    const char *end;         /* where it ends; NULL: not in this block */
} block;

typedef struct escapes {
    uint64_t escaped, bad, next; /* behind backslashes; no escapes; walk.escaped of the next one */
    const char *end;
} escapes;

/* Escapes at these backslashes, the first byte being `escaped`, and all being well up to `end`. */
static NOINLINE escapes find_escapes(const char *at, uint64_t backslashes, uint64_t escaped,
                                     const char *end) {
    escapes e = {escaped, 0, 0, end};
    for (backslashes &= ~escaped; backslashes;) {
        unsigned i = port_low_bit(backslashes);
        if (at + i >= e.end) { /* else it is the other half of a pair */
            size_t n = escape_length(at + i);
            e.bad |= (uint64_t)(n == 0) << i;
            e.end = at + i + n;
        }
        e.escaped |= (uint64_t)2 << i;
        e.next = i == 63;
        backslashes &= ~((uint64_t)3 << i);
    }
    return e;
}

/* Tells the block's tokens from what is in strings. */
ALWAYS_INLINE PORT_MARKING void read_block(walk *w, block *k, const char *at, bool first) {
    port_marks m;
    port_mark(at, &m);
    k->bad = 0;
    if (m.wide | w->wide)
        k->bad = port_malformed(at, first);
    w->wide = m.wide >> 63;
    if (m.backslashes | w->escaped) {
        escapes e = find_escapes(at, m.backslashes, w->escaped, w->escape_end);
        m.quotes &= ~e.escaped;
        k->bad |= e.bad;
        w->escaped = e.next;
        w->escape_end = e.end;
    }
    uint64_t inside = port_parity(m.quotes) ^ w->inside, outside = ~(inside | m.quotes);
    w->inside = -(inside >> 63);
    k->bad |= m.controls & inside;
    k->strings = m.quotes & inside;
    k->ends = m.quotes & ~inside;
    k->colons = m.colons & outside;
    k->commas = m.commas & outside;
    k->opens = m.opens & outside;
    k->closes = m.closes & outside;
    uint64_t scalar = outside & ~(m.blanks | m.colons | m.commas | m.opens | m.closes);
    k->scalars = scalar & ~(scalar << 1 | w->scalar);
    w->scalar = scalar >> 63;
}

/* Opens and closes containers; which of the block's bytes are in which. */
ALWAYS_INLINE void check_brackets(walk *w, block *k, const char *at) {
    k->objects = -(w->objects & 1);
    k->outer = -(uint64_t)(w->depth == 1);
    for (uint64_t rest = k->opens | k->closes; rest; rest &= rest - 1) {
        const uint64_t bit = rest & -rest, brace = at[port_low_bit(rest)] >> 5 & 1;
        bool open = k->opens & bit;
        if (open ? w->depth == w->room : (w->objects & 1) != brace) {
            k->bad |= bit;
            return;
        }
        w->depth += open ? 1 : -1U;
        w->objects = open ? w->objects << 1 | brace : w->objects >> 1;
        if (w->depth == 0) {
            k->upto = bit | (bit - 1);
            k->end = at + port_low_bit(rest);
            return;
        }
        k->objects = (k->objects & (bit - 1)) | (-(w->objects & 1) & -bit);
        k->outer = (k->outer & (bit - 1)) | (-(uint64_t)(w->depth == 1) & -bit);
    }
}

static inline bool ends_scalar(char c) {
    return c == ',' || c == '\n' || c == '}' || c == ']' || c == ' ' || c == '\r' || c == '\t';
}

ALWAYS_INLINE void check_scalars(block *k, const char *at, const char *safe) {
    for (uint64_t rest = k->scalars; rest; rest &= rest - 1) {
        const char *behind = skip_scalar(at + port_low_bit(rest), safe);
        if (UNLIKELY(!behind || !ends_scalar(*behind)))
            k->bad |= rest & -rest;
    }
}

/* The token behind each of these, all others being gaps. */
ALWAYS_INLINE uint64_t next_of(uint64_t tokens, uint64_t gaps, uint64_t *carry) {
    uint64_t sum = 2 * tokens + *carry + gaps;
    *carry = (tokens >> 63) + (sum < gaps);
    return sum & ~gaps;
}

/*
 * Each token tells what the next one has to be: a name, a value, a colon, or else (behind a value)
 * a comma or a closing bracket. That closes what it should was checked.
 */
ALWAYS_INLINE void check_order(walk *w, block *k) {
    uint64_t brackets = k->opens | k->closes, starts = k->opens | k->commas;
    uint64_t tokens = k->strings | k->scalars | k->colons | k->commas | brackets;
    uint64_t names = next_of(starts & k->objects, ~tokens, &w->name);
    uint64_t values = next_of((starts & ~k->objects) | k->colons, ~tokens, &w->value);
    k->names = names & k->strings;
    uint64_t colons = next_of(k->names, ~tokens, &w->colon);
    uint64_t others = tokens & ~(names | values | colons);
    k->bad |= colons ^ k->colons;
    k->bad |= (others ^ k->commas) & ~k->closes;
    k->bad |= names & (k->scalars | k->opens);
    if (brackets)
        k->bad |= k->closes & ~others & ~next_of(k->opens, ~tokens, &w->empty);
    else
        w->empty &= tokens == 0;
}

/* A bit of 64 that names have by their length and first byte, which most others don't have. */
ALWAYS_INLINE uint64_t name_bit(size_t len, char first) {
    return (uint64_t)1 << ((len + 13 * (unsigned char)first) & 63);
}

static uint64_t bits_of_names(const swage_model *m) {
    uint64_t bits = m->field_count > LEVELS ? UINT64_MAX : 0;
    for (uint32_t i = 0; ~bits && i < m->field_count; i++)
        bits |= name_bit(m->fields[i].name_len, m->fields[i].name[0]);
    return bits;
}

static NOINLINE bool is_field(const parser *p, const swage_model *m, const char *name) {
    swage_str key;
    return !swage_plain_string(p, name, &key) || swage_field_find(m, key.ptr, key.len);
}

/* Whether the name whose quote that is may be a field's of these bits: so are all with escapes. */
ALWAYS_INLINE bool may_be_field(const char *name, uint64_t bits) {
    uint64_t special = port_special(port_load(++name));
    size_t len = 0;
    if (UNLIKELY(special == 0)) {
        len = PORT_BLOCK;
        special = port_special(port_load(name + PORT_BLOCK));
    }
    len += special ? port_low_bit(special) : 0;
    return name[len] != '"' || (bits & name_bit(len, *name));
}

/* Ends the walk at the first name of a field; the last name before it, or `last`. */
ALWAYS_INLINE const char *check_names(const parser *p, const swage_model *m, uint64_t bits,
                                      block *k, const char *at, const char *last) {
    for (uint64_t rest = k->names & k->outer & k->upto; rest; rest &= rest - 1) {
        const char *name = at + port_low_bit(rest);
        if (UNLIKELY(may_be_field(name, bits)) && name != last && is_field(p, m, name)) {
            k->upto = (rest & -rest) - 1;
            k->end = name;
            break;
        }
        last = name;
    }
    return last;
}

/* Whether there is a block to walk over. */
static bool can_walk(const parser *p, const char *at) {
    return !PORT_SMALL && port_can_mark() && p->in.end - at > ROOM;
}

/* How many more containers may be opened. */
static unsigned room_of(const parser *p) {
    unsigned room = p->max_depth - p->depth;
    return room < LEVELS ? room : LEVELS - 1;
}

/* Reads and checks the block at `at`: most that are all text are nothing else. */
ALWAYS_INLINE PORT_MARKING void check_block(walk *w, block *k, const char *at, bool first,
                                            const char *safe) {
    read_block(w, k, at, first);
    k->upto = UINT64_MAX;
    k->end = NULL;
    k->names = 0;
    if ((k->strings | k->ends) == 0 && w->inside)
        return;
    check_brackets(w, k, at);
    check_scalars(k, at, safe + ROOM - 64);
    check_order(w, k);
}

static PORT_MARKING const char *walk_container(const parser *p, const char *at) {
    const char *const first = at, *const safe = p->in.end - ROOM;
    walk w = {.room = room_of(p), .value = 1, .escape_end = at};
    for (; LIKELY(at < safe); at += PORT_MARKED) {
        block k;
        check_block(&w, &k, at, at == first, safe);
        if (UNLIKELY(k.bad & k.upto))
            return NULL;
        if (k.end)
            return k.end;
    }
    return NULL;
}

/* The walk begins in an object, behind a comma. */
static PORT_MARKING const char *walk_strangers(const parser *p, const swage_model *m,
                                               const char *at) {
    const char *const first = at, *const safe = p->in.end - ROOM, *last = at;
    const uint64_t bits = bits_of_names(m);
    walk w = {.room = room_of(p) + 1, .depth = 1, .objects = 1, .name = 1, .escape_end = at};
    for (; LIKELY(at < safe); at += PORT_MARKED) {
        block k;
        check_block(&w, &k, at, at == first, safe);
        const char *name = check_names(p, m, bits, &k, at, last);
        if (UNLIKELY(k.bad & k.upto))
            return last;
        if (k.end)
            return k.end;
        last = name;
    }
    return last;
}

const char *swage_skip_container(const parser *p, const char *at) {
    const char *end = can_walk(p, at) ? walk_container(p, at) : NULL;
    return end ? end + 1 : NULL;
}

const char *swage_skip_strangers(const parser *p, const swage_model *m, const char *at) {
    const char *end = can_walk(p, at) ? walk_strangers(p, m, at) : at;
    if (end == at)
        return NULL;
    if (*end == '"')
        while (*--end != ',') { /* there are blanks before the name */
        }
    return end;
}

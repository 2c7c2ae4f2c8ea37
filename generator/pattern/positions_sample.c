/* A text that the positions of a pattern match, found breadth first: see positions.h. */
#include "pattern/positions.h"
#include "base/text.h"

#define BY_START UINT32_MAX

/* A place is a position and how many characters were read with it, up to the fewest of a text. */
typedef struct sample_search {
    const swage_positions *p;
    uint32_t count;      /* of positions */
    uint32_t lengths;    /* how many there are: 1 to this */
    uint32_t *character; /* [count]: which one each takes; 0: none */
    uint32_t *from;      /* [places]: the number of the one before, and 1; 0: not yet */
    uint32_t *queue;
    size_t head, tail;
    swage_position_set read, next;
} sample_search;

/* What takes the characters of a class and has none yet takes this one. */
static void prefer(sample_search *s, uint32_t code_point) {
    const uint64_t *reads = s->p->reads + swage_positions_class(s->p, code_point) * s->p->words;
    for (uint32_t i = 0; i < s->count; i++)
        if (!s->character[i] && has_position(reads, i))
            s->character[i] = code_point;
}

/* Letters and digits first, then what is printed, then all else. */
static void choose_characters(sample_search *s) {
    for (const char *c = PATTERN_LIKED; *c; c++)
        prefer(s, (unsigned char)*c);
    for (uint32_t c = ' '; c < 0x7F; c++)
        prefer(s, c);
    for (size_t i = s->p->range_count; i > 0; i--)
        prefer(s, s->p->first[i - 1]);
}

static void reach(sample_search *s, const uint64_t *set, uint32_t length, uint32_t from) {
    const uint32_t counted = length < s->lengths ? length : s->lengths;
    for (uint32_t i = 0; i < s->count; i++) {
        const uint32_t place = i * s->lengths + counted - 1;
        if (!has_position(set, i) || !s->character[i] || s->from[place])
            continue;
        s->from[place] = from;
        s->queue[s->tail++] = place;
    }
}

/* The first place at which a text may end; UINT32_MAX when there is none. */
static uint32_t search(sample_search *s) {
    const size_t words = s->p->words;
    reach(s, s->p->start, 1, BY_START);
    while (s->head < s->tail) {
        const uint32_t place = s->queue[s->head++], position = place / s->lengths;
        const uint32_t length = place % s->lengths + 1;
        if (length == s->lengths &&
            (has_position(s->p->last, position) || has_position(s->p->enough, position)))
            return place;
        memset(s->read.words, 0, words * sizeof *s->read.words);
        memset(s->next.words, 0, words * sizeof *s->next.words);
        add_position(s->read.words, position);
        swage_positions_follow(s->p, &s->read, &s->next);
        reach(s, s->next.words, length + 1, place + 1);
    }
    return UINT32_MAX;
}

/* The characters that led to a place, in UTF-8. */
static str spell(arena *a, const sample_search *s, uint32_t end) {
    size_t count = 1, len = 0;
    for (uint32_t place = end; s->from[place] != BY_START; place = s->from[place] - 1)
        count++;
    uint32_t *characters = ARENA_ARRAY(a, count, uint32_t), place = end;
    char *text = arena_alloc(a, 4 * count + 1);
    for (size_t i = count; i > 0; i--) {
        characters[i - 1] = s->character[place / s->lengths];
        place = s->from[place] - 1;
    }
    for (size_t i = 0; i < count; i++)
        len += utf8_put(text + len, characters[i]);
    return (str){text, len};
}

bool pattern_positions_sample(arena *a, const swage_positions *p, uint32_t length, str *out) {
    if (length == 0 && p->takes_empty) {
        *out = STR("");
        return true;
    }
    arena scratch = {0};
    sample_search s = {.p = p, .count = p->words * 64U, .lengths = length ? length : 1};
    const size_t places = (size_t)s.count * s.lengths;
    if (places > PATTERN_MOST_PLACES)
        return false;
    s.character = ARENA_ARRAY(&scratch, s.count, uint32_t);
    s.from = ARENA_ARRAY(&scratch, places, uint32_t);
    s.queue = ARENA_ARRAY(&scratch, places, uint32_t);
    s.read = (swage_position_set){ARENA_ARRAY(&scratch, p->words, uint64_t), 0, p->words};
    s.next = (swage_position_set){ARENA_ARRAY(&scratch, p->words + 2U, uint64_t) + 1, 0, p->words};
    choose_characters(&s);
    const uint32_t end = search(&s);
    if (end != UINT32_MAX)
        *out = spell(a, &s, end);
    arena_free(&scratch);
    return end != UINT32_MAX;
}

/* The automata of patterns in the context; see context_automaton.h. */
#include "render/context_automaton.h"

#include "pattern/positions.h"

#include <inttypes.h>

static value bytes_of(arena *a, const unsigned char *bytes, size_t count) {
    value list = value_new_list(a);
    for (size_t i = 0; i < count; i++)
        value_append(list, value_int(bytes[i]));
    return list;
}

/* Sets of positions: their words, as hexadecimal numbers of C where they are none of 0. */
static value words_of(arena *a, const uint64_t *words, size_t count) {
    value list = value_new_list(a);
    for (size_t i = 0; i < count; i++)
        value_append(list,
                     words[i] ? value_str(str_format(a, "0x%" PRIx64, words[i])) : value_int(0));
    return list;
}

static value new_positions(arena *a, const swage_positions *p) {
    value dict = value_new_dict(a), first = value_new_list(a), distances = value_new_list(a);
    for (size_t i = 0; i < p->range_count; i++)
        value_append(first, value_int(p->first[i]));
    for (size_t i = 0; i < p->step_count; i++)
        value_append(distances, value_int(p->distances[i]));
    value_add(dict, STR("words"), value_int(p->words));
    value_add(dict, STR("first"), first);
    value_add(dict, STR("class_of"), bytes_of(a, p->class_of, p->range_count));
    value_add(dict, STR("reads"), words_of(a, p->reads, pattern_class_count(p) * p->words));
    value_add(dict, STR("start"), words_of(a, p->start, p->words));
    value_add(dict, STR("last"), words_of(a, p->last, p->words));
    value_add(dict, STR("enough"), words_of(a, p->enough, p->words));
    value_add(dict, STR("distances"), distances);
    value_add(dict, STR("steps"), words_of(a, p->steps, (size_t)p->step_count * p->words));
    value_add(dict, STR("jumps"), words_of(a, p->jumps, 2 * (size_t)p->jump_count * p->words));
    value_add(dict, STR("takes_empty"), value_bool(p->takes_empty));
    value_add(dict, STR("is_forbidden"), value_bool(p->is_forbidden));
    return dict;
}

static value positions_of(arena *a, const swage_positions *p) {
    value list = value_new_list(a);
    for (; p; p = p->also)
        value_append(list, new_positions(a, p));
    return list;
}

static void add_table(arena *a, value dict, const pattern_dfa *d) {
    value next = value_new_list(a);
    for (size_t i = 0; i < (size_t)d->states * d->classes; i++)
        value_append(next, value_int(d->next[i]));
    value_add(dict, STR("class_of"), bytes_of(a, d->class_of, sizeof d->class_of));
    value_add(dict, STR("next"), next);
    value_add(dict, STR("accept"), bytes_of(a, d->accept, ((size_t)d->states + 7) / 8));
}

value context_automaton(arena *a, const pattern_dfa *d) {
    value dict = value_new_dict(a);
    str sample;
    value_add(dict, STR("min_length"), value_int(d->min_length));
    value_add(dict, STR("max_length"), value_int(d->max_length));
    value_add(dict, STR("states"), value_int(d->states));
    value_add(dict, STR("classes"), value_int(d->classes));
    value_add(dict, STR("positions"), positions_of(a, d->positions));
    if (!d->positions)
        add_table(a, dict, d);
    value_add(dict, STR("sample"),
              pattern_sample(a, d, &sample) ? value_str(sample) : value_null());
    return dict;
}

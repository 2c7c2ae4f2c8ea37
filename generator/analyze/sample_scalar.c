/* Samples of scalars: texts by format, pattern and length, numbers by their bounds. */
#include "pattern/pattern.h"
#include "analyze/sample_build.h"
#include "base/text.h"

#include <math.h>

/* Of texts; and how long a search for a text of some length may take. */
enum { LONGEST = 1000, VARIANTS = 12, MOST_PLACES = 64 * 1024 };

node *sample_node(sampler *s, node_kind kind, str text) {
    node *n = ARENA_NEW(s->memory, node);
    *n = (node){.kind = (uint8_t)kind, .as.text = text};
    return n;
}

/* The count that a constraint has; `otherwise` when there is none. */
static size_t count_of(const model_type *type, model_constraint_kind kind, size_t otherwise) {
    const model_constraint *c = model_constraint_find(type->constraints, kind);
    uint64_t count;
    return c && node_uint64(c->operand, &count) && count <= LONGEST ? (size_t)count : otherwise;
}

/* --- texts ---------------------------------------------------------------------------------- */

static void add_text(sampler *s, candidates *c, str text) {
    candidates_add(c, sample_node(s, NODE_STRING, text));
}

/* Cut off, or made longer, where the type's lengths want it. */
static str sized(sampler *s, const model_type *type, str text) {
    const size_t least = count_of(type, MODEL_MIN_LENGTH, 0), count = utf8_count(text);
    const size_t most = count_of(type, MODEL_MAX_LENGTH, LONGEST);
    if (count > most)
        return str_slice(text, 0, utf8_offset(text, most));
    if (count >= least)
        return text;
    char *longer = arena_alloc(s->memory, text.len + least - count + 1);
    memcpy(longer, text.ptr, text.len);
    memset(longer + text.len, 'x', least - count);
    return (str){longer, text.len + least - count};
}

static bool find_matching(sampler *s, const model_type *type, const model_constraint *pattern,
                          str *text) {
    pattern_dfa longer = *pattern->automaton;
    const size_t least = count_of(type, MODEL_MIN_LENGTH, 0);
    if (longer.min_length < least && least * longer.states <= MOST_PLACES) {
        longer.min_length = (uint32_t)least;
        longer.max_length = longer.max_length ? longer.max_length : UINT32_MAX;
    }
    return pattern_sample(s->memory, &longer, text);
}

/* The texts that have another letter or digit in that place. */
static void add_replaced(sampler *s, candidates *c, str text, size_t at) {
    const char from = text.ptr[at], base = from <= '9' ? '0' : from <= 'Z' ? 'A' : 'a';
    const int size = base == '0' ? 10 : 26;
    for (int i = 1; i < size && i < VARIANTS && !candidates_are_enough(c); i++) {
        char *other = arena_alloc(s->memory, text.len + 1);
        memcpy(other, text.ptr, text.len);
        other[at] = (char)(base + (from - base + i) % size);
        add_text(s, c, (str){other, text.len});
    }
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The place of the last letter or digit; text.len where there is none. */
static size_t last_of(str text, bool (*is)(char)) {
    for (size_t i = text.len; i > 0; i--)
        if (is(text.ptr[i - 1]))
            return i - 1;
    return text.len;
}

/* Other texts like the first one, for what has to be different: another digit in what has a form,
 * and else one more. */
static void add_variants(sampler *s, const model_type *type, candidates *c, str text) {
    const bool formed = type->kind != MODEL_STRING || type->format.len;
    const size_t digit = last_of(text, is_digit), letter = last_of(text, is_letter);
    if (digit < text.len && formed)
        add_replaced(s, c, text, digit);
    for (char more = '2'; more <= '9' && !candidates_are_enough(c); more++)
        add_text(s, c, str_format(s->memory, "%.*s%c", STR_ARG(text), more));
    if (digit < text.len && !formed)
        add_replaced(s, c, text, digit);
    if (letter < text.len)
        add_replaced(s, c, text, letter);
}

static void add_texts(sampler *s, const model_type *type, candidates *c) {
    const str kind = type->kind == MODEL_ANY ? STR("string") : model_kind_name(type->kind);
    value text = type->format.len ? value_get(s->texts, type->format) : value_null();
    if (text.kind != VALUE_STRING)
        text = value_get(s->texts, kind);
    const model_constraint *pattern = model_constraint_find(type->constraints, MODEL_PATTERN);
    if (pattern && !pattern->automaton)
        return; /* who knows */
    str found[2];
    size_t count = 0;
    if (pattern && find_matching(s, type, pattern, &found[0]))
        count++;
    if (text.kind == VALUE_STRING)
        found[count++] = sized(s, type, value_text(text));
    for (size_t i = 0; i < count; i++)
        add_text(s, c, found[i]);
    for (size_t i = 0; i < count && !candidates_are_enough(c); i++)
        add_variants(s, type, c, found[i]);
}

/* --- numbers -------------------------------------------------------------------------------- */

static const node *operand_of(const model_type *type, model_constraint_kind kind) {
    const model_constraint *c = model_constraint_find(type->constraints, kind);
    return c && node_is_number(c->operand) && !node_is_special(c->operand) ? c->operand : NULL;
}

static void add_integer(sampler *s, candidates *c, bool negative, uint64_t magnitude) {
    const str text = str_format(s->memory, "%s%llu", negative && magnitude ? "-" : "",
                                (unsigned long long)magnitude);
    candidates_add(c, sample_node(s, NODE_INT, text));
}

/* Integers at and beside a bound, and the multiples of a step that are next to it. */
static void add_near(sampler *s, candidates *c, const node *bound, uint64_t step) {
    bool negative, whole;
    uint64_t near;
    if (!bound || !node_truncate(bound, &negative, &near, &whole))
        return;
    const uint64_t down = near - near % step;
    const bool up_fits = down <= UINT64_MAX - step, down_fits = down >= step;
    add_integer(s, c, negative, down);
    if (up_fits)
        add_integer(s, c, negative, down + step);
    if (down_fits)
        add_integer(s, c, negative, down - step);
    else
        add_integer(s, c, !negative, step - down);
}

static void add_integers(sampler *s, const model_type *type, candidates *c) {
    const node *step_node = operand_of(type, MODEL_MULTIPLE_OF);
    bool negative = false, whole = true;
    uint64_t step = 1;
    if (step_node && (!node_truncate(step_node, &negative, &step, &whole) || !step || !whole))
        step = 1;
    for (uint64_t i = 1; i <= 4 && step <= UINT64_MAX / 4 && !candidates_are_enough(c); i++)
        add_integer(s, c, false, i * step);
    if (candidates_are_enough(c))
        return;
    add_near(s, c, operand_of(type, MODEL_MINIMUM), step);
    add_near(s, c, operand_of(type, MODEL_EXCLUSIVE_MINIMUM), step);
    add_near(s, c, operand_of(type, MODEL_MAXIMUM), step);
    add_near(s, c, operand_of(type, MODEL_EXCLUSIVE_MAXIMUM), step);
    add_integer(s, c, false, 0);
}

static void add_real(sampler *s, const model_type *type, candidates *c, double number) {
    if (candidates_are_enough(c) || !isfinite(number))
        return;
    str text = str_format(s->memory, "%.12g", number);
    const bool bare = str_find_char(text, 0, '.') == text.len &&
                      str_find_char(text, 0, 'e') == text.len && type->kind != MODEL_DECIMAL;
    candidates_add(c,
                   sample_node(s, NODE_FLOAT, bare ? str_join(s->memory, text, STR(".0")) : text));
}

/* A bound of either kind as a number. */
static bool bound_of(const model_type *type, model_constraint_kind kind,
                     model_constraint_kind exclusive, double *out) {
    const node *a = operand_of(type, kind), *b = operand_of(type, exclusive);
    double other;
    bool found = a && node_double(a, out);
    if (b && node_double(b, &other)) {
        const bool lower = kind == MODEL_MINIMUM;
        *out = !found ? other : lower ? fmax(*out, other) : fmin(*out, other);
        found = true;
    }
    return found;
}

static void add_reals(sampler *s, const model_type *type, candidates *c) {
    double step = 1, low, high;
    const node *multiple = operand_of(type, MODEL_MULTIPLE_OF);
    const bool has_low = bound_of(type, MODEL_MINIMUM, MODEL_EXCLUSIVE_MINIMUM, &low);
    const bool has_high = bound_of(type, MODEL_MAXIMUM, MODEL_EXCLUSIVE_MAXIMUM, &high);
    if (type->kind == MODEL_DECIMAL && !multiple)
        candidates_add(c, sample_node(s, NODE_FLOAT, STR("1.50")));
    if (multiple)
        node_double(multiple, &step);
    for (int i = 1; i <= 4; i++)
        add_real(s, type, c, i * step);
    for (int i = 0; i <= 2; i++) {
        if (has_low)
            add_real(s, type, c, (ceil(low / step) + i) * step);
        if (has_high)
            add_real(s, type, c, (floor(high / step) - i) * step);
    }
    for (int i = 2; i <= 16 && has_low && has_high; i *= 2)
        add_real(s, type, c, low + (high - low) / i);
    candidates_add(c, operand_of(type, MODEL_MINIMUM));
    candidates_add(c, operand_of(type, MODEL_MAXIMUM));
    for (int i = 1; i <= 4; i *= 2) {
        if (has_low)
            add_real(s, type, c, low + fabs(low) * i / 4);
        if (has_high)
            add_real(s, type, c, high - fabs(high) * i / 4);
    }
    add_real(s, type, c, 0);
}

void sample_add_scalars(sampler *s, const model_type *type, candidates *c) {
    if (type->kind == MODEL_BOOLEAN) {
        for (int i = 1; i >= 0 && !candidates_are_enough(c); i--) {
            node *n = sample_node(s, NODE_BOOL, i ? STR("true") : STR("false"));
            n->boolean = i;
            candidates_add(c, n);
        }
    } else if (model_kind_is_integer(type->kind)) {
        add_integers(s, type, c);
    } else if (type->kind >= MODEL_NUMBER && type->kind <= MODEL_DECIMAL) {
        add_reals(s, type, c);
    } else {
        add_texts(s, type, c);
    }
}

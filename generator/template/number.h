/* Integers as Python has them: int64, and beyond it digits (private to template/). */
#ifndef SWAGE_TEMPLATE_NUMBER_H
#define SWAGE_TEMPLATE_NUMBER_H

#include "base/value.h"

/* The integer of those digits (2 ≤ base ≤ 36, valid digits); VALUE_INT or VALUE_NUMERAL. */
value number_parse(arena *memory, str digits, unsigned base);

/* op is '+', '-' or '*'; operands are VALUE_INT, VALUE_BOOL or VALUE_NUMERAL. */
value number_combine(arena *memory, char op, value left, value right);
/* Floor division and its remainder; the divisor is not 0. */
void number_divide(arena *memory, value left, value right, value *quotient, value *remainder);
/* left / right as a float, rounded once; infinite when it is too large. The divisor is not 0. */
double number_ratio(arena *memory, value left, value right);
int number_compare(value left, value right);
/* integer - number as its sign, exactly; 2 where the number is none. */
int number_compare_float(arena *memory, value integer, double number);
value number_negate(arena *memory, value v);
double number_to_double(value v);
/* Truncated; false when it is no finite number. */
bool number_from_double(arena *memory, double number, value *out);

/* Digits of the magnitude of a VALUE_NUMERAL in a base of 2 to 16. */
str number_in_base(arena *memory, value v, unsigned base, bool upper);

static inline bool number_is_integer(value v) {
    return v.kind == VALUE_INT || v.kind == VALUE_BOOL || v.kind == VALUE_NUMERAL;
}
static inline bool number_is(value v) {
    return number_is_integer(v) || v.kind == VALUE_FLOAT;
}
static inline int64_t number_small(value v) { /* of VALUE_INT and VALUE_BOOL */
    return v.kind == VALUE_BOOL ? v.as.boolean : v.as.integer;
}

#endif

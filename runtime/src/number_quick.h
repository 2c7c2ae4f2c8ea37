/*
 * The shortest decimal of most doubles, told with one multiplication and written by words; and
 * arrays of doubles.
 */
#ifndef SWAGE_SRC_NUMBER_QUICK_H
#define SWAGE_SRC_NUMBER_QUICK_H

#include <swage/fast.h>

#include <stddef.h>
#include <stdint.h>

/*
 * The double of these bits, its sign left out: writes at most 32 bytes, of which so many count as
 * are returned; 0 when the slower way has to be gone.
 */
size_t swage_number_write_quick(char *out, uint64_t bits);

/* The same of any finite double, by the slower way (number_write.c). */
size_t swage_number_write_slow(char *out, uint64_t bits);

/*
 * Doubles, each with a character before it (`mark`, then commas), at most NUMBER_TEXT_SIZE bytes
 * each; behind them. NULL when one is infinite or NaN.
 */
char *swage_number_write_doubles(char *out, const double *items, size_t count, char mark);

/*
 * Arrays of few doubles such as places and vectors, of which there are many: `count` at `rows`,
 * each its items and how many, with *mark before the first. Moves *at behind those that are
 * written, up to one that is empty, long or not finite, or finds no room before `end`; how many
 * these are.
 */
size_t swage_number_write_rows(char **at, const char *end, const void *rows, size_t count,
                               char *mark);

/* A double at `at`; behind it. NULL, and nothing done, when it is not as most texts have it. */
const char *swage_take_double(const swage_parser *p, const char *at, double *out);

/*
 * Doubles with commas between, from the one behind the byte at `at` (a bracket) on; behind the
 * last, where no comma stands. NULL, and nothing to be kept, when one is not as swage_take_double
 * takes it, or there are more than `room`.
 */
const char *swage_take_doubles(const swage_parser *p, const char *at, double *out, size_t room,
                               size_t *count);

#endif

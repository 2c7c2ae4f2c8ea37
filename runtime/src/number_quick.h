/*
 * The shortest decimal of most doubles, told with one multiplication and written by words.
 */
#ifndef SWAGE_SRC_NUMBER_QUICK_H
#define SWAGE_SRC_NUMBER_QUICK_H

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

#endif

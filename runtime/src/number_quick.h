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

#endif

/* What the headers ask of the compiler. */
#ifndef SWAGE_PORTABILITY_H
#define SWAGE_PORTABILITY_H

#include <stdint.h>

/* A function in a header that may stay unused, whichever file is compiled. */
#if defined(__cplusplus)
#define SWAGE_INLINE inline
#elif defined(__GNUC__) || defined(__clang__)
#define SWAGE_INLINE static inline __attribute__((unused))
#else
#define SWAGE_INLINE static inline
#endif

/* A function that takes a format as printf does: which of its parameters are the format and the
   first of the values. */
#if defined(__GNUC__) || defined(__clang__)
#define SWAGE_PRINTF(position, values) __attribute__((format(printf, position, values)))
#else
#define SWAGE_PRINTF(position, values)
#endif

/* The first number where pointers have 8 bytes, the second where they have 4. */
#if UINTPTR_MAX > 0xFFFFFFFF
#define SWAGE_BY_POINTER(wide, narrow) wide
#else
#define SWAGE_BY_POINTER(wide, narrow) narrow
#endif

#endif

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

/* Codes of enums and tags of unions are four bytes: where this fails, compile all with
   -fno-short-enums. */
enum swage_enum_size { SWAGE_ENUM_SIZE = 4 };
typedef char swage_needs_no_short_enums[sizeof(enum swage_enum_size) == 4 ? 1 : -1];

/* The first number where pointers have 8 bytes, the second where they have 4. */
#if UINTPTR_MAX > 0xFFFFFFFF
#define SWAGE_BY_POINTER(wide, narrow) wide
#else
#define SWAGE_BY_POINTER(wide, narrow) narrow
#endif

#endif

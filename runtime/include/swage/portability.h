/* What the headers ask of the compiler. */
#ifndef SWAGE_PORTABILITY_H
#define SWAGE_PORTABILITY_H

/* A function in a header that may stay unused, whichever file is compiled. */
#if defined(__cplusplus)
#define SWAGE_INLINE inline
#elif defined(__GNUC__) || defined(__clang__)
#define SWAGE_INLINE static inline __attribute__((unused))
#else
#define SWAGE_INLINE static inline
#endif

#endif

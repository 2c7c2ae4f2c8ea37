/*
 * Between the runtime's types and those of C: moments and struct timespec, decimals and numbers.
 * No locale, no time zones but what a text says, no allocation but in the arena that is given.
 */
#ifndef SWAGE_CONVERT_H
#define SWAGE_CONVERT_H

#include <swage/runtime.h>

#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The instant of a moment, in seconds since 1970-01-01T00:00:00Z without leap seconds: a 60th
 * second is the first one of the next minute, as in POSIX. Moments have nanoseconds; digits of the
 * text past them were cut off when it was parsed. False, with *out unchanged, when a part is out of
 * range or a time_t can't hold it.
 */
bool swage_date_time_to_timespec(const swage_date_time *moment, struct timespec *out);

/*
 * The moment of an instant, in UTC ("Z"), with the fewest digits of a fraction that tell it all.
 * False, with *out unchanged, outside of the years 0 to 9999 or when tv_nsec is out of range.
 */
bool swage_date_time_from_timespec(swage_date_time *out, struct timespec instant);

/* The same for text: that of a date-time by RFC 3339, or of a date, which is its midnight in UTC.
 */
bool swage_timespec_parse(struct timespec *out, swage_str text);
/* At most 30 bytes and a NUL; the length, 0 when it can't be written. */
SWAGE_INLINE size_t swage_timespec_write(struct timespec instant, char buffer[40]) {
    swage_date_time moment;
    buffer[0] = '\0';
    return swage_date_time_from_timespec(&moment, instant) ? swage_date_time_write(&moment, buffer)
                                                           : 0;
}

/* A decimal as a free-form number, which the functions below leave the work to. */
SWAGE_INLINE swage_value swage_decimal_value(swage_decimal d) {
    swage_str text;
    swage_value value;
    text.ptr = d.ptr;
    text.len = d.len;
    value = swage_value_str(text);
    value.kind = SWAGE_KIND_NUMBER;
    return value;
}

/* The value of a decimal; false, with *out unchanged, when it is none of that type's. */
SWAGE_INLINE bool swage_decimal_get_int64(swage_decimal d, int64_t *out) {
    swage_value value = swage_decimal_value(d);
    return swage_value_get_int64(&value, out); /* exact; 1.0 and 1e2 are */
}
SWAGE_INLINE bool swage_decimal_get_uint64(swage_decimal d, uint64_t *out) {
    swage_value value = swage_decimal_value(d);
    return swage_value_get_uint64(&value, out);
}
SWAGE_INLINE bool swage_decimal_get_double(swage_decimal d, double *out) {
    swage_value value = swage_decimal_value(d);
    return swage_value_get_double(&value, out); /* nearest */
}

/* A decimal whose text is in the arena; false when memory ran out, or for NaN and infinity. */
SWAGE_INLINE bool swage_decimal_int64(swage_decimal *out, int64_t integer, swage_arena *arena) {
    swage_value value;
    if (!swage_value_int64(&value, integer, arena))
        return false;
    out->ptr = value.as.text;
    out->len = value.count;
    return true;
}
SWAGE_INLINE bool swage_decimal_double(swage_decimal *out, double real, swage_arena *arena) {
    swage_value value;
    if (!swage_value_double(&value, real, arena)) /* shortest */
        return false;
    out->ptr = value.as.text;
    out->len = value.count;
    return true;
}

#ifdef __cplusplus
}
#endif

#endif

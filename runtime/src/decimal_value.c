/*
 * Decimals as numbers of C and back, which free-form numbers know how to do.
 */
#include <swage/convert.h>
#include <swage/value.h>

static swage_value number_of(swage_decimal decimal) {
    swage_str text = {decimal.ptr, decimal.len};
    swage_value value = swage_value_str(text);
    value.kind = SWAGE_KIND_NUMBER;
    return value;
}

bool swage_decimal_get_int64(swage_decimal decimal, int64_t *out) {
    swage_value value = number_of(decimal);
    return swage_value_get_int64(&value, out);
}

bool swage_decimal_get_uint64(swage_decimal decimal, uint64_t *out) {
    swage_value value = number_of(decimal);
    return swage_value_get_uint64(&value, out);
}

bool swage_decimal_get_double(swage_decimal decimal, double *out) {
    swage_value value = number_of(decimal);
    return swage_value_get_double(&value, out);
}

static bool take(swage_decimal *out, bool made, const swage_value *value) {
    if (made) {
        out->ptr = value->as.text;
        out->len = value->count;
    }
    return made;
}

bool swage_decimal_int64(swage_decimal *out, int64_t number, swage_arena *arena) {
    swage_value value;
    return take(out, swage_value_int64(&value, number, arena), &value);
}

bool swage_decimal_double(swage_decimal *out, double number, swage_arena *arena) {
    swage_value value;
    return take(out, swage_value_double(&value, number, arena), &value);
}

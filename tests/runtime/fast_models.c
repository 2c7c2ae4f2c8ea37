/*
 * A generated function, written by hand: see templates/c/fast.j2.
 */
#include "fast_models.h"

#include <swage/fast.h>

static const char *read_all(swage_parser *p, swage_object *o, const char *at) {
    all *const out = o->out;
    for (uint32_t next = 0;;) {
        switch (next) {
        case 0:
            SWAGE_READ(0, "\"string\":", swage_read_str, &out->string, SWAGE_ANY_LENGTH);
            /* fall through */
        case 1:
            SWAGE_READ_STATE(1, "\"boolean\":", out->boolean.state, swage_read_bool,
                             &out->boolean.value);
            /* fall through */
        case 2:
            SWAGE_READ_SLOW(2, "\"int32\":");
            /* fall through */
        case 3:
            SWAGE_READ_STATE(3, "\"int64\":", out->int64.state, swage_read_int64, &out->int64.value,
                             SWAGE_ANY_INT64);
            /* fall through */
        case 4:
            SWAGE_READ_SLOW(4, "\"uint32\":");
            /* fall through */
        case 5:
            SWAGE_READ_SLOW(5, "\"uint64\":");
            /* fall through */
        case 6:
            SWAGE_READ_SLOW(6, "\"float\":");
            /* fall through */
        case 7:
            SWAGE_READ_STATE(7, "\"double\":", out->double_.state, swage_read_double,
                             &out->double_.value, SWAGE_ANY_DOUBLE);
            /* fall through */
        case 8:
            SWAGE_READ_SLOW(8, "\"decimal\":");
            /* fall through */
        case 9:
            SWAGE_READ_SLOW(9, "\"bytes\":");
            /* fall through */
        case 10:
            SWAGE_READ_SLOW(10, "\"date_time\":");
            /* fall through */
        case 11:
            SWAGE_READ_SLOW(11, "\"any\":");
            /* fall through */
        case 12:
            SWAGE_READ_STATE(12, "\"strings\":", out->strings.state, swage_read_array,
                             &out->strings.value);
            /* fall through */
        case 13:
            SWAGE_READ_STATE(13, "\"nullable_ints\":", out->nullable_ints.state, swage_read_array,
                             &out->nullable_ints.value);
            /* fall through */
        case 14:
            SWAGE_READ_SLOW(14, "\"map\":");
            /* fall through */
        case 15:
            SWAGE_READ_SLOW(15, "\"node\":");
            /* fall through */
        case 16:
            SWAGE_READ_STATE(16, "\"color\":", out->color.state, swage_read_enum, &out->color.value,
                             o->model->fields[16].type.of.enumeration);
            /* fall through */
        case 17:
            SWAGE_READ_SLOW(17, "\"size\":");
            /* fall through */
        case 18:
            SWAGE_READ_SLOW(18, "\"pet\":");
            /* fall through */
        case 19:
            SWAGE_READ_SLOW(19, "\"thing\":");
            /* fall through */
        case 20:
            SWAGE_READ_STATE(20, "\"nullable\":", out->nullable.state, swage_read_str,
                             &out->nullable.value, SWAGE_ANY_LENGTH);
        }
        SWAGE_READ_OTHER();
    }
}

swage_model fast_all_model(void) {
    swage_model model = all_model;
    model.read = read_all;
    return model;
}

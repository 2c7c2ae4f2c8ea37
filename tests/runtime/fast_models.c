/*
 * A generated function, written by hand: see templates/c/fast.j2.
 */
#include "fast_models.h"

#include <swage/fast.h>

static const char *read_all(swage_parser *p, swage_object *o, const char *at) {
    for (uint32_t next = 0;;) {
        switch (next) {
        case 0:
            SWAGE_READ(0, "\"string\":", swage_read_str);
            /* fall through */
        case 1:
            SWAGE_READ(1, "\"boolean\":", swage_read_bool);
            /* fall through */
        case 2:
            SWAGE_READ(2, "\"int32\":", swage_read_slot);
            /* fall through */
        case 3:
            SWAGE_READ(3, "\"int64\":", swage_read_int64);
            /* fall through */
        case 4:
            SWAGE_READ(4, "\"uint32\":", swage_read_slot);
            /* fall through */
        case 5:
            SWAGE_READ(5, "\"uint64\":", swage_read_slot);
            /* fall through */
        case 6:
            SWAGE_READ(6, "\"float\":", swage_read_slot);
            /* fall through */
        case 7:
            SWAGE_READ(7, "\"double\":", swage_read_slot);
            /* fall through */
        case 8:
            SWAGE_READ(8, "\"decimal\":", swage_read_slot);
            /* fall through */
        case 9:
            SWAGE_READ(9, "\"bytes\":", swage_read_slot);
            /* fall through */
        case 10:
            SWAGE_READ(10, "\"date_time\":", swage_read_slot);
            /* fall through */
        case 11:
            SWAGE_READ(11, "\"any\":", swage_read_slot);
            /* fall through */
        case 12:
            SWAGE_READ(12, "\"strings\":", swage_read_slot);
            /* fall through */
        case 13:
            SWAGE_READ(13, "\"nullable_ints\":", swage_read_slot);
            /* fall through */
        case 14:
            SWAGE_READ(14, "\"map\":", swage_read_slot);
            /* fall through */
        case 15:
            SWAGE_READ(15, "\"node\":", swage_read_slot);
            /* fall through */
        case 16:
            SWAGE_READ(16, "\"color\":", swage_read_enum);
            /* fall through */
        case 17:
            SWAGE_READ(17, "\"size\":", swage_read_enum);
            /* fall through */
        case 18:
            SWAGE_READ(18, "\"pet\":", swage_read_slot);
            /* fall through */
        case 19:
            SWAGE_READ(19, "\"thing\":", swage_read_slot);
            /* fall through */
        case 20:
            SWAGE_READ(20, "\"nullable\":", swage_read_opt_str);
        }
        SWAGE_READ_OTHER();
    }
}

swage_model fast_all_model(void) {
    swage_model model = all_model;
    model.read = read_all;
    return model;
}

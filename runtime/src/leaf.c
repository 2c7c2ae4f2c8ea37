/*
 * Leaves by themselves: what can be written is good; what is wrong with the rest, the writer knows.
 */
#include "slot.h"
#include "utf8.h"

/* Good beyond doubt, which most are. */
static bool is_plain(const swage_type *type, const void *slot) {
    const swage_str *text = slot;
    switch (type->kind) {
    case SWAGE_TYPE_BOOLEAN:
    case SWAGE_TYPE_INT32:
    case SWAGE_TYPE_INT64:
    case SWAGE_TYPE_UINT32:
    case SWAGE_TYPE_UINT64:
        return true;
    case SWAGE_TYPE_STRING:
        return text->ptr && swage_utf8_valid(text->ptr, text->len) == text->len;
    default:
        return false;
    }
}

bool swage_leaf_is_good(const swage_type *type, const void *slot, swage_error *error) {
    static const swage_write_options unchecked = {.skip_validation = true};
    swage_type bare = *type;
    bare.rule_count = 0;
    return is_plain(type, slot) || swage_write_type(&bare, slot, NULL, 0, &unchecked, error) != 0;
}

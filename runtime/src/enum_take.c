/*
 * Values of enums as most texts have them, for fast.h and for arrays: a known text that a block
 * holds. All others go to parse_scalar.c.
 */
#include "enum_take.h"
#include "enums.h"
#include "hash.h"
#include "rules.h"
#include "string_short.h"

/* swage_enum_find for a text that a block holds. */
static inline uint32_t find_text(const swage_enum *type, swage_str text) {
    if (UNLIKELY(text.len > 16 || !type->padded))
        return swage_enum_find(type, SWAGE_KIND_STRING, text.ptr, text.len);
    hash_words w = hash_words_padded(text.ptr, text.len);
    uint32_t mask = ((uint32_t)1 << type->lookup_bits) - 1;
    uint32_t i = hash_of_words(w, text.len, type->lookup_seed) & mask;
    for (; type->lookup[i]; i = (i + 1) & mask) {
        const swage_enum_value *value = &type->values[type->lookup[i] - 1];
        uint64_t other = (port_load64(value->text) ^ w.first) | (value->len ^ text.len);
        if (LIKELY((other | (port_load64(value->text + 8) ^ w.last)) == 0))
            return type->lookup[i];
    }
    return 0;
}

static inline const char *take(const parser *p, const char *at, const swage_enum *type, char *out) {
    swage_str text;
    if (PORT_SMALL || PORT_BLOCK < 16 || UNLIKELY(p->in.end - at <= PORT_BLOCK || *at != '"'))
        return NULL;
    const char *behind = short_plain(p, at, &text);
    uint32_t code = LIKELY(behind != NULL) ? find_text(type, text) : 0;
    if (UNLIKELY(code == 0))
        return NULL;
    text.ptr = type->values[code - 1].text;
    memcpy(out + type->code_offset, &code, sizeof code);
    memcpy(out + type->text_offset, &text, sizeof text);
    return behind;
}

const char *swage_take_enum(const swage_parser *p, const char *at, const swage_enum *type,
                            void *out) {
    return take((const parser *)p, at, type, out);
}

const char *swage_take_enums(parser *p, const swage_enum *type, const char *at, char *items,
                             size_t *count) {
    const char *const end = p->in.end, *const full = p->in.arena->end - type->size;
    size_t taken = 0;
    do {
        at++;
        if (PORT_SMALL || UNLIKELY(items > full))
            return NULL;
        if (UNLIKELY(at < end && *at <= ' '))
            at = skip_blank(at, end);
        at = take(p, at, type, items);
        if (UNLIKELY(!at))
            return NULL;
        at = skip_blank(at, end);
        items += type->size;
        taken++;
    } while (at < end && *at == ',');
    *count = taken;
    return at;
}

/*
 * What generated conditions ask of values: by the rules of a type, and of free-form JSON part by
 * part. Questions about one type of JSON are answered with true for values of the others, as in
 * JSON Schema (core, section 7.6.1).
 *
 *     static bool holds_1(const void *slot) {
 *         const swage_value *value = slot;
 *         return swage_contains(value, fits_1, 1, SIZE_MAX);
 *     }
 *
 * Only generated code includes it; it may change with the minor version.
 */
#ifndef SWAGE_CHECK_H
#define SWAGE_CHECK_H

#include <swage/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A question about a slot: a swage_str for one about a name, an item of a list or a swage_value for
   other ones. */
typedef bool swage_question(const void *slot);

SWAGE_INLINE bool swage_value_keeps(const swage_value *value, const swage_rule *rule) {
    const swage_type type = {SWAGE_TYPE_VALUE, 0, 1, rule, {NULL}};
    return swage_rules_hold(&type, value);
}

SWAGE_INLINE bool swage_value_is_text(const swage_value *value, swage_str text) {
    return value->kind == SWAGE_KIND_STRING && value->count == text.len &&
           (text.len == 0 || memcmp(value->as.text, text.ptr, text.len) == 0);
}

/* A number without a fraction, however it is written. */
SWAGE_INLINE bool swage_value_is_integer(const swage_value *value) {
    swage_rule rule = {SWAGE_RULE_MULTIPLE_OF, {0}};
    rule.as.text = "1";
    return value->kind == SWAGE_KIND_NUMBER && swage_value_keeps(value, &rule);
}

/* Whether a text is a date-time (RFC 3339, section 5.6). */
SWAGE_INLINE bool swage_value_is_date_time(const swage_value *value) {
    swage_date_time moment;
    return value->kind != SWAGE_KIND_STRING ||
           swage_date_time_parse(&moment, value->as.text, value->count);
}

/* The first member of that name; NULL: there is none, or the value is no object. */
SWAGE_INLINE const swage_value *swage_value_find(const swage_value *value, swage_str name) {
    const swage_members members = {value->as.members, value->count};
    return value->kind == SWAGE_KIND_OBJECT ? swage_members_find(&members, name) : NULL;
}

/* Whether the member of that name fits, if there is one. */
SWAGE_INLINE bool swage_member_fits(const swage_value *value, swage_str name,
                                    swage_question *fits) {
    const swage_value *member = swage_value_find(value, name);
    return !member || fits(member);
}

/* Whether all members fit whose names do; NULL: those of all names. */
SWAGE_INLINE bool swage_members_fit(const swage_value *value, swage_question *named,
                                    swage_question *fits) {
    const size_t count = value->kind == SWAGE_KIND_OBJECT ? value->count : 0;
    for (size_t i = 0; i < count; i++) {
        const swage_member *member = &value->as.members[i];
        if ((!named || named(&member->key)) && !fits(&member->value))
            return false;
    }
    return true;
}

/* Whether all names of an object fit. */
SWAGE_INLINE bool swage_names_fit(const swage_value *value, swage_question *fits) {
    const size_t count = value->kind == SWAGE_KIND_OBJECT ? value->count : 0;
    for (size_t i = 0; i < count; i++)
        if (!fits(&value->as.members[i].key))
            return false;
    return true;
}

/* The items of a list, each of that size. */
typedef struct swage_items {
    const char *items;
    size_t count, size;
} swage_items;

/* Those of a slot; and of a value, none where it is no array. */
SWAGE_INLINE swage_items swage_items_of_list(const void *slot, size_t size) {
    struct {
        const char *items;
        size_t count;
    } list;
    memcpy(&list, slot, sizeof list);
    const swage_items all = {list.items, list.count, size};
    return all;
}

SWAGE_INLINE swage_items swage_items_of_value(const swage_value *value) {
    swage_items all = {NULL, 0, sizeof *value};
    if (value->kind == SWAGE_KIND_ARRAY) {
        all.items = (const char *)value->as.items;
        all.count = value->count;
    }
    return all;
}

SWAGE_INLINE bool swage_fits_at(swage_items all, size_t position, swage_question *fits) {
    return position >= all.count || fits(all.items + position * all.size);
}

SWAGE_INLINE bool swage_fit_from(swage_items all, size_t first, swage_question *fits) {
    for (size_t i = first; i < all.count; i++)
        if (!fits(all.items + i * all.size))
            return false;
    return true;
}

SWAGE_INLINE bool swage_fit_often(swage_items all, swage_question *fits, size_t least,
                                  size_t most) {
    size_t found = 0;
    for (size_t i = 0; i < all.count; i++)
        found += fits(all.items + i * all.size);
    return found >= least && found <= most;
}

/* Whether the item at that position fits, if there is one. */
SWAGE_INLINE bool swage_item_fits(const swage_value *value, size_t position, swage_question *fits) {
    return swage_fits_at(swage_items_of_value(value), position, fits);
}

/* Whether all items from that position on fit. */
SWAGE_INLINE bool swage_items_fit(const swage_value *value, size_t first, swage_question *fits) {
    return swage_fit_from(swage_items_of_value(value), first, fits);
}

/* Whether so many items of an array fit. */
SWAGE_INLINE bool swage_contains(const swage_value *value, swage_question *fits, size_t least,
                                 size_t most) {
    return value->kind != SWAGE_KIND_ARRAY ||
           swage_fit_often(swage_items_of_value(value), fits, least, most);
}

/* The same of a list of another type, whose items have that size. */
SWAGE_INLINE bool swage_list_item_fits(const void *slot, size_t size, size_t position,
                                       swage_question *fits) {
    return swage_fits_at(swage_items_of_list(slot, size), position, fits);
}

SWAGE_INLINE bool swage_list_items_fit(const void *slot, size_t size, size_t first,
                                       swage_question *fits) {
    return swage_fit_from(swage_items_of_list(slot, size), first, fits);
}

SWAGE_INLINE bool swage_list_contains(const void *slot, size_t size, swage_question *fits,
                                      size_t least, size_t most) {
    return swage_fit_often(swage_items_of_list(slot, size), fits, least, most);
}

/* Whether keywords have evaluated the member of that name, or the item at that position, of what is
   in the slot. */
typedef bool swage_member_question(const void *slot, const swage_str *name);
typedef bool swage_item_question(const void *slot, size_t position);

/* Whether all members fit that are not evaluated: those of a value, or the others of a struct. */
SWAGE_INLINE bool swage_other_members_fit(const swage_value *value, const void *slot,
                                          swage_member_question *evaluated, swage_question *fits) {
    const size_t count = value->kind == SWAGE_KIND_OBJECT ? value->count : 0;
    for (size_t i = 0; i < count; i++) {
        const swage_member *member = &value->as.members[i];
        if (!evaluated(slot, &member->key) && !fits(&member->value))
            return false;
    }
    return true;
}

SWAGE_INLINE bool swage_other_items_fit(const swage_value *value, swage_item_question *evaluated,
                                        swage_question *fits) {
    const size_t count = value->kind == SWAGE_KIND_ARRAY ? value->count : 0;
    for (size_t i = 0; i < count; i++)
        if (!evaluated(value, i) && !fits(&value->as.items[i]))
            return false;
    return true;
}

/* The slot of an array, or of a map, of free-form JSON as one value, which borrows it. */
SWAGE_INLINE swage_value swage_value_of_list(const void *slot) {
    struct {
        const swage_value *items;
        size_t count;
    } list;
    memcpy(&list, slot, sizeof list);
    return swage_value_array(list.items, list.count);
}

SWAGE_INLINE swage_value swage_value_of_map(const void *slot) {
    swage_members map;
    memcpy(&map, slot, sizeof map);
    return swage_value_object(map.items, map.count);
}

SWAGE_INLINE bool swage_unknown_members_fit(const void *map, const void *slot,
                                            swage_member_question *evaluated,
                                            swage_question *fits) {
    const swage_value value = swage_value_of_map(map);
    return swage_other_members_fit(&value, slot, evaluated, fits);
}

#ifdef __cplusplus
}
#endif

#endif

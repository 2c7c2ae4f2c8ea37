/*
 * Jansson under the names that the mapping of trees is written in (templates/dom).
 */
#ifndef SWAGE_BENCH_DOM_JANSSON_H
#define SWAGE_BENCH_DOM_JANSSON_H

#include "peer.h"

#include <jansson.h>

typedef json_t dom;

#define DOM_EACH_ITEM(array, item)                                                                 \
    for (size_t item##_at = 0; item##_at < json_array_size(array); item##_at++)                    \
        for (dom *item = json_array_get((array), item##_at); item; item = NULL)
#define DOM_EACH_MEMBER(object, key, item)                                                         \
    for (void *item##_at = json_object_iter(object); item##_at;                                    \
         item##_at = json_object_iter_next((object), item##_at))                                   \
        for (const char *key = json_object_iter_key(item##_at); key; key = NULL)                   \
            for (dom *item = json_object_iter_value(item##_at); item; item = NULL)

static inline bool dom_is_object(const dom *json) {
    return json_is_object(json);
}
static inline bool dom_is_array(const dom *json) {
    return json_is_array(json);
}
static inline bool dom_is_null(const dom *json) {
    return json_is_null(json);
}
static inline size_t dom_item_count(const dom *json) {
    return json_array_size(json);
}
static inline size_t dom_member_count(const dom *json) {
    return json_object_size(json);
}
static inline dom *dom_get(const dom *json, const char *name) {
    return json_object_get(json, name);
}
static inline const char *dom_text(const dom *json, size_t *len) {
    *len = json_string_length(json);
    return json_string_value(json);
}
static inline bool dom_read_boolean(const dom *json, bool *out, bench_memory *memory) {
    (void)memory;
    *out = json_is_true(json);
    return json_is_boolean(json);
}
static inline bool dom_read_int64(const dom *json, int64_t *out, bench_memory *memory) {
    (void)memory;
    *out = json_integer_value(json);
    return json_is_integer(json);
}
static inline bool dom_read_double(const dom *json, double *out, bench_memory *memory) {
    (void)memory;
    *out = json_number_value(json);
    return json_is_number(json);
}

static inline dom *dom_new_object(void) {
    return json_object();
}
static inline dom *dom_new_array(void) {
    return json_array();
}
static inline dom *dom_new_null(void) {
    return json_null();
}
static inline dom *dom_new_boolean(bool value) {
    return json_boolean(value);
}
static inline dom *dom_new_int64(int64_t value) {
    return json_integer(value);
}
static inline dom *dom_new_double(double value) {
    return json_real(value);
}
static inline dom *dom_new_text(swage_str text) {
    return json_stringn_nocheck(text.ptr, text.len);
}
static inline dom *dom_new_copy(const char *text, size_t len) {
    return json_stringn_nocheck(text, len);
}
static inline void dom_add(dom *object, const char *constant_name, dom *value) {
    json_object_set_new_nocheck(object, constant_name, value);
}
static inline void dom_add_copied(dom *object, const char *name, dom *value) {
    json_object_set_new_nocheck(object, name, value);
}
static inline void dom_append(dom *array, dom *value) {
    json_array_append_new(array, value);
}
static inline dom *dom_parse(const char *json, size_t len) {
    return json_loadb(json, len, JSON_REJECT_DUPLICATES, NULL);
}
static inline size_t dom_print(dom *json, char *buffer, size_t capacity) {
    return json_dumpb(json, buffer, capacity, JSON_COMPACT);
}
static inline void dom_free(dom *json) {
    json_decref(json);
}

#endif

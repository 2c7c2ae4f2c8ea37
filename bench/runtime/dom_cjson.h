/*
 * cJSON under the names that the mapping of trees is written in (templates/dom).
 */
#ifndef SWAGE_BENCH_DOM_CJSON_H
#define SWAGE_BENCH_DOM_CJSON_H

#include "peer.h"

#include <cjson/cJSON.h>

typedef cJSON dom;

#define DOM_EACH_ITEM(array, item) for (dom *item = (array)->child; item; item = item->next)
#define DOM_EACH_MEMBER(object, key, item)                                                         \
    for (dom *item = (object)->child; item; item = item->next)                                     \
        for (const char *key = item->string; key; key = NULL)

static inline bool dom_is_object(const dom *json) {
    return cJSON_IsObject(json);
}
static inline bool dom_is_array(const dom *json) {
    return cJSON_IsArray(json);
}
static inline bool dom_is_null(const dom *json) {
    return cJSON_IsNull(json);
}
static inline size_t dom_item_count(const dom *json) {
    return (size_t)cJSON_GetArraySize(json);
}
static inline size_t dom_member_count(const dom *json) {
    return (size_t)cJSON_GetArraySize(json);
}
static inline dom *dom_get(const dom *json, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(json, name);
}
static inline const char *dom_text(const dom *json, size_t *len) {
    const char *text = cJSON_GetStringValue(json);
    *len = text ? strlen(text) : 0;
    return text;
}
static inline bool dom_read_boolean(const dom *json, bool *out, bench_memory *memory) {
    (void)memory;
    *out = cJSON_IsTrue(json);
    return cJSON_IsBool(json);
}
static inline bool dom_read_int64(const dom *json, int64_t *out, bench_memory *memory) {
    (void)memory;
    *out = (int64_t)cJSON_GetNumberValue(json);
    return cJSON_IsNumber(json);
}
static inline bool dom_read_double(const dom *json, double *out, bench_memory *memory) {
    (void)memory;
    *out = cJSON_GetNumberValue(json);
    return cJSON_IsNumber(json);
}

static inline dom *dom_new_object(void) {
    return cJSON_CreateObject();
}
static inline dom *dom_new_array(void) {
    return cJSON_CreateArray();
}
static inline dom *dom_new_null(void) {
    return cJSON_CreateNull();
}
static inline dom *dom_new_boolean(bool value) {
    return cJSON_CreateBool(value);
}
static inline dom *dom_new_int64(int64_t value) {
    return cJSON_CreateNumber((double)value);
}
static inline dom *dom_new_double(double value) {
    return cJSON_CreateNumber(value);
}
static inline dom *dom_new_text(swage_str text) {
    return cJSON_CreateStringReference(text.ptr);
}
static inline dom *dom_new_copy(const char *text, size_t len) {
    (void)len;
    return cJSON_CreateString(text);
}
static inline void dom_add(dom *object, const char *constant_name, dom *value) {
    cJSON_AddItemToObjectCS(object, constant_name, value);
}
static inline void dom_add_copied(dom *object, const char *name, dom *value) {
    cJSON_AddItemToObject(object, name, value);
}
static inline void dom_append(dom *array, dom *value) {
    cJSON_AddItemToArray(array, value);
}
static inline dom *dom_parse(const char *json, size_t len) {
    return cJSON_ParseWithLength(json, len);
}
static inline size_t dom_print(dom *json, char *buffer, size_t capacity) {
    return cJSON_PrintPreallocated(json, buffer, (int)capacity, 0) ? strlen(buffer) : 0;
}
static inline void dom_free(dom *json) {
    cJSON_Delete(json);
}

#endif

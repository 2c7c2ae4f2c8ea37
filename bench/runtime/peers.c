/*
 * The same sessions by libraries in C: parsed to a tree, then copied into structs by hand, as their
 * users do.
 */
#include "session.h"

#include <cjson/cJSON.h>
#include <jansson.h>
#include <stdlib.h>

static char *copy_text(const char *text) {
    return text ? strdup(text) : NULL;
}

static void set_text(swage_opt_str *out, const char *text) {
    out->state = text ? SWAGE_SET : SWAGE_ABSENT;
    out->value = swage_text(copy_text(text));
}

static void free_session(session *s) {
    free((void *)(uintptr_t)s->origin_owner_id.ptr);
    free((void *)(uintptr_t)s->origin_owner_name.ptr);
    free((void *)(uintptr_t)s->provider.value.ptr);
    free((void *)(uintptr_t)s->origin_username.value.ptr);
    free((void *)(uintptr_t)s->account_id.value.ptr);
    free((void *)(uintptr_t)s->label.value.ptr);
    for (size_t i = 0; i < s->categories.value.count; i++)
        free((void *)(uintptr_t)s->categories.value.items[i].text.ptr);
    free((void *)(uintptr_t)s->categories.value.items);
}

static size_t free_all(session *all, size_t count) {
    for (size_t i = 0; i < count; i++)
        free_session(&all[i]);
    free(all);
    return count;
}

static const char *cjson_text(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static void from_cjson(session *s, const cJSON *o) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(o, "categories");
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(o, "expires_in");
    const cJSON *multiple = cJSON_GetObjectItemCaseSensitive(o, "multiple");
    s->origin_owner_id = swage_text(copy_text(cjson_text(o, "origin_owner_id")));
    s->origin_owner_name = swage_text(copy_text(cjson_text(o, "origin_owner_name")));
    set_text(&s->provider, cjson_text(o, "provider"));
    set_text(&s->origin_username, cjson_text(o, "origin_username"));
    set_text(&s->account_id, cjson_text(o, "account_id"));
    set_text(&s->label, cjson_text(o, "label"));
    if (cJSON_IsNumber(number))
        SWAGE_PUT(s->expires_in, (int64_t)number->valuedouble);
    if (cJSON_IsBool(multiple))
        SWAGE_PUT(s->multiple, cJSON_IsTrue(multiple));
    if (cJSON_IsArray(list)) {
        category *items = calloc((size_t)cJSON_GetArraySize(list) + 1, sizeof *items);
        size_t count = 0;
        const cJSON *item;
        cJSON_ArrayForEach(item, list) {
            items[count++].text = swage_text(copy_text(item->valuestring));
        }
        s->categories.state = SWAGE_SET;
        s->categories.value.items = items;
        s->categories.value.count = count;
    }
}

size_t read_with_cjson(const char *json, size_t len) {
    cJSON *root = cJSON_ParseWithLength(json, len), *item;
    session *all = calloc((size_t)cJSON_GetArraySize(root) + 1, sizeof *all);
    size_t count = 0;
    cJSON_ArrayForEach(item, root) {
        from_cjson(&all[count++], item);
    }
    cJSON_Delete(root);
    return free_all(all, count);
}

static void from_jansson(session *s, json_t *o) {
    json_t *list = json_object_get(o, "categories"), *number = json_object_get(o, "expires_in");
    json_t *multiple = json_object_get(o, "multiple");
    s->origin_owner_id =
        swage_text(copy_text(json_string_value(json_object_get(o, "origin_owner_id"))));
    s->origin_owner_name =
        swage_text(copy_text(json_string_value(json_object_get(o, "origin_owner_name"))));
    set_text(&s->provider, json_string_value(json_object_get(o, "provider")));
    set_text(&s->origin_username, json_string_value(json_object_get(o, "origin_username")));
    set_text(&s->account_id, json_string_value(json_object_get(o, "account_id")));
    set_text(&s->label, json_string_value(json_object_get(o, "label")));
    if (json_is_integer(number))
        SWAGE_PUT(s->expires_in, json_integer_value(number));
    if (json_is_boolean(multiple))
        SWAGE_PUT(s->multiple, json_is_true(multiple));
    if (json_is_array(list)) {
        category *items = calloc(json_array_size(list) + 1, sizeof *items);
        for (size_t i = 0; i < json_array_size(list); i++)
            items[i].text = swage_text(copy_text(json_string_value(json_array_get(list, i))));
        s->categories.state = SWAGE_SET;
        s->categories.value.items = items;
        s->categories.value.count = json_array_size(list);
    }
}

size_t read_with_jansson(const char *json, size_t len) {
    json_t *root = json_loadb(json, len, JSON_REJECT_DUPLICATES, NULL);
    size_t count = json_array_size(root);
    session *all = calloc(count + 1, sizeof *all);
    for (size_t i = 0; i < count; i++)
        from_jansson(&all[i], json_array_get(root, i));
    json_decref(root);
    return free_all(all, count);
}

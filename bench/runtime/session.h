/*
 * The connect session that every program of this benchmark reads into, and what they share.
 */
#ifndef SWAGE_BENCH_SESSION_H
#define SWAGE_BENCH_SESSION_H

#include <swage/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct category {
    int code;
    swage_str text;
} category;

typedef struct categories {
    const category *items;
    size_t count;
} categories;

typedef struct session {
    swage_str origin_owner_id, origin_owner_name;
    struct {
        swage_state state;
        categories value;
    } categories;
    swage_opt_str provider, origin_username, account_id;
    swage_opt_int64 expires_in;
    swage_opt_value metadata;
    swage_opt_bool multiple;
    swage_opt_str label;
    swage_members unknown;
} session;

typedef struct sessions {
    const session *items;
    size_t count;
} sessions;

extern const swage_type sessions_type;

/* A reader: the number of sessions in the text, 0 when it could not read it. */
typedef size_t (*reader)(const char *json, size_t len);
size_t read_with_cjson(const char *json, size_t len);
size_t read_with_jansson(const char *json, size_t len);
size_t read_with_simdjson(const char *json, size_t len);

#ifdef __cplusplus
}
#endif

#endif

/*
 * What is measured: documents read and written by the generated functions; and memcpy, which
 * nothing that reads every byte can outrun.
 */
#include "harness.h"

static swage_arena *arena(void) {
    static swage_arena kept; /* its blocks are used again, as the harness's are */
    static bool ready;
    if (!ready)
        swage_arena_init(&kept);
    ready = true;
    swage_arena_reset(&kept);
    return &kept;
}

static swage_parse_options options_of(const char *model) {
    bool drop = bench_model_named(model)->drop_unknown;
    return (swage_parse_options){.unknown = drop ? SWAGE_DROP_UNKNOWN : SWAGE_KEEP_UNKNOWN};
}

/* A document that is a model. */
#define DOCUMENT(T, model)                                                                         \
    static bool model##_parse(bench_root *out, char *json, size_t len, bench_memory *unused) {     \
        swage_parse_options options = options_of(#model);                                          \
        (void)unused;                                                                              \
        return T##_parse(&out->model, json, len, &options, arena(), NULL);                         \
    }                                                                                              \
    static bool model##_insitu(bench_root *out, char *json, size_t len, bench_memory *unused) {    \
        swage_parse_options options = options_of(#model);                                          \
        (void)unused;                                                                              \
        return T##_parse_insitu(&out->model, json, len, &options, arena(), NULL);                  \
    }                                                                                              \
    static size_t model##_write(const bench_root *root, char *buffer, size_t capacity) {           \
        return T##_write(&root->model, buffer, capacity, NULL, NULL);                              \
    }

/* A document that is an array of models. */
#define ARRAY(model)                                                                               \
    static bool model##_parse(bench_root *out, char *json, size_t len, bench_memory *unused) {     \
        (void)unused;                                                                              \
        return swage_parse_type(&bench_model_named(#model)->type, out, json, len, NULL, arena(),   \
                                NULL);                                                             \
    }                                                                                              \
    static bool model##_insitu(bench_root *out, char *json, size_t len, bench_memory *unused) {    \
        (void)unused;                                                                              \
        return swage_parse_type_insitu(&bench_model_named(#model)->type, out, json, len, NULL,     \
                                       arena(), NULL);                                             \
    }                                                                                              \
    static size_t model##_write(const bench_root *root, char *buffer, size_t capacity) {           \
        return swage_write_type(&bench_model_named(#model)->type, root, buffer, capacity, NULL,    \
                                NULL);                                                             \
    }

ARRAY(connect)
ARRAY(hr)
DOCUMENT(twitter_search, twitter)
DOCUMENT(tweets_search, tweets)
DOCUMENT(citm_catalog, citm)
DOCUMENT(canada_collection, canada)

static bool copy_bytes(bench_root *out, char *json, size_t len, bench_memory *memory) {
    (void)out;
    return memcpy(bench_alloc(memory, len), json, len) != NULL;
}

/* clang-format off */
#define PARSE(package) {#package, "parse", package##_parse, NULL, false, false, NULL}
#define INSITU(package) {#package, "insitu", package##_insitu, NULL, true, false, NULL}
#define WRITE(package) {#package, "write", NULL, package##_write, false, false, NULL}
#define MEMCPY(package) {#package, "memcpy", copy_bytes, NULL, false, true, NULL}
/* clang-format on */

const bench_task bench_tasks[] = {
    PARSE(connect),  PARSE(hr),       PARSE(twitter), PARSE(tweets),   PARSE(citm),
    PARSE(canada),   INSITU(connect), INSITU(hr),     INSITU(twitter), INSITU(tweets),
    INSITU(citm),    INSITU(canada),  WRITE(connect), WRITE(hr),       WRITE(twitter),
    WRITE(tweets),   WRITE(citm),     WRITE(canada),  MEMCPY(connect), MEMCPY(hr),
    MEMCPY(twitter), MEMCPY(tweets),  MEMCPY(citm),   MEMCPY(canada),  {0},
};

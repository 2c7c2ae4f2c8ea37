/*
 * The types of the documents: arrays of models, or models.
 */
#include "harness.h"

#define LIST_OF(T)                                                                                 \
    {                                                                                              \
        .kind = SWAGE_TYPE_ARRAY, .of.element = &(const swage_element) {                           \
            .type = {.kind = SWAGE_TYPE_MODEL, .of.model = &T##_model}, .size = sizeof(T),         \
            .state_offset = SWAGE_NO_STATE,                                                        \
        }                                                                                          \
    }
#define ONE(T)                                                                                     \
    { .kind = SWAGE_TYPE_MODEL, .of.model = &T##_model }

const bench_model bench_models[] = {
    {"connect", LIST_OF(connect_session), false}, {"hr", LIST_OF(hr_employee), false},
    {"twitter", ONE(twitter_search), false},      {"tweets", ONE(tweets_search), true},
    {"citm", ONE(citm_catalog), false},           {"canada", ONE(canada_collection), false},
    {NULL, {.kind = SWAGE_TYPE_STRING}, false},
};

const bench_model *bench_model_named(const char *name) {
    for (const bench_model *model = bench_models; model->name; model++)
        if (strcmp(model->name, name) == 0)
            return model;
    return NULL;
}

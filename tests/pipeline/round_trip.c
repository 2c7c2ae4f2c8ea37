/*
 * Reads lines of "<model>\t<JSON>" on stdin, and takes each document through the model's tables:
 * parse, write, parse again, copy and in-place parse must all be equal. Prints the written JSON, a
 * line each, or "error: …". The table of models (round_trip_models) is made by the test.
 */
#include <swage/runtime.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct round_trip_model {
    const char *name;
    const swage_model *model;
} round_trip_model;

extern const round_trip_model round_trip_models[];
extern const size_t round_trip_count;

static const swage_model *find_model(const char *name) {
    for (size_t i = 0; i < round_trip_count; i++)
        if (strcmp(round_trip_models[i].name, name) == 0)
            return round_trip_models[i].model;
    return NULL;
}

static int fail(const char *what, swage_error *error) {
    printf("error: %s: %s\n", what, error ? swage_error_text(error) : "not equal");
    return 0;
}

/* The written JSON in *out (malloc'ed); 0 after printing what went wrong. */
static int check(const swage_model *model, const char *json, swage_arena *arena, char **out) {
    swage_error error;
    const size_t len = strlen(json);
    void *first = swage_arena_alloc(arena, model->size, 16);
    void *second = swage_arena_alloc(arena, model->size, 16);
    if (!swage_parse(model, first, json, len, NULL, arena, &error))
        return fail("parse", &error);
    if (!swage_validate(model, first, &error))
        return fail("validate", &error);
    const size_t need = swage_write(model, first, NULL, 0, NULL, &error);
    if (need == 0)
        return fail("write", &error);
    *out = malloc(need + 1);
    if (swage_write(model, first, *out, need + 1, NULL, &error) != need || strlen(*out) != need)
        return fail("write again", &error);
    if (!swage_parse(model, second, *out, need, NULL, arena, &error))
        return fail("parse what was written", &error);
    if (!swage_equal(model, first, second))
        return fail("parse, write, parse", NULL);
    if (!swage_copy(model, second, first, arena, &error))
        return fail("copy", &error);
    if (!swage_equal(model, first, second))
        return fail("copy", NULL);
    char *own = swage_arena_alloc(arena, len + 1, 1);
    memcpy(own, json, len + 1);
    if (!swage_parse_insitu(model, second, own, len, NULL, arena, &error))
        return fail("parse in place", &error);
    if (!swage_equal(model, first, second))
        return fail("parse in place", NULL);
    return 1;
}

int main(void) {
    static char line[1 << 20];
    swage_arena arena;
    swage_arena_init(&arena);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (!tab)
            return 2;
        *tab = '\0';
        const swage_model *model = find_model(line);
        char *written = NULL;
        if (!model)
            printf("error: no model %s\n", line);
        else if (check(model, tab + 1, &arena, &written))
            puts(written);
        free(written);
        swage_arena_reset(&arena);
    }
    swage_arena_free(&arena);
    return 0;
}

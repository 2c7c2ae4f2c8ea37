/*
 * Reads lines of "<model>\t<JSON>" on stdin, and takes each document through the model's tables:
 * parse, write, parse again, copy and in-place parse must all be equal, and a patch must lead from
 * the last document of a model to the next. Prints the written JSON, a
 * line each, or "error: …"; behind it, after a tab, a hash of what is written, and told, when parts
 * of the struct are cleared. The table of models (round_trip_models) is made by the test.
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

/* What breaks a rule is refused by validate and write, too, when it was read without rules. */
static int check_refused(const swage_model *model, const char *json, swage_arena *arena) {
    static const swage_parse_options lax = {.skip_validation = true};
    swage_error error;
    void *value = swage_arena_alloc(arena, model->size, 16);
    if (!swage_parse(model, value, json, strlen(json), &lax, arena, &error))
        return 1; /* something else is wrong behind it */
    if (swage_validate(model, value, &error) || error.code != SWAGE_ERROR_CONSTRAINT)
        return fail("valid where a parse finds a rule broken", NULL);
    if (swage_write(model, value, NULL, 0, NULL, &error) || error.code != SWAGE_ERROR_CONSTRAINT)
        return fail("written where a parse finds a rule broken", NULL);
    return 1;
}

/* The written JSON in *out (malloc'ed); 0 after printing what went wrong. */
static int check(const swage_model *model, const char *json, swage_arena *arena, char **out) {
    swage_error error;
    const size_t len = strlen(json);
    void *first = swage_arena_alloc(arena, model->size, 16);
    void *second = swage_arena_alloc(arena, model->size, 16);
    if (!swage_parse(model, first, json, len, NULL, arena, &error)) {
        if (error.code == SWAGE_ERROR_CONSTRAINT && !check_refused(model, json, arena))
            exit(3);
        return fail("parse", &error);
    }
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

/*
 * Makes one document of another by a patch. A nullable field that is to be absent becomes null, so
 * what comes of it may differ from what it is to be; but another patch changes nothing then.
 */
static int check_patch(const swage_model *model, const char *before, const char *json,
                       swage_arena *arena) {
    swage_error error;
    void *to = swage_arena_alloc(arena, model->size, 16);
    void *target = swage_arena_alloc(arena, model->size, 16);
    void *again = swage_arena_alloc(arena, model->size, 16);
    void *patch = swage_arena_alloc(arena, model->size, 16);
    if (!swage_parse(model, to, json, strlen(json), NULL, arena, &error) ||
        !swage_parse(model, target, before, strlen(before), NULL, arena, &error))
        return fail("parse for a patch", &error);
    if (!swage_diff(model, patch, target, to, arena, &error))
        return strstr(error.message, "a merge patch can't") ? 1 : fail("diff", &error);
    if (!swage_merge(model, target, patch, arena, &error) ||
        !swage_copy(model, again, target, arena, &error))
        return fail("merge", &error);
    if (!swage_diff(model, patch, target, to, arena, &error) ||
        !swage_merge(model, again, patch, arena, &error))
        return fail("diff and merge again", &error);
    return swage_equal(model, target, again) || fail("merge again", NULL);
}

static unsigned long hash_text(unsigned long hash, const char *text) {
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211U;
    return hash;
}

/* Each eight bytes of the struct are cleared in turn: states, pointers, counts, numbers. */
static unsigned long hash_cleared(const swage_model *model, const char *json, swage_arena *arena) {
    static char text[1 << 16];
    swage_error error;
    unsigned long hash = 14695981039346656037U;
    char *value = swage_arena_alloc(arena, model->size, 16);
    if (!swage_parse(model, value, json, strlen(json), NULL, arena, &error))
        return 0;
    for (size_t i = 0; i + 8 <= model->size; i += 8) {
        char kept[8];
        memcpy(kept, value + i, 8);
        memset(value + i, 0, 8);
        const size_t len = swage_write(model, value, text, sizeof text, NULL, &error);
        hash = hash_text(hash, len ? text : swage_error_text(&error));
        memcpy(value + i, kept, 8);
    }
    return hash;
}

int main(void) {
    static char line[1 << 20], before[1 << 20] = "";
    const swage_model *last = NULL;
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
        else if (check(model, tab + 1, &arena, &written) &&
                 (model != last || check_patch(model, before, tab + 1, &arena)))
            printf("%s\t%lx\n", written, hash_cleared(model, tab + 1, &arena));
        if (written) {
            last = model;
            strcpy(before, tab + 1);
        }
        free(written);
        swage_arena_reset(&arena);
    }
    swage_arena_free(&arena);
    return 0;
}

/*
 * Parses a document into arenas of exactly the generated size, wherever they start; looks how much
 * less would do; and writes it into a buffer of exactly the generated size.
 *
 *     bounds MODEL < documents, a line each        prints the least arena that parsed all of them
 */
#include "demo/demo.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct bounded {
    const char *name;
    size_t size, max_bytes, max_json;
    bool (*parse)(void *, const char *, size_t, const swage_parse_options *, swage_arena *,
                  swage_error *);
    bool (*parse_insitu)(void *, char *, size_t, const swage_parse_options *, swage_arena *,
                         swage_error *);
    bool (*copy)(void *, const void *, swage_arena *, swage_error *);
    size_t (*write)(const void *, char *, size_t, const swage_write_options *, swage_error *);
} bounded;

#define MODEL(T, UPPER)                                                                            \
    static bool parse_##T(void *out, const char *json, size_t len,                                 \
                          const swage_parse_options *options, swage_arena *arena,                  \
                          swage_error *error) {                                                    \
        return demo_##T##_parse(out, json, len, options, arena, error);                            \
    }                                                                                              \
    static bool parse_insitu_##T(void *out, char *json, size_t len,                                \
                                 const swage_parse_options *options, swage_arena *arena,           \
                                 swage_error *error) {                                             \
        return demo_##T##_parse_insitu(out, json, len, options, arena, error);                     \
    }                                                                                              \
    static bool copy_##T(void *out, const void *value, swage_arena *arena, swage_error *error) {   \
        return demo_##T##_copy(out, value, arena, error);                                          \
    }                                                                                              \
    static size_t write_##T(const void *value, char *buffer, size_t capacity,                      \
                            const swage_write_options *options, swage_error *error) {              \
        return demo_##T##_write(value, buffer, capacity, options, error);                          \
    }
#include "bounds.def"
#undef MODEL

static const bounded models[] = {
#define MODEL(T, UPPER)                                                                            \
    {#T,                                                                                           \
     sizeof(demo_##T),                                                                             \
     DEMO_##UPPER##_MAX_BYTES,                                                                     \
     DEMO_##UPPER##_MAX_JSON,                                                                      \
     parse_##T,                                                                                    \
     parse_insitu_##T,                                                                             \
     copy_##T,                                                                                     \
     write_##T},
#include "bounds.def"
#undef MODEL
};

static bool fits(const bounded *m, void *out, const char *json, size_t len, size_t offset,
                 size_t size, swage_error *error) {
    swage_arena arena;
    char *buffer = malloc(offset + size), *text = malloc(len);
    memcpy(text, json, len); /* of their exact sizes: sanitizers see their ends */
    swage_arena_init_fixed(&arena, buffer + offset, size);
    bool good = m->parse(out, text, len, NULL, &arena, error);
    char *written = malloc(m->max_json);
    if (good && m->write(out, written, m->max_json, NULL, error) >= m->max_json) {
        fprintf(stderr, "%s: the JSON is longer than %zu\n", m->name, m->max_json);
        exit(1);
    }
    free(buffer);
    free(text);
    free(written);
    return good;
}

/* A copy fits where a parse does; so does a parse in place. */
static bool others_fit(const bounded *m, const char *json, size_t len) {
    char *room = malloc(m->max_bytes), *again = malloc(m->max_bytes), *text = malloc(len);
    void *out = malloc(m->size), *copy = malloc(m->size);
    swage_arena arena, other;
    swage_arena_init_fixed(&arena, room, m->max_bytes);
    swage_arena_init_fixed(&other, again, m->max_bytes);
    bool good = m->parse(out, json, len, NULL, &arena, NULL) && m->copy(copy, out, &other, NULL);
    memcpy(text, json, len);
    swage_arena_reset(&arena);
    good = good && m->parse_insitu(out, text, len, NULL, &arena, NULL);
    free(room);
    free(again);
    free(text);
    free(out);
    free(copy);
    return good;
}

/* The least size that does. */
static size_t least(const bounded *m, void *out, const char *json, size_t len) {
    size_t low = 0, high = m->max_bytes;
    swage_error error;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (fits(m, out, json, len, 1, middle, &error))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static size_t try(const bounded *m, void *out, const char *json, size_t len, size_t *longest) {
    swage_error error;
    for (size_t offset = 0; offset < 17; offset++)
        if (!fits(m, out, json, len, offset, m->max_bytes, &error)) {
            fprintf(stderr, "%s: %s\n%.*s\n", m->name, swage_error_text(&error), (int)len, json);
            exit(1);
        }
    if (!others_fit(m, json, len)) {
        fprintf(stderr, "%s: no room to copy, or in place\n%.*s\n", m->name, (int)len, json);
        exit(1);
    }
    char *room = malloc(m->max_bytes);
    swage_arena arena;
    swage_arena_init_fixed(&arena, room, m->max_bytes);
    m->parse(out, json, len, NULL, &arena, NULL);
    size_t size = m->write(out, NULL, 0, NULL, NULL) + 1;
    *longest = size > *longest ? size : *longest;
    free(room);
    return least(m, out, json, len);
}

int main(int count, char **names) {
    static char line[1 << 20];
    size_t most = 0, longest = 0;
    for (size_t i = 0; count > 1 && i < sizeof models / sizeof *models; i++) {
        const bounded *m = &models[i];
        if (strcmp(m->name, names[1]) != 0)
            continue;
        void *out = malloc(m->size);
        while (fgets(line, sizeof line, stdin)) {
            size_t size = try(m, out, line, strlen(line), &longest);
            most = size > most ? size : most;
        }
        free(out);
        printf("%zu %zu %zu %zu\n", most, m->max_bytes, longest, m->max_json);
    }
    return 0;
}

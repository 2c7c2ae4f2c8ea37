/*
 * Whether two documents of a model are the same: each is read, and written again by swage, and what
 * comes out is compared. This is how all libraries are shown to read and write all of it.
 *
 *     bench_same MODEL EXPECTED ACTUAL     0: the same; 3: but for the last digits of numbers
 *                                          (cJSON has integers as doubles, and writes doubles
 *                                          with 15 digits); 1: they differ
 */
#include "harness.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct text {
    char *bytes;
    size_t len;
} text;

static bool read_file(const char *path, text *out) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        return false;
    out->len = (size_t)ftell(file);
    out->bytes = calloc(out->len + 1, 1);
    rewind(file);
    bool done = out->bytes && fread(out->bytes, 1, out->len, file) == out->len;
    fclose(file);
    return done;
}

/* The document as swage writes it. */
static bool normalise(const bench_model *model, text *document) {
    static const swage_parse_options drop = {.unknown = SWAGE_DROP_UNKNOWN};
    bench_root root;
    swage_arena arena;
    swage_error error;
    swage_arena_init(&arena);
    text out = {malloc(document->len * 2 + 4096), 0};
    if (!out.bytes || !swage_parse_type(&model->type, &root, document->bytes, document->len,
                                        model->drop_unknown ? &drop : NULL, &arena, &error)) {
        fprintf(stderr, "%s\n", swage_error_text(&error));
        return false;
    }
    out.len =
        swage_write_type(&model->type, &root, out.bytes, document->len * 2 + 4096, NULL, &error);
    swage_arena_free(&arena);
    free(document->bytes);
    *document = out;
    return out.len > 0;
}

/* The place where the texts differ in more than the last digits of numbers; 0: nowhere. */
static size_t differ_in_kind(const text *a, const text *b) {
    const char *x = a->bytes, *y = b->bytes;
    while (*x || *y) {
        char *x_end, *y_end;
        if (isdigit((unsigned char)*x) && isdigit((unsigned char)*y)) {
            double left = strtod(x, &x_end), right = strtod(y, &y_end);
            double apart = left > right ? left - right : right - left;
            if (apart > left * 1e-14)
                break;
            x = x_end;
            y = y_end;
        } else if (*x++ != *y++) {
            break;
        }
    }
    return *x || *y ? (size_t)(x - a->bytes) : 0;
}

int main(int argc, char **argv) {
    text expected, actual;
    const bench_model *model = argc == 4 ? bench_model_named(argv[1]) : NULL;
    if (!model || !read_file(argv[2], &expected) || !read_file(argv[3], &actual)) {
        fprintf(stderr, "usage: bench_same MODEL EXPECTED ACTUAL\n");
        return 2;
    }
    if (!normalise(model, &expected) || !normalise(model, &actual))
        return 1;
    if (expected.len == actual.len && memcmp(expected.bytes, actual.bytes, actual.len) == 0)
        return 0;
    size_t place = differ_in_kind(&expected, &actual);
    if (place == 0)
        return 3;
    fprintf(stderr, "expected %.60s\n     got %.60s\n", expected.bytes + place - 20,
            actual.bytes + (place < actual.len ? place - 20 : 0));
    return 1;
}

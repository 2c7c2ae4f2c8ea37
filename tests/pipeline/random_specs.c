/*
 * Takes random documents through all functions of random models, which must agree with each other
 * and touch no byte beyond what they are given: input, output and arenas end where a page begins
 * that no access survives. Reads "<type> <bytes> <1 to look thoroughly>\n" and the document, as
 * often as there are; prints a line for each: "+" and the JSON as written, "=" where it equals the
 * last one of its type, "-" and the error, or "!" and what is wrong, which ends it. The types
 * (random_type) are those of random_specs_test.py.
 */
#include <swage/runtime.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

swage_type random_type(size_t index);

enum { ROOM = 1 << 22 };

static char *input, *output, *memory; /* their ends */

static void check(bool holds, const char *what) {
    if (holds)
        return;
    printf("! %s\n", what);
    fflush(stdout);
    _Exit(3);
}

/* The end of memory that no access beyond it survives. */
static char *make_edge(void) {
    const int kind = MAP_PRIVATE | MAP_ANONYMOUS;
    char *room = mmap(NULL, ROOM + 65536, PROT_READ | PROT_WRITE, kind, -1, 0);
    check(room != MAP_FAILED && mprotect(room + ROOM, 65536, PROT_NONE) == 0, "no memory");
    return room + ROOM;
}

/* A struct of that type, with bytes that mean nothing. */
static void *make_struct(const swage_type *type) {
    const bool is_model = type->kind == SWAGE_TYPE_MODEL;
    const size_t size = is_model ? type->of.model->size : type->of.alternatives->size;
    void *made = malloc(size);
    check(made != NULL, "no memory");
    return memset(made, 0xAA, size);
}

static bool same_error(const swage_error *a, const swage_error *b) {
    return a->code == b->code && a->offset == b->offset && a->line == b->line &&
           a->column == b->column && strcmp(a->path, b->path) == 0 &&
           strcmp(a->message, b->message) == 0;
}

/* What a rule refuses is refused by validate and write, too, when it was read without rules. */
static void check_refused(const swage_type *type, const char *json, size_t len) {
    static const swage_parse_options lax = {.skip_validation = true};
    swage_error error;
    swage_arena arena;
    void *value = make_struct(type);
    swage_arena_init(&arena);
    if (swage_parse_type(type, value, json, len, &lax, &arena, &error)) {
        check(!swage_validate_type(type, value, &error), "validate takes what parse refuses");
        check(error.code == SWAGE_ERROR_CONSTRAINT, "validate finds something else");
        check(!swage_write_type(type, value, NULL, 0, NULL, &error),
              "write takes what parse refuses");
        check(error.code == SWAGE_ERROR_CONSTRAINT, "write finds something else");
    }
    swage_arena_free(&arena);
    free(value);
}

/* Parses in all ways, which must tell the same, into *value. */
static bool parse(const swage_type *type, void *value, const char *json, size_t len,
                  swage_arena *arena, swage_error *error) {
    swage_error other, errors[4];
    size_t count = 0;
    const swage_parse_options all = {.errors = errors, .max_errors = 4, .error_count = &count};
    char *text = memcpy(input - len, json, len);
    void *second = make_struct(type);
    const bool good = swage_parse_type(type, value, text, len, NULL, arena, error);
    check(swage_parse_type(type, second, text, len, &all, arena, &other) == good,
          "parse differs when it tells all errors");
    check(count == 0 ? good : !good && same_error(errors, &other), "all errors differ");
    check(memcmp(text, json, len) == 0, "parse changes its input");
    check(swage_parse_type_insitu(type, second, text, len, NULL, arena, &other) == good,
          "parse in place differs");
    check(good ? swage_equal_type(type, value, second) : same_error(error, &other),
          "parse in place tells something else");
    if (!good && error->code == SWAGE_ERROR_CONSTRAINT)
        check_refused(type, json, len);
    free(second);
    return good;
}

/* Of an array that is read in chunks, this document is the one item where it is good. */
static void check_stream(const swage_type *type, const char *json, size_t len, const void *value,
                         size_t chunk) {
    swage_arena held, arena;
    swage_stream stream;
    swage_stream_status status;
    swage_error error;
    void *item = make_struct(type);
    size_t at = 0, good = 0, bad = 0;
    char *text = malloc(len + 2);
    check(text != NULL, "no memory");
    memcpy(text + 1, json, len);
    text[0] = '[', text[len + 1] = ']';
    swage_arena_init(&held);
    swage_arena_init(&arena);
    swage_stream_init_type(&stream, type, SWAGE_STREAM_ARRAY, NULL, &held);
    do {
        const size_t some = len + 2 - at < chunk ? len + 2 - at : chunk;
        memcpy(input - some, text + at, some);
        if (!some || !swage_stream_feed(&stream, input - some, some))
            swage_stream_finish(&stream);
        at += some;
        while ((status = swage_stream_next(&stream, item, &arena, &error)) == SWAGE_STREAM_ITEM ||
               status == SWAGE_STREAM_BAD_ITEM) {
            if (status == SWAGE_STREAM_ITEM && value)
                check(swage_equal_type(type, item, value), "an item of a stream differs");
            good += status == SWAGE_STREAM_ITEM;
            bad += status == SWAGE_STREAM_BAD_ITEM;
        }
    } while (status == SWAGE_STREAM_MORE);
    check((value != NULL) == (status == SWAGE_STREAM_END && good == 1 && bad == 0),
          "a stream differs");
    swage_stream_free(&stream);
    swage_arena_free(&held);
    swage_arena_free(&arena);
    free(text);
    free(item);
}

typedef struct sent {
    const char *text;
    size_t len;
} sent;

static bool take(void *context, const char *bytes, size_t len) {
    sent *all = context;
    check(len <= all->len && memcmp(all->text, bytes, len) == 0, "a sink gets something else");
    all->text += len, all->len -= len;
    return true;
}

/* The JSON of a value (malloc'ed), as it is written to a buffer of its size and to a sink. */
static char *write_value(const swage_type *type, const void *value, unsigned indent) {
    const swage_write_options options = {.indent = indent};
    swage_error error;
    const size_t len = swage_write_type(type, value, NULL, 0, &options, &error);
    check(len > 0 && len < ROOM, "what was parsed can't be written");
    char *text = malloc(len + 1);
    check(text && swage_write_type(type, value, text, len + 1, &options, &error) == len &&
              strlen(text) == len,
          "write tells another length");
    sent all = {text, len};
    check(swage_write_type_to(type, value, take, &all, &options, &error) && all.len == 0,
          "a sink does not get all");
    return text;
}

/* The same JSON in buffers from the size that suffices down. */
static void check_room(const swage_type *type, const void *value, unsigned indent) {
    const swage_write_options options = {.indent = indent};
    char *text = write_value(type, value, indent);
    const size_t len = strlen(text);
    for (size_t less = 0; less <= len; less += 1 + len / 200) {
        swage_error error;
        const size_t size = len + 1 - less;
        char *buffer = output - size;
        check(swage_write_type(type, value, buffer, size, &options, &error) == len,
              "write tells another length where there is little room");
        check(memcmp(buffer, text, size - 1) == 0 && buffer[size - 1] == '\0',
              "write gives something else where there is little room");
    }
    free(text);
}

/* What was written is read as an equal value, which is written the same way. */
static void check_back(const swage_type *type, const void *value, const char *text,
                       const char *compact) {
    swage_error error;
    swage_arena arena;
    void *second = make_struct(type);
    swage_arena_init(&arena);
    check(parse(type, second, text, strlen(text), &arena, &error), "what was written is refused");
    check(swage_equal_type(type, value, second), "what was written is not equal");
    char *again = write_value(type, second, 0);
    check(strcmp(again, compact) == 0, "what was written is written otherwise");
    free(again);
    swage_arena_free(&arena);
    free(second);
}

/* A copy in a fixed arena needs nothing of the original; that of all smaller ones is no memory. */
static void check_copy(const swage_type *type, void *value, swage_arena *of_value,
                       const char *text) {
    bool done = false;
    void *copy = make_struct(type);
    for (size_t size = 0; !done; size += 1 + size / 8) {
        swage_error error;
        swage_arena arena;
        check(size <= ROOM, "no room is enough for a copy");
        swage_arena_init_fixed(&arena, memory - size, size);
        done = swage_copy_type(type, copy, value, &arena, &error);
        check(done || error.code == SWAGE_ERROR_NO_MEMORY, "a copy fails");
    }
    check(swage_equal_type(type, value, copy) && swage_equal_type(type, copy, value),
          "a copy is not equal");
    swage_arena_free(of_value);
    char *again = write_value(type, copy, 0);
    check(strcmp(again, text) == 0, "a copy is written otherwise");
    free(again);
    free(copy);
}

/* A parse into fixed arenas, up to one that suffices. */
static void check_memory(const swage_type *type, const char *json, size_t len, const void *value) {
    bool done = false;
    void *second = make_struct(type);
    memcpy(input - len, json, len);
    for (size_t size = 0; !done; size += 1 + size / 8) {
        swage_error error;
        swage_arena arena;
        check(size <= ROOM, "no room is enough for a parse");
        swage_arena_init_fixed(&arena, memory - size, size);
        done = swage_parse_type(type, second, input - len, len, NULL, &arena, &error);
        check(done || error.code == SWAGE_ERROR_NO_MEMORY, "a parse in little memory fails");
    }
    check(swage_equal_type(type, value, second), "a parse in little memory is not equal");
    free(second);
}

/* No beginning of a document is one. */
static void check_cuts(const swage_type *type, const char *json, size_t len) {
    void *value = make_struct(type);
    for (size_t cut = 0; cut < len; cut += 1 + len / 300) {
        swage_error error;
        swage_arena arena;
        swage_arena_init(&arena);
        check(!parse(type, value, json, cut, &arena, &error), "a part of a document is taken");
        swage_arena_free(&arena);
    }
    free(value);
}

/* Whether it equals the last document of its type that was good. */
static bool equals_last(size_t index, const swage_type *type, const void *value) {
    static size_t last_index;
    static void *last;
    static swage_arena arena;
    swage_error error;
    const bool equal = last && index == last_index && swage_equal_type(type, value, last);
    if (last)
        swage_arena_free(&arena);
    free(last);
    last = make_struct(type), last_index = index;
    swage_arena_init(&arena);
    check(swage_copy_type(type, last, value, &arena, &error), "a copy fails");
    return equal;
}

static void check_document(size_t index, const char *json, size_t len, bool thorough) {
    static const size_t chunks[] = {1, 7, ROOM};
    const swage_type type = random_type(index);
    swage_error error;
    swage_arena arena;
    void *value = make_struct(&type);
    swage_arena_init(&arena);
    const bool good = parse(&type, value, json, len, &arena, &error);
    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++)
        check_stream(&type, json, len, good ? value : NULL, chunks[i]);
    if (good && thorough) {
        check_cuts(&type, json, len);
        check_memory(&type, json, len, value);
        check_room(&type, value, 0);
        check_room(&type, value, 2);
    }
    if (good) {
        check(swage_validate_type(&type, value, &error), "what was parsed is not valid");
        const char sign = equals_last(index, &type, value) ? '=' : '+';
        char *compact = write_value(&type, value, 0), *pretty = write_value(&type, value, 2);
        check_back(&type, value, compact, compact);
        check_back(&type, value, pretty, compact);
        check_copy(&type, value, &arena, compact);
        printf("%c %s\n", sign, compact);
        free(compact);
        free(pretty);
    } else {
        printf("- %s at %zu\n", swage_error_code_name(error.code), error.offset);
    }
    fflush(stdout);
    swage_arena_free(&arena);
    free(value);
}

int main(void) {
    size_t index, len;
    int thorough;
    input = make_edge(), output = make_edge(), memory = make_edge();
    while (scanf("%zu %zu %d", &index, &len, &thorough) == 3 && getchar() == '\n') {
        char *json = malloc(len + 1);
        check(json && len < ROOM / 2 && fread(json, 1, len, stdin) == len, "no document");
        check_document(index, json, len, thorough);
        free(json);
    }
    return 0;
}

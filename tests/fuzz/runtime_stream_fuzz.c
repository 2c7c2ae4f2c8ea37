/*
 * libFuzzer: any text as a stream of every kind of model. Cut anywhere it gives what it gives in
 * one chunk, items and errors to their last letter; and an array's stream what the parse of the
 * whole array gives. The first three bytes choose the model, the options, the cuts and the longest
 * item.
 */
#include "runtime_room.h"

#include <stdlib.h>

enum { MAX_INPUT = 4096, MAX_BAD = 16, SHOWN = 1 << 17 };

/* All that a stream or a parse tells, as text. */
typedef struct transcript {
    char text[SHOWN];
    size_t len, items, bad;
    swage_error first; /* what ended the stream, or was wrong with an item */
} transcript;

static fuzz_room memory, held, input;
static transcript whole, streamed, chunked;

static void put_item(transcript *t, const swage_type *type, const void *item) {
    swage_write_options options = {.skip_validation = true, .max_depth = 200};
    size_t room = sizeof t->text - t->len;
    size_t len = swage_write_type(type, item, t->text + t->len, room, &options, NULL);
    must(len > 0 && len + 1 < room);
    t->len += len;
    t->text[t->len++] = '\n';
    t->items++;
}

static void put_error(transcript *t, swage_error *error) {
    const char *text = swage_error_text(error);
    if (t->bad++ == 0)
        t->first = *error;
    must(error->code != SWAGE_OK && sizeof t->text - t->len > strlen(text) + 1);
    memcpy(t->text + t->len, text, strlen(text));
    t->len += strlen(text);
    t->text[t->len++] = '\n';
}

static void clear(transcript *t) {
    t->len = t->items = t->bad = 0;
    memset(&t->first, 0, sizeof t->first);
}

/* The next chunk, where sanitizers see its end; `cuts` 0 is all of it. */
static void feed(swage_stream *s, const char **json, size_t *left, unsigned *cuts) {
    size_t len = *left;
    if (*cuts) {
        *cuts = *cuts * 1103515245U + 12345;
        size_t wish = 1 + (*cuts >> 16) % (*cuts >> 28 ? 9 : 200);
        len = wish < len ? wish : len;
    }
    char *chunk = room_use(&input, len);
    memcpy(chunk, *json, len);
    must(swage_stream_feed(s, chunk, len));
    *json += len;
    *left -= len;
    if (*left == 0)
        swage_stream_finish(s);
}

static void run(transcript *t, swage_stream *s, const char *json, size_t len, unsigned cuts) {
    static slot item;
    swage_arena arena;
    swage_error error;
    clear(t);
    for (;;) {
        room_use_arena(&arena, &memory, ROOM);
        swage_stream_status status = swage_stream_next(s, &item, &arena, &error);
        must((status >= SWAGE_STREAM_BAD_ITEM) == (error.code != SWAGE_OK));
        if (status == SWAGE_STREAM_MORE)
            feed(s, &json, &len, &cuts);
        else if (status == SWAGE_STREAM_ITEM)
            put_item(t, &s->type, &item);
        else if (status == SWAGE_STREAM_END)
            break;
        else
            put_error(t, &error);
        must(status <= SWAGE_STREAM_MORE || error.offset <= s->offset + len);
        if (status == SWAGE_STREAM_ERROR || t->bad == MAX_BAD)
            break;
    }
    swage_stream_free(s);
}

/* Half of the inputs are arrays; of the others, those with a room of an even size are lines. */
static swage_stream_shape shape_of(const unsigned char *data) {
    return !(data[0] & 1) ? SWAGE_STREAM_ARRAY
           : data[2] & 1  ? SWAGE_STREAM_DOCUMENTS
                          : SWAGE_STREAM_LINES;
}

static void stream(transcript *t, const swage_type *type, const unsigned char *data,
                   const swage_parse_options *options, size_t size, unsigned cuts) {
    swage_stream s;
    swage_arena own;
    room_use_arena(&own, &held, ROOM);
    swage_stream_init_type(&s, type, shape_of(data), options, &own);
    if (data[2] < 64)
        s.max_item = data[2];
    run(t, &s, (const char *)data + 3, size - 3, cuts);
}

/* The same as an array, parsed at once: its first error, or all its items. */
static bool parse_whole(const swage_type *type, const char *json, size_t len,
                        swage_parse_options options) {
    swage_element item = {*type, (uint32_t)room_type_size(type), 0, SWAGE_NO_STATE, NULL};
    swage_type list_type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &item};
    struct list {
        const char *items;
        size_t count;
    } list;
    swage_arena arena;
    swage_error error;
    clear(&whole);
    options.max_depth++;
    room_use_arena(&arena, &memory, ROOM);
    bool good = swage_parse_type(&list_type, &list, json, len, &options, &arena, &error);
    for (size_t i = 0; good && i < list.count; i++)
        put_item(&whole, type, list.items + i * item.size);
    if (!good)
        put_error(&whole, &error);
    return error.code != SWAGE_ERROR_NO_MEMORY;
}

static void compare_with_whole(void) {
    must((whole.bad == 0) == (chunked.bad == 0));
    if (whole.bad == 0) {
        must(whole.len == chunked.len && memcmp(whole.text, chunked.text, whole.len) == 0);
        return;
    }
    must(whole.first.offset == chunked.first.offset);
    if (strcmp(chunked.first.message, "expected an array of items") == 0 ||
        strcmp(chunked.first.message, "something follows the JSON value") == 0)
        return; /* the parser tells what is there, or expected there, instead */
    if (whole.first.code == SWAGE_ERROR_DEPTH && chunked.first.code == SWAGE_ERROR_DEPTH)
        return; /* one level is the array's: the messages tell other limits */
    must_be_same(&whole.first, &chunked.first);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    if (size < 3 || size > MAX_INPUT)
        return 0;
    unsigned choice = data[0];
    swage_parse_options options = {.unknown = choice & 2 ? SWAGE_DROP_UNKNOWN : SWAGE_KEEP_UNKNOWN,
                                   .null_policy = choice & 4 ? SWAGE_NULL_IS_ABSENT : 0,
                                   .skip_validation = (choice & 8) != 0,
                                   .max_depth = choice & 16 ? 4 : 100};
    const swage_type *type = room_type(choice >> 5);
    stream(&chunked, type, data, &options, size, data[1] + 1U);
    if (!(choice & 1) && data[2] >= 128) {
        if (parse_whole(type, (const char *)data + 3, size - 3, options))
            compare_with_whole();
        return 0;
    }
    stream(&streamed, type, data, &options, size, 0);
    must(streamed.len == chunked.len && streamed.items == chunked.items);
    must(streamed.bad == chunked.bad && memcmp(streamed.text, chunked.text, chunked.len) == 0);
    return 0;
}

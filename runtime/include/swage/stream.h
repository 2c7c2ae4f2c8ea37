/*
 * Reads many documents from input that comes in chunks of any size, one model at a time, with the
 * memory of one:
 *
 *     swage_arena memory, arena;                      the stream's own, and that of the items
 *     swage_stream stream;
 *     swage_stream_init(&stream, &T_model, SWAGE_STREAM_ARRAY, NULL, &memory);
 *     do {
 *         read a chunk, then swage_stream_feed(&stream, chunk, len); at its end _finish(&stream)
 *         while ((status = swage_stream_next(&stream, &item, &arena, &error)) == SWAGE_STREAM_ITEM)
 *             use the item, then swage_arena_reset(&arena);
 *     } while (status == SWAGE_STREAM_MORE);
 *     swage_stream_free(&stream);
 *
 * A status SWAGE_STREAM_BAD_ITEM ends the stream here; to go on behind such items, the inner loop
 * goes on, too (docs/runtime.md shows it).
 *
 * Chunks may be cut anywhere: within a character, an escape, a number. A byte is looked at once to
 * find the end of its item, whatever the size of the chunks, and once to parse it.
 */
#ifndef SWAGE_STREAM_H
#define SWAGE_STREAM_H

#include <swage/runtime.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum swage_stream_shape {
    SWAGE_STREAM_ARRAY = 0, /* one JSON array: its items */
    SWAGE_STREAM_DOCUMENTS, /* one document behind the other, with any or no white space between
                               (numbers and literals need some) */
    SWAGE_STREAM_LINES      /* JSON Lines: a document a line, or a blank one. A line that is no JSON
                               or too long is a bad item, behind which the stream goes on */
} swage_stream_shape;

typedef enum swage_stream_status {
    SWAGE_STREAM_ITEM = 0, /* *out is the next item */
    SWAGE_STREAM_MORE,     /* the chunk is used up: feed another, or finish */
    SWAGE_STREAM_END,      /* there are no more items */
    SWAGE_STREAM_BAD_ITEM, /* an item is not valid, or had no room in its arena: see *error. It is
                              left out; the next call goes on behind it */
    SWAGE_STREAM_ERROR     /* the input is broken: see *error. All later calls say that it is, but
                              not how and where */
} swage_stream_status;

typedef struct swage_stream {
    size_t max_item; /* bytes of JSON of one item; longer ones are an error (SWAGE_ERROR_LIMIT),
                        which ends the stream, but of lines.
                        SIZE_MAX after _init; may be set before the first feed */
    size_t index;    /* how many items came before the next one, bad ones among them */
    /* What follows is the stream's own. */
    swage_type type;
    swage_parse_options options;
    swage_arena *memory;
    const char *at, *end;        /* what is left of the chunk */
    char *held;                  /* the bytes of an item whose end is yet to come */
    size_t held_len, held_size;  /* in bytes */
    size_t offset, line, column; /* of `at` in the whole input */
    size_t item_offset, item_line, item_column;
    size_t depth; /* open brackets of the item */
    unsigned char shape, state, within;
    bool escaped, finished;
} swage_stream;

/*
 * Begins a stream of items of any type. The options are copied (their arrays of errors are not);
 * `memory` is an arena for the stream alone: what is there of an item whose end has not come is
 * held in it, so its limit or its size, too, limits the items. In a fixed one the stream takes all
 * the room.
 */
void swage_stream_init_type(swage_stream *stream, const swage_type *type, swage_stream_shape shape,
                            const swage_parse_options *options, swage_arena *memory);

/* The same for a stream of models. */
SWAGE_INLINE void swage_stream_init(swage_stream *stream, const swage_model *model,
                                    swage_stream_shape shape, const swage_parse_options *options,
                                    swage_arena *memory) {
    swage_type type = swage_model_type(model);
    swage_stream_init_type(stream, &type, shape, options, memory);
}

/*
 * Hands over the next chunk, which is read where it is: it must stay until swage_stream_next
 * returns SWAGE_STREAM_MORE or the stream is freed. False, the chunk not being taken, when the last
 * one is not used up or the stream is finished.
 */
SWAGE_INLINE bool swage_stream_feed(swage_stream *stream, const char *bytes, size_t len) {
    if (stream->finished || stream->at != stream->end)
        return false;
    stream->at = bytes;
    stream->end = len ? bytes + len : bytes;
    return true;
}

/* Tells that no more chunks come. */
SWAGE_INLINE void swage_stream_finish(swage_stream *stream) {
    stream->finished = true;
}

/*
 * The next item, into *out (sizeof the struct bytes), its text in `arena`; copies, so that an item
 * may outlive its chunk. Places in errors are those in the whole input; JSON Pointers begin with
 * the item's index, as "/17/name", for all shapes.
 */
swage_stream_status swage_stream_next(swage_stream *stream, void *out, swage_arena *arena,
                                      swage_error *error);

/* Gives back what the stream took from its memory, but from a fixed arena. */
void swage_stream_free(swage_stream *stream);

#ifdef __cplusplus
}
#endif

#endif

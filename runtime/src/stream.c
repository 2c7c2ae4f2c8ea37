/*
 * Streams: what stands between items is read here, items are cut out and go to the parser. An item
 * that lies within one chunk is parsed where it is; else its bytes are held until its end comes.
 */
#include "arena_internal.h"
#include "number.h"
#include "parser.h"
#include "slot.h"
#include "stream_scan.h"

enum { START, FIRST, NEXT, ITEM, LEFT_OUT, BEHIND, DONE, BROKEN };
enum { FIRST_HELD = 1024 };

void swage_stream_init_type(swage_stream *s, const swage_type *type, swage_stream_shape shape,
                            const swage_parse_options *options, swage_arena *memory) {
    memset(s, 0, sizeof *s);
    s->max_item = SIZE_MAX;
    s->type = *type;
    if (options)
        s->options = *options;
    s->memory = memory;
    s->line = s->column = 1;
    s->shape = (unsigned char)shape;
    s->state = shape == SWAGE_STREAM_ARRAY ? START : NEXT;
}

static bool is_fixed(const swage_stream *s) {
    return s->memory->allocator.allocate == NULL;
}

void swage_stream_free(swage_stream *s) {
    if (s->held && !is_fixed(s))
        swage_arena_give_block(s->memory, s->held, s->held_size);
    s->held = NULL;
    s->held_len = s->held_size = 0;
    s->at = s->end = NULL;
    s->state = BROKEN;
}

/* Goes on in the input, counting lines. */
static void advance(swage_stream *s, const char *to) {
    size_t len = (size_t)(to - s->at);
    const char *newline;
    s->offset += len;
    while (len && (newline = memchr(s->at, '\n', len)) != NULL) {
        s->line++;
        s->column = 1;
        s->at = newline + 1;
        len = (size_t)(to - s->at);
    }
    s->column += len;
    s->at = to;
}

/* Puts the item's index before the path of an error; where there is no room, the path is cut. */
static void put_index(swage_error *error, size_t index) {
    static const char ellipsis[] = "\xE2\x80\xA6";
    enum { CUT = sizeof ellipsis - 1, ROOM = SWAGE_PATH_SIZE - 1 - CUT }; /* as composed paths */
    char before[NUMBER_TEXT_SIZE + 1] = "/";
    size_t len = 1 + swage_number_write_uint64(before + 1, index), rest = strlen(error->path);
    if (rest && error->path[0] != '/')
        return; /* it was cut */
    if (len + rest > ROOM) {
        len = CUT;
        memcpy(before, ellipsis, CUT);
    }
    memmove(error->path + len, error->path, rest + 1);
    memcpy(error->path, before, len);
}

/* Makes the place in an item's text one in the whole input. */
static void move_place(const swage_stream *s, swage_error *error) {
    error->offset += s->item_offset;
    error->column += error->line == 1 ? s->item_column - 1 : 0;
    error->line += s->item_line - 1;
    put_index(error, s->index);
}

/* The end of a stream that is no JSON or too large. `of_item`: the item is to blame. */
static swage_stream_status stop(swage_stream *s, swage_error *error, swage_error_code code,
                                bool of_item, const char *message) {
    frame f = {.number = of_item ? s->index : NO_CHILD};
    bool listed = s->options.errors && s->options.max_errors;
    swage_error *made = listed ? s->options.errors : error;
    if (s->options.error_count)
        *s->options.error_count = listed;
    swage_report_set(made, code, &f, "%s", message);
    if (made) {
        made->offset = of_item ? s->item_offset : s->offset;
        made->line = of_item ? s->item_line : s->line;
        made->column = of_item ? s->item_column : s->column;
    }
    if (listed && error)
        *error = *made;
    s->state = BROKEN;
    return SWAGE_STREAM_ERROR;
}

static bool make_room(swage_stream *s, size_t need) {
    if (need <= s->held_size)
        return true;
    if (is_fixed(s)) {
        size_t room = (size_t)(s->memory->end - s->memory->next);
        if (s->held || room < need)
            return false;
        s->held = swage_arena_alloc(s->memory, room, 1);
        s->held_size = room;
        return true;
    }
    size_t size = s->held_size ? s->held_size * 2 : (size_t)FIRST_HELD;
    if (size > s->max_item)
        size = s->max_item;
    if (size < need)
        size = need;
    char *block = swage_arena_take_block(s->memory, size);
    if (!block && size > need)
        block = swage_arena_take_block(s->memory, size = need);
    if (!block)
        return false;
    if (s->held) {
        memcpy(block, s->held, s->held_len);
        swage_arena_give_block(s->memory, s->held, s->held_size);
    }
    s->held = block;
    s->held_size = size;
    return true;
}

/* What ends the stream at the item; SWAGE_OK when its bytes are held now. */
static swage_error_code hold(swage_stream *s, const char *bytes, size_t len) {
    if (len > s->max_item - s->held_len)
        return SWAGE_ERROR_LIMIT;
    if (!make_room(s, s->held_len + len))
        return SWAGE_ERROR_NO_MEMORY;
    if (len)
        memcpy(s->held + s->held_len, bytes, len);
    s->held_len += len;
    return SWAGE_OK;
}

/* Whether an error leaves it in doubt where the item ends. */
static bool is_doubtful(const swage_error *error) {
    return error->code == SWAGE_ERROR_SYNTAX || error->code == SWAGE_ERROR_UTF8;
}

/* Parses an item's text; a good one, or one whose end is certain, is done with. */
static swage_stream_status parse_item(swage_stream *s, const char *json, size_t len, void *out,
                                      swage_arena *arena, swage_error *error) {
    swage_parse_options options = s->options;
    swage_error own, *first = error;
    size_t count = 0;
    if (!first) {
        swage_report_clear(&own);
        first = &own;
    }
    options.error_count = &count;
    bool good = swage_parse_type(&s->type, out, json, len, &options, arena, first);
    bool doubtful = !good && (is_doubtful(first) || !memchr("{[\"-0123456789tfn", *json, 17));
    for (size_t i = 0; i < count; i++) {
        doubtful |= is_doubtful(&options.errors[i]);
        if (&options.errors[i] != first)
            move_place(s, &options.errors[i]);
    }
    if (!good)
        move_place(s, first);
    if (s->options.error_count)
        *s->options.error_count = count;
    s->held_len = 0;
    s->index++;
    doubtful = doubtful && s->shape != SWAGE_STREAM_LINES;
    s->state = doubtful ? BROKEN : s->shape == SWAGE_STREAM_ARRAY ? BEHIND : NEXT;
    return good ? SWAGE_STREAM_ITEM : doubtful ? SWAGE_STREAM_ERROR : SWAGE_STREAM_BAD_ITEM;
}

/* An item that is too long. Where a line ends is sure: of that one, the rest is left out. */
static swage_stream_status refuse_item(swage_stream *s, swage_error *error, swage_error_code code) {
    stop(s, error, code, true,
         code == SWAGE_ERROR_LIMIT ? "the item is longer than allowed" : "no memory left");
    if (s->shape != SWAGE_STREAM_LINES)
        return SWAGE_STREAM_ERROR;
    s->state = LEFT_OUT;
    s->held_len = 0;
    s->index++;
    return SWAGE_STREAM_BAD_ITEM;
}

/* Goes on with the item that `at` is in, to its end if the chunk has it. */
static swage_stream_status go_on(swage_stream *s, const char *at, void *out, swage_arena *arena,
                                 swage_error *error) {
    const char *start = s->at;
    bool whole = swage_stream_scan(s, &at, s->end);
    size_t len = (size_t)(at - start);
    if (s->state == LEFT_OUT) {
        advance(s, at);
        if (!whole && !s->finished)
            return SWAGE_STREAM_MORE;
        s->state = NEXT;
        return swage_stream_next(s, out, arena, error);
    }
    swage_error_code code = len > s->max_item ? SWAGE_ERROR_LIMIT : SWAGE_OK;
    if (!whole || s->held_len)
        code = hold(s, start, len);
    if (code != SWAGE_OK)
        return refuse_item(s, error, code);
    advance(s, at);
    if (!whole && !s->finished)
        return SWAGE_STREAM_MORE;
    bool cut = !whole && s->depth; /* or within a string: the parser tells */
    swage_stream_status status = s->held_len
                                     ? parse_item(s, s->held, s->held_len, out, arena, error)
                                     : parse_item(s, start, len, out, arena, error);
    if (cut)
        s->state = BROKEN;
    return cut ? SWAGE_STREAM_ERROR : status;
}

static void begin_item(swage_stream *s) {
    s->item_offset = s->offset;
    s->item_line = s->line;
    s->item_column = s->column;
    s->state = ITEM;
}

/* The end of the input, where no item is open. */
static swage_stream_status end(swage_stream *s, swage_error *error) {
    if (s->state == DONE || (s->state == NEXT && s->shape != SWAGE_STREAM_ARRAY))
        return SWAGE_STREAM_END;
    bool of_item = s->state != START && s->state != BEHIND;
    const char *wrong = s->state == START    ? "there is no JSON value"
                        : s->state == BEHIND ? "expected ',' or ']'"
                                             : swage_text_ends;
    begin_item(s);
    return stop(s, error, SWAGE_ERROR_SYNTAX, of_item, wrong);
}

/* Reads a byte that stands between items; NULL, or what is wrong with it. */
static const char *read_between(swage_stream *s) {
    char c = *s->at;
    bool closes = c == ']' && s->state != START;
    if (s->state == START && c != '[')
        return "expected an array of items";
    if (s->state == BEHIND && c != ',' && !closes)
        return "expected ',' or ']'";
    if (s->state == DONE)
        return "something follows the JSON value";
    s->state = closes ? DONE : s->state == START ? FIRST : NEXT;
    advance(s, s->at + 1);
    return NULL;
}

swage_stream_status swage_stream_next(swage_stream *s, void *out, swage_arena *arena,
                                      swage_error *error) {
    swage_report_clear(error);
    if (s->state == BROKEN)
        return stop(s, error, SWAGE_ERROR_SYNTAX, false, "the stream is broken");
    if (s->state == ITEM || s->state == LEFT_OUT)
        return go_on(s, s->at, out, arena, error);
    for (;;) {
        advance(s, skip_blank(s->at, s->end));
        if (s->at == s->end)
            return s->finished ? end(s, error) : SWAGE_STREAM_MORE;
        if (s->state == NEXT || (s->state == FIRST && *s->at != ']')) {
            begin_item(s);
            return go_on(s, swage_stream_scan_begin(s, s->at), out, arena, error);
        }
        const char *wrong = read_between(s);
        if (wrong)
            return stop(s, error, SWAGE_ERROR_SYNTAX, false, wrong);
    }
}

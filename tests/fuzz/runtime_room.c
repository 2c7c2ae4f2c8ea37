/*
 * See runtime_room.h.
 */
#include "runtime_room.h"

#include <stdlib.h>

const char *__asan_default_options(void);

/* Formats are checked by the compiler; and what is freed needs no 256 MiB to wait in. */
const char *__asan_default_options(void) {
    return "check_printf=0:quarantine_size_mb=1";
}

/* What has ways of its own: lists of lists of real numbers, and maps of texts. */
static const swage_element real_item = {
    {.kind = SWAGE_TYPE_DOUBLE}, sizeof(double), 0, SWAGE_NO_STATE, NULL};
static const swage_element row_item = {
    {.kind = SWAGE_TYPE_ARRAY, .of.element = &real_item}, sizeof(strings), 0, SWAGE_NO_STATE, NULL};
static const swage_element label_item = {
    {.kind = SWAGE_TYPE_STRING}, 2 * sizeof(swage_str), sizeof(swage_str), SWAGE_NO_STATE, NULL};
static const swage_field sheet_fields[] = {
    SWAGE_FIELD(sheet, rows, "rows", 0, .kind = SWAGE_TYPE_ARRAY, .of.element = &row_item),
    SWAGE_FIELD(sheet, labels, "labels", 0, .kind = SWAGE_TYPE_MAP, .of.element = &label_item)};
static const swage_model sheet_model = {.name = "Sheet",
                                        .size = sizeof(sheet),
                                        .align = _Alignof(sheet),
                                        .field_count = 2,
                                        .fields = sheet_fields,
                                        .unknown_offset = SWAGE_NO_STATE};

const swage_type *room_type(unsigned choice) {
    static const swage_type types[] = {{.kind = SWAGE_TYPE_MODEL, .of.model = &all_model},
                                       {.kind = SWAGE_TYPE_MODEL, .of.model = &rules_model},
                                       {.kind = SWAGE_TYPE_MODEL, .of.model = &node_model},
                                       {.kind = SWAGE_TYPE_MODEL, .of.model = &typed_rest_model},
                                       {.kind = SWAGE_TYPE_MODEL, .of.model = &closed_rest_model},
                                       {.kind = SWAGE_TYPE_MODEL, .of.model = &sheet_model},
                                       {.kind = SWAGE_TYPE_VALUE}};
    return choice % 8 == TYPE_THING ? &thing_type : &types[choice % 8];
}

size_t room_type_size(const swage_type *type) {
    return type->kind == SWAGE_TYPE_MODEL   ? type->of.model->size
           : type->kind == SWAGE_TYPE_UNION ? sizeof(thing)
                                            : sizeof(swage_value);
}

void must(bool good) {
    if (!good)
        abort();
}

void must_be_same(const swage_error *a, const swage_error *b) {
    must(a->code == b->code && a->offset == b->offset && a->line == b->line);
    must(a->column == b->column && strcmp(a->path, b->path) == 0);
    must(strcmp(a->message, b->message) == 0);
}

char *room_use(fuzz_room *r, size_t size) {
    ASAN_UNPOISON_MEMORY_REGION(r->bytes + r->edge, EDGE);
    ASAN_POISON_MEMORY_REGION(r->bytes + size, EDGE);
    r->edge = size;
    return r->bytes;
}

void room_use_arena(swage_arena *arena, fuzz_room *r, size_t size) {
    swage_arena_init_fixed(arena, room_use(r, size), size);
}

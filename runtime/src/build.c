/*
 * Lists and text that are built in an arena.
 */
#include "slot.h"

#include <swage/fast/portability.h>
#include <swage/build.h>

#include <stdarg.h>
#include <stdio.h>

enum { FIRST_CAPACITY = 4 };

/* Makes the room larger where it is, as the arena's last allocation. */
static bool extend(swage_builder *b, size_t size, size_t capacity) {
    swage_arena *a = b->arena;
    if ((const char *)b->items + b->capacity * size != a->next)
        return false;
    size_t more = (capacity - b->capacity) * size;
    if (more > (size_t)(a->end - a->next))
        return false;
    a->next += more;
    b->capacity = capacity;
    return true;
}

/* Gives the list of `count` items room for one more. */
static bool make_room(swage_builder *b, slot_list *list, size_t size) {
    bool own = b->items && list->items == b->items;
    if (own && list->count < b->capacity)
        return true;
    if (list->count > SIZE_MAX / 4 / size)
        return false;
    size_t capacity = list->count < FIRST_CAPACITY / 2 ? FIRST_CAPACITY : list->count * 2;
    if (own && (extend(b, size, capacity) || extend(b, size, list->count + 1)))
        return true;
    void *items = swage_arena_array(b->arena, size, capacity);
    if (!items)
        items = swage_arena_array(b->arena, size, capacity = list->count + 1);
    if (!items)
        return false;
    if (list->count)
        memcpy(items, list->items, list->count * size);
    list->items = b->items = items;
    b->capacity = capacity;
    return true;
}

void *swage_builder_add(swage_builder *builder, void *place, size_t item_size) {
    slot_list list = slot_get_list(place);
    if (!make_room(builder, &list, item_size))
        return NULL;
    char *item = (char *)(uintptr_t)list.items + list.count++ * item_size;
    memset(item, 0, item_size);
    memcpy(place, &list, sizeof list);
    return item;
}

bool swage_str_copy(swage_str *out, swage_str text, swage_arena *arena) {
    char *copy = text.len < SIZE_MAX ? swage_arena_alloc(arena, text.len + 1, 1) : NULL;
    if (!copy)
        return false;
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    *out = (swage_str){copy, text.len};
    return true;
}

bool swage_str_format(swage_str *out, swage_arena *arena, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = len >= 0 ? swage_arena_alloc(arena, (size_t)len + 1, 1) : NULL;
    if (text) {
        vsnprintf(text, (size_t)len + 1, format, again);
        *out = (swage_str){text, (size_t)len};
    }
    va_end(again);
    return text != NULL;
}

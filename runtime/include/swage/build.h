/*
 * Building values in an arena: text, and lists and maps that grow.
 *
 *     swage_builder tags = swage_builder_in(&arena);
 *     swage_str *tag = T_tags_append(&model, &tags);     zero; NULL when memory ran out
 *     if (tag)
 *         *tag = swage_text("new");
 */
#ifndef SWAGE_BUILD_H
#define SWAGE_BUILD_H

#include <swage/arena.h>
#include <swage/types.h>
#include <swage/value.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What one list has room for, one builder a list. The list itself is in the model, complete after
 * each item that is added.
 */
typedef struct swage_builder {
    swage_arena *arena;
    const void *items; /* the list's, once it has room of the builder's; NULL before */
    size_t capacity;   /* items that there is room for */
} swage_builder;

SWAGE_INLINE swage_builder swage_builder_in(swage_arena *arena) {
    swage_builder builder;
    builder.arena = arena;
    builder.items = NULL;
    builder.capacity = 0;
    return builder;
}

/*
 * Adds an item of `item_size` bytes, all zero, to the list at `list` (struct {const T *items;
 * size_t count;}), in constant time on average: room doubles, in place where nothing was allocated
 * behind it. A list that is not the builder's (parsed, a constant) is copied first. The item may
 * move when the next one is added. NULL, the list being as it was, when memory ran out.
 */
void *swage_builder_add(swage_builder *builder, void *list, size_t item_size);

/* Adds a member to unknown members; its value is null then. Keys are not compared. */
SWAGE_INLINE swage_member *swage_members_append(swage_members *members, swage_builder *builder,
                                                swage_str key) {
    void *added = swage_builder_add(builder, members, sizeof(swage_member));
    swage_member *member;
    memcpy(&member, &added, sizeof member); /* a cast by the rules of C and of C++ */
    if (member)
        member->key = key;
    return member;
}

/* A copy in the arena, with a NUL behind it; false when memory ran out. */
bool swage_str_copy(swage_str *out, swage_str text, swage_arena *arena);

/* Text as printf makes it; false when memory ran out or the format is wrong. */
bool swage_str_format(swage_str *out, swage_arena *arena, const char *format, ...)
    SWAGE_PRINTF(3, 4);

#ifdef __cplusplus
}
#endif

#endif

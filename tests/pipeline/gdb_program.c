/*
 * What the test of the gdb printers looks at.
 */
#include "demo/demo.h"

#include <stdio.h>

void look(const demo_item *item, const demo_part *part, const swage_error *error);

void look(const demo_item *item, const demo_part *part, const swage_error *error) {
    printf("%p %p %p\n", (const void *)item, (const void *)part, (const void *)error);
}

int main(void) {
    static const char item_json[] =
        "{\"name\":\"n\\\"\\u00e4\",\"tags\":[\"a\",\"b\"],\"level\":\"mid\",\"count\":null,"
        "\"ratio\":0.5,"
        "\"when\":\"2024-02-29T12:00:00.5+01:00\",\"free\":{\"a\":[1,true,null,\"x\\u0000\"]},"
        "\"shapes\":[{\"kind\":\"circle\",\"radius\":2}],\"parts\":[{\"id\":7}],"
        "\"by_name\":{\"k\":{\"id\":8}},\"matrix\":[[1,2]],\"nulls\":[null,\"t\"],\"more\":1}";
    swage_arena arena;
    swage_error error;
    demo_item item;
    demo_part part;
    swage_arena_init(&arena);
    if (!demo_item_parse(&item, item_json, sizeof item_json - 1, NULL, &arena, &error))
        return 1;
    demo_part_parse(&part, "{\"id\":\n true}", 13, NULL, &arena, &error);
    look(&item, &part, &error);
    item.level.value = demo_level_from_name("new", 3);
    look(&item, &part, &error);
    swage_arena_free(&arena);
    return 0;
}

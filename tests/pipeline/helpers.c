/*
 * What generated headers offer beside the basic functions, as a user would call it.
 */
#include "demo/demo.h"

#include <stdio.h>
#include <stdlib.h>

static int failures;

#define CHECK(condition)                                                                           \
    ((condition) ? (void)0                                                                         \
                 : (void)(failures++, printf("line %d: not so: %s\n", __LINE__, #condition)))

static void defaults(void) {
    const demo_item none = {.name = SWAGE_STR("")};
    demo_item some = {.text = SWAGE_SOME(SWAGE_STR("t")), .count = SWAGE_NIL};
    size_t count = 0;
    SWAGE_PUT(some.big, 5U);
    CHECK(swage_str_equal(demo_item_text_or_default_2(&none), swage_text("x\"y")));
    CHECK(swage_str_equal(demo_item_text_or_default_2(&some), swage_text("t")));
    CHECK(demo_item_level_or_default(&none).code == DEMO_LEVEL_MID);
    CHECK(demo_item_count_or_default(&none) == 3 && demo_item_count_or_default(&some) == 3);
    CHECK(demo_item_small_or_default(&none) == INT64_MIN);
    CHECK(demo_item_big_or_default(&none) == UINT64_MAX && demo_item_big_or_default(&some) == 5);
    CHECK(demo_item_ratio_or_default(&none) > 0.9 && demo_item_flag_or_default(&none));
    CHECK(demo_item_narrow_or_default(&none) < 0.11F && demo_item_narrow_or_default(&none) > 0.09F);
    CHECK(swage_str_equal(demo_item_date_or_default(&none), swage_text("2024-02-29")));
    const swage_str *tags = demo_item_tags_or_default(&none, &count);
    CHECK(count == 2 && swage_str_equal(tags[1], swage_text("b")));
    const demo_size *sizes = demo_item_sizes_or_default(&none, &count);
    CHECK(count == 1 && sizes[0] == DEMO_SIZE_LARGE);
    some.tags.state = SWAGE_SET;
    CHECK(demo_item_tags_or_default(&some, &count) == NULL && count == 0);
}

/* Enums of other than text, and lists without items. */
static void more_defaults(void) {
    const demo_preset none = {.rank = {SWAGE_ABSENT, DEMO_RANK_1}};
    demo_preset some = {.rank = {SWAGE_SET, DEMO_RANK_3}};
    size_t count = 9;
    CHECK(demo_preset_rank_or_default(&none) == DEMO_RANK_2);
    CHECK(demo_preset_rank_or_default(&some) == DEMO_RANK_3);
    CHECK(strcmp(demo_grade_name(demo_preset_grade_or_default(&none)), "2.5") == 0);
    CHECK(swage_str_equal(demo_preset_grade_or_default(&none).text, swage_text("2.5")));
    CHECK(demo_preset_text_or_default(&none).code == DEMO_MODE_1_2);
    CHECK(demo_preset_number_or_default(&none).code == DEMO_MODE_1);
    CHECK(demo_preset_flag_or_default(&none).code == DEMO_MODE_TRUE);
    const demo_rank *ranks = demo_preset_ranks_or_default(&none, &count);
    CHECK(count == 2 && ranks[0] == DEMO_RANK_3 && ranks[1] == DEMO_RANK_1);
    const demo_mode *modes = demo_preset_modes_or_default(&none, &count);
    CHECK(count == 3 && modes[0].code == DEMO_MODE_1_2 && modes[2].code == DEMO_MODE_1);
    CHECK(!demo_preset_none_or_default(&none, &count) && count == 0);
    const swage_str items[] = {SWAGE_STR("a")};
    some.none.state = SWAGE_SET;
    some.none.value.items = items;
    some.none.value.count = 1;
    CHECK(demo_preset_none_or_default(&some, &count) == items && count == 1);
}

static void lists(void) {
    static const char expected[] =
        "{\"name\":\"n\",\"tags\":[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"],\"sizes\":[\"small\"]"
        ","
        "\"shapes\":[{\"kind\":\"square\",\"side\":2}],\"parts\":[{\"id\":1,\"x\":7}],"
        "\"by_name\":{\"k\":{\"id\":2}},\"matrix\":[[5]],\"nulls\":[null]}";
    swage_arena arena;
    swage_error error;
    demo_item item = {.name = SWAGE_STR("n")};
    const demo_part named = {.id = 2};
    demo_square square = {.kind = SWAGE_STR("square"), .side = 2};
    swage_arena_init(&arena);
    swage_builder tags = swage_builder_in(&arena), sizes = tags, shapes = tags, parts = tags;
    swage_builder by_name = tags, matrix = tags, row = tags, nulls = tags, rest = tags;
    for (int i = 0; i < 7; i++)
        CHECK(swage_str_format(demo_item_tags_append(&item, &tags), &arena, "%d", i));
    *demo_item_sizes_append(&item, &sizes) = DEMO_SIZE_SMALL;
    demo_shape *shape = demo_item_shapes_append(&item, &shapes);
    shape->tag = DEMO_SHAPE_SQUARE;
    shape->as.square = &square;
    demo_part *part = demo_item_parts_append(&item, &parts);
    part->id = 1;
    demo_part_unknown_members_append(part, &rest, swage_text("x"))->value = 7;
    demo_item_by_name_append(&item, &by_name, swage_text("k"))->value = &named;
    *(int64_t *)swage_builder_add(&row, demo_item_matrix_append(&item, &matrix), sizeof(int64_t)) =
        5;
    demo_item_nulls_append(&item, &nulls)->state = SWAGE_NULL;
    char text[512];
    CHECK(demo_item_write(&item, text, sizeof text, NULL, &error) > 0);
    CHECK(strcmp(text, expected) == 0);
    CHECK(demo_item_by_name_find(&item, swage_text("k")) == &item.by_name.value.items[0]);
    CHECK(!demo_item_by_name_find(&item, swage_text("l")));
    item.by_name.state = SWAGE_NULL;
    CHECK(!demo_item_by_name_find(&item, swage_text("k")));
    SWAGE_CLEAR(item.tags);
    tags = swage_builder_in(&arena);
    demo_item copied;
    CHECK(demo_item_copy(&copied, &item, &arena, &error));
    CHECK(!copied.tags.value.items && !copied.by_name.value.items && copied.sizes.value.items);
    *demo_item_tags_append(&item, &tags) = swage_text("new");
    CHECK(item.tags.state == SWAGE_SET && item.tags.value.count == 1);
    CHECK(demo_part_unknown_members_find(part, swage_text("x"))->value == 7);
    const swage_member member = {SWAGE_STR("m"), swage_value_bool(true)};
    const swage_members members = {&member, 1};
    CHECK(swage_members_find(&members, swage_text("m")) == &member.value);
    CHECK(!swage_members_find(&members, swage_text("n")));
    swage_arena_free(&arena);
}

static void patches(void) {
    static const char from[] = "{\"id\":1,\"label\":\"x\",\"a\":1}", to[] = "{\"id\":2,\"a\":1}";
    swage_arena arena;
    swage_error error;
    demo_part x, y, patch;
    char text[64];
    swage_arena_init(&arena);
    CHECK(demo_part_parse(&x, from, sizeof from - 1, NULL, &arena, &error));
    CHECK(demo_part_parse(&y, to, sizeof to - 1, NULL, &arena, &error));
    CHECK(demo_part_diff(&patch, &x, &y, &arena, &error));
    CHECK(demo_part_write(&patch, text, sizeof text, NULL, &error) > 0);
    CHECK(strcmp(text, "{\"id\":2,\"label\":null}") == 0);
    CHECK(demo_part_merge(&x, &patch, &arena, &error));
    CHECK(x.id == 2 && x.label.state == SWAGE_NULL && x.unknown_members.count == 1);
    const swage_write_options nulls = {.any_null = true};
    const swage_parse_options kept = {.null_policy = SWAGE_NULL_IS_KEPT};
    patch.parts.state = SWAGE_NULL; /* which has to be an array, or absent */
    CHECK(demo_part_write(&patch, text, sizeof text, NULL, &error) == 0);
    CHECK(demo_part_write(&patch, text, sizeof text, &nulls, &error) > 0);
    CHECK(strcmp(text, "{\"id\":2,\"parts\":null,\"label\":null}") == 0);
    CHECK(!demo_part_parse(&patch, text, strlen(text), NULL, &arena, &error));
    CHECK(demo_part_parse(&patch, text, strlen(text), &kept, &arena, &error));
    CHECK(patch.parts.state == SWAGE_NULL && demo_part_merge(&x, &patch, &arena, &error));
    CHECK(x.parts.state == SWAGE_ABSENT);

    demo_shape a = {.tag = DEMO_SHAPE_NONE}, b = a, change;
    demo_circle circle = {.kind = SWAGE_STR("circle"), .radius = 1};
    b.tag = DEMO_SHAPE_CIRCLE;
    b.as.circle = &circle;
    CHECK(demo_shape_diff(&change, &a, &b, &arena, &error));
    CHECK(demo_shape_merge(&a, &change, &arena, &error) && demo_shape_equal(&a, &b));
    CHECK(demo_shape_validate_with(&a, NULL, &error) && demo_part_validate_with(&x, NULL, &error));
    swage_arena_free(&arena);
}

/* Whether the text is read, and written again with that share and, if not NULL, that text. */
static bool bounded(const char *text, double share, const char *name) {
    char written[200];
    swage_arena arena;
    swage_arena_init(&arena);
    demo_bounded value;
    bool good = demo_bounded_parse(&value, text, strlen(text), NULL, &arena, NULL);
    if (good) {
        value.share = share;
        if (name)
            SWAGE_PUT(value.text, swage_text(name));
        good = demo_bounded_write(&value, written, sizeof written, NULL, NULL) > 0;
    }
    if (good && share == 0 && !name)
        CHECK(strcmp(written, text) == 0);
    swage_arena_free(&arena);
    return good;
}

static void bounds(void) {
    static const char full[] = "{\"share\":0,\"count\":-1,\"text\":\"ab\",\"level\":\"mid\","
                               "\"levels\":[\"low\",\"odd \\\"one\\\"\"]}";
    CHECK(bounded(full, 0, NULL) && bounded(full, 1.5, "\xC3\xA9\xC3\xA9\xC3\xA9"));
    CHECK(!bounded(full, 1.6, NULL) && !bounded(full, -0.1, NULL));
    CHECK(!bounded(full, 0, "\xC3\xA9") && !bounded(full, 0, "abcd"));
    CHECK(!bounded("{\"share\":-0.5}", 0, NULL) && !bounded("{\"share\":1.75}", 0, NULL));
    CHECK(!bounded("{\"share\":1,\"count\":10}", 0, NULL));
    CHECK(!bounded("{\"share\":1,\"levels\":[\"low\",\"mid\",\"high\"]}", 0, NULL));
}

static void streams(void) {
    static const char text[] = "[{\"kind\":\"circle\",\"radius\":1},{\"kind\":\"square\"}]";
    swage_arena memory, arena;
    swage_stream stream;
    swage_error error;
    demo_shape shape;
    swage_arena_init(&memory);
    swage_arena_init(&arena);
    demo_shape_stream_init(&stream, SWAGE_STREAM_ARRAY, NULL, &memory);
    CHECK(demo_shape_stream_next(&stream, &shape, &arena, &error) == SWAGE_STREAM_MORE);
    CHECK(swage_stream_feed(&stream, text, sizeof text - 1));
    swage_stream_finish(&stream);
    CHECK(demo_shape_stream_next(&stream, &shape, &arena, &error) == SWAGE_STREAM_ITEM);
    CHECK(shape.tag == DEMO_SHAPE_CIRCLE);
    CHECK(demo_shape_stream_next(&stream, &shape, &arena, &error) == SWAGE_STREAM_BAD_ITEM);
    CHECK(strcmp(swage_error_text(&error), "1:31: /1: the required member \"side\" is missing") ==
          0);
    CHECK(demo_shape_stream_next(&stream, &shape, &arena, &error) == SWAGE_STREAM_END);
    swage_stream_free(&stream);
    demo_item_stream_init(&stream, SWAGE_STREAM_DOCUMENTS, NULL, &memory);
    swage_stream_finish(&stream);
    demo_item item;
    CHECK(demo_item_stream_next(&stream, &item, &arena, &error) == SWAGE_STREAM_END);
    swage_stream_free(&stream);
    swage_arena_free(&memory);
    swage_arena_free(&arena);
}

/* Values of an enum that are not all text, with room behind them to be read by blocks. */
static void mixed_enums(void) {
    static const char text[] = "{\"mode\":\"on\",\"modes\":[\"1\",1,\"on\",true,\"off\"]}";
    char padded[200], written[sizeof text];
    swage_arena arena;
    demo_switch value;
    memset(padded, ' ', sizeof padded);
    memcpy(padded, text, sizeof text - 1);
    swage_arena_init(&arena);
    CHECK(demo_switch_parse(&value, padded, sizeof padded, NULL, &arena, NULL));
    CHECK(demo_switch_write(&value, written, sizeof written, NULL, NULL) == sizeof text - 1);
    CHECK(strcmp(written, text) == 0);
    swage_arena_free(&arena);
}

/* A number that is listed takes no memory, however it is written; one that is not is text of its
   own, with a NUL. */
static void numbers_of_enums(void) {
    char listed[] = "{\"mode\":100.00000e-2}", other[] = "{\"mode\":77}";
    char room[16];
    swage_arena arena;
    demo_switch value;
    swage_arena_init_fixed(&arena, room, 0);
    CHECK(demo_switch_parse(&value, listed, sizeof listed - 1, NULL, &arena, NULL));
    CHECK(value.mode.value.code == DEMO_MODE_1);
    CHECK(!demo_switch_parse(&value, other, sizeof other - 1, NULL, &arena, NULL));
    swage_arena_init_fixed(&arena, room, sizeof room);
    CHECK(demo_switch_parse_insitu(&value, other, sizeof other - 1, NULL, &arena, NULL));
    CHECK(strcmp(demo_mode_name(value.mode.value), "77") == 0);
}

/* A union is good when its discriminator, text of an enum here, means the alternative set. */
static bool is_good_sheet(swage_state state, demo_form form) {
    demo_sheet sheet = {.form = {state, form}};
    demo_body body = {.tag = DEMO_BODY_SHEET, .as.sheet = &sheet};
    char written[100];
    bool good = demo_body_validate(&body, NULL);
    CHECK((demo_body_write(&body, written, sizeof written, NULL, NULL) > 0) == good);
    return good;
}
static bool is_good_block(demo_solid form) {
    demo_block block = {.form = {SWAGE_SET, form}};
    demo_body body = {.tag = DEMO_BODY_BLOCK, .as.block = &block};
    return demo_body_validate(&body, NULL);
}
static void discriminators(void) {
    demo_form form = {DEMO_FORM_FLAT, {NULL, 0}}, odd = {DEMO_FORM_UNKNOWN, SWAGE_STR("thin")};
    CHECK(is_good_sheet(SWAGE_SET, form));
    form.code = DEMO_FORM_THIN;
    CHECK(is_good_sheet(SWAGE_SET, form));
    CHECK(!is_good_sheet(SWAGE_SET, odd));    /* what is listed has a code */
    CHECK(!is_good_sheet(SWAGE_ABSENT, odd)); /* nobody could read it */
    form.code = DEMO_FORM_SOLID;
    CHECK(!is_good_sheet(SWAGE_SET, form));
    odd.text = swage_text("thick");
    CHECK(!is_good_sheet(SWAGE_SET, odd));
    CHECK(is_good_block(DEMO_SOLID_SOLID) && !is_good_block(DEMO_SOLID_FLAT));
}

int main(void) {
    discriminators();
    mixed_enums();
    numbers_of_enums();
    defaults();
    more_defaults();
    lists();
    patches();
    bounds();
    streams();
    return failures != 0;
}

/*
 * Generated functions, written by hand: see templates/c/fast.j2.
 */
#include "fast_models.h"

#include <swage/fast.h>
#include <swage/fast_write.h>

enum { ALL_FIELDS = 22, NODE_FIELDS = 3, ALL_ROOM = 900, LOOKUP_BITS = 4 };

/* Copies of the tables of models.c that lead to functions, too. */
static swage_model fast_all, fast_node;
static swage_field all_fields[ALL_FIELDS], node_fields[NODE_FIELDS];
static swage_element children;
static swage_enum fast_color;
static uint16_t color_lookup[1 << LOOKUP_BITS];
static const swage_enum_value color_values[] = {{SWAGE_PADDED("red"), 3, SWAGE_KIND_STRING},
                                                {SWAGE_PADDED("green"), 5, SWAGE_KIND_STRING},
                                                {SWAGE_PADDED("7"), 1, SWAGE_KIND_NUMBER},
                                                {SWAGE_PADDED("true"), 4, SWAGE_KIND_BOOLEAN}};

static const char *read_node(swage_parser *p, swage_object *o, const char *at) {
    node *const out = o->out;
    SWAGE_READ_BEGIN(11)
    for (;;) {
        switch (at < safe ? next : UINT32_MAX) {
        case 0:
            SWAGE_READ(0, "\"name\":", str, &out->name);
            SWAGE_FALL_THROUGH;
        case 1:
            SWAGE_READ_SLOW(1, "\"next\":");
            SWAGE_FALL_THROUGH;
        case 2:
            SWAGE_READ_STATE(2, "\"children\":", out->children.state, array, &out->children.value);
        }
        SWAGE_READ_OTHER();
    }
}

static char *write_node(swage_writer *w, char *at, const void *value) {
    const node *v = value;
    SWAGE_WRITE_BEGIN(node_fields, 200)
    SWAGE_WRITE_PLAIN(0, swage_put_str, name, "\"name\":")
    SWAGE_WRITE_STATE(1, swage_put_model, next, "\"next\":", false, true)
    SWAGE_WRITE_STATE(2, swage_put_array, children, "\"children\":", false, false)
    if (v->unknown.count) {
        at = swage_put_unknown(w, at, &fast_node, v);
        if (!at)
            return NULL;
    }
    SWAGE_WRITE_END(true)
}

static const char *read_all(swage_parser *p, swage_object *o, const char *at) {
    all *const out = o->out;
    SWAGE_READ_BEGIN(16)
    for (;;) {
        switch (at < safe ? next : UINT32_MAX) {
        case 0:
            SWAGE_READ(0, "\"string\":", str, &out->string);
            SWAGE_FALL_THROUGH;
        case 1:
            SWAGE_READ_STATE(1, "\"boolean\":", out->boolean.state, bool, &out->boolean.value);
            SWAGE_FALL_THROUGH;
        case 2:
            SWAGE_READ_STATE(2, "\"int32\":", out->int32.state, int32_within, &out->int32.value,
                             INT32_MIN, INT32_MAX);
            SWAGE_FALL_THROUGH;
        case 3:
            SWAGE_READ_STATE(3, "\"int64\":", out->int64.state, int64, &out->int64.value);
            SWAGE_FALL_THROUGH;
        case 4:
            SWAGE_READ_SLOW(4, "\"uint32\":");
            SWAGE_FALL_THROUGH;
        case 5:
            SWAGE_READ_SLOW(5, "\"uint64\":");
            SWAGE_FALL_THROUGH;
        case 6:
            SWAGE_READ_SLOW(6, "\"float\":");
            SWAGE_FALL_THROUGH;
        case 7:
            SWAGE_READ_STATE(7, "\"double\":", out->double_.state, double, &out->double_.value);
            SWAGE_FALL_THROUGH;
        case 8:
            SWAGE_READ_SLOW(8, "\"decimal\":");
            SWAGE_FALL_THROUGH;
        case 9:
            SWAGE_READ_SLOW(9, "\"bytes\":");
            SWAGE_FALL_THROUGH;
        case 10:
            SWAGE_READ_STATE(10, "\"date_time\":", out->date_time.state, date_time,
                             &out->date_time.value);
            SWAGE_FALL_THROUGH;
        case 11:
            SWAGE_READ_SLOW(11, "\"any\":");
            SWAGE_FALL_THROUGH;
        case 12:
            SWAGE_READ_STATE(12, "\"strings\":", out->strings.state, array, &out->strings.value);
            SWAGE_FALL_THROUGH;
        case 13:
            SWAGE_READ_STATE(13, "\"nullable_ints\":", out->nullable_ints.state, array,
                             &out->nullable_ints.value);
            SWAGE_FALL_THROUGH;
        case 14:
            SWAGE_READ_SLOW(14, "\"map\":");
            SWAGE_FALL_THROUGH;
        case 15:
            SWAGE_READ_STATE(15, "\"node\":", out->node.state, pointer, &out->node.value,
                             &node_model);
            SWAGE_FALL_THROUGH;
        case 16:
            SWAGE_READ_STATE(16, "\"color\":", out->color.state, enum, &out->color.value,
                             &fast_color);
            SWAGE_FALL_THROUGH;
        case 17:
            SWAGE_READ_SLOW(17, "\"size\":");
            SWAGE_FALL_THROUGH;
        case 18:
            SWAGE_READ_SLOW(18, "\"pet\":");
            SWAGE_FALL_THROUGH;
        case 19:
            SWAGE_READ_SLOW(19, "\"thing\":");
            SWAGE_FALL_THROUGH;
        case 20:
            SWAGE_READ_NULLABLE(20, "\"nullable\":", out->nullable.state, str,
                                &out->nullable.value);
        }
        SWAGE_READ_OTHER();
    }
}

static char *write_all(swage_writer *w, char *at, const void *value) {
    const all *v = value;
    SWAGE_WRITE_BEGIN(all_fields, ALL_ROOM)
    SWAGE_WRITE_PLAIN(0, swage_put_str, string, "\"string\":")
    SWAGE_WRITE_STATE(1, swage_put_bool, boolean, "\"boolean\":", false, false)
    SWAGE_WRITE_STATE(2, swage_put_int32, int32, "\"int32\":", false, false)
    SWAGE_WRITE_STATE(3, swage_put_int64, int64, "\"int64\":", false, false)
    SWAGE_WRITE_STATE(4, swage_put_uint32, uint32, "\"uint32\":", false, false)
    SWAGE_WRITE_STATE(5, swage_put_uint64, uint64, "\"uint64\":", false, false)
    SWAGE_WRITE_STATE(6, swage_put_slot, float_, "\"float\":", false, false)
    SWAGE_WRITE_STATE(7, swage_put_double, double_, "\"double\":", false, false)
    SWAGE_WRITE_STATE(8, swage_put_slot, decimal, "\"decimal\":", false, false)
    SWAGE_WRITE_STATE(9, swage_put_slot, bytes, "\"bytes\":", false, false)
    SWAGE_WRITE_STATE(10, swage_put_date_time, date_time, "\"date_time\":", false, false)
    SWAGE_WRITE_MORE()
    SWAGE_WRITE_STATE(11, swage_put_slot, any, "\"any\":", false, false)
    SWAGE_WRITE_STATE(12, swage_put_array, strings, "\"strings\":", false, false)
    SWAGE_WRITE_STATE(13, swage_put_array, nullable_ints, "\"nullable_ints\":", false, false)
    SWAGE_WRITE_STATE(14, swage_put_slot, map, "\"map\":", false, false)
    SWAGE_WRITE_STATE(15, swage_put_model, node, "\"node\":", false, false)
    SWAGE_WRITE_STATE(16, swage_put_enum, color, "\"color\":", false, false)
    SWAGE_WRITE_STATE(17, swage_put_enum, size, "\"size\":", false, false)
    SWAGE_WRITE_STATE(18, swage_put_slot, pet, "\"pet\":", false, false)
    SWAGE_WRITE_STATE(19, swage_put_slot, thing, "\"thing\":", false, false)
    SWAGE_WRITE_STATE(20, swage_put_str, nullable, "\"nullable\":", false, true)
    SWAGE_WRITE_STATE(21, swage_put_str, odd, "\"a\\\"b/c~d\":", false, false)
    if (v->unknown.count) {
        at = swage_put_unknown(w, at, &fast_all, v);
        if (!at)
            return NULL;
    }
    SWAGE_WRITE_END(true)
}

static void make_node(void) {
    memcpy(node_fields, node_model.fields, sizeof node_fields);
    children = *(const swage_element *)node_model.fields[2].type.of.element;
    children.type.of.model = &fast_node;
    node_fields[1].type.of.model = &fast_node;
    node_fields[2].type.of.element = &children;
    fast_node = node_model;
    fast_node.fields = node_fields;
    fast_node.read = read_node;
    fast_node.write = write_node;
}

/* As the generator makes it: string values alone are looked up. */
static void make_color(void) {
    fast_color = color_enum;
    fast_color.values = color_values;
    fast_color.padded = true;
    fast_color.lookup = color_lookup;
    fast_color.lookup_bits = LOOKUP_BITS;
    for (uint16_t i = 0; i < 2; i++) {
        uint32_t at = swage_name_hash(color_values[i].text, color_values[i].len, 0);
        while (color_lookup[at & ((1 << LOOKUP_BITS) - 1)])
            at++;
        color_lookup[at & ((1 << LOOKUP_BITS) - 1)] = (uint16_t)(i + 1);
    }
}

swage_model fast_all_model(void) {
    if (!fast_all.write) {
        make_node();
        make_color();
        memcpy(all_fields, all_model.fields, sizeof all_fields);
        all_fields[15].type.of.model = &fast_node;
        all_fields[16].type.of.enumeration = &fast_color;
        fast_all = all_model;
        fast_all.fields = all_fields;
        fast_all.read = read_all;
        fast_all.write = write_all;
    }
    return fast_all;
}

/*
 * The descriptors of models.h.
 */
#include "models.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NAME(literal) .name = SWAGE_QUOTED_NAME(literal), .name_len = sizeof(literal) - 1
#define PLACE(T, field)                                                                            \
    .offset = offsetof(T, field.value), .state_offset = offsetof(T, field.state),                  \
    .flags = SWAGE_FIELD_QUOTED
#define RULES(array) .rule_count = COUNT(array), .rules = (array)

static const swage_element string_element = {
    {.kind = SWAGE_TYPE_STRING}, sizeof(swage_str), 0, SWAGE_NO_STATE, NULL};
static const swage_element int_element = {
    {.kind = SWAGE_TYPE_INT64}, sizeof(int64_t), 0, SWAGE_NO_STATE, NULL};
static const swage_element opt_int_element = {{.kind = SWAGE_TYPE_INT64, .nullable = 1},
                                              sizeof(swage_opt_int64),
                                              offsetof(swage_opt_int64, value),
                                              offsetof(swage_opt_int64, state),
                                              NULL};
static const swage_element int_entry = {{.kind = SWAGE_TYPE_INT64},
                                        sizeof(int_map_entry),
                                        offsetof(int_map_entry, value),
                                        SWAGE_NO_STATE,
                                        NULL};
static const swage_element any_element = {
    {.kind = SWAGE_TYPE_VALUE}, sizeof(swage_value), 0, SWAGE_NO_STATE, NULL};
static const swage_element any_entry = {{.kind = SWAGE_TYPE_VALUE},
                                        sizeof(swage_member),
                                        offsetof(swage_member, value),
                                        SWAGE_NO_STATE,
                                        NULL};

const swage_type any_type = {.kind = SWAGE_TYPE_VALUE};
const swage_type any_list_type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &any_element};
const swage_type any_map_type = {.kind = SWAGE_TYPE_MAP, .of.element = &any_entry};
const swage_type double_type = {.kind = SWAGE_TYPE_DOUBLE};
const swage_type float_type = {.kind = SWAGE_TYPE_FLOAT};

/* node */
static const swage_element node_element = {
    {.kind = SWAGE_TYPE_MODEL, .of.model = &node_model}, sizeof(node), 0, SWAGE_NO_STATE, NULL};
static const swage_field node_fields[] = {
    {NAME("name"), .offset = offsetof(node, name), .state_offset = SWAGE_NO_STATE,
     .flags = SWAGE_FIELD_QUOTED | SWAGE_FIELD_REQUIRED, .type = {.kind = SWAGE_TYPE_STRING}},
    {NAME("next"), PLACE(node, next),
     .type = {.kind = SWAGE_TYPE_MODEL_POINTER, .nullable = 1, .of.model = &node_model}},
    {NAME("children"), PLACE(node, children),
     .type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &node_element}},
};
const swage_model node_model = {.name = "Node",
                                .size = sizeof(node),
                                .align = _Alignof(node),
                                .field_count = 3,
                                .required_count = 1,
                                .fields = node_fields,
                                .unknown_offset = offsetof(node, unknown)};

/* cat, dog and their unions */
static const swage_field cat_fields[] = {
    {NAME("kind"), .offset = offsetof(cat, kind), .state_offset = SWAGE_NO_STATE,
     .flags = SWAGE_FIELD_QUOTED | SWAGE_FIELD_REQUIRED, .type = {.kind = SWAGE_TYPE_STRING}},
    {NAME("lives"), PLACE(cat, lives), .type = {.kind = SWAGE_TYPE_INT64}},
};
const swage_model cat_model = {.name = "Cat",
                               .size = sizeof(cat),
                               .align = _Alignof(cat),
                               .field_count = 2,
                               .required_count = 1,
                               .fields = cat_fields,
                               .unknown_offset = offsetof(cat, unknown)};
static const swage_field dog_fields[] = {
    {NAME("kind"), .offset = offsetof(dog, kind), .state_offset = SWAGE_NO_STATE,
     .flags = SWAGE_FIELD_QUOTED | SWAGE_FIELD_REQUIRED, .type = {.kind = SWAGE_TYPE_STRING}},
    {NAME("bark"), PLACE(dog, bark), .type = {.kind = SWAGE_TYPE_STRING}},
    {NAME("lives"), PLACE(dog, lives), .type = {.kind = SWAGE_TYPE_INT64}},
};
const swage_model dog_model = {.name = "Dog",
                               .size = sizeof(dog),
                               .align = _Alignof(dog),
                               .field_count = 3,
                               .required_count = 1,
                               .fields = dog_fields,
                               .unknown_offset = offsetof(dog, unknown)};

static const char *const cat_tags[] = {"cat", "kitten", NULL}, *const dog_tags[] = {"dog", NULL};
static const swage_alternative pet_alternatives[] = {
    {"cat",
     cat_tags,
     offsetof(pet, as.cat),
     {.kind = SWAGE_TYPE_MODEL_POINTER, .of.model = &cat_model}},
    {"dog",
     dog_tags,
     offsetof(pet, as.dog),
     {.kind = SWAGE_TYPE_MODEL_POINTER, .of.model = &dog_model}},
};
static const swage_union pet_union = {"Pet", sizeof(pet), _Alignof(pet),   offsetof(pet, tag),
                                      2,     "kind",      pet_alternatives};
static const swage_rule short_text[] = {{SWAGE_RULE_MAX_LENGTH, {.natural = 5}}};
static const swage_alternative thing_alternatives[] = {
    {"cat",
     NULL,
     offsetof(thing, as.cat),
     {.kind = SWAGE_TYPE_MODEL_POINTER, .of.model = &cat_model}},
    {"dog",
     NULL,
     offsetof(thing, as.dog),
     {.kind = SWAGE_TYPE_MODEL_POINTER, .of.model = &dog_model}},
    {"text", NULL, offsetof(thing, as.text), {.kind = SWAGE_TYPE_STRING, RULES(short_text)}},
    {"integer", NULL, offsetof(thing, as.integer), {.kind = SWAGE_TYPE_INT64}},
    {"number", NULL, offsetof(thing, as.number), {.kind = SWAGE_TYPE_DOUBLE}},
    {"list",
     NULL,
     offsetof(thing, as.list),
     {.kind = SWAGE_TYPE_ARRAY, .of.element = &int_element}},
};
static const swage_union thing_union = {
    "Thing", sizeof(thing), _Alignof(thing), offsetof(thing, tag), 6, NULL, thing_alternatives};
const swage_type thing_type = {.kind = SWAGE_TYPE_UNION, .of.alternatives = &thing_union};

/* enums */
static const swage_enum_value color_values[] = {{"red", 3, SWAGE_KIND_STRING},
                                                {"green", 5, SWAGE_KIND_STRING},
                                                {"7", 1, SWAGE_KIND_NUMBER},
                                                {"true", 4, SWAGE_KIND_BOOLEAN}};
const swage_enum color_enum = {.name = "Color",
                               .count = 4,
                               .size = sizeof(color),
                               .values = color_values,
                               .code_offset = offsetof(color, code),
                               .text_offset = offsetof(color, text)};
static const swage_enum_value size_values[] = {{"small", 5, SWAGE_KIND_STRING},
                                               {"large", 5, SWAGE_KIND_STRING}};
static const swage_enum size_enum = {
    .name = "Size", .count = 2, .size = sizeof(size_name), .values = size_values};

/* all */
static const swage_field all_fields[] = {
    {NAME("string"), .offset = offsetof(all, string), .state_offset = SWAGE_NO_STATE,
     .flags = SWAGE_FIELD_QUOTED | SWAGE_FIELD_REQUIRED, .type = {.kind = SWAGE_TYPE_STRING}},
    {NAME("boolean"), PLACE(all, boolean), .type = {.kind = SWAGE_TYPE_BOOLEAN}},
    {NAME("int32"), PLACE(all, int32), .type = {.kind = SWAGE_TYPE_INT32}},
    {NAME("int64"), PLACE(all, int64), .type = {.kind = SWAGE_TYPE_INT64}},
    {NAME("uint32"), PLACE(all, uint32), .type = {.kind = SWAGE_TYPE_UINT32}},
    {NAME("uint64"), PLACE(all, uint64), .type = {.kind = SWAGE_TYPE_UINT64}},
    {NAME("float"), PLACE(all, float_), .type = {.kind = SWAGE_TYPE_FLOAT}},
    {NAME("double"), PLACE(all, double_), .type = {.kind = SWAGE_TYPE_DOUBLE}},
    {NAME("decimal"), PLACE(all, decimal), .type = {.kind = SWAGE_TYPE_DECIMAL}},
    {NAME("bytes"), PLACE(all, bytes), .type = {.kind = SWAGE_TYPE_BYTES}},
    {NAME("date_time"), PLACE(all, date_time), .type = {.kind = SWAGE_TYPE_DATE_TIME}},
    {NAME("any"), PLACE(all, any), .type = {.kind = SWAGE_TYPE_VALUE}},
    {NAME("strings"), PLACE(all, strings),
     .type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &string_element}},
    {NAME("nullable_ints"), PLACE(all, nullable_ints),
     .type = {.kind = SWAGE_TYPE_ARRAY, .of.element = &opt_int_element}},
    {NAME("map"), PLACE(all, map), .type = {.kind = SWAGE_TYPE_MAP, .of.element = &int_entry}},
    {NAME("node"), PLACE(all, node),
     .type = {.kind = SWAGE_TYPE_MODEL_POINTER, .of.model = &node_model}},
    {NAME("color"), PLACE(all, color),
     .type = {.kind = SWAGE_TYPE_ENUM, .of.enumeration = &color_enum}},
    {NAME("size"), PLACE(all, size),
     .type = {.kind = SWAGE_TYPE_CLOSED_ENUM, .of.enumeration = &size_enum}},
    {NAME("pet"), PLACE(all, pet),
     .type = {.kind = SWAGE_TYPE_UNION, .of.alternatives = &pet_union}},
    {NAME("thing"), PLACE(all, thing),
     .type = {.kind = SWAGE_TYPE_UNION, .of.alternatives = &thing_union}},
    {NAME("nullable"), PLACE(all, nullable), .type = {.kind = SWAGE_TYPE_STRING, .nullable = 1}},
    {.name = "a\"b/c~d",
     .name_len = 7,
     .offset = offsetof(all, odd.value),
     .state_offset = offsetof(all, odd.state),
     .type = {.kind = SWAGE_TYPE_STRING}},
};
const swage_model all_model = {.name = "All",
                               .size = sizeof(all),
                               .align = _Alignof(all),
                               .field_count = COUNT(all_fields),
                               .required_count = 1,
                               .fields = all_fields,
                               .unknown_offset = offsetof(all, unknown)};

/* rules */
static const unsigned char a_class[256] = {['a'] = 1};
static const uint16_t a_next[] = {0, 0, 0, 2, 0, 2};
static const unsigned char a_accept[] = {4};
static const swage_pattern a_pattern = {
    .source = "^a+$",
    .class_of = a_class,
    .next = a_next,
    .accept = a_accept,
    .states = 3,
    .classes = 2,
};
static const swage_pattern hook_pattern = {.source = "(.)\\1"};

#define R(name, member, operand)                                                                   \
    {                                                                                              \
        SWAGE_RULE_##name, {                                                                       \
            .member = operand                                                                      \
        }                                                                                          \
    }
static const swage_rule length_rules[] = {R(MIN_LENGTH, natural, 2), R(MAX_LENGTH, natural, 3)};
static const swage_rule pattern_rules[] = {R(PATTERN, pattern, &a_pattern)};
static const swage_rule hook_rules[] = {R(PATTERN, pattern, &hook_pattern)};
static const swage_rule uuid_rules[] = {R(FORMAT, format, SWAGE_FORMAT_UUID)};
static const swage_rule integer_rules[] = {R(MINIMUM_INTEGER, integer, -5),
                                           R(MAXIMUM_INTEGER, integer, 5)};
static const swage_rule natural_rules[] = {R(MINIMUM_NATURAL, natural, 1),
                                           R(MAXIMUM_NATURAL, natural, UINT64_MAX - 1)};
static const swage_rule number_rules[] = {R(MINIMUM_NUMBER, number, 0.1),
                                          R(MAXIMUM_NUMBER, number, 0.9)};
static const swage_rule between_rules[] = {R(EXCLUSIVE_MINIMUM_INTEGER, integer, -1),
                                           R(EXCLUSIVE_MAXIMUM_INTEGER, integer, 10)};
static const swage_rule below_rules[] = {R(EXCLUSIVE_MINIMUM_NATURAL, natural, 2),
                                         R(EXCLUSIVE_MAXIMUM_NATURAL, natural, 4)};
static const swage_rule open_rules[] = {R(EXCLUSIVE_MINIMUM_NUMBER, number, 0),
                                        R(EXCLUSIVE_MAXIMUM_NUMBER, number, 1)};
static const swage_rule cents_rules[] = {R(MULTIPLE_OF, text, "0.01")};
static const swage_rule narrow_rules[] = {R(MAXIMUM_NUMBER, number, 0.1),
                                          R(MULTIPLE_OF, text, "0.1")};
static const swage_rule precise_rules[] = {R(MULTIPLE_OF, text, "1e-3"),
                                           R(MAXIMUM_NUMBER, number, 100)};
static const swage_rule item_rules[] = {R(MIN_ITEMS, natural, 1), R(MAX_ITEMS, natural, 3),
                                        R(UNIQUE_ITEMS, natural, 1)};
static const swage_rule free_rules[] = {
    R(UNIQUE_ITEMS, natural, 1),     R(MIN_PROPERTIES, natural, 1), R(MAX_PROPERTIES, natural, 2),
    R(MIN_ITEMS, natural, 1),        R(MAX_ITEMS, natural, 1000),   R(MIN_LENGTH, natural, 1),
    R(MINIMUM_NUMBER, number, -1.5), R(MULTIPLE_OF, text, "0.5")};
static const swage_rule map_rules[] = {R(MIN_PROPERTIES, natural, 1),
                                       R(MAX_PROPERTIES, natural, 2)};
static const swage_rule constant_rules[] = {R(CONST, text, "\"x\"")};
static const swage_rule constant_any_rules[] = {R(CONST, text, "{\"a\": [1, 2.0]}")};

static const swage_field rules_fields[] = {
    {NAME("length"), PLACE(rules, length),
     .type = {.kind = SWAGE_TYPE_STRING, RULES(length_rules)}},
    {NAME("pattern"), PLACE(rules, pattern),
     .type = {.kind = SWAGE_TYPE_STRING, RULES(pattern_rules)}},
    {NAME("hook"), PLACE(rules, hook), .type = {.kind = SWAGE_TYPE_STRING, RULES(hook_rules)}},
    {NAME("uuid"), PLACE(rules, uuid), .type = {.kind = SWAGE_TYPE_STRING, RULES(uuid_rules)}},
    {NAME("integer"), PLACE(rules, integer),
     .type = {.kind = SWAGE_TYPE_INT64, RULES(integer_rules)}},
    {NAME("natural"), PLACE(rules, natural),
     .type = {.kind = SWAGE_TYPE_UINT64, RULES(natural_rules)}},
    {NAME("number"), PLACE(rules, number),
     .type = {.kind = SWAGE_TYPE_DOUBLE, RULES(number_rules)}},
    {NAME("between"), PLACE(rules, between),
     .type = {.kind = SWAGE_TYPE_INT32, RULES(between_rules)}},
    {NAME("below"), PLACE(rules, below), .type = {.kind = SWAGE_TYPE_UINT32, RULES(below_rules)}},
    {NAME("open"), PLACE(rules, open), .type = {.kind = SWAGE_TYPE_DOUBLE, RULES(open_rules)}},
    {NAME("cents"), PLACE(rules, cents), .type = {.kind = SWAGE_TYPE_DOUBLE, RULES(cents_rules)}},
    {NAME("narrow"), PLACE(rules, narrow), .type = {.kind = SWAGE_TYPE_FLOAT, RULES(narrow_rules)}},
    {NAME("precise"), PLACE(rules, precise),
     .type = {.kind = SWAGE_TYPE_DECIMAL, RULES(precise_rules)}},
    {NAME("items"), PLACE(rules, items),
     .type = {.kind = SWAGE_TYPE_ARRAY, RULES(item_rules), .of.element = &int_element}},
    {NAME("free"), PLACE(rules, free), .type = {.kind = SWAGE_TYPE_VALUE, RULES(free_rules)}},
    {NAME("map"), PLACE(rules, map),
     .type = {.kind = SWAGE_TYPE_MAP, RULES(map_rules), .of.element = &int_entry}},
    {NAME("constant"), PLACE(rules, constant),
     .type = {.kind = SWAGE_TYPE_STRING, RULES(constant_rules)}},
    {NAME("constant_any"), PLACE(rules, constant_any),
     .type = {.kind = SWAGE_TYPE_VALUE, RULES(constant_any_rules)}},
};
const swage_model rules_model = {.name = "Rules",
                                 .size = sizeof(rules),
                                 .align = _Alignof(rules),
                                 .field_count = COUNT(rules_fields),
                                 .fields = rules_fields,
                                 .unknown_offset = SWAGE_NO_STATE};

/* the rest */
static const swage_rule two_members[] = {R(MIN_PROPERTIES, natural, 2),
                                         R(MAX_PROPERTIES, natural, 3)};
static const swage_field typed_rest_fields[] = {
    {NAME("name"), PLACE(typed_rest, name), .type = {.kind = SWAGE_TYPE_STRING}}};
const swage_model typed_rest_model = {.name = "TypedRest",
                                      .size = sizeof(typed_rest),
                                      .align = _Alignof(typed_rest),
                                      .field_count = 1,
                                      .fields = typed_rest_fields,
                                      .unknown_mode = SWAGE_UNKNOWN_TYPED,
                                      .unknown_offset = offsetof(typed_rest, rest),
                                      .unknown = &int_entry,
                                      RULES(two_members)};
static const swage_field closed_rest_fields[] = {
    {NAME("name"), PLACE(closed_rest, name), .type = {.kind = SWAGE_TYPE_STRING}}};
const swage_model closed_rest_model = {.name = "ClosedRest",
                                       .size = sizeof(closed_rest),
                                       .align = _Alignof(closed_rest),
                                       .field_count = 1,
                                       .fields = closed_rest_fields,
                                       .unknown_mode = SWAGE_UNKNOWN_REJECTED,
                                       .unknown_offset = SWAGE_NO_STATE};

const char all_json[] =
    "{\"string\":\"text \\u00e4\\ud83d\\ude00 \\\"quoted\\\"\\n\",\"boolean\":true,"
    "\"int32\":-2147483648,\"int64\":-9223372036854775808,\"uint32\":4294967295,"
    "\"uint64\":18446744073709551615,\"float\":0.1,\"double\":5e-324,"
    "\"decimal\":123456789012345678901234567890.10,\"bytes\":\"AAEC/w==\","
    "\"date_time\":\"2024-02-29T23:59:60.120+00:00\","
    "\"any\":{\"a\":[1,2.50,null,true,\"x\",{}],\"b\":1e400},"
    "\"strings\":[\"ats\",\"hris\",\"\"],\"nullable_ints\":[1,null,3],\"map\":{\"one\":1,\"two\":2}"
    ","
    "\"node\":{\"name\":\"root\",\"next\":{\"name\":\"second\",\"next\":null},"
    "\"children\":[{\"name\":\"c1\"},{\"name\":\"c2\",\"extra\":[1]}]},"
    "\"color\":\"violet\",\"size\":\"large\",\"pet\":{\"lives\":9,\"kind\":\"cat\"},"
    "\"thing\":{\"kind\":\"x\",\"bark\":\"wow\",\"lives\":1},\"nullable\":null,"
    "\"a\\\"b/c~d\":\"odd\",\"unknown\":{\"big\":123456789012345678901234567890},\"u2\":[]}";

swage_model with_longest_name(const swage_model *model) {
    swage_model same = *model;
    for (uint32_t i = 0; i < model->field_count; i++)
        if (model->fields[i].flags & SWAGE_FIELD_QUOTED &&
            model->fields[i].name_len > same.longest_name)
            same.longest_name = model->fields[i].name_len;
    return same;
}

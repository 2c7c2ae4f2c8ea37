/*
 * Public suites: JSONTestSuite through free-form values and through typed lists and maps, the
 * numbers corpus to the bit, and the formats of JSON-Schema-Test-Suite.
 */
#include "models.h"

#include <dirent.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static char text[1 << 22], memory[1 << 24];

static size_t read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t len = fread(text, 1, sizeof text, file);
    fclose(file);
    return len;
}

/* Data that is missing is a failure where CI is set, and told otherwise. */
static void must_be_there(const void *found, const char *path) {
    if (found)
        return;
    if (getenv("CI"))
        fail_msg("%s is missing", path);
    print_message("skipped: %s is missing\n", path);
    skip();
}

/* Accepted by every way in, or refused by every one; the second is told by *same. */
static bool accepts(const char *json, size_t len, bool *same) {
    swage_arena arena;
    swage_error error;
    swage_value value;
    swage_members list;
    static char wrapped[sizeof text + 32], copy[sizeof text + 32];
    all x;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    bool free_form = swage_value_parse(&value, json, len, NULL, &arena, &error);
    /* as a member of a model: {"string":"","any":…} */
    size_t head = (size_t)sprintf(wrapped, "{\"string\":\"\",\"any\":");
    memcpy(wrapped + head, json, len);
    wrapped[head + len] = '}';
    memcpy(copy, wrapped, head + len + 1);
    bool typed = swage_parse(&all_model, &x, wrapped, head + len + 1, NULL, &arena, &error);
    bool insitu = swage_parse_insitu(&all_model, &x, copy, head + len + 1, NULL, &arena, &error);
    *same = free_form == typed && free_form == insitu;
    if (free_form && value.kind == SWAGE_KIND_ARRAY)
        *same &= swage_parse_type(&any_list_type, &list, json, len, NULL, &arena, &error);
    /* as an unknown member that nobody keeps */
    swage_parse_options drop = {.unknown = SWAGE_DROP_UNKNOWN};
    memcpy(wrapped, "{\"string\":\"\",\"aaa\":", head);
    *same &=
        free_form == swage_parse(&all_model, &x, wrapped, head + len + 1, &drop, &arena, &error);
    return free_form;
}

/* What this parser does with the texts that RFC 8259 leaves to it. */
static const char *const i_accepted[] = {
    "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json",
    "i_number_neg_int_huge_exp.json",    "i_number_pos_double_huge_exp.json",
    "i_number_real_neg_overflow.json",   "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json",      "i_number_too_big_neg_int.json",
    "i_number_too_big_pos_int.json",     "i_number_very_big_negative_int.json",
};

static bool is_i_accepted(const char *name) {
    for (size_t i = 0; i < sizeof i_accepted / sizeof *i_accepted; i++)
        if (strcmp(i_accepted[i], name) == 0)
            return true;
    return false;
}

static void json_test_suite(void **state) {
    static const char folder[] = SWAGE_CORPUS "/json/JSONTestSuite/test_parsing";
    DIR *files = opendir(folder);
    int count = 0;
    (void)state;
    must_be_there(files, folder);
    for (struct dirent *entry; (entry = readdir(files));) {
        char path[1024];
        bool same, expected;
        if (!strstr(entry->d_name, ".json"))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        size_t len = read_file(path);
        expected = entry->d_name[0] == 'y' || is_i_accepted(entry->d_name);
        if (accepts(text, len, &same) != expected)
            print_error("%s is %s\n", entry->d_name, expected ? "refused" : "accepted");
        assert_true(accepts(text, len, &same) == expected);
        /* Texts that are more than one value may become a good object in their wrapping. */
        if (!same)
            print_error("%s is not the same everywhere\n", entry->d_name);
        assert_true(same);
        count++;
    }
    closedir(files);
    assert_true(count >= 318);
}

static void check_number(const char *number, uint64_t bits64, uint32_t bits32) {
    swage_arena arena;
    double wide = 0;
    float narrow = 0;
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    bool wide_good =
        swage_parse_type(&double_type, &wide, number, strlen(number), NULL, &arena, NULL);
    bool narrow_good =
        swage_parse_type(&float_type, &narrow, number, strlen(number), NULL, &arena, NULL);
    bool wide_infinite = (bits64 >> 52 & 0x7FF) == 0x7FF,
         narrow_infinite = (bits32 >> 23 & 0xFF) == 0xFF;
    if (wide_good == wide_infinite || (wide_good && memcmp(&wide, &bits64, sizeof wide) != 0))
        fail_msg("double %s", number);
    if (narrow_good == narrow_infinite ||
        (narrow_good && memcmp(&narrow, &bits32, sizeof narrow) != 0))
        fail_msg("float %s", number);
}

/* Makes JSON of what the corpus has in addition: a sign before, digits missing at the point. */
static const char *as_json(char *number) {
    static char json[1 << 16];
    char *to = json;
    const char *at = number;
    if (*at == '+')
        at++;
    if (*at == '-')
        *to++ = *at++;
    if (*at == '.')
        *to++ = '0';
    while (at[0] == '0' && at[1] >= '0' && at[1] <= '9')
        at++;
    for (; *at; at++) {
        *to++ = *at;
        if (*at == '.' && (at[1] < '0' || at[1] > '9'))
            *to++ = '0';
    }
    *to = '\0';
    return json;
}

static void numbers_are_read_to_the_bit(void **state) {
    static const char folder[] = SWAGE_CORPUS "/numbers/parse-number-fxx-test-data/data";
    DIR *files = opendir(folder);
    static char line[1 << 16];
    long count = 0;
    (void)state;
    must_be_there(files, folder);
    for (struct dirent *entry; (entry = readdir(files));) {
        char path[1024];
        if (!strstr(entry->d_name, ".txt"))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        FILE *file = fopen(path, "r");
        while (fgets(line, sizeof line, file)) {
            unsigned half;
            uint32_t bits32;
            uint64_t bits64;
            int start = 0;
            line[strcspn(line, "\r\n")] = '\0';
            if (sscanf(line, "%4x %8" SCNx32 " %16" SCNx64 " %n", &half, &bits32, &bits64,
                       &start) != 3)
                continue;
            check_number(as_json(line + start), bits64, bits32);
            count++;
        }
        fclose(file);
    }
    closedir(files);
    print_message("%ld numbers\n", count);
    assert_true(count > 50000);
}

static const char *format_names[] = {"date",          "time", "duration",     "email",
                                     "hostname",      "ipv4", "ipv6",         "uri",
                                     "uri-reference", "uuid", "json-pointer", "regex"};

/* The suite's cases of a format. Whether an A-label is good Punycode (RFC 5890) is not checked. */
static int check_format(const swage_value *groups, swage_format format) {
    swage_rule rule = {SWAGE_RULE_FORMAT, {.format = format}};
    swage_type type = {.kind = SWAGE_TYPE_STRING, .rule_count = 1, .rules = &rule};
    int count = 0;
    for (uint32_t g = 0; g < groups->count; g++) {
        const swage_value *tests = swage_value_member(&groups->as.items[g], "tests");
        const swage_value *schema = swage_value_member(&groups->as.items[g], "schema");
        swage_str name;
        const swage_value *keyword = swage_value_member(schema, "format");
        if (!keyword || !swage_value_get_str(keyword, &name) ||
            !swage_str_equal(name, swage_text(format_names[format])))
            continue;
        for (uint32_t t = 0; t < tests->count; t++) {
            const swage_value *test = &tests->as.items[t];
            swage_str data, description;
            bool valid;
            if (!swage_value_get_str(swage_value_member(test, "data"), &data))
                continue;
            swage_value_get_bool(swage_value_member(test, "valid"), &valid);
            swage_value_get_str(swage_value_member(test, "description"), &description);
            if (!valid && (strstr(data.ptr, "xn--") || strstr(data.ptr, "XN--")))
                continue;
            if (swage_validate_type(&type, &data, NULL) != valid) {
                print_error("%s: \"%s\" is %s: %s\n", format_names[format], data.ptr,
                            valid ? "valid" : "invalid", description.ptr);
                count += 1000;
            }
            count++;
        }
    }
    return count;
}

static void formats_are_those_of_the_suite(void **state) {
    static const char folder[] =
        SWAGE_CORPUS "/json-schema/JSON-Schema-Test-Suite/tests/draft2020-12/optional/format";
    DIR *there = opendir(folder);
    int total = 0;
    (void)state;
    must_be_there(there, folder);
    closedir(there);
    for (int i = 0; i < SWAGE_FORMAT_COUNT; i++) {
        char path[1024];
        swage_value groups;
        swage_arena arena;
        snprintf(path, sizeof path, "%s/%s.json", folder, format_names[i]);
        size_t len = read_file(path);
        swage_arena_init_fixed(&arena, memory, sizeof memory);
        assert_true(swage_value_parse(&groups, text, len, NULL, &arena, NULL));
        total += check_format(&groups, (swage_format)i);
    }
    print_message("%d cases\n", total);
    assert_in_range(total, 150, 999);
}

static void a_nul_is_no_part_of_a_format(void **state) {
    static const char nuls[] = "P00\0000\0";
    (void)state;
    for (int i = 0; i < SWAGE_FORMAT_COUNT; i++) {
        swage_rule rule = {SWAGE_RULE_FORMAT, {.format = (swage_format)i}};
        swage_type type = {.kind = SWAGE_TYPE_STRING, .rule_count = 1, .rules = &rule};
        swage_str data = {nuls, sizeof nuls - 1};
        assert_true(!swage_validate_type(&type, &data, NULL) || i == SWAGE_FORMAT_REGEX);
    }
}

static void date_times_are_those_of_the_suite(void **state) {
    static const char path[] = SWAGE_CORPUS
        "/json-schema/JSON-Schema-Test-Suite/tests/draft2020-12/optional/format/date-time.json";
    FILE *file = fopen(path, "rb");
    swage_value groups;
    swage_arena arena;
    (void)state;
    must_be_there(file, path);
    fclose(file);
    size_t len = read_file(path);
    swage_arena_init_fixed(&arena, memory, sizeof memory);
    assert_true(swage_value_parse(&groups, text, len, NULL, &arena, NULL));
    const swage_value *tests = swage_value_member(&groups.as.items[0], "tests");
    for (uint32_t t = 0; t < tests->count; t++) {
        swage_str data;
        bool valid;
        swage_date_time moment;
        if (!swage_value_get_str(swage_value_member(&tests->as.items[t], "data"), &data))
            continue;
        swage_value_get_bool(swage_value_member(&tests->as.items[t], "valid"), &valid);
        if (swage_date_time_parse(&moment, data.ptr, data.len) != valid)
            fail_msg("%s", data.ptr);
        char written[40];
        if (valid && data.len <= 35) /* more than nine digits of a second are cut off */
            assert_int_equal(swage_date_time_write(&moment, written), data.len);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_test_suite),
        cmocka_unit_test(numbers_are_read_to_the_bit),
        cmocka_unit_test(formats_are_those_of_the_suite),
        cmocka_unit_test(a_nul_is_no_part_of_a_format),
        cmocka_unit_test(date_times_are_those_of_the_suite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

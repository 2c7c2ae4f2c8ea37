/*
 * \p{…}: General_Category, Script and a few binary properties of Unicode. The tables are made by
 * tools/pattern_tables.py.
 */
#include "analyze/pattern_set.h"

#include "base/text.h"

/* The general categories, as bits of a mask. */
enum { Lu, Ll, Lt, Lm, Lo, Mn, Mc, Me, Nd, Nl, No, Pc, Pd, Ps, Pe, Pi, Pf, Po, Sm, Sc, Sk, So, Zs };
enum { Zl = Zs + 1, Zp, Cc, Cf, Cs, Co, Cn };

typedef enum script {
#define SCRIPT(name) SCRIPT_##name,
#define NAME(text, name)
#include "analyze/pattern_script_names.def"
#undef SCRIPT
#undef NAME
    SCRIPT_COUNT
} script;

typedef enum property { ALPHABETIC, LOWERCASE, UPPERCASE, WHITE_SPACE } property;

typedef struct run {
    uint32_t first, value;
} run;

typedef struct value_name {
    str text;
    uint32_t value;
} value_name;

typedef struct property_range {
    uint32_t property, first, last;
} property_range;

static const run category_runs[] = {
#define R(first, category) {0x##first, category},
#include "analyze/pattern_categories.def"
#undef R
};

static const run script_runs[] = {
#define R(first, name) {0x##first, SCRIPT_##name},
#include "analyze/pattern_scripts.def"
#undef R
};

static const value_name category_names[] = {
#define BIT(category) (UINT32_C(1) << category)
#define NAME(text, mask) {STR_INIT(text), mask},
#include "analyze/pattern_category_names.def"
#undef NAME
};

static const value_name script_names[] = {
#define SCRIPT(name)
#define NAME(text, name) {STR_INIT(text), SCRIPT_##name},
#include "analyze/pattern_script_names.def"
#undef SCRIPT
#undef NAME
};

static const value_name property_names[] = {
    {STR_INIT("Alphabetic"), ALPHABETIC},   {STR_INIT("Alpha"), ALPHABETIC},
    {STR_INIT("Lowercase"), LOWERCASE},     {STR_INIT("Lower"), LOWERCASE},
    {STR_INIT("Uppercase"), UPPERCASE},     {STR_INIT("Upper"), UPPERCASE},
    {STR_INIT("White_Space"), WHITE_SPACE}, {STR_INIT("space"), WHITE_SPACE},
};

static const property_range property_ranges[] = {
#define ALPHA(first, last) {ALPHABETIC, 0x##first, 0x##last},
#define LOWER(first, last) {LOWERCASE, 0x##first, 0x##last},
#define UPPER(first, last) {UPPERCASE, 0x##first, 0x##last},
#define SPACE(first, last) {WHITE_SPACE, 0x##first, 0x##last},
#include "analyze/pattern_properties.def"
#undef ALPHA
#undef LOWER
#undef UPPER
#undef SPACE
};

#define COUNT(table) (sizeof table / sizeof *table)

static const value_name *find_name(const value_name *names, size_t count, str text) {
    for (size_t i = 0; i < count; i++)
        if (str_eq(names[i].text, text))
            return &names[i];
    return NULL;
}

static uint32_t run_end(const run *runs, size_t count, size_t i) {
    return i + 1 < count ? runs[i + 1].first - 1 : CODE_POINT_MAX;
}

static bool add_category(arena *a, str text, pattern_set *out) {
    const value_name *name = find_name(category_names, COUNT(category_names), text);
    for (size_t i = 0; name && i < COUNT(category_runs); i++)
        if (name->value >> category_runs[i].value & 1)
            pattern_set_add(a, out, category_runs[i].first,
                            run_end(category_runs, COUNT(category_runs), i));
    return name != NULL;
}

static bool add_script(arena *a, str text, pattern_set *out) {
    const value_name *name = find_name(script_names, COUNT(script_names), text);
    for (size_t i = 0; name && i < COUNT(script_runs); i++)
        if (name->value == script_runs[i].value)
            pattern_set_add(a, out, script_runs[i].first,
                            run_end(script_runs, COUNT(script_runs), i));
    return name != NULL;
}

static bool add_property(arena *a, str text, pattern_set *out) {
    const value_name *name = find_name(property_names, COUNT(property_names), text);
    for (size_t i = 0; name && i < COUNT(property_ranges); i++)
        if (name->value == property_ranges[i].property)
            pattern_set_add(a, out, property_ranges[i].first, property_ranges[i].last);
    if (name)
        return true;
    bool any = str_eq(text, STR("Any")), ascii = str_eq(text, STR("ASCII"));
    if (any || ascii)
        pattern_set_add(a, out, 0, any ? CODE_POINT_MAX : 0x7F);
    if (str_eq(text, STR("Assigned"))) {
        pattern_set unassigned = {0};
        add_category(a, STR("Cn"), &unassigned);
        *out = pattern_set_inverse(a, &unassigned);
        return true;
    }
    return any || ascii;
}

/* The name that was meant, out of one table; empty when none is close. */
static str closest_name(arena *a, const value_name *names, size_t count, str text) {
    str *candidates = ARENA_ARRAY(a, count, str);
    for (size_t i = 0; i < count; i++)
        candidates[i] = names[i].text;
    return text_closest(text, candidates, count);
}

static str unknown_name(arena *a, str what, str value, str closest) {
    if (closest.len)
        return str_format(a, "Unicode has no %.*s `%.*s`; did you mean `%.*s`?", STR_ARG(what),
                          STR_ARG(value), STR_ARG(closest));
    return str_format(a, "`%.*s` is no %.*s that is supported", STR_ARG(value), STR_ARG(what));
}

bool pattern_set_of_property(arena *a, str text, pattern_set *out, str *message) {
    size_t equals = str_find_char(text, 0, '=');
    if (equals == text.len) {
        if (add_category(a, text, out) || add_property(a, text, out))
            return true;
        if (find_name(script_names, COUNT(script_names), text))
            *message = str_format(a, "a script is asked for by \\p{Script=%.*s}", STR_ARG(text));
        else
            *message = unknown_name(a, STR("general category or property"), text,
                                    closest_name(a, category_names, COUNT(category_names), text));
        return false;
    }
    str name = str_slice(text, 0, equals), value = str_slice(text, equals + 1, text.len);
    if (str_eq(name, STR("General_Category")) || str_eq(name, STR("gc"))) {
        *message = unknown_name(a, STR("general category"), value,
                                closest_name(a, category_names, COUNT(category_names), value));
        return add_category(a, value, out);
    }
    if (str_eq(name, STR("Script")) || str_eq(name, STR("sc"))) {
        *message = unknown_name(a, STR("script"), value,
                                closest_name(a, script_names, COUNT(script_names), value));
        return add_script(a, value, out);
    }
    *message = str_format(a,
                          "the property `%.*s` is not supported; General_Category, Script and "
                          "some binary ones are",
                          STR_ARG(name));
    return false;
}

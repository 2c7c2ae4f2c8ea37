/*
 * \p{…}: the properties of Unicode that ECMA-262 has, section 22.2.1.2. The tables are made by
 * tools/pattern_tables.py.
 */
#include "pattern/set.h"

#include "base/text.h"

#include <stdlib.h>

/* The general categories, as bits of a mask. */
enum { Lu, Ll, Lt, Lm, Lo, Mn, Mc, Me, Nd, Nl, No, Pc, Pd, Ps, Pe, Pi, Pf, Po, Sm, Sc, Sk, So, Zs };
enum { Zl = Zs + 1, Zp, Cc, Cf, Cs, Co, Cn };

typedef enum script {
#define SCRIPT(name) SCRIPT_##name,
#define NAME(text, name)
#include "pattern/script_names.def"
#undef SCRIPT
#undef NAME
    SCRIPT_COUNT
} script;

typedef enum property {
#define PROPERTY(name) PROPERTY_##name,
#define NAME(text, name)
#include "pattern/property_names.def"
#undef PROPERTY
#undef NAME
    PROPERTY_COUNT
} property;

typedef struct run {
    uint32_t first, value;
} run;

typedef struct value_name {
    str text;
    uint32_t value;
} value_name;

typedef struct script_range {
    uint32_t first, last, script;
} script_range;

static const run category_runs[] = {
#define R(first, category) {0x##first, category},
#include "pattern/categories.def"
#undef R
};

static const run script_runs[] = {
#define R(first, name) {0x##first, SCRIPT_##name},
#include "pattern/scripts.def"
#undef R
};

static const value_name category_names[] = {
#define BIT(category) (UINT32_C(1) << category)
#define NAME(text, mask) {STR_INIT(text), mask},
#include "pattern/category_names.def"
#undef NAME
};

static const value_name script_names[] = {
#define SCRIPT(name)
#define NAME(text, name) {STR_INIT(text), SCRIPT_##name},
#include "pattern/script_names.def"
#undef SCRIPT
#undef NAME
};

static const script_range script_extensions[] = {
#define R(first, last, name) {0x##first, 0x##last, SCRIPT_##name},
#include "pattern/script_extensions.def"
#undef R
};

static const value_name property_names[] = {
#define PROPERTY(name)
#define NAME(text, name) {STR_INIT(text), PROPERTY_##name},
#include "pattern/property_names.def"
#undef PROPERTY
#undef NAME
};

/* Of one property after the other, in the order of their enum: see the file. */
static const int32_t property_steps[] = {
#include "pattern/properties.def"
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

/* The scripts that use a character, which for most is the one of Script. */
static bool add_script_extensions(arena *a, str text, pattern_set *out) {
    const value_name *name = find_name(script_names, COUNT(script_names), text);
    pattern_set alone = {0}, shared = {0};
    add_script(a, text, &alone);
    alone = pattern_set_inverse(a, &alone);
    for (size_t i = 0; name && i < COUNT(script_extensions); i++) {
        script_range range = script_extensions[i];
        pattern_set_add(a, &alone, range.first, range.last);
        if (range.script == name->value)
            pattern_set_add(a, &shared, range.first, range.last);
    }
    *out = pattern_set_inverse(a, &alone);
    pattern_set_join(a, out, &shared);
    return name != NULL;
}

static void add_steps(arena *a, uint32_t wanted, pattern_set *out) {
    const int32_t *step = property_steps, *end = step + COUNT(property_steps);
    for (uint32_t heads = 0; heads <= wanted; step++)
        heads += *step == 0;
    for (uint32_t at = 0; step < end && *step; step++) {
        at += (uint32_t)abs(*step);
        step += *step > 0;
        uint32_t count = *step < 0 ? 1 : (uint32_t)*step;
        pattern_set_add(a, out, at, at + count - 1);
        at += count;
    }
}

static bool add_property(arena *a, str text, pattern_set *out) {
    const value_name *name = find_name(property_names, COUNT(property_names), text);
    if (name) {
        add_steps(a, name->value, out);
        return true;
    }
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
    return str_format(a, "Unicode has no %.*s `%.*s`", STR_ARG(what), STR_ARG(value));
}

/* Why \p{text} is none, where no property with a value is asked for. */
static str unknown_property(arena *a, str text) {
    if (find_name(script_names, COUNT(script_names), text))
        return str_format(a, "a script is asked for by \\p{Script=%.*s}", STR_ARG(text));
    str closest = closest_name(a, property_names, COUNT(property_names), text);
    if (!closest.len)
        closest = closest_name(a, category_names, COUNT(category_names), text);
    return unknown_name(a, STR("general category or property"), text, closest);
}

bool pattern_set_of_property(arena *a, str text, pattern_set *out, str *message) {
    size_t equals = str_find_char(text, 0, '=');
    if (equals == text.len) {
        bool found = add_category(a, text, out) || add_property(a, text, out);
        if (!found)
            *message = unknown_property(a, text);
        return found;
    }
    str name = str_slice(text, 0, equals), value = str_slice(text, equals + 1, text.len);
    if (str_eq(name, STR("General_Category")) || str_eq(name, STR("gc"))) {
        *message = unknown_name(a, STR("general category"), value,
                                closest_name(a, category_names, COUNT(category_names), value));
        return add_category(a, value, out);
    }
    bool is_script = str_eq(name, STR("Script")) || str_eq(name, STR("sc"));
    if (is_script || str_eq(name, STR("Script_Extensions")) || str_eq(name, STR("scx"))) {
        *message = unknown_name(a, STR("script"), value,
                                closest_name(a, script_names, COUNT(script_names), value));
        return is_script ? add_script(a, value, out) : add_script_extensions(a, value, out);
    }
    *message = str_format(a,
                          "there is no property `%.*s` with values in ECMA-262; General_Category, "
                          "Script and Script_Extensions have some",
                          STR_ARG(name));
    return false;
}

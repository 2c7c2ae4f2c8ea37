/* A language from its language.yaml; see language.h. One function a section of the file. */
#include "render/language.h"

#include "base/map.h"
#include "model/model.h"
#include "source/source.h"

enum { MAX_EXTENDS = 8 };

typedef struct reader {
    arena *memory;
    diagnostics *diags;
    library *files;
    language *out;
    str now; /* the language whose file is read */
} reader;

static const str entity_names[] = {
    STR_INIT("package"), STR_INIT("type"),        STR_INIT("field"),
    STR_INIT("value"),   STR_INIT("alternative"),
};

static void refuse(reader *r, const node *at, const char *what) {
    diag_report(r->diags, CODE_LANGUAGE, at->at, "%s, found %s", what, node_kind_name(at));
}

/* Reports the members of a map that are not among `known`. */
static void check_keys(reader *r, const node *section, const str *known, size_t count) {
    for (uint32_t i = 0; section->kind == NODE_MAP && i < section->count; i++) {
        str key = node_text(section->as.members[i].key);
        bool found = false;
        for (size_t k = 0; k < count && !found; k++)
            found = str_eq(known[k], key);
        if (!found) {
            diagnostic *item = diag_report(r->diags, CODE_LANGUAGE, section->as.members[i].key->at,
                                           "a language has no key `%.*s` here", STR_ARG(key));
            diag_suggest(r->diags, item, key, known, count);
        }
    }
}

#define CHECK_KEYS(r, section, ...)                                                                \
    do {                                                                                           \
        static const str known[] = {__VA_ARGS__};                                                  \
        check_keys((r), (section), known, sizeof known / sizeof *known);                           \
    } while (0)

static bool is_true(const node *section, str key) {
    const node *flag = node_get(section, key);
    return flag && flag->kind == NODE_BOOL && flag->boolean;
}

static void read_words(reader *r, const node *words) {
    map *lists = map_new(r->memory);
    if (r->out->words)
        for (const map_entry *e = map_first(r->out->words); e; e = map_next(e))
            map_put(lists, map_key(e), map_value(e));
    for (uint32_t i = 0; i < words->count; i++) {
        const node *list = words->as.members[i].item;
        if (list->kind != NODE_LIST) {
            refuse(r, list, "a list of words goes here");
            continue;
        }
        map *set = map_new(r->memory);
        for (uint32_t k = 0; k < list->count; k++)
            map_put(set, node_text(list->as.items[k]), set);
        map_put(lists, node_text(words->as.members[i].key), set);
    }
    r->out->words = lists;
}

static unsigned kind_bits(reader *r, const node *kinds) {
    static const model_kind definitions[] = {MODEL_OBJECT, MODEL_ENUM, MODEL_UNION};
    if (!kinds)
        return ~0u;
    unsigned bits = 0;
    for (uint32_t i = 0; kinds->kind == NODE_LIST && i < kinds->count; i++) {
        unsigned bit = 0;
        for (size_t k = 0; k < 3; k++)
            if (str_eq(model_kind_name(definitions[k]), node_text(kinds->as.items[i])))
                bit = 1u << definitions[k];
        if (!bit)
            refuse(r, kinds->as.items[i], "a kind is object, enum or union");
        bits |= bit;
    }
    return bits;
}

static void read_output(reader *r, const node *entry, language_output *out) {
    CHECK_KEYS(r, entry, STR_INIT("template"), STR_INIT("path"), STR_INIT("per"),
               STR_INIT("layout"), STR_INIT("kinds"));
    const node *template_name = node_get(entry, STR("template"));
    out->at = entry->at;
    out->path = node_get(entry, STR("path"));
    if (!template_name || !out->path) {
        refuse(r, entry, "an output has a `template` and a `path`");
        return;
    }
    str name = node_text(template_name);
    out->template_name =
        str_find_char(name, 0, '/') < name.len
            ? name
            : str_format(r->memory, "%.*s/%.*s", STR_ARG(r->out->name), STR_ARG(name));
    out->per = str_eq(node_text(node_get(entry, STR("per"))), STR("type")) ? LANGUAGE_PER_TYPE
                                                                           : LANGUAGE_PER_PACKAGE;
    str layout = node_text(node_get(entry, STR("layout")));
    out->layout = str_eq(layout, STR("per-model")) ? LANGUAGE_PER_MODEL
                  : str_eq(layout, STR("single"))  ? LANGUAGE_SINGLE
                                                   : LANGUAGE_ANY_LAYOUT;
    out->kinds = kind_bits(r, node_get(entry, STR("kinds")));
}

static void read_outputs(reader *r, const node *list) {
    if (list->kind != NODE_LIST) {
        refuse(r, list, "a list of outputs goes here");
        return;
    }
    language_output *outputs = ARENA_ARRAY(r->memory, list->count, language_output);
    for (uint32_t i = 0; i < list->count; i++)
        read_output(r, list->as.items[i], &outputs[i]);
    r->out->outputs = outputs;
    r->out->output_count = list->count;
}

static void read_spelling(reader *r, const node_member *member, language_spelling *out) {
    const node *rule = member->item;
    CHECK_KEYS(r, rule, STR_INIT("spell"), STR_INIT("scope"), STR_INIT("reserved"),
               STR_INIT("shared"), STR_INIT("optional"), STR_INIT("ignore_case"),
               STR_INIT("claims"), STR_INIT("barred"));
    out->name = node_text(member->key);
    out->spell = rule->kind == NODE_STRING ? rule : node_get(rule, STR("spell"));
    out->shared = rule->kind == NODE_STRING || is_true(rule, STR("shared"));
    out->optional = is_true(rule, STR("optional"));
    out->scope = node_text(node_get(rule, STR("scope")));
    out->ignore_case = is_true(rule, STR("ignore_case"));
    if (!out->spell) {
        refuse(r, rule, "a name has a `spell` template");
        return;
    }
    const node *reserved = node_get(rule, STR("reserved"));
    if (reserved) {
        out->reserved = r->out->words ? map_get(r->out->words, node_text(reserved)) : NULL;
        if (!out->reserved)
            refuse(r, reserved, "`reserved` names a list of `words`");
    }
    out->barred = node_get(rule, STR("barred"));
    out->claims = node_get(rule, STR("claims"));
    for (uint32_t i = 0; out->claims && i < out->claims->count; i++)
        if (out->claims->kind != NODE_MAP || out->claims->as.members[i].item->kind != NODE_LIST)
            refuse(r, out->claims, "`claims` maps kinds of types, or `all`, to lists");
}

static void read_names(reader *r, const node *names) {
    r->out->own_names = true;
    r->out->names_from = r->now;
    check_keys(r, names, entity_names, LANGUAGE_ENTITY_COUNT);
    for (int e = 0; e < LANGUAGE_ENTITY_COUNT; e++) {
        const node *rules = node_get(names, entity_names[e]);
        if (!rules)
            continue;
        if (rules->kind != NODE_MAP) {
            refuse(r, rules, "names and how they are spelled go here");
            continue;
        }
        language_spelling *list = ARENA_ARRAY(r->memory, rules->count, language_spelling);
        for (uint32_t i = 0; i < rules->count; i++)
            read_spelling(r, &rules->as.members[i], &list[i]);
        r->out->spellings[e] = list;
        r->out->spelling_counts[e] = rules->count;
    }
}

static void read_notations(reader *r, const node *section) {
    size_t old = r->out->notation_count;
    language_notation *list = ARENA_ARRAY(r->memory, old + section->count, language_notation);
    for (size_t i = 0; i < old; i++)
        list[i] = r->out->notations[i];
    for (uint32_t i = 0; i < section->count; i++) {
        str name = node_text(section->as.members[i].key);
        size_t at = 0;
        while (at < r->out->notation_count && !str_eq(list[at].name, name))
            at++;
        if (at == r->out->notation_count)
            r->out->notation_count++;
        list[at] = (language_notation){name, section->as.members[i].item};
        if (list[at].by_kind->kind != NODE_MAP)
            refuse(r, list[at].by_kind, "a notation maps kinds of types to templates");
    }
    r->out->notations = list;
}

/* Bytes with which bidi controls U+202A…202E and U+2066…2069 begin, and the C0 controls. */
static void mark_controls(language_escape *escape) {
    for (int c = 0; c < 0x20; c++)
        escape->touches[c] = c != '\n' && c != '\t';
    escape->touches[0x7F] = escape->touches[0xE2] = true;
}

static void read_escape(reader *r, const node_member *member, language_escape *out) {
    CHECK_KEYS(r, member->item, STR_INIT("replace"), STR_INIT("controls"));
    out->name = node_text(member->key);
    str controls = node_text(node_get(member->item, STR("controls")));
    out->controls = str_eq(controls, STR("blank"))   ? LANGUAGE_CONTROLS_BLANK
                    : str_eq(controls, STR("octal")) ? LANGUAGE_CONTROLS_OCTAL
                                                     : LANGUAGE_CONTROLS_KEPT;
    if (out->controls != LANGUAGE_CONTROLS_KEPT)
        mark_controls(out);
    const node *replace = node_get(member->item, STR("replace"));
    if (!replace || replace->kind != NODE_MAP)
        return;
    out->replacements = ARENA_ARRAY(r->memory, replace->count, language_replacement);
    for (uint32_t i = 0; i < replace->count; i++) {
        language_replacement pair = {node_text(replace->as.members[i].key),
                                     node_text(replace->as.members[i].item)};
        if (pair.from.len == 0)
            continue;
        out->replacements[out->count++] = pair;
        out->touches[(unsigned char)pair.from.ptr[0]] = true;
    }
}

static void read_escapes(reader *r, const node *section) {
    language_escape *list =
        ARENA_ARRAY(r->memory, r->out->escape_count + section->count, language_escape);
    for (uint32_t i = 0; i < section->count; i++)
        read_escape(r, &section->as.members[i], &list[i]);
    for (size_t i = 0; i < r->out->escape_count; i++)
        list[section->count + i] = r->out->escapes[i];
    r->out->escapes = list;
    r->out->escape_count += section->count;
}

static void read_comment(reader *r, const node_member *member, language_comment *out) {
    const node *form = member->item;
    CHECK_KEYS(r, form, STR_INIT("before"), STR_INIT("after"), STR_INIT("first"), STR_INIT("next"),
               STR_INIT("last"), STR_INIT("escape"), STR_INIT("width"));
    int64_t width = 0;
    const node *width_node = node_get(form, STR("width"));
    if (width_node && (!node_int64(width_node, &width) || width < 0 || width > 1000))
        refuse(r, width_node, "`width` is a number of columns up to 1000");
    *out = (language_comment){
        .name = node_text(member->key),
        .before = node_text(node_get(form, STR("before"))),
        .after = node_text(node_get(form, STR("after"))),
        .first = node_text(node_get(form, STR("first"))),
        .next = node_text(node_get(form, STR("next"))),
        .last = node_text(node_get(form, STR("last"))),
        .escape = node_text(node_get(form, STR("escape"))),
        .width = (unsigned)width,
    };
}

static void read_comments(reader *r, const node *section) {
    language_comment *list = ARENA_ARRAY(r->memory, section->count, language_comment);
    for (uint32_t i = 0; i < section->count; i++)
        read_comment(r, &section->as.members[i], &list[i]);
    r->out->comments = list;
    r->out->comment_count = section->count;
}

static void read_settings(reader *r, const node *section) {
    value own = node_to_value(r->memory, section);
    for (uint32_t i = 0; i < own.as.dict->count; i++)
        value_put(r->out->settings, value_text(own.as.dict->shape->keys[i]), own.as.dict->items[i]);
}

static void read_choices(reader *r, const node *section) {
    value own = node_to_value(r->memory, section);
    for (uint32_t i = 0; i < own.as.dict->count; i++)
        value_put(r->out->choices, value_text(own.as.dict->shape->keys[i]), own.as.dict->items[i]);
}

static void read_template_options(reader *r, const node *section) {
    CHECK_KEYS(r, section, STR_INIT("trim_blocks"), STR_INIT("lstrip_blocks"));
    r->out->trim_blocks = is_true(section, STR("trim_blocks"));
    r->out->lstrip_blocks = is_true(section, STR("lstrip_blocks"));
}

static bool read_file(reader *r, str name, span from, unsigned depth);

static void read_sections(reader *r, const node *root) {
    static const struct {
        str key;
        void (*read)(reader *, const node *);
    } sections[] = {
        {STR_INIT("words"), read_words},
        {STR_INIT("outputs"), read_outputs},
        {STR_INIT("names"), read_names},
        {STR_INIT("notation"), read_notations},
        {STR_INIT("escapes"), read_escapes},
        {STR_INIT("comments"), read_comments},
        {STR_INIT("settings"), read_settings},
        {STR_INIT("choices"), read_choices},
        {STR_INIT("templates"), read_template_options},
    };
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        const node *section = node_get(root, sections[i].key);
        if (!section)
            continue;
        if (section->kind != NODE_MAP && sections[i].read != read_outputs)
            refuse(r, section, "a mapping goes here");
        else
            sections[i].read(r, section);
    }
}

static bool read_file(reader *r, str name, span from, unsigned depth) {
    str path = str_format(r->memory, "%.*s/language.yaml", STR_ARG(name));
    const source_file *file = library_find(r->files, path);
    if (!file) {
        diagnostic *item =
            diag_report(r->diags, CODE_UNKNOWN_TARGET, from,
                        "there is no target `%.*s`: it needs a templates/%.*s/language.yaml",
                        STR_ARG(name), STR_ARG(name));
        size_t count;
        const str *targets = library_targets(r->files, &count);
        diag_suggest(r->diags, item, name, targets, count);
        return false;
    }
    const node *root = source_parse(r->memory, r->diags, file);
    if (!root)
        return false;
    if (root->kind != NODE_MAP) {
        refuse(r, root, "a language is a mapping");
        return false;
    }
    CHECK_KEYS(r, root, STR_INIT("language"), STR_INIT("title"), STR_INIT("extends"),
               STR_INIT("words"), STR_INIT("outputs"), STR_INIT("names"), STR_INIT("notation"),
               STR_INIT("escapes"), STR_INIT("comments"), STR_INIT("settings"), STR_INIT("choices"),
               STR_INIT("templates"));
    const node *base = node_get(root, STR("extends"));
    if (base && depth == MAX_EXTENDS) {
        refuse(r, base, "languages extend each other in a circle");
        return false;
    }
    if (base && !read_file(r, node_text(base), base->at, depth + 1))
        return false;
    r->now = name;
    r->out->own_names = false;
    read_sections(r, root);
    return true;
}

const language *language_load(arena *a, diagnostics *d, library *files, str name, span from) {
    reader r = {a, d, files, ARENA_NEW(a, language), name};
    size_t errors = d->errors;
    r.out->name = name;
    r.out->settings = value_new_dict(a);
    r.out->choices = value_new_dict(a);
    if (!read_file(&r, name, from, 0) || d->errors > errors)
        return NULL;
    return r.out;
}

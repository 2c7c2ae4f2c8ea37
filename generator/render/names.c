/* Names; see names.h. */
#include "render/names.h"

#include "base/map.h"

#include <ctype.h>

/* Who took a name first. */
typedef struct taken_name {
    str raw;
    span at;
} taken_name;

/* Names that must differ. */
typedef struct name_scope {
    map *taken;   /* name → taken_name */
    map *numbers; /* name that was taken → unsigned: all numbers below it are taken behind it */
} name_scope;

struct names {
    arena *results;
    arena scratch; /* all but the names that are given */
    arena *memory; /* the scratch arena */
    diagnostics *diags;
    const language *lang;
    snippet_set *snippets;
    map *scopes;       /* of the package: scope name → name_scope */
    map *owner_scopes; /* of the owner: spelling → name_scope */
};

names *names_new(arena *a, diagnostics *d, const language *lang, snippet_set *snippets) {
    names *n = ARENA_NEW(a, names);
    n->results = a;
    n->memory = &n->scratch;
    n->diags = d;
    n->lang = lang;
    n->snippets = snippets;
    n->scopes = map_new(n->memory);
    n->owner_scopes = map_new(n->memory);
    return n;
}

void names_free(names *n) {
    arena_free(&n->scratch);
}

void names_begin_owner(names *n) {
    n->owner_scopes = map_new(n->memory);
}

static str lower(arena *a, str s) {
    str copy = str_dup(a, s);
    char *bytes = (char *)(uintptr_t)copy.ptr;
    for (size_t i = 0; i < s.len; i++)
        bytes[i] = (char)tolower((unsigned char)bytes[i]);
    return copy;
}

/* How names of a spelling are compared. */
static str key_of(names *n, const language_spelling *rule, str name) {
    return rule->ignore_case ? lower(n->memory, name) : name;
}

static const name_scope *scope_of(names *n, const language_spelling *rule) {
    map *scopes = rule->scope.len ? n->scopes : n->owner_scopes;
    str key = rule->scope.len ? rule->scope : rule->name;
    name_scope *scope = map_get(scopes, key);
    if (!scope) {
        scope = ARENA_NEW(n->memory, name_scope);
        *scope = (name_scope){map_new(n->memory), map_new(n->memory)};
        map_put(scopes, key, scope);
    }
    return scope;
}

/*
 * What a name is told by once: a reserved word, which stands in many places (`rule` NULL), by its
 * language; one that is taken by its place, too, as a field that definitions merge stands in each.
 */
static str told_of(names *n, const language_spelling *rule, str name, span at) {
    if (!rule)
        return str_format(n->memory, "%.*s:%.*s", STR_ARG(n->lang->name), STR_ARG(name));
    return str_format(n->memory, "%.*s:%.*s:%p:%u:%u:%.*s", STR_ARG(n->lang->name),
                      STR_ARG(rule->name), (const void *)at.file, at.line, at.column,
                      STR_ARG(name));
}

static str after_reserved(names *n, const language_spelling *rule, str name, span at) {
    if (!rule->reserved || !map_get(rule->reserved, key_of(n, rule, name)))
        return name;
    str other = str_join(n->memory, name, STR("_"));
    if (n->lang->own_names)
        diag_count(n->diags, CODE_NAME_COLLISION, told_of(n, NULL, name, at), at,
                   "`%.*s` is a reserved word of %.*s: it is spelled `%.*s`", STR_ARG(name),
                   STR_ARG(n->lang->name), STR_ARG(other));
    return other;
}

/* Why the language bars a name that is no reserved word; empty where it does not. */
static bool why_barred(names *n, const language_spelling *rule, value context, str name, str *why) {
    *why = (str){0};
    if (!rule->barred)
        return true;
    value_put(context, STR("name"), value_str(name));
    return snippet_text(n->snippets, rule->barred, context, why);
}

static bool after_barred(names *n, const language_spelling *rule, value context, taken_name by,
                         str *name) {
    str why, first = *name;
    if (!why_barred(n, rule, context, *name, &why))
        return false;
    if (why.len == 0)
        return true;
    *name = str_join(n->memory, first, STR("_"));
    if (n->lang->own_names)
        diag_count(n->diags, CODE_NAME_COLLISION, told_of(n, rule, *name, by.at), by.at,
                   "`%.*s` would be spelled `%.*s` in %.*s (%.*s), %.*s: it becomes `%.*s`",
                   STR_ARG(by.raw), STR_ARG(first), STR_ARG(n->lang->name), STR_ARG(rule->name),
                   STR_ARG(why), STR_ARG(*name));
    return true;
}

/* A list of names that are taken together: the name and what it claims. */
typedef struct name_list {
    str *items;
    size_t count;
} name_list;

static bool add_claims(names *n, const node *claims, value context, str name, name_list *out) {
    for (uint32_t i = 0; claims && i < claims->count; i++) {
        str text = node_text(claims->as.items[i]);
        if (str_find_char(text, 0, '{') == text.len)
            text = str_join(n->memory, name, text);
        else if (!snippet_text(n->snippets, claims->as.items[i], context, &text))
            return false;
        if (text.len)
            out->items[out->count++] = text;
    }
    return true;
}

/* The name with all that it claims. */
static bool names_with(names *n, const language_spelling *rule, value context, str name,
                       name_list *out) {
    out->items[0] = name;
    out->count = 1;
    if (!rule->claims)
        return true;
    str kind = value_text(value_get(value_get(context, STR("type")), STR("kind")));
    value_put(context, STR("name"), value_str(name));
    return add_claims(n, node_get(rule->claims, STR("all")), context, name, out) &&
           add_claims(n, node_get(rule->claims, kind), context, name, out);
}

static size_t most_claims(const language_spelling *rule) {
    size_t most = 1;
    for (uint32_t i = 0; rule->claims && i < rule->claims->count; i++)
        most += rule->claims->as.members[i].item->count;
    return most;
}

static const taken_name *who_took(names *n, const language_spelling *rule, const name_scope *scope,
                                  const name_list *list) {
    const taken_name *taken = NULL;
    for (size_t i = 0; i < list->count && !taken; i++)
        taken = map_get(scope->taken, key_of(n, rule, list->items[i]));
    return taken;
}

static void take(names *n, const language_spelling *rule, const name_scope *scope,
                 const name_list *list, taken_name by) {
    taken_name *entry = ARENA_NEW(n->memory, taken_name);
    *entry = by;
    for (size_t i = 0; i < list->count; i++)
        map_put(scope->taken, key_of(n, rule, list->items[i]), entry);
}

static void report_collision(names *n, const language_spelling *rule, str first, str final,
                             const taken_name *peer, taken_name by) {
    if (!n->lang->own_names)
        return;
    diagnostic *item = diag_count(
        n->diags, CODE_NAME_COLLISION, told_of(n, rule, final, by.at), by.at,
        "`%.*s` would be spelled `%.*s` in %.*s (%.*s), which is taken: it becomes `%.*s`",
        STR_ARG(by.raw), STR_ARG(first), STR_ARG(n->lang->name), STR_ARG(rule->name),
        STR_ARG(final));
    if (item->count > 1)
        return;
    diag_add_note(n->diags, item, peer->at, "`%.*s` has it", STR_ARG(peer->raw));
}

static str numbered(names *n, str first, unsigned number) {
    return str_format(n->memory, "%.*s_%u", STR_ARG(first), number);
}

/*
 * Where to go on counting behind a taken name: those before are taken by themselves, whatever they
 * claim, and needn't be tried each time.
 */
static unsigned first_number(names *n, const language_spelling *rule, const name_scope *scope,
                             str first) {
    str key = key_of(n, rule, first);
    unsigned *number = map_get(scope->numbers, key);
    if (!number) {
        number = ARENA_NEW(n->memory, unsigned);
        *number = 2;
        map_put(scope->numbers, key, number);
    }
    while (map_get(scope->taken, key_of(n, rule, numbered(n, first, *number))))
        ++*number;
    return *number;
}

/* The first of name, name_2, name_3 … that is free with all its claims, which is taken. */
static bool make_unique(names *n, const language_spelling *rule, value context, taken_name by,
                        str *name) {
    const name_scope *scope = scope_of(n, rule);
    str first = *name;
    name_list list = {ARENA_ARRAY(n->memory, most_claims(rule), str), 0};
    const taken_name *peer = NULL;
    for (unsigned number = 0;; number++) {
        if (!names_with(n, rule, context, *name, &list))
            return false;
        const taken_name *taken = who_took(n, rule, scope, &list);
        if (!taken)
            break;
        peer = peer ? peer : taken;
        number = number ? number : first_number(n, rule, scope, first);
        *name = numbered(n, first, number);
    }
    take(n, rule, scope, &list, by);
    if (peer)
        report_collision(n, rule, first, *name, peer, by);
    return true;
}

/* One spelling of an entity; "" for an optional one that it does not have. */
static bool spell(names *n, const language_spelling *rule, value context, taken_name by,
                  str *name) {
    if (!snippet_text(n->snippets, rule->spell, context, name))
        return false;
    if (name->len == 0 && rule->optional)
        return true;
    if (name->len == 0) {
        diag_report(n->diags, CODE_NAME, by.at,
                    "`%.*s` can't be spelled in %.*s: it has no letter and no digit",
                    STR_ARG(by.raw), STR_ARG(n->lang->name));
        return false;
    }
    *name = after_reserved(n, rule, *name, by.at);
    return after_barred(n, rule, context, by, name) &&
           (rule->shared || make_unique(n, rule, context, by, name));
}

bool names_spell(names *n, language_entity entity, value entity_dict, value context, str raw,
                 span at) {
    for (size_t i = 0; i < n->lang->spelling_counts[entity]; i++) {
        const language_spelling *rule = &n->lang->spellings[entity][i];
        str name;
        if (!spell(n, rule, context, (taken_name){raw, at}, &name))
            return false;
        value_put(entity_dict, rule->name, value_str(str_dup(n->results, name)));
    }
    return true;
}

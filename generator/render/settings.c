/* The settings of a target; see settings.h. */
#include "render/settings.h"

#include "source/node.h"

static str *names_of(arena *a, value dict, size_t *count) {
    *count = dict.as.dict->count;
    str *names = ARENA_ARRAY(a, *count, str);
    for (size_t i = 0; i < *count; i++)
        names[i] = value_text(dict.as.dict->shape->keys[i]);
    return names;
}

static str *texts_of(arena *a, value list, size_t *count) {
    *count = list.kind == VALUE_LIST ? list.as.list->count : 0;
    str *texts = ARENA_ARRAY(a, *count, str);
    for (size_t i = 0; i < *count; i++)
        texts[i] = value_text(list.as.list->items[i]);
    return texts;
}

/* Whether the language allows that value. */
static void check_choice(arena *a, diagnostics *d, const language *lang, str name, value item,
                         span at) {
    size_t count, i = 0;
    str *allowed = texts_of(a, value_get(lang->choices, name), &count);
    str text = item.kind == VALUE_STRING ? value_text(item) : STR("");
    while (i < count && !str_eq(allowed[i], text))
        i++;
    if (count == 0 || i < count)
        return;
    buf list = {0};
    for (i = 0; i < count; i++)
        buf_format(&list, "%s`%.*s`", i ? ", " : "", STR_ARG(allowed[i]));
    diagnostic *found = diag_report(d, CODE_BAD_VALUE, at, "%.*s.%.*s is one of %.*s",
                                    STR_ARG(lang->name), STR_ARG(name), STR_ARG(buf_str(&list)));
    diag_suggest(d, found, text, allowed, count);
    buf_free(&list);
}

/* The places are those of the name and of the value. */
static void put(arena *a, const render_request *r, const language *lang, value settings, str name,
                value item, span at, span item_at) {
    size_t count;
    if (value_get(lang->settings, name).kind == VALUE_UNDEFINED) {
        str *names = names_of(a, lang->settings, &count);
        diagnostic *found =
            diag_report(r->diags, CODE_UNKNOWN_KEY, at, "%.*s has no setting `%.*s`",
                        STR_ARG(r->target), STR_ARG(name));
        diag_suggest(r->diags, found, name, names, count);
    }
    check_choice(a, r->diags, lang, name, item, item_at);
    value_put(settings, name, item);
}

value settings_merge(arena *a, const render_request *r, const language *lang) {
    value settings = value_new_dict(a);
    for (uint32_t i = 0; i < lang->settings.as.dict->count; i++) {
        const value_dict *known = lang->settings.as.dict;
        value_put(settings, value_text(known->shape->keys[i]), known->items[i]);
    }
    const node *own = node_get(r->package->targets, r->target);
    for (uint32_t i = 0; own && own->kind == NODE_MAP && i < own->count; i++) {
        const node_member *m = &own->as.members[i];
        put(a, r, lang, settings, node_text(m->key), node_to_value(a, m->item), m->key->at,
            m->item->at);
    }
    for (size_t i = 0; i < r->setting_count; i++) {
        const render_setting *s = &r->settings[i];
        if (str_eq(s->target, r->target))
            put(a, r, lang, settings, s->name, s->item, s->at, s->at);
    }
    return settings;
}

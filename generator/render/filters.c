/* The filters of a language; see filters.h. */
#include "render/filters.h"

#include "analyze/lookup.h"
#include "base/text.h"
#include "render/comment.h"
#include "render/escape.h"
#include "render/identifier.h"

typedef struct comment_filter {
    const language *lang;
    const language_comment *form;
} comment_filter;

static value make_identifier(template_call *call) {
    str text;
    if (!template_to_text(call, call->args[0], &text))
        return template_fail(call, CODE_TEMPLATE_TYPE, "a name is made from text");
    identifier_style style = (identifier_style)(uintptr_t)call->user_data;
    return value_str(identifier_make(call->memory, text, style));
}

static value make_valid(template_call *call) {
    str text, fallback;
    if (!template_text_argument(call, 0, &text) || !template_text_argument(call, 1, &fallback))
        return template_fail(call, CODE_TEMPLATE_TYPE, "`valid` takes text");
    return value_str(identifier_valid(call->memory, text, fallback));
}

static bool write_escape(template_call *call, buf *out) {
    str text;
    if (!template_to_text(call, call->args[0], &text)) {
        template_fail(call, CODE_TEMPLATE_TYPE, "text is escaped, and nothing else");
        return false;
    }
    escape_write(out, call->user_data, text);
    return true;
}

static bool write_comment(template_call *call, buf *out) {
    const comment_filter *filter = call->user_data;
    str text;
    int64_t indent = 0;
    if (!template_to_text(call, call->args[0], &text) || !template_int_argument(call, 1, &indent) ||
        indent < 0 || indent > 1000) {
        template_fail(call, CODE_TEMPLATE_TYPE, "a comment takes text and an indent");
        return false;
    }
    comment_write(call->memory, out, filter->lang, filter->form, text, (unsigned)indent);
    return true;
}

static value lookup_dict(arena *a, const lookup_table *t) {
    value dict = value_new_dict(a), slots = value_new_list(a);
    for (size_t i = 0; i < (size_t)1 << t->bits; i++)
        value_append(slots, value_int(t->slots[i]));
    value_add(dict, STR("bits"), value_int(t->bits));
    value_add(dict, STR("seed"), value_int(t->seed));
    value_add(dict, STR("slots"), slots);
    return dict;
}

static value make_lookup(template_call *call) {
    value list = call->args[0];
    if (list.kind != VALUE_LIST)
        return template_fail(call, CODE_TEMPLATE_TYPE, "`lookup` takes a list of names");
    str *names = ARENA_ARRAY(call->memory, list.as.list->count, str);
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        if (list.as.list->items[i].kind != VALUE_STRING)
            return template_fail(call, CODE_TEMPLATE_TYPE, "`lookup` takes a list of names");
        names[i] = value_text(list.as.list->items[i]);
    }
    lookup_table t;
    bool found = lookup_make(call->memory, names, list.as.list->count, &t);
    return found ? lookup_dict(call->memory, &t) : value_null();
}

/* A list with commas, broken where a line would have more than `width` code points. */
static value make_filled(template_call *call) {
    value list = call->args[0];
    int64_t width;
    str gap, text;
    if (list.kind != VALUE_LIST || !template_int_argument(call, 1, &width) ||
        !template_text_argument(call, 2, &gap))
        return template_fail(call, CODE_TEMPLATE_TYPE,
                             "`filled` takes a list, a width, and what breaks a line");
    buf out = {0};
    size_t column = 0;
    for (uint32_t i = 0; i < list.as.list->count; i++) {
        if (!template_to_text(call, list.as.list->items[i], &text)) {
            buf_free(&out);
            return template_fail(call, CODE_TEMPLATE_TYPE, "`filled` takes a list of texts");
        }
        const bool last = i + 1 == list.as.list->count;
        const size_t length = utf8_count(text) + !last;
        const bool fits = (int64_t)(column + 1 + length) <= width;
        if (i)
            buf_add_str(&out, fits ? STR(" ") : gap);
        column = i && fits ? column + 1 + length : length;
        buf_add_str(&out, text);
        buf_add_str(&out, last ? STR("") : STR(","));
    }
    text = str_dup(call->memory, buf_str(&out));
    buf_free(&out);
    return value_str(text);
}

void filters_add(arena *a, template_env *env, const language *lang) {
    static const char *const styles[] = {"snake",  "upper_snake", "kebab",
                                         "pascal", "camel",       "flat"};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        identifier_style style;
        if (identifier_style_from_name(str_from(styles[i]), &style))
            template_add_filter(env, styles[i], make_identifier, "", (void *)(uintptr_t)style);
    }
    template_add_filter(env, "valid", make_valid, "fallback", NULL);
    template_add_filter(env, "lookup", make_lookup, "", NULL);
    template_add_filter(env, "filled", make_filled, "width, gap", NULL);
    for (size_t i = 0; i < lang->escape_count; i++) {
        /* The inherited ones come behind the language's own, which win: registered last. */
        const language_escape *escape = &lang->escapes[lang->escape_count - 1 - i];
        template_add_writer(env, str_dup(a, escape->name).ptr, write_escape, "",
                            (void *)(uintptr_t)escape);
    }
    for (size_t i = 0; i < lang->comment_count; i++) {
        comment_filter *filter = ARENA_NEW(a, comment_filter);
        *filter = (comment_filter){lang, &lang->comments[i]};
        template_add_writer(env, str_dup(a, filter->form->name).ptr, write_comment,
                            "indent=", filter);
    }
}

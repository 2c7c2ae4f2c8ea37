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

/* The code points of a text's longest line. */
static value longest_line(template_call *call) {
    str text;
    if (!template_to_text(call, call->args[0], &text))
        return template_fail(call, CODE_TEMPLATE_TYPE, "`longest_line` takes text");
    size_t longest = 0;
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        end = str_find_char(text, at, '\n');
        const size_t length = end - at > longest ? utf8_count(str_slice(text, at, end)) : 0;
        longest = length > longest ? length : longest;
    }
    return value_int((int64_t)longest);
}

enum { LINE_WIDTH = 100, BREAK_INDENT = 4 };

typedef struct listed {
    str text;
    size_t width; /* in code points */
} listed;

/* A list between a head and a tail. */
typedef struct listing {
    const listed *items;
    size_t count, width; /* of all, with the commas */
    str tail;
} listing;

/* Of texts that have a byte a character, or fewer characters than bytes, which is told first. */
static bool fits_on_line(str head, str text, str tail, size_t indent) {
    return indent + head.len + text.len + tail.len <= LINE_WIDTH ||
           indent + utf8_count(head) + utf8_count(text) + utf8_count(tail) <= LINE_WIDTH;
}

/* Adds its texts with commas, on as many lines of that width as they take. */
static void fill(buf *out, const listing *l, size_t width, size_t indent) {
    size_t column = 0;
    for (size_t i = 0; i < l->count; i++) {
        const bool last = i + 1 == l->count;
        const size_t length = l->items[i].width + !last;
        const bool fits = column + 1 + length <= width;
        if (i)
            buf_add_char(out, fits ? ' ' : '\n');
        if (i && !fits)
            buf_add_repeat(out, ' ', indent);
        column = i && fits ? column + 1 + length : length;
        buf_add_str(out, l->items[i].text);
        if (!last)
            buf_add_char(out, ',');
    }
}

/* Adds a listing on one line where that has room; else filled, below its head if it has one. A head
   that leaves no room itself is broken behind its `=`, or before its last word. */
static void lay_out(buf *out, str head, const listing *l, size_t indent) {
    const size_t before = indent + utf8_count(head);
    buf_add_repeat(out, ' ', indent);
    if (before + l->width + utf8_count(l->tail) <= LINE_WIDTH) {
        buf_add_str(out, head);
        fill(out, l, LINE_WIDTH, 0);
        return;
    }
    const size_t assigned = str_find(head, 0, STR(" = "));
    size_t word = head.len;
    while (word && head.ptr[word - 1] != ' ' && head.ptr[word - 1] != '*')
        word--;
    if (before > LINE_WIDTH && assigned < head.len) {
        buf_add_str(out, str_slice(head, 0, assigned + 2));
        buf_add_char(out, '\n');
        lay_out(out, str_slice(head, assigned + 3, head.len), l, indent + BREAK_INDENT);
    } else if (before > LINE_WIDTH && word && !indent) {
        buf_add_str(out, str_trim(str_slice(head, 0, word)));
        buf_add_char(out, '\n');
        lay_out(out, str_slice(head, word, head.len), l, indent);
    } else {
        const size_t inner = indent + (head.len ? BREAK_INDENT : 0);
        buf_add_str(out, str_trim(head));
        buf_add_str(out, head.len ? STR("\n") : STR(""));
        buf_add_repeat(out, ' ', head.len ? inner : 0);
        fill(out, l, LINE_WIDTH - inner - utf8_count(l->tail), inner);
    }
}

/* Adds an item behind those there are. */
static void add_item(listing *l, listed *items, str text) {
    const size_t width = utf8_count(text);
    l->width += width + (l->count ? 2 : 0);
    items[l->count++] = (listed){text, width};
}

/* What stands between the commas of a text. */
static void split_listing(arena *memory, str text, listing *l) {
    size_t commas = 0;
    for (size_t at = 0; (at = str_find_char(text, at, ',')) < text.len; at++)
        commas++;
    listed *items = ARENA_ARRAY(memory, commas + 1, listed);
    for (size_t at = 0, end; at <= text.len; at = end + 2) {
        end = str_find(text, at, STR(", "));
        add_item(l, items, str_slice(text, at, end));
    }
    l->items = items;
}

/* The items of a listing: of a list, or of a text. */
static bool listing_of(template_call *call, value v, listing *l) {
    if (v.kind == VALUE_STRING) {
        split_listing(call->memory, value_text(v), l);
        return true;
    }
    listed *items = ARENA_ARRAY(call->memory, v.as.list->count, listed);
    for (size_t i = 0; i < v.as.list->count; i++) {
        str text;
        if (!template_to_text(call, v.as.list->items[i], &text))
            return false;
        add_item(l, items, text);
    }
    l->items = items;
    return true;
}

static bool write_broken(template_call *call, buf *out) {
    const value v = call->args[0];
    str head, indent = {"", 0};
    listing l = {.items = NULL};
    if ((v.kind != VALUE_LIST && v.kind != VALUE_STRING) ||
        !template_text_argument(call, 1, &head) || !template_text_argument(call, 2, &l.tail) ||
        !template_text_argument(call, 3, &indent)) {
        template_fail(call, CODE_TEMPLATE_TYPE,
                      "`broken` takes a list or text, and texts that stand around it");
        return false;
    }
    if (v.kind == VALUE_STRING && fits_on_line(head, value_text(v), l.tail, indent.len)) {
        buf_add_repeat(out, ' ', indent.len);
        buf_add_str(out, head);
        buf_add_str(out, value_text(v));
        buf_add_str(out, l.tail);
        return true;
    }
    if (!listing_of(call, v, &l))
        return false;
    lay_out(out, head, &l, indent.len);
    buf_add_str(out, l.tail);
    return true;
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
    template_add_filter(env, "longest_line", longest_line, "", NULL);
    template_add_writer(env, "broken", write_broken, "head tail indent=", NULL);
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

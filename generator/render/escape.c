/* Escaping; see escape.h. */
#include "render/escape.h"

#include "base/text.h"

const language_escape *escape_find(const language *lang, str name) {
    for (size_t i = 0; i < lang->escape_count; i++)
        if (str_eq(lang->escapes[i].name, name))
            return &lang->escapes[i];
    return NULL;
}

static const language_replacement *longest_match(const language_escape *escape, str rest) {
    const language_replacement *best = NULL;
    for (size_t i = 0; i < escape->count; i++) {
        const language_replacement *r = &escape->replacements[i];
        if (str_starts(rest, r->from) && (!best || r->from.len > best->from.len))
            best = r;
    }
    return best;
}

/* How many bytes of a control character stand at the start: C0, DEL, or a bidi control. */
static size_t control_length(str rest) {
    unsigned char c = (unsigned char)rest.ptr[0];
    if (c == '\n' || c == '\t')
        return 0;
    if (c < 0x20 || c == 0x7F)
        return 1;
    size_t at = 0;
    uint32_t point;
    if (c != 0xE2 || !utf8_next(rest, &at, &point))
        return 0;
    bool bidi = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    bool line_end = point == 0x2028 || point == 0x2029;
    return bidi || line_end ? at : 0;
}

static void write_control(buf *out, language_controls how, str control) {
    if (how == LANGUAGE_CONTROLS_BLANK) {
        buf_add_char(out, ' ');
        return;
    }
    for (size_t i = 0; i < control.len; i++)
        buf_format(out, "\\%03o", (unsigned)(unsigned char)control.ptr[i]);
}

/* The replacement whose first character is the last one of `before`, which both keep: the star of
 * a slash, a star and a slash. */
static const language_replacement *overlapping(const language_escape *escape,
                                               const language_replacement *before, str rest) {
    str from = before->from, to = before->to;
    if (!to.len || from.ptr[from.len - 1] != to.ptr[to.len - 1])
        return NULL;
    const language_replacement *r = longest_match(escape, rest);
    return r && r->from.len > 1 && r->to.len && r->to.ptr[0] == r->from.ptr[0] ? r : NULL;
}

/* Writes a replacement and those that overlap it; where the text goes on. */
static size_t write_replacements(buf *out, const language_escape *escape,
                                 const language_replacement *r, str text, size_t at) {
    buf_add_str(out, r->to);
    at += r->from.len;
    while ((r = overlapping(escape, r, str_slice(text, at - 1, text.len)))) {
        buf_add_str(out, str_slice(r->to, 1, r->to.len));
        at += r->from.len - 1;
    }
    return at;
}

void escape_write(buf *out, const language_escape *escape, str text) {
    size_t plain = 0;
    for (size_t i = 0; i < text.len;) {
        if (!escape->touches[(unsigned char)text.ptr[i]]) {
            i++;
            continue;
        }
        str rest = str_slice(text, i, text.len);
        const language_replacement *r = longest_match(escape, rest);
        size_t control = r || escape->controls == LANGUAGE_CONTROLS_KEPT ? 0 : control_length(rest);
        if (!r && !control) {
            i++;
            continue;
        }
        buf_add_str(out, str_slice(text, plain, i));
        if (r)
            i = write_replacements(out, escape, r, text, i);
        else
            write_control(out, escape->controls, str_slice(rest, 0, control));
        i += control;
        plain = i;
    }
    buf_add_str(out, str_slice(text, plain, text.len));
}

str escape_text(arena *a, const language_escape *escape, str text) {
    size_t i = 0;
    while (i < text.len && !escape->touches[(unsigned char)text.ptr[i]])
        i++;
    if (i == text.len)
        return text;
    buf out = {0};
    escape_write(&out, escape, text);
    str result = str_dup(a, buf_str(&out));
    buf_free(&out);
    return result;
}

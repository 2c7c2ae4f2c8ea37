/* Comments; see comment.h. Of Markdown it knows the blocks that lines make (CommonMark, 4 and 5).
 */
#include "render/comment.h"

#include "base/text.h"
#include "render/escape.h"

enum { CODE_INDENT = 4, LEAST_ROOM = 20 };

typedef struct layout {
    buf out;        /* lines, a LF behind each */
    size_t room;    /* code points that a line may have */
    buf paragraph;  /* its words so far, on one line */
    size_t first;   /* columns in front of its first line, */
    size_t hang;    /* and of those that follow */
    bool is_open;   /* the next line of prose goes on with it, */
    bool is_broken; /* or under it, as a line of its own */
    bool in_list, in_code, in_fence;
} layout;

/* ---- lines ---- */

/* Where to end a line that begins at `from` and may take `room` code points: at a blank. */
static size_t wrap_at(str text, size_t from, size_t room) {
    size_t last_blank = 0, width = 0;
    for (size_t i = from; i < text.len; i++) {
        if (text.ptr[i] == ' ' && i > from)
            last_blank = i;
        width += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
        if (width > room && last_blank)
            return last_blank;
    }
    return text.len;
}

static void add_line(layout *l, size_t indent, str text) {
    if (text.len)
        buf_add_repeat(&l->out, ' ', indent);
    buf_add_str(&l->out, text);
    buf_add_char(&l->out, '\n');
}

/* Writes the paragraph that was gathered. */
static void end_paragraph(layout *l) {
    const str text = buf_str(&l->paragraph);
    size_t indent = l->first;
    for (size_t from = 0; from < text.len;) {
        const size_t room = l->room > indent + LEAST_ROOM ? l->room - indent : LEAST_ROOM;
        const size_t to = wrap_at(text, from, room);
        add_line(l, indent, str_trim(str_slice(text, from, to)));
        from = to < text.len ? to + 1 : text.len;
        indent = l->hang;
    }
    l->paragraph.len = 0;
    l->is_open = false;
}

static void begin_paragraph(layout *l, size_t first, size_t hang) {
    end_paragraph(l);
    l->first = first;
    l->hang = hang;
    l->is_open = true;
    l->is_broken = false;
}

/* ---- blocks ---- */

/* The columns of white space at the start. */
static size_t indent_of(str line) {
    size_t column = 0;
    for (size_t i = 0; i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'); i++)
        column += line.ptr[i] == '\t' ? CODE_INDENT - column % CODE_INDENT : 1;
    return column;
}

/* How often the first character stands at the start. */
static size_t count_first(str body) {
    size_t count = 1;
    while (count < body.len && body.ptr[count] == body.ptr[0])
        count++;
    return count;
}

static bool is_fence(str body) {
    return strchr("`~", body.ptr[0]) && count_first(body) > 2;
}

/* A line of signs: under a heading, or between parts. */
static bool is_rule(str body) {
    return strchr("=-*_", body.ptr[0]) && count_first(body) > 2 && count_first(body) == body.len;
}

/* The bytes of "- " or "12. " that a list's item begins with; 0: it is none. Numbers but 1 don't
 * end a paragraph that is in no list. */
static size_t marker_length(const layout *l, str body) {
    size_t at = 0;
    while (at < body.len && at < 3 && body.ptr[at] >= '0' && body.ptr[at] <= '9')
        at++;
    const bool number = at > 0, may_be = l->in_list || !l->is_open || str_starts(body, STR("1."));
    const char *signs = number ? ".)" : "-*+";
    if (at + 1 >= body.len || !strchr(signs, body.ptr[at]) || body.ptr[at + 1] != ' ')
        return 0;
    for (at++; body.ptr[at] == ' '; at++) /* no line ends with a blank */
        ;
    return number && !may_be ? 0 : at;
}

/* A line that two blanks or a backslash end stands by itself. */
static bool is_ended(str line) {
    return str_ends(line, STR("  ")) || str_ends(line, STR("\\"));
}

static void add_prose(layout *l, str body, size_t indent) {
    indent = l->is_broken ? l->hang : l->in_list ? indent : 0;
    if (!l->is_open)
        begin_paragraph(l, indent, indent);
    buf_add_str(&l->paragraph, l->paragraph.len ? STR(" ") : STR(""));
    buf_add_str(&l->paragraph, body);
}

/* A line as it stands. */
static void add_verbatim(layout *l, str body, size_t indent) {
    end_paragraph(l);
    l->is_broken = false;
    add_line(l, indent, body);
}

static void add_blank(layout *l) {
    end_paragraph(l);
    l->is_broken = false;
    if (l->in_fence || !str_ends(buf_str(&l->out), STR("\n\n")))
        add_line(l, 0, STR(""));
}

/* A line without the indentation that all have. */
static void add_block_line(layout *l, str line, size_t indent) {
    const str body = str_trim(line);
    const size_t marker = marker_length(l, body);
    const bool goes_on = l->is_open || l->is_broken;
    if (!body.len) {
        add_blank(l);
        return;
    }
    l->in_list = l->in_list && (marker || goes_on || indent > 1);
    l->in_code = indent >= CODE_INDENT && (l->in_code || !(l->in_list || goes_on));
    if (l->in_fence || is_fence(body)) {
        l->in_fence ^= is_fence(body);
        add_verbatim(l, body, indent);
    } else if (l->in_code || body.ptr[0] == '|' || is_rule(body)) {
        add_verbatim(l, body, indent);
    } else if (marker) {
        begin_paragraph(l, indent, indent + marker);
        buf_add_str(&l->paragraph, body);
        l->in_list = true;
    } else if (body.ptr[0] == '#' || body.ptr[0] == '>') {
        begin_paragraph(l, indent, indent + (body.ptr[0] == '>' ? 2 : 0));
        buf_add_str(&l->paragraph, body);
        end_paragraph(l);
    } else {
        add_prose(l, body, indent);
    }
    if (l->is_open && is_ended(line)) { /* a line break within the paragraph */
        end_paragraph(l);
        l->is_broken = true;
    }
}

static str next_line(str text, size_t *at) {
    const size_t end = str_find_char(text, *at, '\n');
    str line = str_slice(text, *at, end);
    *at = end + 1;
    while (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    return line;
}

/* The indentation that all lines have. */
static size_t common_indent(str text) {
    size_t least = SIZE_MAX;
    for (size_t at = 0; at < text.len;) {
        const str line = next_line(text, &at);
        const size_t indent = indent_of(line);
        if (str_trim(line).len && indent < least)
            least = indent;
    }
    return least;
}

static void lay_out(layout *l, str text) {
    const size_t common = common_indent(text);
    bool begun = false;
    for (size_t at = 0; at < text.len;) {
        const str line = next_line(text, &at);
        begun |= str_trim(line).len > 0;
        if (begun)
            add_block_line(l, line, str_trim(line).len ? indent_of(line) - common : 0);
    }
    end_paragraph(l);
}

/* ---- comments ---- */

static void write_line(buf *out, str next, unsigned indent, str line) {
    buf_add_char(out, '\n');
    buf_add_repeat(out, ' ', indent);
    size_t mark = out->len;
    buf_add_str(out, next);
    buf_add_str(out, line);
    while (out->len > mark && out->ptr[out->len - 1] == ' ')
        out->ptr[--out->len] = '\0';
}

static void write_lines(buf *out, const language_comment *form, str lines, unsigned indent) {
    buf_add_str(out, form->first);
    for (size_t at = 0; at <= lines.len;)
        write_line(out, form->next, indent, next_line(lines, &at));
    if (form->last.len)
        write_line(out, form->last, indent, STR(""));
}

void comment_write(arena *a, buf *out, const language *lang, const language_comment *form, str text,
                   unsigned indent) {
    const language_escape *escape = form->escape.len ? escape_find(lang, form->escape) : NULL;
    if (!str_trim(text).len)
        return;
    if (escape)
        text = escape_text(a, escape, text);
    const size_t used = indent + utf8_count(form->next);
    layout l = {.room = form->width == 0                  ? SIZE_MAX
                        : form->width > used + LEAST_ROOM ? form->width - used
                                                          : LEAST_ROOM};
    lay_out(&l, text);
    str lines = buf_str(&l.out);
    while (str_ends(lines, STR("\n")))
        lines.len--;
    const size_t width =
        indent + utf8_count(form->before) + utf8_count(lines) + utf8_count(form->after);
    if (str_find_char(lines, 0, '\n') == lines.len && (form->width == 0 || width <= form->width)) {
        buf_add_str(out, form->before);
        buf_add_str(out, lines);
        buf_add_str(out, form->after);
    } else {
        write_lines(out, form, lines, indent);
    }
    buf_free(&l.out);
    buf_free(&l.paragraph);
}

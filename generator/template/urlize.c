/*
 * The filter urlize: addresses in a text as links. What an address is, and which brackets and dots
 * around it are none of it, is as in Jinja2 3.1.
 */
#include "template/builtin.h"

typedef struct link_style {
    int64_t limit;    /* longest address that is shown; negative: any */
    bool wrong_limit; /* an error, where there is an address */
    bool met;
    str attributes;
    value schemes;
} link_style;

static bool is_word(uint32_t c) {
    return c == '_' || unicode_is_alnum(c);
}

static bool is_label(uint32_t c) {
    return is_word(c) || c == '%' || c == '-';
}

static bool is_host(uint32_t c) {
    return is_label(c) || c == '.';
}

/* Bytes of such characters at the beginning. */
static size_t span_of(str s, bool (*matches)(uint32_t c)) {
    size_t at = 0;
    while (at < s.len) {
        size_t next = at;
        if (!matches(unicode_next(s, &next)))
            break;
        at = next;
    }
    return at;
}

static bool starts_folded(str s, const char *prefix) {
    size_t len = strlen(prefix);
    for (size_t i = 0; i < len; i++)
        if (i >= s.len || (s.ptr[i] | (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? 0x20 : 0)) != prefix[i])
            return false;
    return true;
}

static bool is_hex(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Nothing, or a port, a path, a query, a fragment. */
static bool is_rest(str s) {
    size_t at = 0;
    if (s.len && s.ptr[0] == ':') {
        for (at = 1; at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';)
            at++;
        if (at < 2 || at > 6)
            return false;
    }
    return at == s.len || strchr("/?#", s.ptr[at]) != NULL;
}

static bool is_top_level(str label) {
    if (starts_folded(label, "xn--")) {
        str rest = str_slice(label, 4, label.len);
        size_t count = utf8_count(rest);
        bool fine = count >= 2 && count <= 59;
        for (size_t at = 0; at < rest.len;) {
            uint32_t c = unicode_next(rest, &at);
            fine = fine && (is_word(c) || c == '%');
        }
        if (fine)
            return true;
    }
    for (size_t i = 0; i < label.len; i++)
        if ((label.ptr[i] | 0x20) < 'a' || (label.ptr[i] | 0x20) > 'z')
            return false;
    return label.len >= 2 && label.len <= 63;
}

static bool is_known_top_level(str label) {
    static const char *const known[] = {"com", "net", "int", "edu", "gov", "org", "info", "mil"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (label.len == strlen(known[i]) && starts_folded(label, known[i]))
            return true;
    return false;
}

/* Labels between dots and a last one; without a scheme they have to look more like a host. */
static bool is_domain(str host, bool has_scheme) {
    size_t from = 0, labels = 0;
    while (true) {
        size_t dot = str_find_char(host, from, '.');
        str label = str_slice(host, from, dot);
        size_t length = utf8_count(label);
        if (dot == host.len)
            return has_scheme ? is_top_level(label) : labels && is_known_top_level(label);
        if (length == 0 || (!has_scheme && (length < 2 || length > 63)))
            return false;
        labels++;
        from = dot + 1;
    }
}

static bool is_ipv4(str host) {
    unsigned groups = 1, digits = 0;
    for (size_t at = 0; at < host.len;) {
        uint32_t c = unicode_next(host, &at);
        if (c == '.' && digits)
            groups++, digits = 0;
        else if (!unicode_is_decimal(c) || ++digits > 3)
            return false;
    }
    return groups == 4 && digits;
}

/* [2001:db8::1]: two groups that end with a colon, and at most six further pieces. */
static size_t ipv6_length(str s) {
    unsigned groups = 0, digits = 0, pieces = 0;
    if (!s.len || s.ptr[0] != '[')
        return 0;
    for (size_t i = 1; i < s.len; i++) {
        if (s.ptr[i] == ']')
            return groups >= 2 && pieces + (digits + 3) / 4 <= 6 ? i + 1 : 0;
        if (is_hex(s.ptr[i])) {
            digits++;
        } else if (s.ptr[i] == ':' && (groups >= 2 || digits <= 4)) {
            pieces += groups < 2 ? 0 : digits ? (digits + 3) / 4 : 1;
            groups++;
            digits = 0;
        } else {
            return 0;
        }
    }
    return 0;
}

static bool is_address(str s) {
    size_t scheme = starts_folded(s, "https://")  ? 8
                    : starts_folded(s, "http://") ? 7
                    : starts_folded(s, "www.")    ? 4
                                                  : 0;
    str rest = str_slice(s, scheme, s.len);
    size_t end = span_of(rest, is_host), brackets = scheme > 4 ? ipv6_length(rest) : 0;
    str host = str_slice(rest, 0, end);
    if (brackets && is_rest(str_slice(rest, brackets, rest.len)))
        return true;
    if (is_rest(str_slice(rest, end, rest.len)) &&
        ((scheme && is_domain(host, true)) || (scheme > 4 && is_ipv4(host))))
        return true;
    end = span_of(s, is_host);
    return is_domain(str_slice(s, 0, end), false) && is_rest(str_slice(s, end, s.len));
}

static bool is_email(str s) {
    size_t at = s.len;
    while (at > 0 && s.ptr[at - 1] != '@')
        at--;
    if (at < 2)
        return false;
    str host = str_slice(s, at, s.len);
    size_t dot = host.len;
    for (size_t i = 0; i < host.len; i++)
        dot = host.ptr[i] == '.' ? i : dot;
    size_t second = 0;
    if (dot == host.len || dot + 1 == host.len || !is_word(unicode_next(host, &second)))
        return false;
    for (size_t i = 0; i < host.len;) {
        size_t from = i;
        uint32_t c = unicode_next(host, &i);
        if (!is_word(c) && (from > dot || (c != '.' && c != '-')))
            return false;
    }
    return true;
}

/* --- Words --- */

static size_t head_length(str word) {
    size_t at = 0;
    while (at < word.len) {
        if (word.ptr[at] == '(' || word.ptr[at] == '<')
            at++;
        else if (str_starts(str_slice(word, at, word.len), STR("&lt;")))
            at += 4;
        else
            break;
    }
    return at;
}

static size_t tail_start(str s) {
    size_t end = s.len;
    while (end > 0) {
        if (strchr(")>.,", s.ptr[end - 1]))
            end--;
        else if (str_ends(str_slice(s, 0, end), STR("&gt;")))
            end -= 4;
        else
            break;
    }
    return end;
}

static size_t occurrences(str s, str part) {
    size_t count = 0;
    for (size_t at = str_find(s, 0, part); at < s.len; at = str_find(s, at + part.len, part))
        count++;
    return count;
}

/* Takes closing brackets back from the tail, for those that are open in the address. */
static size_t balance(str s, size_t end) {
    static const str pairs[3][2] = {{STR_INIT("("), STR_INIT(")")},
                                    {STR_INIT("<"), STR_INIT(">")},
                                    {STR_INIT("&lt;"), STR_INIT("&gt;")}};
    for (int i = 0; i < 3; i++) {
        size_t open = occurrences(str_slice(s, 0, end), pairs[i][0]);
        if (open <= occurrences(str_slice(s, 0, end), pairs[i][1]))
            continue;
        size_t close = occurrences(str_slice(s, end, s.len), pairs[i][1]);
        for (size_t moved = 0; moved < open && moved < close; moved++)
            end = str_find(s, end, pairs[i][1]) + pairs[i][1].len;
    }
    return end;
}

/* Of an address that is longer than the limit, its beginning is shown. */
static void put_link(buf *out, const char *before, str target, str attributes, str shown,
                     int64_t limit) {
    size_t at = 0;
    bool cut = limit >= 0 && (int64_t)utf8_count(shown) > limit;
    for (int64_t i = 0; cut && i < limit; i++)
        unicode_next(shown, &at);
    shown = cut ? str_slice(shown, 0, at) : shown;
    buf_format(out, "<a href=\"%s%.*s\"%.*s>%.*s%s</a>", before, STR_ARG(target),
               STR_ARG(attributes), STR_ARG(shown), cut ? "..." : "");
}

static void put_schemes(buf *out, str s, const link_style *style) {
    buf now = {0};
    buf_add_str(&now, s);
    for (uint32_t i = 0; i < style->schemes.as.list->count; i++) {
        str scheme = value_text(style->schemes.as.list->items[i]), whole = buf_str(&now);
        if (str_eq(whole, scheme) || !str_starts(whole, scheme))
            continue;
        buf next = {0};
        put_link(&next, "", whole, style->attributes, whole, -1);
        buf_free(&now);
        now = next;
    }
    buf_add_str(out, buf_str(&now));
    buf_free(&now);
}

static void put_word(buf *out, str word, link_style *style) {
    size_t head = head_length(word);
    str rest = str_slice(word, head, word.len);
    size_t end = balance(rest, tail_start(rest));
    str s = str_slice(rest, 0, end);
    bool mail = str_starts(s, STR("mailto:"));
    buf_add_str(out, str_slice(word, 0, head));
    if (is_address(s)) {
        style->met = true;
        bool full = str_starts(s, STR("https://")) || str_starts(s, STR("http://"));
        put_link(out, full ? "" : "https://", s, style->attributes, s, style->limit);
    } else if (mail && is_email(str_slice(s, 7, s.len))) {
        put_link(out, "", s, STR(""), str_slice(s, 7, s.len), -1);
    } else if (!str_starts(s, STR("www.")) && str_find_char(s, 0, ':') == s.len && is_email(s)) {
        put_link(out, "mailto:", s, STR(""), s, -1);
    } else {
        put_schemes(out, s, style);
    }
    buf_add_str(out, str_slice(rest, end, rest.len));
}

/* --- The filter --- */

static void put_attribute(buf *out, const char *called, str text) {
    if (text.len == 0)
        return;
    buf_format(out, " %s=\"", called);
    print_escaped(out, text);
    buf_add_char(out, '"');
}

/* The words of rel=, each once and sorted; noopener is always one of them. */
static bool relations(template_call *call, buf *out) {
    str given = {0};
    buf all = {0};
    if (!argument_string(call, 4, &given))
        return false;
    buf_add_str(&all, STR("noopener "));
    buf_add_str(&all, argument_truth(call, 2, false) ? STR("nofollow ") : STR(""));
    buf_add_str(&all, given);
    value words = value_new_list(call->memory);
    str text = str_dup(call->memory, buf_str(&all));
    for (size_t at = unicode_leading_space(text); at < text.len;) {
        size_t end = at;
        while (end < text.len && !unicode_leading_space(str_slice(text, end, text.len)))
            unicode_next(text, &end);
        value_append(words, value_str(str_slice(text, at, end)));
        at = end + unicode_leading_space(str_slice(text, end, text.len));
    }
    sort_values(call, words.as.list->items, words.as.list->items, words.as.list->count, 0);
    for (uint32_t i = 0; i < words.as.list->count; i++) {
        value word = words.as.list->items[i];
        if (i && value_eq(word, words.as.list->items[i - 1]))
            continue;
        if (out->len)
            buf_add_char(out, ' ');
        buf_add_str(out, value_text(word));
    }
    buf_free(&all);
    return !call->run->failed;
}

/* Two or more of the characters of a scheme, a colon, and up to two slashes. */
static bool is_scheme(value v) {
    if (!is_text(v))
        return false;
    str s = value_text(v);
    size_t at = 0, count = 0;
    while (at < s.len) {
        size_t next = at;
        uint32_t c = unicode_next(s, &next);
        if (!is_word(c) && c != '.' && c != '+' && c != '-')
            break;
        at = next, count++;
    }
    str rest = str_slice(s, at, s.len);
    return count >= 2 &&
           (str_eq(rest, STR(":")) || str_eq(rest, STR(":/")) || str_eq(rest, STR("://")));
}

static bool read_schemes(template_call *call, value *schemes) {
    *schemes = value_new_list(call->memory);
    if (!argument_present(call, 5))
        return true;
    if (!template_to_list(call, call->args[5], schemes))
        return false;
    for (uint32_t i = 0; i < schemes->as.list->count; i++) {
        if (is_scheme(schemes->as.list->items[i]))
            continue;
        template_fail(call, CODE_TEMPLATE_ARGUMENT, "urlize: this is no scheme of an address");
        return false;
    }
    return true;
}

/* The text with its words as they are, or as links. */
static void put_words(buf *out, str text, link_style *style) {
    for (size_t at = 0; at < text.len;) {
        size_t space = unicode_leading_space(str_slice(text, at, text.len)), end = at + space;
        buf_add(out, text.ptr + at, space);
        while (end < text.len && !unicode_leading_space(str_slice(text, end, text.len)))
            unicode_next(text, &end);
        put_word(out, str_slice(text, at + space, end), style);
        at = end;
    }
}

/* Everything but the text; the attributes are in `attributes`. */
static bool read_style(template_call *call, link_style *style, buf *attributes) {
    str target = {0};
    buf relation = {0};
    value limit = call->args[1];
    style->wrong_limit = template_given(limit) && limit.kind != VALUE_NULL &&
                         limit.kind != VALUE_INT && limit.kind != VALUE_BOOL;
    if (argument_present(call, 1) && !style->wrong_limit)
        style->limit = number_small(limit);
    bool done = read_schemes(call, &style->schemes) &&
                (!argument_present(call, 3) || argument_text(call, 3, &target)) &&
                relations(call, &relation);
    put_attribute(attributes, "rel", buf_str(&relation));
    put_attribute(attributes, "target", target);
    style->attributes = buf_str(attributes);
    buf_free(&relation);
    return done;
}

static value filter_urlize(template_call *call) {
    link_style style = {.limit = -1};
    str text;
    buf attributes = {0}, escaped = {0}, out = {0};
    bool done = argument_text(call, 0, &text) && read_style(call, &style, &attributes) &&
                run_count_steps(call->run, here(call), text.len / 2); /* slow, as links are rare */
    if (done && is_escaped(call->args[0]))
        buf_add_str(&escaped, text);
    else if (done)
        print_escaped(&escaped, text);
    put_words(&out, buf_str(&escaped), &style);
    buf_free(&escaped);
    buf_free(&attributes);
    value v = result_text(call, &out);
    if (style.met && style.wrong_limit)
        return template_fail(call, CODE_TEMPLATE_TYPE, "urlize: the limit is an integer, not %s",
                             kind_name(call->args[1]));
    v.flags = call->run->autoescape && !is_failed(v) ? TEXT_SAFE : 0;
    return done ? v : failed_value();
}

const builtin filters_urlize[] = {
    {"urlize", filter_urlize, "trim_url_limit= nofollow= target= rel= extra_schemes="},
    {NULL, NULL, NULL}};

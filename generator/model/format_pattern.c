/*
 * Formats that are regular languages, as patterns; see model.h. The runtime has no functions for
 * them: what is rarely asked is a table of those who ask it. A pattern names parts of it as <this>.
 */
#include "model/model.h"

typedef struct named_pattern {
    str name, pattern;
} named_pattern;

static const named_pattern formats[] = {
    {STR_INIT("relative-json-pointer"),
     STR_INIT("^(?:0|[1-9][0-9]*)(?:#|(?:\\/(?:[^\\/~]|~[01])*)*)$")},
    {STR_INIT("uri-template"), STR_INIT("^(?:<literal>|\\{[+#.\\/;?&=,!@|]?<varspec>(?:,<varspec>)*"
                                        "\\})*$")},
    {STR_INIT("iri"), STR_INIT("^<absolute><tail>$")},
    {STR_INIT("iri-reference"), STR_INIT("^(?:<absolute>|<relative>)<tail>$")},
    {STR_INIT("idn-email"), STR_INIT("^(?:<atom>(?:\\.<atom>)*|<quoted>)@"
                                     "(?:<label>(?:\\.<label>)*|\\[[!-Z^-~]+\\])$")},
};

static const named_pattern parts[] = {
    /* RFC 3986, appendix A */
    {STR_INIT("percent"), STR_INIT("%[0-9A-Fa-f]{2}")},
    {STR_INIT("h"), STR_INIT("(?:[0-9A-Fa-f]{1,4})")},
    {STR_INIT("octet"), STR_INIT("(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])")},
    {STR_INIT("ls32"), STR_INIT("(?:<h>:<h>|<octet>\\.<octet>\\.<octet>\\.<octet>)")},
    {STR_INIT("ipv6"),
     STR_INIT("(?:(?:<h>:){6}<ls32>|::(?:<h>:){5}<ls32>|<h>?::(?:<h>:){4}<ls32>|"
              "(?:(?:<h>:)?<h>)?::(?:<h>:){3}<ls32>|(?:(?:<h>:){0,2}<h>)?::(?:<h>:){2}<ls32>|"
              "(?:(?:<h>:){0,3}<h>)?::<h>:<ls32>|(?:(?:<h>:){0,4}<h>)?::<ls32>|"
              "(?:(?:<h>:){0,5}<h>)?::<h>|(?:(?:<h>:){0,6}<h>)?::)")},
    {STR_INIT("ipvfuture"), STR_INIT("[vV][0-9A-Fa-f]+\\.[A-Za-z0-9._~!$&'()*+,;=:\\-]+")},
    {STR_INIT("segments"), STR_INIT("(?:\\/<pchar>*)*")},
    {STR_INIT("rooted"), STR_INIT("\\/\\/<authority><segments>|\\/(?:<pchar>+<segments>)?")},
    {STR_INIT("absolute"), STR_INIT("[A-Za-z][A-Za-z0-9+.\\-]*:(?:<rooted>|<pchar>+<segments>)?")},
    {STR_INIT("relative"), STR_INIT("(?:<rooted>|(?:[<plain>@]|<percent>)+<segments>)?")},
    {STR_INIT("tail"), STR_INIT("(?:\\?(?:<pchar>|[\\/?<private>])*)?(?:#(?:<pchar>|[\\/?])*)?")},
    /* RFC 3987, section 2.2: iunreserved with sub-delims, ucschar, iprivate */
    {STR_INIT("authority"),
     STR_INIT("(?:(?:[<plain>:]|<percent>)*@)?(?:\\[(?:<ipv6>|<ipvfuture>)\\]|"
              "(?:[<plain>]|<percent>)*)(?::[0-9]*)?")},
    {STR_INIT("pchar"), STR_INIT("(?:[<plain>:@]|<percent>)")},
    {STR_INIT("plain"), STR_INIT("A-Za-z0-9._~!$&'()*+,;=\\-<ucs>")},
    {STR_INIT("ucs"), STR_INIT("\\u00a0-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\uffef\\u{10000}-\\u{1fffd}"
                               "\\u{20000}-\\u{2fffd}\\u{30000}-\\u{3fffd}\\u{40000}-\\u{4fffd}"
                               "\\u{50000}-\\u{5fffd}\\u{60000}-\\u{6fffd}\\u{70000}-\\u{7fffd}"
                               "\\u{80000}-\\u{8fffd}\\u{90000}-\\u{9fffd}\\u{a0000}-\\u{afffd}"
                               "\\u{b0000}-\\u{bfffd}\\u{c0000}-\\u{cfffd}\\u{d0000}-\\u{dfffd}"
                               "\\u{e1000}-\\u{efffd}")},
    {STR_INIT("private"), STR_INIT("\\ue000-\\uf8ff\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}")},
    /* RFC 6570, section 2, with the apostrophe of erratum 6937 */
    {STR_INIT("literal"), STR_INIT("[^\\x00-\\x20\"%\\x3c\\x3e\\\\^`{|}\\x7f]|<percent>")},
    {STR_INIT("varchar"), STR_INIT("(?:[A-Za-z0-9_]|<percent>)")},
    {STR_INIT("varspec"), STR_INIT("<varchar>(?:\\.?<varchar>)*(?::[1-9][0-9]{0,3}|\\*)?")},
    /* RFC 6531, section 3.3 */
    {STR_INIT("atom"), STR_INIT("[A-Za-z0-9!#$%&'*+\\/=?^_`{|}~\\-\\u0080-\\u{10ffff}]+")},
    {STR_INIT("quoted"), STR_INIT("\"(?:[ !#-\\[\\]-~\\u0080-\\u{10ffff}]|\\\\[ -~])*\"")},
    {STR_INIT("letter"), STR_INIT("[A-Za-z0-9\\u0080-\\u{10ffff}]")},
    {STR_INIT("label"), STR_INIT("<letter>(?:(?:-|<letter>)*<letter>)?")},
};

static str find(const named_pattern *rows, size_t count, str name) {
    for (size_t i = 0; i < count; i++)
        if (str_eq(name, rows[i].name))
            return rows[i].pattern;
    return (str){"", 0};
}

/* Adds a pattern with its parts in their places. */
static void expand(buf *out, str pattern) {
    for (size_t i = 0; i < pattern.len; i++) {
        size_t end = i + 1;
        if (pattern.ptr[i] != '<') {
            buf_add_char(out, pattern.ptr[i]);
            continue;
        }
        while (pattern.ptr[end] != '>')
            end++;
        expand(out, find(parts, sizeof parts / sizeof *parts, str_slice(pattern, i + 1, end)));
        i = end;
    }
}

bool model_format_is_pattern(str format) {
    return find(formats, sizeof formats / sizeof *formats, format).len != 0;
}

model_constraint *model_format_constraint(arena *a, const node *format) {
    buf out = {0};
    node *pattern = ARENA_NEW(a, node);
    model_constraint *c = ARENA_NEW(a, model_constraint);
    expand(&out, find(formats, sizeof formats / sizeof *formats, node_text(format)));
    *pattern = (node){.kind = NODE_STRING, .at = format->at, .as.text = str_dup(a, buf_str(&out))};
    *c = (model_constraint){.kind = MODEL_PATTERN, .operand = pattern, .at = format->at};
    buf_free(&out);
    return c;
}

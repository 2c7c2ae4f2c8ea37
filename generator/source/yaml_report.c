/* libyaml's errors, told in words that say what to do; see readers.h. */
#include "source/readers.h"

#include "base/text.h"

/* Where the error is best shown: where libyaml stopped, or where the construct began. */
typedef enum show { AT_PROBLEM, AT_CONTEXT } show;

typedef struct wording {
    const char *problem; /* how libyaml's text starts */
    const char *message;
    const char *context_note; /* said of where the construct began; NULL: say nothing */
    show at;
} wording;

static const wording wordings[] = {
    {"mapping values are not allowed in this context",
     "a `:` can't stand here: quote the text, or start the key on a line of its own", NULL,
     AT_PROBLEM},
    {"did not find expected key",
     "expected a key of the mapping: check the indentation, and quote text that has quotes, "
     "`: ` or ` #` in it",
     "the mapping starts here", AT_PROBLEM},
    {"did not find expected '-' indicator",
     "expected `- ` and the next item of the list: check the indentation", "the list starts here",
     AT_PROBLEM},
    {"did not find expected ',' or ']'", "expected `,` or `]` in a list that is still open",
     "the list starts here", AT_PROBLEM},
    {"did not find expected ',' or '}'", "expected `,` or `}` in a mapping that is still open",
     "the mapping starts here", AT_PROBLEM},
    {"could not find expected ':'", "expected `:` after this key: add it, or quote longer text",
     "the key starts here", AT_PROBLEM},
    {"found unexpected end of stream", "the quoted text has no closing quote", NULL, AT_CONTEXT},
    {"found unexpected document indicator", "the quoted text has no closing quote", NULL,
     AT_CONTEXT},
    {"found a tab character", "a tab can't indent in YAML: use spaces", NULL, AT_PROBLEM},
    {"found unknown escape character",
     "unknown escape in double quotes: write `\\\\` for a backslash, or use single quotes", NULL,
     AT_PROBLEM},
    {"found invalid Unicode character escape code",
     "this escape is no Unicode character: surrogates and codes over U+10FFFF are not allowed",
     NULL, AT_PROBLEM},
    {"did not find expected hexdecimal number", "expected hexadecimal digits in this escape", NULL,
     AT_PROBLEM},
    {"did not find expected alphabetic or numeric character",
     "expected a name after `&` or `*`: text that starts so has to be quoted", NULL, AT_CONTEXT},
    {"block sequence entries are not allowed in this context",
     "a list can't start here: put its first `- ` on the next line", NULL, AT_PROBLEM},
    {"mapping keys are not allowed in this context",
     "a key can't start here: put it on the next line", NULL, AT_PROBLEM},
    {"did not find expected node content", "expected a value here", NULL, AT_PROBLEM},
    {"did not find expected <document start>",
     "expected the end of the file: this does not belong to the value before it; check the "
     "indentation and quotes",
     NULL, AT_PROBLEM},
    {"did not find expected comment or line break",
     "expected the end of the line after `|`, `>` or a directive", NULL, AT_PROBLEM},
    {"found an indentation indicator equal to 0", "an indentation indicator is 1 to 9", NULL,
     AT_PROBLEM},
    {"found undefined tag handle", "this tag has no %TAG directive: remove it, or quote the text",
     NULL, AT_PROBLEM},
    {"found unexpected ':'", "a `:` can't stand here: quote the text", NULL, AT_PROBLEM},
    {"found incompatible YAML document", "only YAML 1.1 and 1.2 are known", NULL, AT_PROBLEM},
    {"found unknown directive name", "only the directives %YAML and %TAG are known", NULL,
     AT_CONTEXT},
};

static span at_mark(const source_file *file, const yaml_mark_t *mark) {
    uint32_t line = (uint32_t)mark->line + 1, column = (uint32_t)mark->column + 1;
    return (span){file, line, column, line, column + 1};
}

static const wording *find_wording(const char *problem) {
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
        if (strncmp(problem, wordings[i].problem, strlen(wordings[i].problem)) == 0)
            return &wordings[i];
    return NULL;
}

/* "cannot start any token": which character it is tells what to do. */
static void report_character(diagnostics *d, span at) {
    str line = source_line(at.file, at.line);
    size_t offset = utf8_offset(line, at.column - 1);
    if (offset < line.len && line.ptr[offset] == '\t')
        diag_report(d, CODE_YAML_SYNTAX, at, "a tab can't indent in YAML: use spaces");
    else
        diag_report(d, CODE_YAML_SYNTAX, at, "plain text can't start with %.*s: put it in quotes",
                    STR_ARG(str_slice(line, offset, offset + 1)));
}

void yaml_report(diagnostics *d, const source_file *file, const yaml_parser_t *parser) {
    const char *problem = parser->problem ? parser->problem : "unknown error";
    if (parser->error == YAML_READER_ERROR) {
        span at = span_of_bytes(file, parser->problem_offset, parser->problem_offset + 1);
        diag_report(d, CODE_YAML_SYNTAX, at,
                    "the character U+%04X can't stand in a file: write it as an escape in double "
                    "quotes",
                    (unsigned)parser->problem_value);
        return;
    }
    span at = at_mark(file, &parser->problem_mark);
    if (strcmp(problem, "found character that cannot start any token") == 0) {
        report_character(d, at);
        return;
    }
    const wording *said = find_wording(problem);
    bool has_context = parser->context && parser->context_mark.index < parser->problem_mark.index;
    if (said && said->at == AT_CONTEXT && has_context)
        at = at_mark(file, &parser->context_mark);
    diag_code code = said && strcmp(said->problem, "found undefined tag handle") == 0
                         ? CODE_CUSTOM_TAG
                         : CODE_YAML_SYNTAX;
    diagnostic *error = diag_report(d, code, at, "%s", said ? said->message : problem);
    if (said && said->context_note && has_context)
        diag_add_note(d, error, at_mark(file, &parser->context_mark), "%s", said->context_note);
}

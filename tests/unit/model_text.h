/*
 * For tests of what makes or completes models: loading a text, and a short notation of a package.
 *
 *   Pet = object {name!: string, tag: string?, kind: PetKind=“cat”} closed
 *   PetKind (Pet.kind) = enum "cat"|"dog"
 *   Any = oneOf Pet|[int32]|{any} (kind: a,b)
 *
 * `!` required, `?` nullable, `~` refined, `*` stored as a pointer, `<format>`,
 * `[keyword=operand]`.
 */
#ifndef SWAGE_TESTS_MODEL_TEXT_H
#define SWAGE_TESTS_MODEL_TEXT_H

#include "analyze/analyze.h"
#include "spec/spec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static arena memory;
static diagnostics found;
static char folder[] = "/tmp/swage-test-XXXXXX";

static inline void write_file(const char *name, const char *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static inline model_package *load_file(const char *name) {
    arena_free(&memory);
    diag_init(&found, &memory);
    return spec_load(&memory, &found, str_format(&memory, "%s/%s", folder, name));
}

static inline void write_type(buf *out, const model_type *type) {
    if (type->kind == MODEL_ARRAY || type->kind == MODEL_MAP) {
        buf_add_char(out, type->kind == MODEL_ARRAY ? '[' : '{');
        write_type(out, type->element);
        buf_add_char(out, type->kind == MODEL_ARRAY ? ']' : '}');
    } else {
        buf_add_str(out, type->definition ? type->definition->name : model_kind_name(type->kind));
    }
    buf_format(out, "%s%s", type->nullable ? "?" : "", type->refined ? "~" : "");
    if (type->format.len)
        buf_format(out, "<%.*s>", STR_ARG(type->format));
    for (const model_constraint *c = type->constraints; c; c = c->next) {
        buf_format(out, "[%.*s=", STR_ARG(model_constraint_keyword(c->kind)));
        node_write_json(out, c->operand);
        buf_add_char(out, ']');
    }
}

static inline void write_fields(buf *out, const model_definition *d) {
    static const char *const modes[] = {"", " typed ", " closed"};
    buf_add_str(out, STR("object {"));
    for (size_t i = 0; i < d->field_count; i++) {
        const model_field *f = &d->fields[i];
        buf_format(out, "%s%.*s%s: ", i ? ", " : "", STR_ARG(f->name), f->required ? "!" : "");
        write_type(out, f->type);
        if (f->storage == MODEL_POINTER)
            buf_add_char(out, '*');
        if (f->default_value) {
            buf_add_char(out, '=');
            node_write_json(out, f->default_value);
        }
    }
    buf_format(out, "}%s", modes[d->additional_mode]);
    if (d->additional)
        write_type(out, d->additional);
    for (const model_constraint *c = d->constraints; c; c = c->next)
        buf_format(out, " [%.*s]", STR_ARG(model_constraint_keyword(c->kind)));
}

static inline void write_values(buf *out, const model_definition *d) {
    buf_add_str(out, STR("enum "));
    for (size_t i = 0; i < d->value_count; i++) {
        buf_add_str(out, i ? STR("|") : STR(""));
        node_write_json(out, d->values[i].json);
        if (d->values[i].name.len)
            buf_format(out, " %.*s", STR_ARG(d->values[i].name));
    }
}

static inline void write_alternatives(buf *out, const model_definition *d) {
    buf_add_str(out, d->exclusive ? STR("oneOf ") : STR("anyOf "));
    for (size_t i = 0; i < d->alternative_count; i++) {
        const model_alternative *alternative = &d->alternatives[i];
        buf_add_str(out, i ? STR("|") : STR(""));
        write_type(out, alternative->type);
        for (size_t k = 0; k < alternative->tag_count; k++)
            buf_format(out, "%s%.*s", k ? "," : " @", STR_ARG(alternative->tags[k]));
    }
    if (d->discriminator.len)
        buf_format(out, " (%.*s)", STR_ARG(d->discriminator));
}

static inline void write_definition(buf *out, const model_definition *d) {
    buf_add_str(out, d->name);
    if (d->owner || d->property.len)
        buf_format(out, " (%.*s.%.*s", d->owner ? (int)d->owner->name.len : 0,
                   d->owner ? d->owner->name.ptr : "", STR_ARG(d->property));
    if (d->owner || d->property.len) {
        if (d->position)
            buf_format(out, "#%d", d->position);
        buf_format(out, "%s)", d->item ? "[]" : "");
    }
    buf_add_str(out, STR(" = "));
    if (d->kind == MODEL_OBJECT)
        write_fields(out, d);
    else if (d->kind == MODEL_ENUM)
        write_values(out, d);
    else
        write_alternatives(out, d);
    buf_add_char(out, '\n');
}

/* The package in the notation above, and what was reported, "line:column code", between. */
static inline void assert_package(const model_package *package, const char *expected) {
    buf out = {0};
    buf_add_str(&out, STR(""));
    for (const diagnostic *d = found.first; d; d = d->next) {
        buf_format(&out, "%u:%u %s\n", d->at.line, d->at.column, diag_code_text(d->code));
        for (const diag_note *n = d->notes; n; n = n->next)
            if (n->at.line)
                buf_format(&out, "  %u:%u\n", n->at.line, n->at.column);
            else
                buf_format(&out, "  %.*s\n", STR_ARG(n->message));
    }
    for (size_t i = 0; package && i < package->count; i++)
        write_definition(&out, package->definitions[i]);
    buf_reserve(&out, 1)[0] = '\0';
    char *text = buf_take(&out);
    assert_string_equal(text, expected);
    free(text);
}

static inline int set_up(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : 1;
}

/* Removes the files of the folder, which has no folders of its own. */
static inline int tear_down(void **state) {
    (void)state;
    char command[128];
    arena_free(&memory);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

#endif

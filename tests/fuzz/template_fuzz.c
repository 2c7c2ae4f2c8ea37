/*
 * libFuzzer: any bytes as a template, with a context of every kind of value.
 *
 * Other templates are found under the names a, b and c: parts of the input, between 0xFF bytes.
 */
#include "template_env.h"

#include <stdlib.h>

enum { PARTS = 4 };

typedef struct parts {
    source_file files[PARTS];
    size_t count;
} parts;

static const source_file *load(void *context, str name) {
    const parts *p = context;
    if (name.len != 1 || name.ptr[0] < 'a' || (size_t)(name.ptr[0] - 'a') + 1 >= p->count)
        return NULL;
    return &p->files[name.ptr[0] - 'a' + 1];
}

static value context;

static void make_context(fuzz_env *made) {
    arena *memory = &made->memory;
    value dict = value_new_dict(memory), list = value_new_list(memory),
          user = value_new_dict(memory);
    value_put(user, STR("name"), value_str(STR("Ann <b>")));
    value_put(user, STR("age"), value_int(-7));
    value_append(list, value_int(3));
    value_append(list, value_str(STR("\xC3\xA4 b")));
    value_append(list, user);
    value_append(list, value_null());
    value_put(dict, STR("s"), value_str(STR("Hello, World and-more\nlines")));
    value_put(dict, STR("l"), list);
    value_put(dict, STR("u"), user);
    value_put(dict, STR("i"), value_int(INT64_MAX));
    value_put(dict, STR("f"), value_float(-2.5));
    value_put(dict, STR("t"), value_bool(true));
    value_put(dict, STR("n"), value_null());
    context = dict;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    parts p = {.count = 0};
    str text = {(const char *)data, size};
    for (size_t from = 0; from <= size && p.count < PARTS;) {
        size_t end = str_find_char(text, from, '\xFF');
        p.files[p.count++] = (source_file){STR("part"), str_slice(text, from, end)};
        from = end + 1;
    }
    fuzz_env *used =
        fuzz_begin((template_loader){load, NULL, &p}, size % 2, size % 3 == 0, make_context);
    template *t = template_compile(used->env, STR("main"), p.files[0].text, (span){0});
    buf out = {0};
    for (int i = 0; t && i < 2; i++)
        if (!template_render(t, context, &out) && used->diags.errors == 0)
            abort(); /* refused without saying why */
    buf_free(&out);
    fuzz_end(used);
    return 0;
}

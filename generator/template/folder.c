/* Templates in a folder; see template.h. */
#include "base/memory.h"
#include "template/template.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct folder_loader {
    arena *memory;
    str path;
} folder_loader;

/* Whether a name stays in the folder: relative, without `..`. */
static bool stays_inside(str name) {
    if (name.len == 0 || name.ptr[0] == '/')
        return false;
    for (size_t from = 0; from <= name.len;) {
        size_t slash = str_find_char(name, from, '/');
        if (str_eq(str_slice(name, from, slash), STR("..")))
            return false;
        from = slash + 1;
    }
    return str_find_char(name, 0, '\0') == name.len;
}

static bool read_file(FILE *file, buf *out) {
    size_t got;
    do {
        char *to = buf_reserve(out, 65536);
        got = fread(to, 1, 65536, file);
        out->len += got;
    } while (got > 0);
    return !ferror(file);
}

static const source_file *load(void *context, str name) {
    folder_loader *l = context;
    if (!stays_inside(name))
        return NULL;
    bool here = l->path.len == 0;
    str path = here ? str_dup(l->memory, name)
                    : str_format(l->memory, "%.*s/%.*s", STR_ARG(l->path), STR_ARG(name));
    FILE *stream = fopen(path.ptr, "rb");
    if (!stream)
        return NULL;
    buf text = {0};
    const source_file *result = NULL;
    if (read_file(stream, &text)) {
        source_file *file = ARENA_NEW(l->memory, source_file);
        *file = (source_file){path, str_dup(l->memory, buf_str(&text))};
        result = file;
    }
    fclose(stream);
    buf_free(&text);
    return result;
}

static void places(void *context, str name, value list) {
    folder_loader *l = context;
    (void)name;
    value_append(list, value_str(l->path.len ? l->path : STR(".")));
}

template_loader template_folder_loader(arena *memory, str folder) {
    folder_loader *l = ARENA_NEW(memory, folder_loader);
    *l = (folder_loader){memory, str_dup(memory, folder)};
    return (template_loader){load, places, l};
}

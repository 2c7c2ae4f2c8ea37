/* The templates, built in and overlaid; see library.h. */
#include "render/library.h"

#include "base/folder.h"
#include "base/map.h"
#include "render/embedded.h"

#include <stdlib.h>

enum { OVERLAY_DEPTH = 16 };

struct library {
    arena *memory;
    diagnostics *diagnostics;
    str overlay;
    map *found;               /* source_file by path */
    const source_file **used; /* of the overlay */
    size_t used_count;
    size_t used_capacity;
    str *paths, *targets; /* NULL until they are asked for */
    size_t path_count, target_count;
};

library *library_new(arena *a, diagnostics *d, str overlay) {
    library *l = ARENA_NEW(a, library);
    *l = (library){.memory = a, .diagnostics = d, .overlay = overlay, .found = map_new(a)};
    if (overlay.len && !folder_exists(overlay))
        diag_report(d, CODE_READ, (span){0}, "the templates folder `%.*s` is not there",
                    STR_ARG(overlay));
    return l;
}

/* False for what could lead out of the templates: an absolute path, "..", a NUL. */
static bool is_inside(str path) {
    if (path.len == 0 || path.ptr[0] == '/' || memchr(path.ptr, 0, path.len))
        return false;
    for (size_t at = 0; at <= path.len;) {
        size_t end = str_find_char(path, at, '/');
        if (str_eq(str_slice(path, at, end), STR("..")))
            return false;
        at = end + 1;
    }
    return true;
}

static void remember_used(library *l, const source_file *file) {
    if (l->used_count == l->used_capacity) {
        size_t capacity = l->used_capacity ? l->used_capacity * 2 : 16;
        const source_file **grown = ARENA_ARRAY(l->memory, capacity, const source_file *);
        if (l->used_count)
            memcpy(grown, l->used, l->used_count * sizeof *grown);
        l->used = grown;
        l->used_capacity = capacity;
    }
    l->used[l->used_count++] = file;
}

static const source_file *from_overlay(library *l, str path) {
    if (l->overlay.len == 0)
        return NULL;
    str full = folder_join(l->memory, l->overlay, path);
    if (!folder_has_file(full))
        return NULL;
    const source_file *file = source_read(l->memory, l->diagnostics, full, (span){0});
    if (file)
        remember_used(l, file);
    return file;
}

static const source_file *from_program(library *l, str path) {
    for (const embedded_file *e = embedded_files; e->path; e++) {
        if (!str_eq(path, str_from(e->path)))
            continue;
        str name = str_format(l->memory, "templates/%s", e->path);
        return source_from_text(l->memory, name, (str){(const char *)e->bytes, e->len});
    }
    return NULL;
}

const source_file *library_find(library *l, str path) {
    const source_file *file = map_get(l->found, path);
    if (file || !is_inside(path))
        return file;
    size_t errors = l->diagnostics->errors;
    file = from_overlay(l, path);
    if (!file && l->diagnostics->errors == errors)
        file = from_program(l, path);
    if (file)
        map_put(l->found, str_dup(l->memory, path), (void *)(uintptr_t)file);
    return file;
}

static int by_bytes(const void *left, const void *right) {
    return str_cmp(*(const str *)left, *(const str *)right);
}

/* Sorts, and drops what stands twice. */
static size_t sort_unique(str *items, size_t count) {
    if (count == 0)
        return 0;
    qsort(items, count, sizeof *items, by_bytes);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++)
        if (!str_eq(items[i], items[kept - 1]))
            items[kept++] = items[i];
    return kept;
}

const str *library_paths(library *l, size_t *count) {
    if (!l->paths) {
        folder_list overlay = {0};
        if (l->overlay.len)
            overlay = folder_files(l->memory, l->overlay, OVERLAY_DEPTH);
        size_t built_in = 0;
        while (embedded_files[built_in].path)
            built_in++;
        l->paths = ARENA_ARRAY(l->memory, built_in + overlay.count, str);
        for (size_t i = 0; i < built_in; i++)
            l->paths[i] = str_from(embedded_files[i].path);
        if (overlay.count)
            memcpy(l->paths + built_in, overlay.paths, overlay.count * sizeof *overlay.paths);
        l->path_count = sort_unique(l->paths, built_in + overlay.count);
    }
    *count = l->path_count;
    return l->paths;
}

const str *library_targets(library *l, size_t *count) {
    if (!l->targets) {
        size_t all;
        const str *paths = library_paths(l, &all);
        l->targets = ARENA_ARRAY(l->memory, all, str);
        for (size_t i = 0; i < all; i++) {
            size_t slash = str_find_char(paths[i], 0, '/');
            if (str_eq(str_slice(paths[i], slash, paths[i].len), STR("/language.yaml")))
                l->targets[l->target_count++] = str_slice(paths[i], 0, slash);
        }
        l->target_count = sort_unique(l->targets, l->target_count);
    }
    *count = l->target_count;
    return l->targets;
}

const source_file *const *library_used(const library *l, size_t *count) {
    *count = l->used_count;
    return l->used;
}

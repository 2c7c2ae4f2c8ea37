/* Staging: rendered files are compared with the disk one by one; see output.h. */
#include "output/output.h"

#include "base/folder.h"
#include "output/diff.h"
#include "output/disk.h"
#include "output/path.h"
#include "output/stage.h"

#include <stdlib.h>

output *output_new(arena *a, diagnostics *d, const output_options *options) {
    output *o = ARENA_NEW(a, output);
    *o = (output){
        .memory = a, .diags = d, .options = *options, .folders = map_new(a), .refused = map_new(a)};
    o->last = &o->packages;
    return o;
}

void output_free(output *o) {
    spool_free(&o->contents);
    buf_free(&o->disk);
}

span stage_whole_file(arena *a, str path) {
    source_file *file = ARENA_NEW(a, source_file);
    *file = (source_file){path, STR("")};
    return (span){.file = file};
}

static void refuse_path(output *o, span at, str path, const char *why) {
    diag_report(o->diags, CODE_OUTPUT_PATH, at, "the output path `%.*s` can't be used: %s",
                STR_ARG(path), why);
}

/* Each folder from DIR (not itself) down to `folder` has to be a true one, or not there yet. */
static bool folders_are_safe(output *o, output_package *p, str folder, span at) {
    str below = folder_join(o->memory, p->name, folder);
    if (map_get(o->folders, below))
        return true;
    for (size_t end = 0; end < below.len; end++) {
        end = str_find_char(below, end, '/');
        str part = folder_join(o->memory, o->options.folder, str_slice(below, 0, end));
        disk_kind kind = disk_look(part.ptr);
        if (kind == DISK_NOTHING)
            break;
        if (kind != DISK_FOLDER) {
            if (!map_put(o->refused, part, o))
                refuse_path(o, at, part,
                            kind == DISK_LINK ? "it is a symbolic link, which could lead elsewhere"
                                              : "there is a file where a folder has to be");
            return false;
        }
    }
    map_put(o->folders, below, o);
    return true;
}

static bool read_manifest(output_package *p) {
    output *o = p->owner;
    if (disk_look(p->manifest_path.ptr) == DISK_NOTHING)
        return true;
    span at = stage_whole_file(o->memory, p->manifest_path);
    int error = disk_read(p->manifest_path.ptr, &o->disk);
    if (error) {
        diag_report(o->diags, CODE_READ, at, "can't be read: %s", strerror(error));
        return false;
    }
    source_file *file = ARENA_NEW(o->memory, source_file);
    *file = (source_file){p->manifest_path, str_dup(o->memory, buf_str(&o->disk))};
    p->manifest_text = file->text;
    return manifest_read(o->memory, o->diags, file, &p->before);
}

static bool name_is_free(output *o, str package, span at) {
    const char *fault = path_fault(package);
    if (!fault && str_find_char(package, 0, '/') < package.len)
        fault = "it has a slash";
    if (fault) {
        refuse_path(o, at, package, fault);
        return false;
    }
    for (const output_package *p = o->packages; p; p = p->next) {
        if (!str_eq(path_fold(o->memory, p->name), path_fold(o->memory, package)))
            continue;
        diagnostic *found = diag_report(
            o->diags, CODE_OUTPUT_TWICE, at,
            "two specs make a package `%.*s`; name one of them otherwise", STR_ARG(package));
        diag_add_note(o->diags, found, (span){0},
                      "a spec names its package, or --prefix NAME does");
        return false;
    }
    return true;
}

output_package *output_open(output *o, str package, span at) {
    if (!name_is_free(o, package, at))
        return NULL;
    output_package *p = ARENA_NEW(o->memory, output_package);
    str folder = folder_join(o->memory, o->options.folder, package);
    *p = (output_package){.owner = o,
                          .name = str_dup(o->memory, package),
                          .folder = folder,
                          .is_new = disk_look(folder.ptr) == DISK_NOTHING,
                          .manifest_path = folder_join(o->memory, folder, STR(".swage-manifest")),
                          .manifest_text = STR(""),
                          .targets = map_new(o->memory),
                          .by_path = map_new(o->memory)};
    p->last = &p->files;
    *o->last = p;
    o->last = &p->next;
    if (o->options.mode == OUTPUT_LIST)
        return p;
    return folders_are_safe(o, p, STR(""), at) && read_manifest(p) ? p : NULL;
}

void output_begin_target(output_package *p, str target) {
    map_put(p->targets, str_dup(p->owner->memory, target), p);
}

static bool is_new(output_package *p, str path, span cause) {
    output *o = p->owner;
    const output_file *other = map_get(p->by_path, path_fold(o->memory, path));
    if (!other)
        return true;
    const char *why =
        str_eq(other->path, path) ? "" : " (file systems may not tell upper from lower case)";
    diagnostic *found = diag_report(o->diags, CODE_OUTPUT_TWICE, cause,
                                    "two outputs have the path `%.*s`%s", STR_ARG(path), why);
    if (other->cause.file)
        diag_add_note(o->diags, found, other->cause, "the first, `%.*s`, is made here",
                      STR_ARG(other->path));
    return false;
}

static output_file *append(output_package *p, str path, span cause) {
    arena *a = p->owner->memory;
    output_file *file = ARENA_NEW(a, output_file);
    file->path = str_dup(a, path);
    file->full = folder_join(a, p->folder, path);
    file->cause = cause;
    file->diff = STR("");
    *p->last = file;
    p->last = &file->next;
    p->count++;
    map_put(p->by_path, path_fold(a, path), file);
    return file;
}

/* The file of the disk, into o->disk. False when there is none, or after reporting. */
static bool look_at(output_package *p, const output_file *file, bool *failed) {
    output *o = p->owner;
    o->disk.len = 0;
    disk_kind kind = p->is_new ? DISK_NOTHING : disk_look(file->full.ptr);
    if (kind == DISK_NOTHING)
        return false;
    if (kind != DISK_FILE) {
        refuse_path(o, file->cause, file->full, "what stands there is no regular file");
        *failed = true;
        return false;
    }
    int error = disk_read(file->full.ptr, &o->disk);
    if (error)
        diag_report(o->diags, CODE_READ, stage_whole_file(o->memory, file->full),
                    "can't be read: %s", strerror(error));
    *failed = error != 0;
    return error == 0;
}

/* What is in o->disk has to be what swage wrote there. */
static bool may_touch(output_package *p, const output_file *file) {
    output *o = p->owner;
    if (o->options.force || o->options.mode == OUTPUT_CHECK ||
        manifest_has_hash(&p->before, file->path, hash_bytes(buf_str(&o->disk))))
        return true;
    span at = stage_whole_file(o->memory, file->full);
    if (manifest_has(&p->before, file->path))
        diag_report(o->diags, CODE_HAND_EDITED, at,
                    "was changed by hand; move the change into the spec or a template, or let it "
                    "be lost with --force");
    else
        diag_report(o->diags, CODE_HAND_EDITED, at,
                    "is in the way and was not made by swage; move it, or overwrite it with "
                    "--force");
    return false;
}

static void make_diff(output *o, output_file *file, bool there, str content, bool stays) {
    buf text = {0};
    str old_name = there ? file->full : STR("/dev/null");
    str new_name = stays ? file->full : STR("/dev/null");
    diff_unified(&text, old_name, new_name, buf_str(&o->disk), content);
    if (text.len == 0) /* an empty file that comes or goes */
        buf_format(&text, "--- %.*s\n+++ %.*s\n", STR_ARG(old_name), STR_ARG(new_name));
    file->diff = str_dup(o->memory, buf_str(&text));
    buf_free(&text);
}

static bool stage(output_package *p, output_file *file, str content) {
    output *o = p->owner;
    bool failed = false;
    bool there = look_at(p, file, &failed);
    if (failed)
        return false;
    file->hash = hash_bytes(content);
    file->changed = !there || !str_eq(buf_str(&o->disk), content);
    if (!file->changed)
        return true;
    if (there && !may_touch(p, file))
        return false;
    file->len = content.len;
    if (o->options.mode == OUTPUT_CHECK)
        make_diff(o, file, there, content, true);
    else
        file->offset = spool_add(&o->contents, content);
    return true;
}

bool output_add(output_package *p, str target, str path, str content, span cause) {
    output *o = p->owner;
    const char *fault = path_fault(path);
    if (fault) {
        refuse_path(o, cause, path, fault);
        return false;
    }
    str below = folder_join(o->memory, target, path);
    if (!is_new(p, below, cause))
        return false;
    if (o->options.mode != OUTPUT_LIST && !folders_are_safe(o, p, path_folder(below), cause))
        return false;
    output_file *file = append(p, below, cause);
    return o->options.mode == OUTPUT_LIST || stage(p, file, content);
}

/* A file can't be a folder of another one. */
static void check_nesting(output_package *p) {
    output *o = p->owner;
    for (const output_file *file = p->files; file; file = file->next) {
        str folder = path_folder(file->path);
        for (; folder.len; folder = path_folder(folder))
            if (map_get(p->by_path, path_fold(o->memory, folder)))
                diag_report(o->diags, CODE_OUTPUT_TWICE, file->cause,
                            "`%.*s` is an output, and can't be the folder of `%.*s`, too",
                            STR_ARG(folder), STR_ARG(file->path));
    }
}

static bool is_generated(output_package *p, str path) {
    const output_file *file = map_get(p->by_path, path_fold(p->owner->memory, path));
    return file && !file->stale;
}

static void stage_stale(output_package *p, str path) {
    output *o = p->owner;
    output_file probe = {.path = path, .full = folder_join(o->memory, p->folder, path)};
    probe.cause = stage_whole_file(o->memory, probe.full);
    bool failed = false;
    if (!folders_are_safe(o, p, path_folder(path), probe.cause) || !look_at(p, &probe, &failed) ||
        !may_touch(p, &probe))
        return;
    output_file *file = append(p, path, probe.cause);
    file->stale = true;
    if (o->options.mode == OUTPUT_CHECK)
        make_diff(o, file, true, STR(""), false);
}

static void find_stale(output_package *p) {
    for (size_t i = 0; i < p->before.count; i++) {
        str path = p->before.entries[i].path;
        bool again = i && str_eq(path, p->before.entries[i - 1].path);
        if (!again && map_get(p->targets, manifest_target(path)) && !is_generated(p, path))
            stage_stale(p, path);
    }
}

bool output_finish(output *o) {
    for (output_package *p = o->packages; p; p = p->next) {
        check_nesting(p);
        if (!o->options.partial && o->options.mode != OUTPUT_LIST)
            find_stale(p);
    }
    return o->diags->errors == 0;
}

/* An entry of the old manifest that stays: of another target, or of a run for some files only. */
static bool stays(output_package *p, str path) {
    bool ours = map_get(p->targets, manifest_target(path)) != NULL;
    return !is_generated(p, path) && (!ours || p->owner->options.partial);
}

void stage_manifest(output_package *p, bool both, buf *out) {
    arena scratch = {0};
    manifest_entry *entries = ARENA_ARRAY(&scratch, p->before.count + p->count, manifest_entry);
    size_t count = 0;
    for (size_t i = 0; i < p->before.count; i++)
        if (both || stays(p, p->before.entries[i].path))
            entries[count++] = p->before.entries[i];
    for (const output_file *file = p->files; file; file = file->next)
        if (!file->stale)
            entries[count++] = (manifest_entry){file->path, file->hash};
    manifest_write(out, entries, count);
    arena_free(&scratch);
}

static int by_full_path(const void *left, const void *right) {
    const output_file *const *a = left, *const *b = right;
    return str_cmp((*a)->full, (*b)->full);
}

/* All files, stale ones among them, sorted by path. */
static output_file **sorted(output *o, size_t *count) {
    *count = 0;
    for (const output_package *p = o->packages; p; p = p->next)
        *count += p->count;
    output_file **all = ARENA_ARRAY(o->memory, *count, output_file *);
    size_t at = 0;
    for (output_package *p = o->packages; p; p = p->next)
        for (output_file *file = p->files; file; file = file->next)
            all[at++] = file;
    if (*count)
        qsort(all, *count, sizeof(output_file *), by_full_path);
    return all;
}

static size_t manifest_difference(output_package *p, buf *out) {
    buf text = {0};
    stage_manifest(p, false, &text);
    bool same = str_eq(buf_str(&text), p->manifest_text);
    str old_name = p->manifest_text.len ? p->manifest_path : STR("/dev/null");
    diff_unified(out, old_name, p->manifest_path, p->manifest_text, buf_str(&text));
    buf_free(&text);
    return same ? 0 : 1;
}

size_t output_differences(output *o, buf *out) {
    size_t count, differ = 0;
    output_file **all = sorted(o, &count);
    for (size_t i = 0; i < count; i++) {
        buf_add_str(out, all[i]->diff);
        differ += all[i]->diff.len > 0;
    }
    for (output_package *p = o->packages; p; p = p->next)
        differ += manifest_difference(p, out);
    return differ;
}

const str *output_paths(output *o, size_t *count) {
    size_t all_count;
    output_file **all = sorted(o, &all_count);
    str *paths = ARENA_ARRAY(o->memory, all_count, str);
    *count = 0;
    for (size_t i = 0; i < all_count; i++)
        if (!all[i]->stale)
            paths[(*count)++] = all[i]->full;
    return paths;
}

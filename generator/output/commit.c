/*
 * Putting staged files in place; see output.h.
 *
 * First every changed file is written under another name beside its place; only when all of them
 * stand are they renamed. Signals that end the program wait meanwhile and are looked for between
 * files, so that an interrupted run leaves nothing behind either.
 */
#include "base/folder.h"
#include "output/disk.h"
#include "output/path.h"
#include "output/stage.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct made_folder {
    struct made_folder *next; /* the one that was made before */
    str path;
} made_folder;

typedef struct commit {
    output *owner;
    made_folder *made; /* newest first, to be removed when the run fails */
    size_t temps;
    sigset_t before; /* the signals that were held already */
} commit;

static bool fail(commit *c, str path, int error) {
    diag_report(c->owner->diags, CODE_WRITE, stage_whole_file(c->owner->memory, path),
                "can't be written: %s", strerror(error));
    return false;
}

static bool make_folder(commit *c, str path) {
    arena *a = c->owner->memory;
    if (path.len == 0 || folder_exists(path))
        return true;
    if (!make_folder(c, path_folder(path)))
        return false;
    str name = str_dup(a, path);
    if (mkdir(name.ptr, 0777))
        return errno == EEXIST && folder_exists(path) ? true : fail(c, name, errno);
    made_folder *made = ARENA_NEW(a, made_folder);
    *made = (made_folder){c->made, name};
    c->made = made;
    return true;
}

static bool interrupted(void) {
    sigset_t pending;
    if (sigpending(&pending))
        return false;
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
           sigismember(&pending, SIGHUP) == 1;
}

/* A name beside `path` that nothing else has. */
static str temp_name(commit *c, str path) {
    str name = str_format(c->owner->memory, ".swage-%ld-%zu.tmp", (long)getpid(), c->temps++);
    return folder_join(c->owner->memory, path_folder(path), name);
}

/* path_folder of "/x" is "", which folder_join takes for no folder at all. */
static str beside(commit *c, str path) {
    str temp = temp_name(c, path);
    if (path.ptr[0] == '/' && path_folder(path).len == 0)
        return folder_join(c->owner->memory, STR("/"), temp);
    return temp;
}

static bool write_temp(commit *c, output_file *file, buf *content) {
    output *o = c->owner;
    if (!make_folder(c, path_folder(file->full)))
        return false;
    if (!spool_read(&o->contents, file->offset, file->len, content))
        return fail(c, file->full, EIO);
    str temp = beside(c, file->full);
    int error = disk_write(temp.ptr, buf_str(content), file->full.ptr);
    if (error)
        return fail(c, file->full, error);
    file->temp = temp.ptr;
    return true;
}

static bool write_temps(commit *c) {
    buf content = {0};
    bool fine = true;
    for (output_package *p = c->owner->packages; p; p = p->next)
        for (output_file *file = p->files; file && fine; file = file->next)
            if (file->changed)
                fine = !interrupted() && write_temp(c, file, &content);
    buf_free(&content);
    return fine;
}

static void clean_up(commit *c) {
    for (output_package *p = c->owner->packages; p; p = p->next)
        for (output_file *file = p->files; file; file = file->next)
            if (file->temp)
                unlink(file->temp);
    for (const made_folder *made = c->made; made; made = made->next)
        rmdir(made->path.ptr);
}

/* Writes the manifest when it differs from what the disk has. */
static bool write_manifest(commit *c, output_package *p, bool both) {
    buf text = {0};
    stage_manifest(p, both, &text);
    if (str_eq(buf_str(&text), p->manifest_text)) {
        buf_free(&text);
        return true;
    }
    p->manifest_text = str_dup(c->owner->memory, buf_str(&text));
    buf_free(&text);
    if (!make_folder(c, p->folder))
        return false;
    str temp = beside(c, p->manifest_path);
    int error = disk_write(temp.ptr, p->manifest_text, p->manifest_path.ptr);
    if (!error && rename(temp.ptr, p->manifest_path.ptr)) {
        error = errno;
        unlink(temp.ptr);
    }
    return error ? fail(c, p->manifest_path, error) : true;
}

static bool rename_temps(commit *c, output_package *p) {
    for (output_file *file = p->files; file; file = file->next) {
        if (!file->temp)
            continue;
        if (rename(file->temp, file->full.ptr))
            return fail(c, file->full, errno);
        file->temp = NULL;
        c->owner->counts.written++;
    }
    return true;
}

/* Removes a stale file, and the folders that it leaves empty, up to the package's. */
static bool remove_stale(commit *c, output_package *p, const output_file *file) {
    if (unlink(file->full.ptr) && errno != ENOENT)
        return fail(c, file->full, errno);
    c->owner->counts.removed++;
    str folder = path_folder(file->full);
    while (folder.len > p->folder.len) {
        if (rmdir(str_dup(c->owner->memory, folder).ptr))
            break;
        folder = path_folder(folder);
    }
    return true;
}

static bool has_changes(const output_package *p) {
    for (const output_file *file = p->files; file; file = file->next)
        if (file->changed || file->stale)
            return true;
    return false;
}

static bool put_in_place(commit *c, output_package *p) {
    if (has_changes(p) && !write_manifest(c, p, true))
        return false;
    if (!rename_temps(c, p))
        return false;
    for (const output_file *file = p->files; file; file = file->next) {
        if (file->stale && !remove_stale(c, p, file))
            return false;
        c->owner->counts.unchanged += !file->stale && !file->changed;
    }
    return write_manifest(c, p, false);
}

static void hold_signals(commit *c) {
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    sigprocmask(SIG_BLOCK, &ending, &c->before);
}

bool output_commit(output *o, output_counts *counts) {
    commit c = {.owner = o};
    o->counts = (output_counts){0};
    hold_signals(&c);
    bool fine = write_temps(&c);
    for (output_package *p = o->packages; p && fine; p = p->next)
        fine = put_in_place(&c, p);
    if (!fine)
        clean_up(&c);
    /* A signal that came meanwhile ends the program here. */
    sigprocmask(SIG_SETMASK, &c.before, NULL);
    *counts = o->counts;
    return fine;
}

bool output_single(arena *a, diagnostics *d, str path, str content, bool force,
                   output_counts *counts) {
    output owner = {.memory = a, .diags = d};
    commit c = {.owner = &owner};
    buf old = {0};
    bool there = disk_look(path.ptr) != DISK_NOTHING;
    bool same = there && disk_read(path.ptr, &old) == 0 && str_eq(buf_str(&old), content);
    buf_free(&old);
    counts->unchanged += same;
    if (same)
        return true;
    if (there && !force) {
        diag_report(d, CODE_HAND_EDITED, stage_whole_file(a, path),
                    "has another content; overwrite it with --force");
        return true; /* go on, so that all of them are reported */
    }
    if (!make_folder(&c, path_folder(path)))
        return false;
    int error = disk_replace(path.ptr, content);
    counts->written += !error;
    return error ? fail(&c, path, error) : true;
}

/*
 * What is in a folder of the disk: used where files are found by looking, as template overlays.
 */
#ifndef SWAGE_BASE_FOLDER_H
#define SWAGE_BASE_FOLDER_H

#include "base/str.h"

typedef struct folder_list {
    str *paths; /* '/'-separated, relative to the folder, in byte order */
    size_t count;
} folder_list;

/*
 * All files below a folder, hidden ones and editors' backups (".x", "x~") left out; symbolic links
 * are followed. An empty list when there is no such folder. `depth` ends what could be a loop of
 * links.
 */
folder_list folder_files(arena *a, str path, unsigned depth);

/* There is a folder, or a file that is none, at that path (links followed). */
bool folder_exists(str path);
bool folder_has_file(str path);

/* The absolute path without links and `..` in it; empty when nothing is there. */
str folder_real_path(arena *a, str path);

/* "a/b" of "a" and "b"; just "b" when "a" is empty, and no second slash. */
str folder_join(arena *a, str folder, str name);

#endif

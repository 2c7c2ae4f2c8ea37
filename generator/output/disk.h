/*
 * The system calls of output/: looking at files, reading them whole, writing new ones.
 *
 * Functions that can fail return 0 or the errno of what went wrong; they report nothing.
 */
#ifndef SWAGE_OUTPUT_DISK_H
#define SWAGE_OUTPUT_DISK_H

#include "base/buf.h"

typedef enum disk_kind { DISK_NOTHING, DISK_FILE, DISK_FOLDER, DISK_LINK, DISK_OTHER } disk_kind;

/* What stands at that path (a link is not followed). Paths are NUL-terminated throughout. */
disk_kind disk_look(const char *path);

/* Replaces what is in `out` by the bytes of a file. */
int disk_read(const char *path, buf *out);

/*
 * Writes a new file, which must not exist, with the permissions of the file `like` (when there is
 * one). Nothing is left behind when it fails.
 */
int disk_write(const char *path, str content, const char *like);

/* Gives a file that content: nothing happens when it has it already, else by a rename. */
int disk_replace(const char *path, str content);

#endif

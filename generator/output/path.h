/*
 * Which paths an output may have: those that stay inside, and mean the same on every system.
 */
#ifndef SWAGE_OUTPUT_PATH_H
#define SWAGE_OUTPUT_PATH_H

#include "base/str.h"

/*
 * What is wrong with a relative, '/'-separated path, for a message ("it is absolute"), or NULL.
 * Refused are absolute paths, the parts "..", "." and "", back-slashes, control characters, text
 * that is no UTF-8, and parts or wholes that are too long for a file system.
 */
const char *path_fault(str path);

/* The folder of a path: all before its last '/', empty when there is none. */
str path_folder(str path);

/* In lower case (ASCII), for file systems that take `A` and `a` for the same. */
str path_fold(arena *a, str path);

#endif

/* Which paths an output may have; see path.h. */
#include "output/path.h"

#include "base/text.h"

enum { LONGEST_PART = 255, LONGEST_PATH = 1024 };

static const char *part_fault(str part) {
    if (part.len == 0)
        return "it has an empty part";
    if (str_eq(part, STR("..")) || str_eq(part, STR(".")))
        return "it has a part `.` or `..`";
    return part.len > LONGEST_PART ? "a part of it is too long; a type that is written inline is "
                                     "called after all that it stands in: name it"
                                   : NULL;
}

static const char *character_fault(str path) {
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c < 0x20 || c == 0x7F)
            return "it has a control character";
        if (c == '\\')
            return "it has a back-slash";
    }
    return utf8_invalid_at(path) < path.len ? "it is not valid UTF-8" : NULL;
}

const char *path_fault(str path) {
    if (path.len == 0)
        return "it is empty";
    if (path.ptr[0] == '/')
        return "it is absolute";
    if (path.len > LONGEST_PATH)
        return "it is too long";
    const char *fault = character_fault(path);
    for (size_t at = 0; at <= path.len && !fault;) {
        size_t end = str_find_char(path, at, '/');
        fault = part_fault(str_slice(path, at, end));
        at = end + 1;
    }
    return fault;
}

str path_folder(str path) {
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end > 0 ? end - 1 : 0);
}

str path_fold(arena *a, str path) {
    char *folded = arena_alloc(a, path.len + 1);
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    return (str){folded, path.len};
}

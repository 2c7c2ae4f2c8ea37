/* The system calls of output/; see disk.h. */
#include "output/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

disk_kind disk_look(const char *path) {
    struct stat info;
    if (lstat(path, &info))
        return errno == ENOENT || errno == ENOTDIR ? DISK_NOTHING : DISK_OTHER;
    if (S_ISLNK(info.st_mode))
        return DISK_LINK;
    if (S_ISDIR(info.st_mode))
        return DISK_FOLDER;
    return S_ISREG(info.st_mode) ? DISK_FILE : DISK_OTHER;
}

static int read_all(int fd, buf *out) {
    struct stat info;
    size_t step = fstat(fd, &info) == 0 && info.st_size > 0 ? (size_t)info.st_size + 1 : 4096;
    for (;;) {
        ssize_t got = read(fd, buf_reserve(out, step), step);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 ? errno : 0;
        out->len += (size_t)got;
    }
}

int disk_read(const char *path, buf *out) {
    out->len = 0;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = read_all(fd, out);
    close(fd);
    return error;
}

static int write_all(int fd, str content) {
    while (content.len) {
        ssize_t done = write(fd, content.ptr, content.len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return errno;
        content = str_slice(content, (size_t)done, content.len);
    }
    return 0;
}

int disk_write(const char *path, str content, const char *like) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno;
    int error = write_all(fd, content);
    struct stat info;
    if (!error && lstat(like, &info) == 0 && S_ISREG(info.st_mode) &&
        fchmod(fd, info.st_mode & 0777))
        error = errno;
    if (close(fd) && !error)
        error = errno;
    if (error)
        unlink(path);
    return error;
}

int disk_replace(const char *path, str content) {
    buf old = {0};
    bool same = disk_read(path, &old) == 0 && str_eq(buf_str(&old), content);
    buf_free(&old);
    if (same)
        return 0;
    arena scratch = {0};
    const char *temp = str_format(&scratch, "%s.%ld.tmp", path, (long)getpid()).ptr;
    int error = disk_write(temp, content, path);
    if (!error && rename(temp, path)) {
        error = errno;
        unlink(temp);
    }
    arena_free(&scratch);
    return error;
}

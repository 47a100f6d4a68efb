/* Fails one system call of a process, or every one from some call on, below one folder.
 *
 * FAULT_BELOW   the folder; calls that concern nothing below it pass, and are not counted
 * FAULT_CALLS   names of calls, each within commas: ,open,write,rename,
 * FAULT_AT      which of these calls fails, from 1; 0 for none
 * FAULT_ERRNO   the error
 * FAULT_STAYS   1 where all later ones fail, too, as on a full disk
 * FAULT_COUNTED a file that gets the number of calls when the process ends
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;
static const char *below, *names;
static long at = -1, stays, number;

static void set_up(void) {
  const char *text = getenv("FAULT_AT");
  below = getenv("FAULT_BELOW");
  names = getenv("FAULT_CALLS");
  number = atol(getenv("FAULT_ERRNO") ? getenv("FAULT_ERRNO") : "5");
  stays = getenv("FAULT_STAYS") != NULL && atol(getenv("FAULT_STAYS"));
  at = text ? atol(text) : 0;
}

static int fails(const char *name, const char *path) {
  char wanted[40];
  if (at < 0) set_up();
  if (!below || !names || !path || strncmp(path, below, strlen(below))) return 0;
  snprintf(wanted, sizeof wanted, ",%s,", name);
  if (!strstr(names, wanted)) return 0;
  long call = atomic_fetch_add(&calls, 1) + 1;
  if (at && (call == at || (stays && call > at))) {
    errno = (int)number;
    return 1;
  }
  return 0;
}

static int fails_at(const char *name, int file) {
  char link[40], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return fails(name, path);
}

__attribute__((destructor)) static void tell(void) {
  const char *file = getenv("FAULT_COUNTED");
  FILE *stream = file ? fopen(file, "w") : NULL;
  if (!stream) return;
  fprintf(stream, "%ld\n", atomic_load(&calls));
  fclose(stream);
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

#define OPENS(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    REAL(name); \
    return fails("open", path) ? -1 : real(path, flags, mode); \
  }
#define OPENS_AT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    REAL(name); \
    return fails("open", path) ? -1 : real(folder, path, flags, mode); \
  }
OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)

ssize_t read(int file, void *to, size_t size) { REAL(read); return fails_at("read", file) ? -1 : real(file, to, size); }
ssize_t pread64(int file, void *to, size_t size, off64_t place) {
  REAL(pread64); return fails_at("read", file) ? -1 : real(file, to, size, place);
}
ssize_t write(int file, const void *from, size_t size) {
  REAL(write); return fails_at("write", file) ? -1 : real(file, from, size);
}
ssize_t pwrite64(int file, const void *from, size_t size, off64_t place) {
  REAL(pwrite64); return fails_at("write", file) ? -1 : real(file, from, size, place);
}
int fsync(int file) { REAL(fsync); return fails_at("fsync", file) ? -1 : real(file); }
int mkdir(const char *path, mode_t mode) { REAL(mkdir); return fails("mkdir", path) ? -1 : real(path, mode); }
int rmdir(const char *path) { REAL(rmdir); return fails("rmdir", path) ? -1 : real(path); }
int unlink(const char *path) { REAL(unlink); return fails("unlink", path) ? -1 : real(path); }
int unlinkat(int folder, const char *path, int flags) {
  REAL(unlinkat); return fails_at("unlink", folder) ? -1 : real(folder, path, flags);
}
int link(const char *from, const char *to) { REAL(link); return fails("link", to) ? -1 : real(from, to); }
int chmod(const char *path, mode_t mode) { REAL(chmod); return fails("chmod", path) ? -1 : real(path, mode); }
int fchmod(int file, mode_t mode) { REAL(fchmod); return fails_at("chmod", file) ? -1 : real(file, mode); }
int rename(const char *from, const char *to) { REAL(rename); return fails("rename", to) ? -1 : real(from, to); }
int renameat2(int one, const char *from, int other, const char *to, unsigned flags) {
  REAL(renameat2); return fails("rename", to) ? -1 : real(one, from, other, to, flags);
}

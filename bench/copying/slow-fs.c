/*
 * A file system that passes every call on to a folder, and lets it wait first. slow-fs FOLDER MOUNTPOINT MICROSECONDS
 * Nothing is cached: entries and attributes are asked for each time. It says "mounted" once it is, and ends when unmounted.
 * Each request waits once, in a thread of its own, so that requests made at the same time overlap.
 */
#define _GNU_SOURCE
#define FUSE_USE_VERSION 31
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <fuse_lowlevel.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#define THREADS 192
#define ANSWER(call) return (call) < 0 ? -errno : 0
#define FD(fi) ((int)(fi)->fh)

static struct timespec latency;

/* The working folder is the one that is passed on to. */
static const char *at(const char *path) { return path[1] ? path + 1 : "."; }

static void *start(struct fuse_conn_info *conn, struct fuse_config *config) {
  config->use_ino = 1;
  config->hard_remove = 1;
  config->entry_timeout = config->attr_timeout = config->negative_timeout = 0;
  conn->want &= ~(FUSE_CAP_SPLICE_READ | FUSE_CAP_SPLICE_WRITE | FUSE_CAP_SPLICE_MOVE | FUSE_CAP_READDIRPLUS);
  conn->max_background = THREADS;
  return NULL;
}

static int slow_getattr(const char *path, struct stat *st, struct fuse_file_info *fi) {
  ANSWER(fi ? fstat(FD(fi), st) : lstat(at(path), st));
}
static int slow_readlink(const char *path, char *text, size_t size) {
  ssize_t length = readlink(at(path), text, size - 1);
  if (length < 0) return -errno;
  text[length] = 0;
  return 0;
}
static int slow_mknod(const char *path, mode_t mode, dev_t dev) { ANSWER(mknod(at(path), mode, dev)); }
static int slow_mkdir(const char *path, mode_t mode) { ANSWER(mkdir(at(path), mode)); }
static int slow_unlink(const char *path) { ANSWER(unlink(at(path))); }
static int slow_rmdir(const char *path) { ANSWER(rmdir(at(path))); }
static int slow_symlink(const char *text, const char *path) { ANSWER(symlink(text, at(path))); }
static int slow_link(const char *from, const char *to) { ANSWER(link(at(from), at(to))); }
static int slow_rename(const char *from, const char *to, unsigned flags) {
  ANSWER(renameat2(AT_FDCWD, at(from), AT_FDCWD, at(to), flags));
}
static int slow_chmod(const char *path, mode_t mode, struct fuse_file_info *fi) {
  ANSWER(fi ? fchmod(FD(fi), mode) : chmod(at(path), mode));
}
static int slow_chown(const char *path, uid_t uid, gid_t gid, struct fuse_file_info *fi) {
  ANSWER(fi ? fchown(FD(fi), uid, gid) : lchown(at(path), uid, gid));
}
static int slow_truncate(const char *path, off_t size, struct fuse_file_info *fi) {
  ANSWER(fi ? ftruncate(FD(fi), size) : truncate(at(path), size));
}
static int slow_utimens(const char *path, const struct timespec times[2], struct fuse_file_info *fi) {
  ANSWER(fi ? futimens(FD(fi), times) : utimensat(AT_FDCWD, at(path), times, AT_SYMLINK_NOFOLLOW));
}
static int keep(int fd, struct fuse_file_info *fi) {
  if (fd < 0) return -errno;
  fi->fh = fd;
  return 0;
}
static int slow_open(const char *path, struct fuse_file_info *fi) { return keep(open(at(path), fi->flags), fi); }
static int slow_create(const char *path, mode_t mode, struct fuse_file_info *fi) {
  return keep(open(at(path), fi->flags | O_CREAT, mode), fi);
}
static int slow_read(const char *path, char *bytes, size_t size, off_t from, struct fuse_file_info *fi) {
  (void)path;
  ssize_t count = pread(FD(fi), bytes, size, from);
  return count < 0 ? -errno : (int)count;
}
static int slow_write(const char *path, const char *bytes, size_t size, off_t to, struct fuse_file_info *fi) {
  (void)path;
  ssize_t count = pwrite(FD(fi), bytes, size, to);
  return count < 0 ? -errno : (int)count;
}
static int slow_flush(const char *path, struct fuse_file_info *fi) { (void)path; ANSWER(close(dup(FD(fi)))); }
static int slow_release(const char *path, struct fuse_file_info *fi) { (void)path; ANSWER(close(FD(fi))); }
static int slow_fsync(const char *path, int data, struct fuse_file_info *fi) {
  (void)path;
  ANSWER(data ? fdatasync(FD(fi)) : fsync(FD(fi)));
}
static int slow_fallocate(const char *path, int mode, off_t from, off_t size, struct fuse_file_info *fi) {
  (void)path;
  ANSWER(fallocate(FD(fi), mode, from, size));
}
static off_t slow_lseek(const char *path, off_t from, int whence, struct fuse_file_info *fi) {
  (void)path;
  off_t found = lseek(FD(fi), from, whence);
  return found < 0 ? -errno : found;
}
static int slow_statfs(const char *path, struct statvfs *st) { ANSWER(statvfs(at(path), st)); }

static int slow_opendir(const char *path, struct fuse_file_info *fi) {
  DIR *dir = opendir(at(path));
  if (!dir) return -errno;
  fi->fh = (uintptr_t)dir;
  return 0;
}
static int slow_readdir(const char *path, void *into, fuse_fill_dir_t fill, off_t from, struct fuse_file_info *fi,
                        enum fuse_readdir_flags flags) {
  (void)path, (void)from, (void)flags;
  DIR *dir = (DIR *)(uintptr_t)fi->fh;
  rewinddir(dir);
  for (struct dirent *entry; (entry = readdir(dir));) {
    struct stat st = {.st_ino = entry->d_ino, .st_mode = (mode_t)entry->d_type << 12};
    if (fill(into, entry->d_name, &st, 0, 0)) return -ENOMEM;
  }
  return 0;
}
static int slow_fsyncdir(const char *path, int data, struct fuse_file_info *fi) {
  (void)path, (void)data;
  ANSWER(fsync(dirfd((DIR *)(uintptr_t)fi->fh)));
}
static int slow_releasedir(const char *path, struct fuse_file_info *fi) {
  (void)path;
  ANSWER(closedir((DIR *)(uintptr_t)fi->fh));
}

static int slow_setxattr(const char *path, const char *name, const char *value, size_t size, int flags) {
  ANSWER(lsetxattr(at(path), name, value, size, flags));
}
static int slow_getxattr(const char *path, const char *name, char *value, size_t size) {
  ssize_t length = lgetxattr(at(path), name, value, size);
  return length < 0 ? -errno : (int)length;
}
static int slow_listxattr(const char *path, char *names, size_t size) {
  ssize_t length = llistxattr(at(path), names, size);
  return length < 0 ? -errno : (int)length;
}
static int slow_removexattr(const char *path, const char *name) { ANSWER(lremovexattr(at(path), name)); }

static const struct fuse_operations operations = {
    .init = start, .getattr = slow_getattr, .readlink = slow_readlink, .mknod = slow_mknod, .mkdir = slow_mkdir,
    .unlink = slow_unlink, .rmdir = slow_rmdir, .symlink = slow_symlink, .link = slow_link, .rename = slow_rename,
    .chmod = slow_chmod, .chown = slow_chown, .truncate = slow_truncate, .utimens = slow_utimens, .open = slow_open,
    .create = slow_create, .read = slow_read, .write = slow_write, .flush = slow_flush, .release = slow_release,
    .fsync = slow_fsync, .fallocate = slow_fallocate, .lseek = slow_lseek, .statfs = slow_statfs,
    .opendir = slow_opendir, .readdir = slow_readdir, .fsyncdir = slow_fsyncdir, .releasedir = slow_releasedir,
    .setxattr = slow_setxattr, .getxattr = slow_getxattr, .listxattr = slow_listxattr,
    .removexattr = slow_removexattr,
};

/* Nobody waits for the answer to forget (2), batch forget (42) and interrupt (36); init (26) is before the first call. */
static int is_waited_for(const struct fuse_buf *request) {
  uint32_t opcode;
  memcpy(&opcode, (const char *)request->mem + sizeof(uint32_t), sizeof opcode);
  return opcode != 2 && opcode != 42 && opcode != 36 && opcode != 26;
}

static void *serve(void *session) {
  struct fuse_buf request = {.mem = NULL};
  while (!fuse_session_exited(session)) {
    int size = fuse_session_receive_buf(session, &request);
    if (size == -EINTR) continue;
    if (size <= 0) break;
    if (is_waited_for(&request)) nanosleep(&latency, NULL);
    fuse_session_process_buf(session, &request);
  }
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  long microseconds = atol(argv[3]);
  latency = (struct timespec){.tv_sec = microseconds / 1000000, .tv_nsec = microseconds % 1000000 * 1000};
  char *options[] = {argv[0], "-ofsname=slow-fs,subtype=slow"};
  struct fuse_args args = FUSE_ARGS_INIT(2, options);
  struct fuse *fuse = fuse_new(&args, &operations, sizeof operations, NULL);
  if (!fuse || fuse_mount(fuse, argv[2]) || chdir(argv[1])) return 1;
  umask(0);
  prctl(PR_SET_TIMERSLACK, 1);
  pthread_t threads[THREADS];
  for (int n = 0; n < THREADS; n++) pthread_create(&threads[n], NULL, serve, fuse_get_session(fuse));
  puts("mounted");
  fflush(stdout);
  for (int n = 0; n < THREADS; n++) pthread_join(threads[n], NULL);
  return 0;
}

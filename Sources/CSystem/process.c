// Processes for hostile input: no shell, no inherited descriptors, limits that the kernel keeps.
#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_from(int first) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, (unsigned)first, ~0U, 0) == 0) return;
#endif
  long last = sysconf(_SC_OPEN_MAX);
  for (int number = first; number < (last > 0 && last < 65536 ? last : 65536); number++) close(number);
}

// A limit that was lower already stays. `spare` is what the hard limit leaves beyond the soft one.
static int limit(int resource, uint64_t value, uint64_t spare) {
  struct rlimit given;
  if (getrlimit(resource, &given) != 0) return -1;
  rlim_t most = given.rlim_max;
  given.rlim_max = most == RLIM_INFINITY || value + spare < most ? value + spare : most;
  given.rlim_cur = value < given.rlim_max ? value : given.rlim_max;
  return setrlimit(resource, &given);
}

// Runs in the child, where another thread of the parent may have held any lock: system calls alone.
static void become(const char *program, const char *const *arguments, int input, int output, int errors,
                   const struct system_limits *limits, pid_t parent) {
  static const char *const environment[] = {"LC_ALL=C", NULL};
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  // None of the three may lie where another is to go.
  int in = fcntl(input, F_DUPFD, 3), out = fcntl(output, F_DUPFD, 3), err = fcntl(errors, F_DUPFD, 3);
  if (in < 0 || out < 0 || err < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0) _exit(127);
  close_from(3);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGXFSZ, SIG_IGN);
  // What a thread of the parent blocks, the limit of time among it, the child must hear.
  sigset_t none;
  sigemptyset(&none);
  signal(SIGXCPU, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  // Beyond the soft limit of time comes SIGXCPU, which says why the child ended.
  if (limit(RLIMIT_CPU, limits->cpu, 2) != 0 || limit(RLIMIT_AS, limits->memory, 0) != 0 ||
      limit(RLIMIT_CORE, 0, 0) != 0 || limit(RLIMIT_FSIZE, 0, 0) != 0)
    _exit(127);
  execve(program, (char *const *)arguments, (char *const *)environment);
  _exit(127);
}

static void close_pair(const int pair[2]) {
  close(pair[0]);
  close(pair[1]);
}

int system_start(const char *program, const char *const *arguments, int input,
                 const struct system_limits *limits, struct system_child *child) {
  int output[2], errors[2];
  if (pipe2(output, O_CLOEXEC) != 0) return errno;
  if (pipe2(errors, O_CLOEXEC) != 0) {
    int code = errno;
    close_pair(output);
    return code;
  }
  // No handler of the parent may run in the child.
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  pid_t parent = getpid(), pid = fork();
  if (pid == 0) become(program, arguments, input, output[1], errors[1], limits, parent);
  int code = errno;
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  if (pid < 0) {
    close_pair(output);
    close_pair(errors);
    return code;
  }
  // Also here: the child may not have come so far when its group is to be ended.
  setpgid(pid, pid);
  close(output[1]);
  close(errors[1]);
  fcntl(output[0], F_SETFL, O_NONBLOCK);
  fcntl(errors[0], F_SETFL, O_NONBLOCK);
  *child = (struct system_child){pid, output[0], errors[0]};
  return 0;
}

int system_wait_for_bytes(int first, int second, int milliseconds) {
  struct pollfd places[2] = {{first, POLLIN, 0}, {second, POLLIN, 0}};
  int ready = poll(places, 2, milliseconds);
  return ready < 0 && errno == EINTR ? 0 : ready;
}

int system_has_ended(int pid) {
  siginfo_t info = {0};
  // Without news the information stays zero.
  if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return errno != EINTR;
  return info.si_signo != 0;
}

int system_end(int pid, int kills) {
  if (kills) kill(-pid, SIGKILL);
  int status;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -1;
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  return WIFSIGNALED(status) ? 256 + WTERMSIG(status) : -1;
}

int system_memory_file(void) { return memfd_create("input", MFD_CLOEXEC); }

// Load in an open loop: requests come when they come, whether or not the one before has been answered, as those of many people do.
// A request that has no answer by its deadline is given up and its connection reset. Good is what comes in time with 200.
//
//   open PORT PATH RATE SECONDS DEADLINE_MS CONNECTIONS SOURCES FLOOD
//
// PATH: {n} in it becomes a number that differs from request to request. RATE: requests a second. CONNECTIONS: most at once; a request that finds none is not sent. SOURCES: addresses 127.7.0.1 and on
// that send in turn. FLOOD: part of the requests, 0 to 1, that one more address (127.7.9.9) sends. Prints one line of JSON.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { SOURCES_MAX = 256, HEAD = 4096, SAMPLES = 4000000 };

struct connection {
  int fd, source, busy, head_done, next_idle;
  long left;
  int status, closes, have;
  double sent;
  uint64_t request;
  char head[HEAD];
};

static struct connection *all;
static int connections, used, free_list = -1, idle[SOURCES_MAX + 1];
static int poll_fd, port, request_length;
static char request[2048], before[1024], behind[1024];
static int numbered;
static double deadline;
// requests under way in the order of their sending: each ends at the same time after it
static struct { int connection; uint64_t request; double at; } *queue;
static uint64_t queue_head, queue_tail, queue_size, request_number;
static long offered[2], good[2], shed[2], late[2], failed[2], unsent[2];
static float *good_times, *shed_times;
static long good_count, shed_count;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void drop(struct connection *c) {
  struct linger reset = {1, 0};
  setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  close(c->fd);
  c->fd = -1;
  c->busy = 0;
  c->next_idle = free_list;
  free_list = c - all;
}

static void unlink_idle(struct connection *c) {
  int *at = &idle[c->source];
  while (*at != -1 && *at != c - all) at = &all[*at].next_idle;
  if (*at != -1) *at = c->next_idle;
}

static int dial(int source, int flooder) {
  int i;
  if (free_list != -1) {
    i = free_list;
    free_list = all[i].next_idle;
  } else if (used < connections) {
    i = used++;
  } else {
    return -1;
  }
  struct connection *c = &all[i];
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  c->source = source;
  if (c->fd < 0) {
    c->next_idle = free_list;
    free_list = i;
    return -1;
  }
  int one = 1;
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  setsockopt(c->fd, IPPROTO_IP, 24 /* IP_BIND_ADDRESS_NO_PORT */, &one, sizeof one);
  struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET, .sin_port = htons(port)};
  from.sin_addr.s_addr = htonl(flooder ? 0x7f070909 : 0x7f070001 + source);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(c->fd, (struct sockaddr *)&from, sizeof from);
  if (connect(c->fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS) {
    close(c->fd);
    c->next_idle = free_list;
    free_list = i;
    return -1;
  }
  struct epoll_event e = {EPOLLIN | EPOLLOUT | EPOLLET, {.u32 = i}};
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, c->fd, &e);
  return i;
}

static void put(struct connection *c) {
  if (c->busy != 1) return;
  if (numbered)
    request_length = snprintf(request, sizeof request, "GET %s%lu%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", before,
                              (unsigned long)c->request, behind);
  if (write(c->fd, request, request_length) == request_length) c->busy = 2;
}

static void arrive(int source, int flooder, double at) {
  int kind = flooder;
  offered[kind]++;
  int i = idle[source];
  if (i != -1) {
    idle[source] = all[i].next_idle;
  } else if ((i = dial(source, flooder)) == -1) {
    unsent[kind]++;
    return;
  }
  struct connection *c = &all[i];
  c->busy = 1;
  c->have = c->head_done = c->closes = 0;
  c->sent = at;
  c->request = ++request_number;
  queue[queue_tail % queue_size].connection = i;
  queue[queue_tail % queue_size].request = c->request;
  queue[queue_tail++ % queue_size].at = at;
  put(c);
}

static void answered(struct connection *c, int kind) {
  double took = now() - c->sent;
  if (c->status == 200 && took <= deadline) {
    good[kind]++;
    if (!kind && good_count < SAMPLES) good_times[good_count++] = took;
  } else if (c->status == 503) {
    shed[kind]++;
    if (shed_count < SAMPLES) shed_times[shed_count++] = took;
  } else {
    failed[kind]++;
  }
  if (c->closes) {
    drop(c);
    return;
  }
  c->busy = 0;
  c->next_idle = idle[c->source];
  idle[c->source] = c - all;
}

static void receive(struct connection *c, int flood_source) {
  char buffer[65536];
  int kind = c->source == flood_source;
  for (;;) {
    ssize_t n = read(c->fd, buffer, sizeof buffer);
    if (n < 0 && (errno == EAGAIN || errno == ENOTCONN)) return; // news of the connection before in this place
    if (n <= 0) {
      if (c->busy) failed[kind]++;
      else unlink_idle(c);
      drop(c);
      return;
    }
    if (!c->busy) { // nobody has asked for it
      unlink_idle(c);
      drop(c);
      return;
    }
    char *from = buffer;
    if (!c->head_done) {
      int take = n < HEAD - 1 - c->have ? n : HEAD - 1 - c->have;
      memcpy(c->head + c->have, buffer, take);
      c->have += take;
      c->head[c->have] = 0;
      char *end = strstr(c->head, "\r\n\r\n");
      if (!end) continue;
      c->head_done = 1;
      c->status = atoi(c->head + 9);
      char *length = strcasestr(c->head, "content-length:");
      c->left = length ? atol(length + 15) : 0;
      c->closes = strcasestr(c->head, "connection: close") != 0;
      from = buffer + (n - (c->have - (end + 4 - c->head)));
    }
    c->left -= buffer + n - from;
    if (c->left <= 0) {
      answered(c, kind);
      if (c->fd == -1 || c->busy) return;
    }
  }
}

static void give_up(double at, int flood_source) {
  while (queue_head < queue_tail && queue[queue_head % queue_size].at + deadline < at) {
    int i = queue[queue_head % queue_size].connection;
    struct connection *c = &all[i];
    if (c->busy && c->request == queue[queue_head % queue_size].request) {
      late[c->source == flood_source]++;
      drop(c);
    }
    queue_head++;
  }
}

static int by_size(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

static double part(float *times, long count, double share) {
  if (!count) return 0;
  qsort(times, count, sizeof *times, by_size);
  return times[(long)((count - 1) * share)] * 1e3;
}

int main(int n, char **a) {
  if (n < 9) return 2;
  signal(SIGPIPE, SIG_IGN); // a server may close a connection while a request is written
  port = atoi(a[1]);
  double rate = atof(a[3]), seconds = atof(a[4]), flood = atof(a[8]);
  deadline = atof(a[5]) / 1e3;
  connections = atoi(a[6]);
  int sources = atoi(a[7]), flood_source = sources;
  char *number = strstr(a[2], "{n}");
  numbered = number != 0;
  if (numbered) {
    snprintf(before, sizeof before, "%.*s", (int)(number - a[2]), a[2]);
    snprintf(behind, sizeof behind, "%s", number + 3);
  }
  request_length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", a[2]);
  all = calloc(connections, sizeof *all);
  queue_size = (uint64_t)(rate * (deadline + 2)) + 100000;
  queue = calloc(queue_size, sizeof *queue);
  good_times = malloc(SAMPLES * sizeof *good_times);
  shed_times = malloc(SAMPLES * sizeof *shed_times);
  for (int i = 0; i <= sources; i++) idle[i] = -1;
  poll_fd = epoll_create1(0);
  srand48(4711);
  double start = now(), next = start, end = start + seconds;
  long turn = 0;
  struct epoll_event events[512];
  for (;;) {
    double at = now();
    if (at > end + deadline) break;
    for (int burst = 0; next <= at && next < end && burst < 256; burst++) {
      int flooder = drand48() < flood;
      arrive(flooder ? flood_source : (int)(turn++ % sources), flooder, next);
      next += -log(1 - drand48()) / rate;
    }
    give_up(at, flood_source);
    double wait = next < end ? next - now() : 0.01;
    int ready = epoll_wait(poll_fd, events, 512, wait <= 0 ? 0 : wait > 0.01 ? 10 : (int)(wait * 1e3));
    for (int i = 0; i < ready; i++) {
      struct connection *c = &all[events[i].data.u32];
      if (c->fd == -1) continue;
      if (events[i].events & EPOLLOUT) put(c);
      if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(c, flood_source);
    }
  }
  double g50 = part(good_times, good_count, .5), g99 = part(good_times, good_count, .99);
  double s50 = part(shed_times, shed_count, .5), s99 = part(shed_times, shed_count, .99);
  printf("JSON {\"seconds\": %.3f, \"offered\": %ld, \"good\": %ld, \"shed\": %ld, \"late\": %ld, \"failed\": %ld, \"unsent\": %ld, "
         "\"p50_ms\": %.1f, \"p99_ms\": %.1f, \"shed_p50_ms\": %.1f, \"shed_p99_ms\": %.1f, "
         "\"flood\": {\"offered\": %ld, \"good\": %ld, \"shed\": %ld, \"late\": %ld, \"failed\": %ld, \"unsent\": %ld}}\n",
         seconds, offered[0], good[0], shed[0], late[0], failed[0], unsent[0], g50, g99, s50, s99,
         offered[1], good[1], shed[1], late[1], failed[1], unsent[1]);
  return 0;
}

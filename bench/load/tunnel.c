/* Both ends of tunnels for the benchmark, and a plain relay between two sockets as the measure of all.
 *
 *   tunnel origin PORT                    first byte 'd': sends for ever; 'e': sends back what follows
 *   tunnel relay PORT ORIGIN_PORT         one thread, epoll, a buffer of 64 KiB for each way
 *   tunnel load PORT TARGET_PORT CONNECTIONS SECONDS d|e   TARGET_PORT 0: no CONNECT
 *   tunnel check PORT TARGET_PORT         8 MiB down, compared byte by byte, and 1 MiB echoed
 *
 * The load prints one line: JSON {...}; of bulk streams a "request" is a MiB.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
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

enum { PATTERN = 65521, CHUNK = 256 * 1024, RELAY_CHUNK = 64 * 1024, PING = 64, EVENTS = 256 };

static unsigned char pattern[PATTERN + CHUNK];

static void die(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return a;
}

static int listen_on(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
    struct sockaddr_in a = loopback(port);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (struct sockaddr *)&a, sizeof a) || listen(fd, 4096)) die("listen");
    return fd;
}

static int connect_to(int port) {
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    struct sockaddr_in a = loopback(port);
    if (connect(fd, (struct sockaddr *)&a, sizeof a)) die("connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

static void send_all(int fd, const void *data, size_t size) {
    for (size_t at = 0; at < size;) {
        ssize_t n = send(fd, (const char *)data + at, size - at, MSG_NOSIGNAL);
        if (n <= 0) die("send");
        at += n;
    }
}

/* A tunnel through a proxy, or straight to it where it needs no telling. */
static int tunnel_to(int port, int target) {
    int fd = connect_to(port);
    if (target) {
        char head[256];
        int n = snprintf(head, sizeof head, "CONNECT 127.0.0.1:%d HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", target, target);
        send_all(fd, head, n);
        n = 0;
        while (n < 4 || memcmp(head + n - 4, "\r\n\r\n", 4)) {
            if (n == sizeof head - 1 || recv(fd, head + n, 1, 0) != 1) die("no answer to CONNECT");
            n++;
        }
        head[n] = 0;
        if (strncmp(head + 8, " 200", 4)) {
            fprintf(stderr, "%s", head);
            exit(1);
        }
    }
    return fd;
}

/* ---- origin */

struct peer {
    int fd, mode;
    size_t offset, have, sent;
    unsigned char *echo;
};

static void forget(struct peer *p) {
    close(p->fd);
    free(p->echo);
    free(p);
}

/* Whether the peer lives on. */
static int stream(struct peer *p) {
    for (;;) {
        ssize_t n = send(p->fd, pattern + p->offset, CHUNK, MSG_NOSIGNAL);
        if (n < 0) return errno == EAGAIN;
        p->offset = (p->offset + n) % PATTERN;
    }
}

static int echo(struct peer *p) {
    for (;;) {
        if (p->sent == p->have) {
            ssize_t n = recv(p->fd, p->echo, CHUNK, 0);
            if (n <= 0) return n < 0 && errno == EAGAIN;
            p->have = n;
            p->sent = 0;
        }
        ssize_t n = send(p->fd, p->echo + p->sent, p->have - p->sent, MSG_NOSIGNAL);
        if (n < 0) return errno == EAGAIN;
        p->sent += n;
    }
}

static int serve(struct peer *p) {
    if (!p->mode) {
        unsigned char mode;
        ssize_t n = recv(p->fd, &mode, 1, 0);
        if (n <= 0) return n < 0 && errno == EAGAIN;
        p->mode = mode;
        if (mode == 'e') p->echo = malloc(CHUNK);
    }
    return p->mode == 'e' ? echo(p) : stream(p);
}

static void origin(int port) {
    int poll = epoll_create1(0), door = listen_on(port), one = 1;
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL}, events[EVENTS];
    epoll_ctl(poll, EPOLL_CTL_ADD, door, &e);
    for (;;) {
        int n = epoll_wait(poll, events, EVENTS, -1);
        for (int i = 0; i < n; i++) {
            struct peer *p = events[i].data.ptr;
            if (!p) {
                int fd;
                while ((fd = accept4(door, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                    p = calloc(1, sizeof *p);
                    p->fd = fd;
                    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    e.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
                    e.data.ptr = p;
                    epoll_ctl(poll, EPOLL_CTL_ADD, fd, &e);
                }
            } else if ((events[i].events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP)) || !serve(p)) {
                forget(p);
            }
        }
    }
}

/* ---- relay */

struct side {
    int fd;
    struct side *other;
    unsigned char *data; /* read from this side, not yet written to the other */
    size_t have, sent;
    int ended, told, dead;
};

static int pump(struct side *from) {
    struct side *to = from->other;
    for (;;) {
        if (from->sent == from->have) {
            if (from->ended) {
                if (!from->told) shutdown(to->fd, SHUT_WR);
                from->told = 1;
                return 1;
            }
            ssize_t n = recv(from->fd, from->data, RELAY_CHUNK, 0);
            if (n < 0) return errno == EAGAIN;
            from->ended = n == 0;
            from->have = n;
            from->sent = 0;
            if (!n) continue;
        }
        ssize_t n = send(to->fd, from->data + from->sent, from->have - from->sent, MSG_NOSIGNAL);
        if (n < 0) return errno == EAGAIN;
        from->sent += n;
        if (from->sent < from->have) return 1;
    }
}

static struct side *side(int fd) {
    struct side *s = calloc(1, sizeof *s);
    int one = 1;
    fcntl(fd, F_SETFL, O_NONBLOCK);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    s->fd = fd;
    s->data = malloc(RELAY_CHUNK);
    return s;
}

static void relay(int port, int target) {
    int poll = epoll_create1(0), door = listen_on(port);
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL}, events[EVENTS];
    epoll_ctl(poll, EPOLL_CTL_ADD, door, &e);
    for (;;) {
        int n = epoll_wait(poll, events, EVENTS, -1);
        for (int i = 0; i < n; i++) {
            struct side *s = events[i].data.ptr;
            if (!s) {
                int fd = accept(door, NULL, NULL);
                if (fd < 0) continue;
                struct side *client = side(fd), *server = side(connect_to(target));
                client->other = server;
                server->other = client;
                e.events = EPOLLIN | EPOLLOUT | EPOLLET;
                e.data.ptr = client;
                epoll_ctl(poll, EPOLL_CTL_ADD, client->fd, &e);
                e.data.ptr = server;
                epoll_ctl(poll, EPOLL_CTL_ADD, server->fd, &e);
            } else if (!s->dead) {
                int alive = pump(s) && pump(s->other);
                if (!alive || (s->told && s->other->told)) {
                    s->dead = s->other->dead = 1; /* leaks two small structs, so that a later event finds them */
                    close(s->fd);
                    close(s->other->fd);
                }
            }
        }
    }
}

/* ---- load */

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void load(int port, int target, int count, double seconds, char mode) {
    int poll = epoll_create1(0), errors = 0;
    static unsigned char buffer[CHUNK];
    double *asked = calloc(count, sizeof *asked);
    uint32_t *micros = malloc(sizeof *micros * 10000000);
    size_t samples = 0;
    uint64_t bytes = 0;
    int *fds = malloc(sizeof *fds * count), *got = calloc(count, sizeof *got);
    for (int i = 0; i < count; i++) {
        fds[i] = tunnel_to(port, target);
        send_all(fds[i], &mode, 1);
        struct epoll_event e = {.events = EPOLLIN, .data.u32 = i};
        epoll_ctl(poll, EPOLL_CTL_ADD, fds[i], &e);
        if (mode == 'e') {
            asked[i] = now();
            send_all(fds[i], pattern, PING);
        }
    }
    double start = now(), end = start + seconds;
    struct epoll_event events[EVENTS];
    while (now() < end) {
        int n = epoll_wait(poll, events, EVENTS, 100);
        for (int k = 0; k < n; k++) {
            int i = events[k].data.u32;
            ssize_t size = recv(fds[i], buffer, CHUNK, 0);
            if (size <= 0) {
                errors++;
                epoll_ctl(poll, EPOLL_CTL_DEL, fds[i], NULL);
                continue;
            }
            bytes += size;
            got[i] += size;
            if (mode == 'e' && got[i] >= PING) {
                errors += memcmp(buffer, pattern, size) != 0;
                got[i] = 0;
                if (samples < 10000000) micros[samples++] = (now() - asked[i]) * 1e6;
                asked[i] = now();
                send_all(fds[i], pattern, PING);
            }
        }
    }
    double took = now() - start;
    qsort(micros, samples, sizeof *micros, by_value);
    printf("JSON {\"requests\": %llu, \"seconds\": %.3f, \"errors\": %d, \"bad_status\": 0, \"p50_us\": %u, \"p99_us\": %u}\n",
           (unsigned long long)(mode == 'e' ? samples : bytes >> 20), took, errors,
           samples ? micros[samples / 2] : 0, samples ? micros[samples * 99 / 100] : 0);
}

static void check(int port, int target) {
    static unsigned char buffer[1 << 20];
    int fd = tunnel_to(port, target);
    send_all(fd, "d", 1);
    for (size_t at = 0; at < 8 << 20;) {
        ssize_t n = recv(fd, buffer, CHUNK, 0);
        if (n <= 0 || memcmp(buffer, pattern + at % PATTERN, n)) exit(2);
        at += n;
    }
    close(fd);
    fd = tunnel_to(port, target);
    send_all(fd, "e", 1);
    for (int i = 0; i < 16; i++) {
        send_all(fd, pattern, 65000);
        for (size_t at = 0; at < 65000;) {
            ssize_t n = recv(fd, buffer, 65000 - at, 0);
            if (n <= 0 || memcmp(buffer, pattern + at, n)) exit(3);
            at += n;
        }
    }
}

int main(int count, char **words) {
    for (int i = 0; i < (int)sizeof pattern; i++) pattern[i] = (i % PATTERN * 31 + i % PATTERN / 251) & 0xff;
    signal(SIGPIPE, SIG_IGN);
    if (count == 3 && !strcmp(words[1], "origin")) origin(atoi(words[2]));
    if (count == 4 && !strcmp(words[1], "relay")) relay(atoi(words[2]), atoi(words[3]));
    if (count == 4 && !strcmp(words[1], "check")) return check(atoi(words[2]), atoi(words[3])), 0;
    if (count == 7 && !strcmp(words[1], "load"))
        return load(atoi(words[2]), atoi(words[3]), atoi(words[4]), atof(words[5]), words[6][0]), 0;
    fprintf(stderr, "tunnel origin|relay|load|check ...\n");
    return 64;
}

#define _GNU_SOURCE
/* The floor that the library is measured against: the same bytes over one socket, with nothing made of them.
 *   bare size SOCKET DATABASE-REQUEST          how many bytes the reply has
 *   bare read SOCKET REQUEST BYTES             reads exactly that many; prints milliseconds
 *   bare each SOCKET REQUESTS-FILE [REQUEST]   sends each line, waits for its reply; prints milliseconds in all and the median in microseconds.
 *                                              With a monitor's request, the monitor is started first and each change is awaited too
 *   bare write SOCKET REQUESTS-FILE RATE       sends that many lines a second, with the time (CLOCK_MONOTONIC, ns) in place of @NOW@
 *   bare notify SOCKET REQUEST COUNT           starts a monitor, and prints the median time from a write to its notification in microseconds
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static char buffer[1 << 20];

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int connect_to(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *) &address, sizeof address)) { perror(path); exit(1); }
    return fd;
}

static void send_all(int fd, const char *text, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, text, size);
        if (n <= 0) { perror("write"); exit(1); }
        text += n;
        size -= n;
    }
}

/* Reads JSON objects, of which nothing follows the last, by counting brackets outside strings; returns their size. */
static size_t read_objects(int fd, int wanted, int *failed)
{
    size_t size = 0;
    int depth = 0, in_string = 0, escaped = 0;
    for (;;) {
        ssize_t n = read(fd, buffer, sizeof buffer);
        if (n <= 0) { fprintf(stderr, "connection closed\n"); exit(1); }
        if (failed && memmem(buffer, n, "\"details\"", 9)) *failed = 1;
        for (ssize_t i = 0; i < n; i++) {
            char c = buffer[i];
            size++;
            if (escaped) escaped = 0;
            else if (in_string) { if (c == '\\') escaped = 1; else if (c == '"') in_string = 0; }
            else if (c == '"') in_string = 1;
            else if (c == '{' || c == '[') depth++;
            else if ((c == '}' || c == ']') && --depth == 0 && --wanted == 0) return size;
        }
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

static int each(int fd, const char *path, const char *monitor)
{
    FILE *file = fopen(path, "r");
    if (!file) { perror(path); return 1; }
    static double times[100000];
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    int count = 0, failed = 0;
    double total = 0;
    if (monitor) {
        send_all(fd, monitor, strlen(monitor));
        read_objects(fd, 1, NULL);
    }
    while ((length = getline(&line, &capacity, file)) > 0 && count < 100000) {
        double start = now_ms();
        send_all(fd, line, length - 1);
        /* With a monitor the change comes first, then the reply. */
        read_objects(fd, monitor ? 2 : 1, &failed);
        times[count] = now_ms() - start;
        total += times[count++];
    }
    if (failed) { fprintf(stderr, "a request failed\n"); return 1; }
    qsort(times, count, sizeof *times, compare);
    printf("%.3f %.1f\n", total, times[count / 2] * 1e3);
    return 0;
}

static long long now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int write_at_rate(int fd, const char *path, int rate)
{
    FILE *file = fopen(path, "r");
    if (!file) { perror(path); return 1; }
    static char line[4096], request[4096];
    long long next = now_ns();
    while (fgets(line, sizeof line, file)) {
        next += 1000000000LL / rate;
        struct timespec until = { next / 1000000000LL, next % 1000000000LL };
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        char *mark = strstr(line, "@NOW@");
        if (!mark) return 1;
        int size = snprintf(request, sizeof request, "%.*s%lld%s", (int) (mark - line), line, now_ns(), mark + 5);
        send_all(fd, request, size);
        while (recv(fd, buffer, sizeof buffer, MSG_DONTWAIT) > 0) { }
    }
    return 0;
}

static int notify(int fd, int wanted)
{
    static double times[100000];
    static char window[1 << 16];
    size_t kept = 0;
    int count = 0;
    read_objects(fd, 1, NULL);
    fprintf(stderr, "ready\n");
    while (count < wanted && count < 100000) {
        ssize_t n = read(fd, window + kept, sizeof window - kept - 1);
        if (n <= 0) return 1;
        long long now = now_ns();
        kept += n;
        window[kept] = 0;
        char *at = window, *found;
        while ((found = strstr(at, "[\"t\",\"")) && strchr(found + 6, '"')) {
            times[count++] = (now - atoll(found + 6)) / 1e3;
            at = found + 6;
        }
        kept = strlen(at) < 64 ? strlen(at) : 64;
        memmove(window, window + strlen(window) - kept, kept);
    }
    count -= wanted / 10;
    qsort(times + wanted / 10, count, sizeof *times, compare);
    printf("0 %.1f\n", times[wanted / 10 + count / 2]);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 4) return 2;
    int fd = connect_to(argv[2]);
    if (!strcmp(argv[1], "each")) return each(fd, argv[3], argc > 4 ? argv[4] : NULL);
    if (!strcmp(argv[1], "write")) return write_at_rate(fd, argv[3], atoi(argv[4]));
    if (!strcmp(argv[1], "notify")) {
        send_all(fd, argv[3], strlen(argv[3]));
        return notify(fd, atoi(argv[4]));
    }
    double start = now_ms();
    send_all(fd, argv[3], strlen(argv[3]));
    if (!strcmp(argv[1], "size")) {
        printf("%zu\n", read_objects(fd, 1, NULL));
        return 0;
    }
    long left = atol(argv[4]);
    while (left > 0) {
        ssize_t n = read(fd, buffer, sizeof buffer);
        if (n <= 0) return 1;
        left -= n;
    }
    printf("%.1f\n", now_ms() - start);
    return 0;
}

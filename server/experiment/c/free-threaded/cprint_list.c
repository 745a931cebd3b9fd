#include "cprint_list.h"

#include <stdio.h>
#include <time.h>

#include "trace.h"

static void
wait_seconds(double seconds)
{
    if (seconds <= 0) {
        return; /* even a sleep of no time gives the processor away */
    }
    struct timespec time;
    time.tv_sec = (time_t)seconds;
    time.tv_nsec = (long)((seconds - (double)time.tv_sec) * 1e9);
    nanosleep(&time, NULL);
}

void
cprint_list(const char *const *strings, double delay, double gap)
{
    trace_mark(TRACE_ENTERED);
    wait_seconds(delay);
    trace_mark(TRACE_SLEPT);

    for (; *strings != NULL; strings++) {
        printf("%s ", *strings);
        wait_seconds(gap);
    }
    printf("\n");

    trace_mark(TRACE_PRINTED);
}

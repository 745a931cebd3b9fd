/* The marks belong to their thread; only the two counters are shared, and they are atomic. */
#include "trace.h"

#include <stdatomic.h>
#include <time.h>

#ifdef CLOCK_UPTIME_RAW
#define TRACE_CLOCK CLOCK_UPTIME_RAW /* what time.monotonic() reads on macOS */
#else
#define TRACE_CLOCK CLOCK_MONOTONIC
#endif

static _Thread_local long long marks[TRACE_POINTS];
static atomic_int inside;
static atomic_int peak;

static long long
now(void)
{
    struct timespec time;
    clock_gettime(TRACE_CLOCK, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void
count_in(void)
{
    int count = atomic_fetch_add(&inside, 1) + 1;
    int seen = atomic_load(&peak);
    while (seen < count && !atomic_compare_exchange_weak(&peak, &seen, count)) {
    }
}

void
trace_mark(enum trace_point point)
{
    if (point == TRACE_ENTERED) {
        count_in();
    }
    marks[point] = now();
    if (point == TRACE_PRINTED) {
        atomic_fetch_sub(&inside, 1);
    }
}

long long
trace_when(enum trace_point point)
{
    return marks[point];
}

int
trace_peak(void)
{
    return atomic_load(&peak);
}

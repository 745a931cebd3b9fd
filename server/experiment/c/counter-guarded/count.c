#include "count.h"

#include <pthread.h>

static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
static long total;

long
count_up(long times)
{
    pthread_mutex_lock(&counting);
    for (long i = 0; i < times; i++) {
        total++;
    }
    long now = total;
    pthread_mutex_unlock(&counting);
    return now;
}

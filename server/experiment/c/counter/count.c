#include "count.h"

static long total;

long
count_up(long times)
{
    for (long i = 0; i < times; i++) {
        total++;
    }
    return total;
}

#include <unistd.h>

int clock_wait(int seconds)
{
    return (int)sleep((unsigned)seconds);
}

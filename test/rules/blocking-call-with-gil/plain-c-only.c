// Near miss: nobody calls this from Python.
#include <unistd.h>

static void wait_a_second(void)
{
    sleep(1);
}

int main(void)
{
    wait_a_second();
    return 0;
}

// Near miss: Python cannot come to the function, so no thread of its can.
// gilint.toml: select = ["free-threading"]
#include <Python.h>
#include <stdlib.h>

static long calls;

/* Only the program's own main function uses it. */
void tick(void)
{
    calls++;
}

int main(void)
{
    tick();
    exit(0);
}

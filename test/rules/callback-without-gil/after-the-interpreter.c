// What Py_AtExit calls runs when the interpreter is gone: nothing can take the GIL there. The C library needs none.
#include <Python.h>
#include <stdlib.h>

static PyObject *registry;
static void *table;

static void drop_registry(void)
//          ^^^^^^^^^^^^^ error[callback-without-gil] no GIL can be taken any more
{
    Py_CLEAR(registry);
}

static void drop_table(void)
{
    free(table);
}

int register_both(void)
{
    return Py_AtExit(drop_registry) < 0 || Py_AtExit(drop_table) < 0;
}

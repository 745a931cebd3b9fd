// What is looked up by a name that is spelled as the variable is no change of its old value.
#include <Python.h>

extern void *find_method(void *type, const char *name);
static void *close_all;
static long opened;

void finish(void *type)
{
    Py_BEGIN_ALLOW_THREADS
    if (close_all || (close_all = find_method(type, "close_all")))
//                    ^^^^^^^^^ warning[unguarded-shared-state]
        opened = opened - 1;
//      ^^^^^^ warning[unguarded-shared-state]
    Py_END_ALLOW_THREADS
}

// Two regions, the second after the first has ended: nothing is wrong.
#include <Python.h>

extern void do_work(int n);

void two_regions(int n)
{
    Py_BEGIN_ALLOW_THREADS
    do_work(n);
    Py_END_ALLOW_THREADS

    Py_BEGIN_ALLOW_THREADS
    do_work(n + 1);
    Py_END_ALLOW_THREADS
}

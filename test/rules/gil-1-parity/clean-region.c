// The first of eight situations a proof of concept for a compiler told apart: nothing is wrong in this region.
#include <Python.h>

extern void do_work(int n);

void clean_region(int n)
{
    Py_BEGIN_ALLOW_THREADS
    do_work(n);
    Py_END_ALLOW_THREADS
}

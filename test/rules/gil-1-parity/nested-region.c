// A region directly inside a region.
#include <Python.h>

extern void do_work(int n);

void nested_region(int n)
{
    Py_BEGIN_ALLOW_THREADS
    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ error[nested-release] (high)
    do_work(n);
    Py_END_ALLOW_THREADS
    Py_END_ALLOW_THREADS
}

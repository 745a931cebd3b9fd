// A region inside a region, one call away.
#include <Python.h>

extern void do_work(int n);

static void helper_with_region(int n)
{
    Py_BEGIN_ALLOW_THREADS
    do_work(n);
    Py_END_ALLOW_THREADS
}

void nested_through_helper(int n)
{
    Py_BEGIN_ALLOW_THREADS
    helper_with_region(n);
//  ^^^^^^^^^^^^^^^^^^ error[nested-release] (high) helper_with_region
    Py_END_ALLOW_THREADS
}

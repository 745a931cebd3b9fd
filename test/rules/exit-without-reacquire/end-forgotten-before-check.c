// The end of the region was forgotten, and the result is looked at in a block of its own: the end belongs in front of that.
// does-not-compile: the brace of the region is never closed
#include <Python.h>

extern int store_rows(int fd, int count);

static PyObject *store(int fd, int count)
{
    int stored;

    Py_BEGIN_ALLOW_THREADS
    stored = store_rows(fd, count);
    if (stored < 0) {
        count = 0;
        return NULL;
//      ^^^^^^^^^^^^ error[exit-without-reacquire]
    }
    Py_RETURN_NONE;
//  ^^^^^^^^^^^^^^ error[api-call-without-gil]
//  ^^^^^^^^^^^^^^ error[exit-without-reacquire]
}

// flockfile locks one stream: for a helper that is called under it too, but not another stream, and not what comes after.
#include <Python.h>
#include <stdio.h>

static FILE *journal;

static void write_both(void)
{
    fputs("a", journal);
    fputs("b", journal);
}

static PyObject *held_by_caller(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    flockfile(journal);
    write_both();
    funlockfile(journal);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *only_if_free(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (ftrylockfile(journal) == 0) {
        fputs("c", journal);
        fputs("d", journal);
        funlockfile(journal);
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *other_stream(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    flockfile(journal);
    for (int i = 0; i < 3; i++)
        printf("%d", i);
//      ^^^^^^ warning[unguarded-shared-io]
    funlockfile(journal);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *afterwards(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    flockfile(journal);
    fputs("e", journal);
//  ^^^^^ warning[unguarded-shared-io]
    funlockfile(journal);
    fputs("f", journal);
    fputs("g", journal);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

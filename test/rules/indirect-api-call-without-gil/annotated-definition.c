// Near miss: the author vouches for a function whose one use of the C-API is behind a check of his own.
#include <Python.h>

extern int is_main_thread_with_gil(void);
extern void crunch(void);

/* gilint: gil-free */
static void report(const char *text)
{
    if (is_main_thread_with_gil())
        PySys_WriteStderr("%s\n", text);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    crunch();
    report("done");
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

// A log function writes each line whole, in one call: lines of others in between break none. What is given in pieces can be torn.
#include <Python.h>
#include <stdarg.h>
#include <stdio.h>

static void say(int level, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
}

extern int crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    say(1, "crunching\n");
    if (crunch() < 0)
        say(2, "crunch failed: %d\n", 1);
    say(1, "done\n");
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *run_with_dots(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    say(1, "crunching");
//  ^^^ warning[unguarded-shared-io]
    while (crunch() > 0)
        say(1, ".");
    say(1, " done\n");
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

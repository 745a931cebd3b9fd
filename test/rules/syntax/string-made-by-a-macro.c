// A macro that makes a part of a string, as Apache's numbers of messages.
#include <Python.h>

#define LOGNO(n) "AH" #n ": "

extern void log_error(int level, const char *format, ...);

static PyObject *run(PyObject *item)
{
    Py_BEGIN_ALLOW_THREADS
    log_error(3, LOGNO(0103) "no interpreter " "for %s", "spam");
    log_error(3, "tail " LOGNO(7), 1);
    Py_DECREF(item);
//  ^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

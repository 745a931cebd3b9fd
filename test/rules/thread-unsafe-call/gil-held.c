// Near miss: with the GIL held, no other Python thread is in there.
#include <Python.h>
#include <time.h>
#include <string.h>

static PyObject *year(time_t when)
{
    struct tm *tm = localtime(&when);
    return PyLong_FromLong(tm->tm_year + (long)strlen(strerror(2)));
}

// The form for threads is used wherever the system has it: what stands in its place is for the others.
#include <Python.h>
#include <time.h>

static int day_of(time_t when)
{
    struct tm day;

#ifdef HAVE_LOCALTIME_R
    localtime_r(&when, &day);
#else
    day = *localtime(&when);
#endif
    return day.tm_mday;
}

/* The switch is about something else. */
static int month_of(time_t when)
{
    struct tm *day = NULL;

#ifdef WITH_LOCAL_TIME
    day = localtime(&when);
//        ^^^^^^^^^ warning[thread-unsafe-call]
#else
    day = gmtime(&when);
//        ^^^^^^ warning[thread-unsafe-call]
#endif
    return day->tm_mon;
}

static PyObject *both(PyObject *self, PyObject *unused)
{
    time_t now = time(NULL);
    int day, month;

    Py_BEGIN_ALLOW_THREADS
    day = day_of(now);
    month = month_of(now);
    Py_END_ALLOW_THREADS
    return Py_BuildValue("ii", day, month);
}

static PyMethodDef methods[] = {
    {"both", both, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

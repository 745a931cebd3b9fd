// What is kept for the caller cannot live in a local variable: no fix.
#include <Python.h>
#include <string.h>
#include <time.h>

static struct tm *last;

static struct tm *now_of(time_t when)
{
    struct tm *found = gmtime(&when);
//                     ^^^^^^ warning[thread-unsafe-call]

    last = localtime(&when);
//  ^^^^ warning[unguarded-shared-state]
//         ^^^^^^^^^ warning[thread-unsafe-call]
    return found->tm_year > 70 ? found : NULL;
}

static char *stamp(time_t when)
{
    return ctime(&when);
//         ^^^^^ warning[thread-unsafe-call]
}

static char *time_of_day(time_t when)
{
    char *text = ctime(&when);
//               ^^^^^ warning[thread-unsafe-call]

    return strchr(text, ' ') + 8;
}

static char *month_of(time_t when)
{
    char *text = ctime(&when);
//               ^^^^^ warning[thread-unsafe-call]
    char *month = text + 4;

    return month;
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    struct tm *found;
    char *text;

    Py_BEGIN_ALLOW_THREADS
    found = now_of(0);
    text = stamp(0);
    text = text == NULL ? time_of_day(0) : month_of(0);
    Py_END_ALLOW_THREADS
    return Py_BuildValue("is", found != NULL, text);
}

// What the call gives is used up in its expression, or in the function.
#include <Python.h>
#include <stdio.h>
#include <time.h>

static int year_of(time_t when)
{
    return localtime(&when)->tm_year;
//         ^^^^^^^^^ warning[thread-unsafe-call]
}

static int month_of(time_t when)
{
    struct tm copy = *localtime(&when);
//                    ^^^^^^^^^ warning[thread-unsafe-call]

    return copy.tm_mon;
}

static void print_day(FILE *file, time_t when)
{
    struct tm *day = gmtime(&when);
//                   ^^^^^^ warning[thread-unsafe-call]
    char *text, *month;

    if (day == NULL)
        return;
    text = asctime(day);
//         ^^^^^^^ warning[thread-unsafe-call]
    month = text + 4;
    fprintf(file, "%.3s\n", month);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    FILE *file = fopen("log", "w");
//               ^^^^^ info[blocking-call-with-gil]
    int year;

    Py_BEGIN_ALLOW_THREADS
    year = year_of(0) + month_of(0);
    print_day(file, 0);
    Py_END_ALLOW_THREADS
    fclose(file);
//  ^^^^^^ info[blocking-call-with-gil]
    return PyLong_FromLong(year);
}

// What the call gives is used up in its expression, or in the function.
#include <Python.h>
#include <stdio.h>
#include <time.h>

static int year_of(time_t when)
{
    struct tm result;
    return localtime_r(&when, &result)->tm_year;
}

static int month_of(time_t when)
{
    struct tm result;
    struct tm copy = *localtime_r(&when, &result);

    return copy.tm_mon;
}

static void print_day(FILE *file, time_t when)
{
    char text2[26];
    struct tm result;
    struct tm *day = gmtime_r(&when, &result);
    char *text, *month;

    if (day == NULL)
        return;
    text = asctime_r(day, text2);
    month = text + 4;
    fprintf(file, "%.3s\n", month);
}

static PyObject *run(PyObject *self, PyObject *unused)
{
    FILE *file = fopen("log", "w");
    int year;

    Py_BEGIN_ALLOW_THREADS
    year = year_of(0) + month_of(0);
    print_day(file, 0);
    Py_END_ALLOW_THREADS
    fclose(file);
    return PyLong_FromLong(year);
}

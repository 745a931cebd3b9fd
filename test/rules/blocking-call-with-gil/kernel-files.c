// What the kernel answers at once is read at once too, whether the path is written out or has a name.
#include <Python.h>
#include <stdio.h>

#define STATISTICS "/proc/spl/kstat/zfs/arcstats"
#define SETTINGS "/etc/settings.conf"

static PyObject *statistics(PyObject *self, PyObject *unused)
{
    char line[256] = "";
    FILE *file = fopen(STATISTICS, "r");
//               ^^^^^ info[blocking-call-with-gil] (low)

    if (file == NULL)
        return PyErr_SetFromErrno(PyExc_OSError);
    if (fgets(line, sizeof line, file) == NULL)
//      ^^^^^ info[blocking-call-with-gil] (low)
        line[0] = '\0';
    fclose(file);
//  ^^^^^^ info[blocking-call-with-gil] (low)
    return PyUnicode_FromString(line);
}

static PyObject *load(PyObject *self, PyObject *unused)
{
    char line[256] = "";
    FILE *file = fopen("/proc/loadavg", "r");
//               ^^^^^ info[blocking-call-with-gil] (low)

    if (file == NULL)
        return PyErr_SetFromErrno(PyExc_OSError);
    if (fgets(line, sizeof line, file) == NULL)
//      ^^^^^ info[blocking-call-with-gil] (low)
        line[0] = '\0';
    fclose(file);
//  ^^^^^^ info[blocking-call-with-gil] (low)
    return PyUnicode_FromString(line);
}

static PyObject *settings(PyObject *self, PyObject *unused)
{
    char line[256] = "";
    FILE *file = fopen(SETTINGS, "r");
//               ^^^^^ info[blocking-call-with-gil] (medium)

    if (file == NULL)
        return PyErr_SetFromErrno(PyExc_OSError);
    if (fgets(line, sizeof line, file) == NULL)
//      ^^^^^ info[blocking-call-with-gil] (medium)
        line[0] = '\0';
    fclose(file);
//  ^^^^^^ info[blocking-call-with-gil] (low)
    return PyUnicode_FromString(line);
}

// The C library walks through its list at one position for the whole process: one finding for the three calls.
// gilint.toml: select = ["free-threading"]
#include <Python.h>
#include <utmpx.h>

static PyObject *boot_time(PyObject *self, PyObject *unused)
{
    double when = 0;
    struct utmpx *entry;

    setutxent();
//  ^^^^^^^^^ warning[unguarded-static-object]
    while ((entry = getutxent()) != NULL)
        if (entry->ut_type == BOOT_TIME)
            when = entry->ut_tv.tv_sec;
    endutxent();
    return PyFloat_FromDouble(when);
}

static PyMethodDef methods[] = {
    {"boot_time", boot_time, METH_NOARGS, ""},
    {NULL, NULL, 0, NULL},
};

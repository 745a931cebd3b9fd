#include <Python.h>
#define Y0 PyErr_Clear(),
#define Y1 Y0 Y0
#define Y2 Y1 Y1
#define Y3 Y2 Y2
#define Y4 Y3 Y3
#define Y5 Y4 Y4
#define Y6 Y5 Y5
#define Y7 Y6 Y6
#define Y8 Y7 Y7
#define Y9 Y8 Y8
#define Y10 Y9 Y9
#define Y11 Y10 Y10
#define Y12 Y11 Y11
#define Y13 Y12 Y12
#define Y14 Y13 Y13
#define Y15 Y14 Y14
#define Y16 Y15 Y15
#define Y17 Y16 Y16
#define Y18 Y17 Y17
#define Y19 Y18 Y18
#define Y20 Y19 Y19
#define Y21 Y20 Y20
#define Y22 Y21 Y21
#define Y23 Y22 Y22
#define Y24 Y23 Y23
#define Y25 Y24 Y24
#define Y26 Y25 Y25
#define Y27 Y26 Y26
#define Y28 Y27 Y27
#define Y29 Y28 Y28
#define Y30 Y29 Y29
#define Y31 Y30 Y30
#define Y32 Y31 Y31
#define Y33 Y32 Y32
#define Y34 Y33 Y33
#define Y35 Y34 Y34
#define Y36 Y35 Y35
#define Y37 Y36 Y36
#define Y38 Y37 Y37
#define Y39 Y38 Y38
#define Y40 Y39 Y39
static void f(void) {
    Py_BEGIN_ALLOW_THREADS
    Y40 0;
    Py_END_ALLOW_THREADS
}

static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

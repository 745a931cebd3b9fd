// A helper that everything calls is reported once, where it is called first.
#include <Python.h>
#include <stdio.h>

static void note(const char *text)
{
    FILE *log = fopen("log.txt", "a");
    fputs(text, log);
    fclose(log);
}

static void note_twice(const char *text)
{
    note(text);
    note(text);
}

static PyObject *work1(PyObject *self, PyObject *unused)
{
    note("work1");
//  ^^^^ info[blocking-call-with-gil]
    note("again");
    note_twice("through another");
    Py_RETURN_NONE;
}

static PyObject *work2(PyObject *self, PyObject *unused)
{
    note("work2");
    Py_RETURN_NONE;
}

static PyObject *work3(PyObject *self, PyObject *unused)
{
    note("work3");
    Py_RETURN_NONE;
}

static PyObject *work4(PyObject *self, PyObject *unused)
{
    note("work4");
    Py_RETURN_NONE;
}

static PyObject *work5(PyObject *self, PyObject *unused)
{
    note("work5");
    Py_RETURN_NONE;
}

static PyObject *work6(PyObject *self, PyObject *unused)
{
    note("work6");
    Py_RETURN_NONE;
}

static PyObject *work7(PyObject *self, PyObject *unused)
{
    note("work7");
    Py_RETURN_NONE;
}

static PyObject *work8(PyObject *self, PyObject *unused)
{
    note("work8");
    Py_RETURN_NONE;
}

static PyObject *work9(PyObject *self, PyObject *unused)
{
    note("work9");
    Py_RETURN_NONE;
}

static PyObject *work10(PyObject *self, PyObject *unused)
{
    note("work10");
    Py_RETURN_NONE;
}

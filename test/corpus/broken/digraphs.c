#include <Python.h>
%:define LIMIT 4
%:ifdef LIMIT
static int table<:LIMIT:> = <% 1, 2 %>;
%:endif
static PyObject *with_digraphs(PyObject *self, PyObject *args)
<%
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
%>

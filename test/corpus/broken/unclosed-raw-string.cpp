#include <Python.h>
const char *text = R"delimiter(never closed )" ;
void run() { Py_BEGIN_ALLOW_THREADS PyErr_Clear(); Py_END_ALLOW_THREADS }

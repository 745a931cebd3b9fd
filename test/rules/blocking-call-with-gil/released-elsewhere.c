// No table knows the library. The project releases the GIL for one of its functions, and forgets to somewhere else; what it releases
// the GIL for together with other work tells nothing.
#include <Python.h>

extern long turbine_spin(void *turbine, long rounds);
extern long turbine_rounds(void *turbine);
extern long turbine_brake(void *turbine);

PyObject *spin(void *turbine)
{
    long result;

    Py_BEGIN_ALLOW_THREADS
    result = turbine_spin(turbine, 1000);
//           ^^^^^^^^^^^^ note: without the GIL
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(result);
}

PyObject *stop(void *turbine)
{
    long result;

    Py_BEGIN_ALLOW_THREADS
    result = turbine_brake(turbine) + turbine_rounds(turbine);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(result);
}

PyObject *once(void *turbine)
{
    return PyLong_FromLong(turbine_spin(turbine, 1) + turbine_rounds(turbine) + turbine_brake(turbine));
//                         ^^^^^^^^^^^^ info[blocking-call-with-gil]
}

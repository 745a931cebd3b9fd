// A field that is only ever given functions of this file.
#include <Python.h>

struct engine {
    int (*turn)(void);
};

static int turn_checked(void)
{
    PyErr_CheckSignals();
//  ^^^^^^^^^^^^^^^^^^ note: PyErr_CheckSignals
    return 0;
}

static void engine_init(struct engine *engine)
{
    engine->turn = turn_checked;
}

static PyObject *run(struct engine *engine)
{
    int status;

    engine_init(engine);
    Py_BEGIN_ALLOW_THREADS
    status = engine->turn();
//                   ^^^^ error[indirect-api-call-without-gil]
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(status);
}

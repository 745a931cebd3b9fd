// Near miss: a function whose work it is to release, and one that takes back.
#include <Python.h>

typedef struct {
    PyThreadState *state;
} Engine;

void engine_leave_python(Engine *engine)
{
    engine->state = PyEval_SaveThread();
}

void engine_enter_python(Engine *engine)
{
    PyEval_RestoreThread(engine->state);
    engine->state = NULL;
}

PyThreadState *release(void)
{
    return PyEval_SaveThread();
}

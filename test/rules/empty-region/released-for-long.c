// Near miss: the functions that make the pair are not empty regions of their own.
#include <Python.h>

typedef struct {
    PyThreadState *state;
} Engine;

void engine_leave(Engine *engine)
{
    engine->state = PyEval_SaveThread();
}

void engine_enter(Engine *engine)
{
    PyEval_RestoreThread(engine->state);
}

extern int engine_turn(void);

PyObject *engine_run(Engine *engine)
{
    int status;

    engine_leave(engine);
    status = engine_turn();
    engine_enter(engine);
    return PyLong_FromLong(status);
}

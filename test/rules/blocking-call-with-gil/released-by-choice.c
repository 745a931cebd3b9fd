/* Where the GIL is released by a setting, or for something else too, that tells little of a call; nor does a look at an atomic variable. */
#include <Python.h>
#include <stdatomic.h>

struct context { int threads; int (*wait)(void); };
struct engine;
extern struct context *current(void);
extern int engine_apply(struct engine *engine, int x);
extern int engine_solve(struct engine *engine, int x);
extern int engine_hand_over(struct engine *engine, int x);

#define MAYBE_BEGIN(c) { PyThreadState *_save; _save = (c)->threads ? PyEval_SaveThread() : NULL;
#define MAYBE_END(c) if (_save) PyEval_RestoreThread(_save); }

static struct engine *engine;
static atomic_int is_ready;

static PyObject *by_choice(PyObject *self, PyObject *unused)
{
    struct context *context = current();
    int result;
    MAYBE_BEGIN(context)
    result = engine_apply(engine, 1);
    MAYBE_END(context)
    return PyLong_FromLong(result);
}

static PyObject *small(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(engine_apply(engine, 2));
}

static PyObject *always(PyObject *self, PyObject *unused)
{
    int result;
    Py_BEGIN_ALLOW_THREADS
    result = engine_solve(engine, 1);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(result);
}

static PyObject *held(PyObject *self, PyObject *unused)
{
    return PyLong_FromLong(engine_solve(engine, 2));
//                         ^^^^^^^^^^^^ info[blocking-call-with-gil]
}

static PyObject *for_the_answer(PyObject *self, PyObject *unused)
{
    struct context *context = current();
    Py_BEGIN_ALLOW_THREADS
    engine_hand_over(engine, 1);
    context->wait();
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static PyObject *hands_over(PyObject *self, PyObject *unused)
{
    engine_hand_over(engine, 2);
    Py_RETURN_NONE;
}

static PyObject *spins(PyObject *self, PyObject *unused)
{
    if (atomic_load(&is_ready))
        Py_RETURN_NONE;
    Py_BEGIN_ALLOW_THREADS
    while (!atomic_load(&is_ready)) {
    }
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

// Functions that do nothing stand in where threads are off: what the pointers mean is what they mean where threads are on.
#include <Python.h>

static _Thread_local PyThreadState *mine;
struct switches {
    void (*gil_get)(void);
    void (*gil_release)(void);
} up;

static void real_get(void)
{
    PyEval_RestoreThread(mine);
}

static void real_release(void)
{
    mine = PyEval_SaveThread();
}

static void fake_get(void) {}
static void fake_release(void) {}

static void set_up(int threads)
{
    up.gil_get = fake_get;
    up.gil_release = fake_release;
    if (threads) {
        up.gil_get = real_get;
        up.gil_release = real_release;
    }
}

extern long read_body(int request);

static PyObject *body(PyObject *self, PyObject *args)
{
    long length;

    up.gil_release();
    length = read_body(1);
    if (length < 0)
        return PyErr_Format(PyExc_OSError, "no body");
//      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[exit-without-reacquire]
//             ^^^^^^^^^^^^ error[api-call-without-gil]
    up.gil_get();
    return PyLong_FromLong(length);
}

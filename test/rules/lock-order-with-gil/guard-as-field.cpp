// Objects that hold a lock in a field, from the field's initialiser to the end of the object; one that is deferred has taken nothing yet.
#include <Python.h>
#include <mutex>

struct Store {
    std::mutex first;
    std::mutex second;
    int rows = 0;
};

class Locked {
    std::unique_lock<std::mutex> held_;

public:
    explicit Locked(Store &store) : held_(store.first) {}
};

class Deferred {
    std::unique_lock<std::mutex> held_;

public:
    explicit Deferred(Store &store) : held_(store.second, std::defer_lock)
    {
        PyThreadState *saved = PyEval_SaveThread();
        held_.lock();
        PyEval_RestoreThread(saved);
    }
};

void report(Store &store)
{
    Py_BEGIN_ALLOW_THREADS
    {
        Locked locked(store);
        PyGILState_STATE state = PyGILState_Ensure();
        PySys_WriteStdout("%d rows\n", store.rows);
        PyGILState_Release(state);
    }
    PyGILState_STATE after = PyGILState_Ensure();
    PyGILState_Release(after);
    Py_END_ALLOW_THREADS
}

static PyObject *rows(PyObject *self, PyObject *args)
{
    Store *store = (Store *)PyCapsule_GetPointer(self, "store");
    Locked locked(*store);
//         ^^^^^^ warning[lock-order-with-gil]
    return PyLong_FromLong(store->rows);
}

static PyObject *rows_deferred(PyObject *self, PyObject *args)
{
    Store *store = (Store *)PyCapsule_GetPointer(self, "store");
    Deferred deferred(*store);
    return PyLong_FromLong(store->rows);
}

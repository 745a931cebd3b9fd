// The macro evaluates its argument between release and acquire.
#include <Python.h>

#define CALL(x) do { Py_BEGIN_ALLOW_THREADS x; Py_END_ALLOW_THREADS } while (0)
#define CALL_FOR(self, x) do { PyThreadState *s_; (self)->busy = 1; s_ = PyEval_SaveThread(); x; \
        PyEval_RestoreThread(s_); (self)->busy = 0; } while (0)

typedef struct {
    PyObject_HEAD
    int busy;
} Statement;

extern int db_bind(long value);
extern int db_step(void);

static PyObject *step(Statement *self, PyObject *value)
{
    int rc;

    CALL(rc = db_bind(PyLong_AsLong(value)));
//                    ^^^^^^^^^^^^^ error[api-call-without-gil] (high)
    if (rc != 0)
        return PyErr_NoMemory();
    CALL_FOR(self, rc = db_step());
    return PyLong_FromLong(rc);
}

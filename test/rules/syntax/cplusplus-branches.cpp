// In C++ sources the branch for C++ is what is compiled: `#ifdef __cplusplus`, for macros and in functions.
#include <Python.h>

extern int compute(int x);

#ifdef __cplusplus
class Allow {
    PyThreadState *save;
public:
    Allow() : save(PyEval_SaveThread()) {}
    ~Allow() { PyEval_RestoreThread(save); }
};
#define ALLOW_THREADS Allow allow_
#else
#define ALLOW_THREADS (void)0
#endif

static PyObject *run(PyObject *self, PyObject *unused)
{
    ALLOW_THREADS;
    if (compute(1) < 0)
        PyErr_Clear();
//      ^^^^^^^^^^^ error[api-call-without-gil]
    return NULL;
}

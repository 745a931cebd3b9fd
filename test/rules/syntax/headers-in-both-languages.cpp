// A header is C++ where C++ includes it and C cannot read it; another one stays C.
#include "guard.h"
#include "plain.h"

void run()
{
    Guard guard;
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
}

//- guard.h
#include <Python.h>

class Guard {
public:
    Guard() { state = PyEval_SaveThread(); }
    ~Guard() { PyEval_RestoreThread(state); }

private:
    PyThreadState *state;
};

//- plain.h
#include <Python.h>
#ifdef __cplusplus
extern "C" {
#endif
static inline int class_of(int template)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return template;
}
#ifdef __cplusplus
}
#endif

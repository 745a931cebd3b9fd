// One of two definitions holds, depending on what gilint does not know: the one that does something is looked at. After #undef, the last.
#include <Python.h>

extern void work(void *state);

#if defined(SPAM_SIMD)
#define GETSTATE(m) PyModule_GetState(m)
#else
static int state;
#define GETSTATE(m) (&state)
#endif

#define COUNT(x) PyObject_Size(x)
#undef COUNT
#define COUNT(x) (x != NULL)

static PyObject *run(PyObject *self)
{
    Py_BEGIN_ALLOW_THREADS
    work(GETSTATE(self));
//       ^^^^^^^^ error[api-call-without-gil]
    if (COUNT(self))
//      ^^^^^ warning[object-access-without-gil]
        work(NULL);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

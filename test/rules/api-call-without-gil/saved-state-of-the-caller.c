// The callers have released the GIL and hand over where they keep the thread state: only between the restore and the save is there a GIL.
#include <Python.h>

extern int is_green(void);
extern void *execute(const char *query);
extern void *execute_green(const char *query);

int execute_locked(const char *query, void **result, PyThreadState **tstate)
{
    if (!is_green()) {
        *result = execute(query);
    } else {
        PyEval_RestoreThread(*tstate);
        *result = execute_green(query);
        if (PyErr_Occurred())
            PyErr_Print();
        *tstate = PyEval_SaveThread();
    }
    if (*result == NULL && !PyErr_Occurred())
//                          ^^^^^^^^^^^^^^ error[api-call-without-gil]
        return -1;
    return 0;
}

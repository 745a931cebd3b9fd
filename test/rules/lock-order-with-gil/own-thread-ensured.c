// PyGILState_Ensure on a thread that has the GIL does not wait: to be called back on one's own thread is no deadlock then.
#include <Python.h>

typedef struct CURLM CURLM;
extern int curl_multi_setopt(CURLM *multi, int option, ...);
extern int curl_multi_add_handle(CURLM *multi, void *easy);

static PyObject *callback;

static int timer(CURLM *multi, long timeout, void *arg)
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject_CallNoArgs(callback);
    PyGILState_Release(state);
    return 0;
}

static PyObject *add(PyObject *self, PyObject *capsule)
{
    CURLM *multi = PyCapsule_GetPointer(capsule, NULL);

    curl_multi_setopt(multi, 20004, timer);
    return PyLong_FromLong(curl_multi_add_handle(multi, NULL));
//                         ^^^^^^^^^^^^^^^^^^^^^ info[blocking-call-with-gil]
}

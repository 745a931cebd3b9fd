// Near miss: the shape of Cython's nogil blocks, with their own labels and both ways out.
#include <Python.h>

#define __Pyx_FastGIL_Remember()
#define __Pyx_FastGIL_Forget()

extern double step(double x);
extern int failed(void);

static PyObject *__pyx_pf_run(PyObject *self, double x)
{
    PyObject *result = NULL;
    {
        #ifdef WITH_THREAD
        PyThreadState *_save;
        Py_UNBLOCK_THREADS
        __Pyx_FastGIL_Remember();
        #endif
        /*try:*/ {
            x = step(x); if (failed()) goto __pyx_L4_error;
        }
        /*finally:*/ {
            /*normal exit:*/{
                #ifdef WITH_THREAD
                __Pyx_FastGIL_Forget();
                Py_BLOCK_THREADS
                #endif
                goto __pyx_L5;
            }
            __pyx_L4_error: {
                #ifdef WITH_THREAD
                __Pyx_FastGIL_Forget();
                Py_BLOCK_THREADS
                #endif
                goto __pyx_L1_error;
            }
            __pyx_L5:;
        }
    }
    result = PyFloat_FromDouble(x);
    goto __pyx_L0;
__pyx_L1_error:;
    PyErr_SetNone(PyExc_RuntimeError);
__pyx_L0:;
    return result;
}

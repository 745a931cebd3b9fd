// NumPy's iterators need the GIL only where they raise exceptions: not where they are given a place for the message.
#include <Python.h>

typedef struct NpyIter NpyIter;
typedef int (NpyIter_IterNextFunc)(NpyIter *iter);
extern NpyIter_IterNextFunc *NpyIter_GetIterNext(NpyIter *iter, char **errmsg);

NpyIter_IterNextFunc *step(NpyIter *iter, char **errmsg)
{
    NpyIter_IterNextFunc *next;

    Py_BEGIN_ALLOW_THREADS
    next = NpyIter_GetIterNext(iter, errmsg);
    Py_END_ALLOW_THREADS
    return next;
}

NpyIter_IterNextFunc *step_raising(NpyIter *iter)
{
    NpyIter_IterNextFunc *next;

    Py_BEGIN_ALLOW_THREADS
    next = NpyIter_GetIterNext(iter, NULL);
//         ^^^^^^^^^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return next;
}

extern int NpyIter_ResetBasePointers(NpyIter *iter, char **base, char **errmsg);
extern int NpyIter_Reset(NpyIter *iter, char **errmsg);

int start_over(NpyIter *iter, char **base)
{
    char *errmsg = NULL;
    int failed;

    Py_BEGIN_ALLOW_THREADS
    failed = NpyIter_Reset(iter, &errmsg) || NpyIter_ResetBasePointers(iter, base, &errmsg);
    Py_END_ALLOW_THREADS
    return failed;
}

int start_over_raising(NpyIter *iter, char **base)
{
    int failed;

    Py_BEGIN_ALLOW_THREADS
    failed = NpyIter_ResetBasePointers(iter, base, NULL);
//           ^^^^^^^^^^^^^^^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return failed;
}

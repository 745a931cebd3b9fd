// A flag that is set only where the GIL is kept tells, at the end, whether it was released.
// min-confidence: medium
#include <Python.h>

extern int copy(void *from, void *to, size_t n);

typedef struct {
    size_t size;
    int whole;
} Buffer;

int flush(Buffer *self, void *from, void *to)
{
    PyThreadState *save = NULL;
    int n;

    if (self->size > 4096)
        save = PyEval_SaveThread();
    else
        self->whole = 1;
    n = copy(from, to, self->size);
    if (!self->whole)
        PyEval_RestoreThread(save);
    return n;
}

int flush_all(Buffer *self, void *from, void *to)
{
    PyThreadState *save = PyEval_SaveThread();
    int n = copy(from, to, self->size);

    if (n < 0)
        self->whole = 1;
    if (!self->whole)
        PyEval_RestoreThread(save);
    return n;
//  ^^^^^^^^^ error[exit-without-reacquire]
}

// Near miss: released only if the loop does not need the API, and the API is asked only if it does.
#include <Python.h>

#define NPY_BEGIN_THREADS_DEF PyThreadState *_save = NULL;
#define NPY_BEGIN_THREADS do { _save = PyEval_SaveThread(); } while (0);
#define NPY_END_THREADS do { if (_save) { PyEval_RestoreThread(_save); _save = NULL; } } while (0);

extern void inner_loop(char *data, int n);
extern int next_chunk(void);

static int run_loop(char *data, int n, int needs_api)
{
    NPY_BEGIN_THREADS_DEF
    int failed = 0;

    if (!needs_api) {
        NPY_BEGIN_THREADS
    }
    do {
        inner_loop(data, n);
        if (needs_api && PyErr_Occurred()) {
            failed = 1;
            break;
        }
    } while (next_chunk());
    if (!needs_api) {
        NPY_END_THREADS
    }
    return failed ? -1 : 0;
}

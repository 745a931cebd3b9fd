// A project's macros call through a table of functions: what those do is known.
#include <Python.h>
#include "spam_api.h"

static void give_up(void);
static void take_back(void);

struct spam_functions spam_functions = { .block_threads = take_back, .unblock_threads = give_up };

static PyThreadState *saved;

static void give_up(void)
{
    saved = PyEval_SaveThread();
//  ^^^^^ warning[unguarded-shared-state]
}

static void take_back(void)
{
    PyEval_RestoreThread(saved);
}

static PyObject *write_all(const char *text, size_t n)
{
    spam_unblock_threads();
    spam_write(text, n);
    spam_unblock_threads();
//  ^^^^^^^^^^^^^^^^^^^^ error[nested-release]
    return PyLong_FromSize_t(n);
//         ^^^^^^^^^^^^^^^^^ error[api-call-without-gil]
}

static PyObject *write_right(const char *text, size_t n)
{
    spam_unblock_threads();
    spam_write(text, n);
    spam_block_threads();
    return PyLong_FromSize_t(n);
}
//- spam_api.h
struct spam_functions {
    void (*block_threads)(void);
    void (*unblock_threads)(void);
};

extern struct spam_functions spam_functions;
extern void spam_write(const char *text, size_t n);

#define spam_block_threads() do { (*spam_functions.block_threads)(); } while (0)
#define spam_unblock_threads() do { (*spam_functions.unblock_threads)(); } while (0)

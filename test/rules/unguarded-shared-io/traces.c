// min-confidence: medium
// What a build leaves out unless it is asked for is nobody's output.
#include <Python.h>
#include <stdio.h>

#ifdef ENGINE_LOG
#define LOG(x) printf x
#else
#define LOG(x)
#endif
#define LOG_VALUE(name) LOG((#name " %d\n", name))

static void compress(int n)
{
    for (int i = 0; i < n; i++) {
        LOG(("step %d\n", i));
        LOG_VALUE(n);
    }
}

static void decompress(int n)
{
    for (int i = 0; i < n; i++) {
#ifdef SHOW_STEPS
        printf("step %d", i);
        printf(" of %d\n", n);
#endif
        n--;
    }
}

static void report(int n)
{
#ifdef _WIN32
    printf("%d bytes", n);
//  ^^^^^^ warning[unguarded-shared-io]
    printf(" on Windows\n");
#endif
    for (int i = 0; i < n; i++)
        printf("%d\n", i);
}

static PyObject *run(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    compress(3);
    decompress(3);
    report(3);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

// Through an argument of the macro, and in a function that is called for the trace only.
#ifdef ENGINE_LOG
#define TRACE(statement) statement
#else
#define TRACE(statement)
#endif

static long steps;

static void dump(int n)
{
    for (int i = 0; i < n; i++)
        printf("%d\n", i);
}

static PyObject *trace(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    TRACE(printf("begin"));
    TRACE(printf(" now\n"));
#ifdef SHOW_STEPS
    dump(3);
    steps++;
#endif
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

// A level that nothing raises leaves it out too; one that is raised does not.
#define ENGINE_VERBOSITY 2

static void settle(int n)
{
#if ( ENGINE_PRINTS >= 1 )
    printf("settled");
    printf(" after %d\n", n);
#endif
#if ENGINE_VERBOSITY > 2
    printf("at last");
    printf(" after %d\n", n);
#endif
#if ENGINE_VERBOSITY >= 2
    printf("settled");
//  ^^^^^^ warning[unguarded-shared-io]
    printf(" after %d\n", n);
#endif
}

static PyObject *settled(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    settle(3);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

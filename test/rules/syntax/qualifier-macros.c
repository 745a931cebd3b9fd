// Qualifiers and attributes behind macros, `alignas`, and strings with a semicolon beside a part that a macro makes.
#include <Python.h>
#include <stdalign.h>
#include <stdint.h>

#define TEXT_OF(s) TEXT(s)
#define TEXT(s) #s
#define VERSION 4000
#ifdef __GNUC__
#define RESTRICT __restrict
#define MODEL(size) __attribute__((aligned(8)))
#else
#define RESTRICT
#define MODEL(size)
#endif

extern void write_it(const int *numbers, const char *text);

void through_pointers(int *numbers)
{
    int *RESTRICT first = numbers;
    int *RESTRICT const second = numbers;
    alignas(64) uint32_t buffer[64] = {0};
    static const MODEL("small")
    uint8_t order[4] = {1, 2};
    static const size_t MODEL("small") sizes[2] = {1, 2};

    Py_BEGIN_ALLOW_THREADS
    write_it(first, ">1;" TEXT_OF(VERSION) ";" TEXT_OF(VERSION) "c");
    write_it(second, (const char *)buffer);
    Py_END_ALLOW_THREADS
    (void)(order[0] + sizes[0]);
}

// Letters of a format, which a macro makes a string of.
#define CALL(function, format, ...) PyObject_CallFunction(function, #format, __VA_ARGS__)

PyObject *call_with_format(PyObject *function, int number, int (*convert)(PyObject *, void *))
{
    PyObject *result;

    Py_BEGIN_ALLOW_THREADS
    write_it(&number, "");
    Py_END_ALLOW_THREADS
    result = CALL(function, O&i, convert, function, number);
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
    Py_END_ALLOW_THREADS
    return result;
}

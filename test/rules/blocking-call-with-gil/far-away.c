// min-confidence: medium
// Each call on the way is one that may be made: seven of them away, a wait says little about the first.
#include <Python.h>
#include <sys/socket.h>

static int answer(int s) { char c; return (int)recv(s, &c, 1, 0); }
static int ask_1(int s) { return s > 1 ? answer(s) : s; }
static int ask_2(int s) { return s > 2 ? ask_1(s) : s; }
static int ask_3(int s) { return s > 3 ? ask_2(s) : s; }
static int report(int s) { return s > 4 ? ask_3(s) : s; }
static int out_of_memory(int s) { return s > 5 ? report(s) : s; }
static int allocate(int s) { return s > 6 ? out_of_memory(s) : s; }
static int copy_string(int s) { return s > 7 ? allocate(s) : s; }

static PyObject *copy(PyObject *self, PyObject *args)
{
    return PyLong_FromLong(copy_string(8));
}

static PyObject *ask(PyObject *self, PyObject *args)
{
    return PyLong_FromLong(ask_2(3));
//                         ^^^^^ info[blocking-call-with-gil] ask_2 may wait in recv
}

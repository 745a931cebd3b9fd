// A helper that one function calls in many places is told of once: what waits is the helper.
#include <Python.h>
#include <sys/socket.h>

static void answer(int s, const char *text)
{
    send(s, text, 3, 0);
}

static PyObject *handle(PyObject *self, PyObject *request)
{
    int s = (int)PyLong_AsLong(request);

    if (s < 0) {
        answer(s, "400");
//      ^^^^^^ info[blocking-call-with-gil] here and in 3 other places of this function
        return NULL;
    }
    if (PyObject_IsTrue(request) == 0) {
        answer(s, "404");
        return NULL;
    }
    if (PyObject_IsTrue(self) == 0) {
        answer(s, "500");
        return NULL;
    }
    answer(s, "200");
    Py_RETURN_NONE;
}

static PyObject *greet(PyObject *self, PyObject *request)
{
    int s = (int)PyLong_AsLong(request);

    if (s < 0) {
        answer(s, "400");
//      ^^^^^^ info[blocking-call-with-gil] answer may wait in send
        return NULL;
    }
    answer(s, "200");
//  ^^^^^^ info[blocking-call-with-gil] answer may wait in send
    Py_RETURN_NONE;
}

// A module as large as the largest of CPython's with regions: what somebody who types waits for grows with the file.

const FUNCTIONS = 620;

/** Some 430 000 characters; the functions are called `call_0`, `call_1` …, each with a region that can be left early. */
export function largeModule(): string {
  const numbers = Array.from({ length: FUNCTIONS }, (_, i) => i);
  return [
    "#include <Python.h>",
    "#include <errno.h>",
    "",
    "extern int open_device(const char *name, int flags);",
    "extern long transfer(int device, void *bytes, long size);",
    "extern void close_device(int device);",
    "",
    ...numbers.map(functionOf),
    "static PyMethodDef methods[] = {",
    ...numbers.map((n) => `    {"call_${n}", call_${n}, METH_VARARGS, NULL},`),
    "    {NULL, NULL, 0, NULL}",
    "};",
    "",
    'static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "large", NULL, -1, methods, NULL, NULL, NULL, NULL};',
    "",
    "PyMODINIT_FUNC",
    "PyInit_large(void)",
    "{",
    "    return PyModule_Create(&module);",
    "}",
    "",
  ].join("\n");
}

function functionOf(n: number): string {
  return `static PyObject *
call_${n}(PyObject *self, PyObject *args)
{
    const char *name;
    Py_buffer bytes;
    long moved;
    int device, error;

    if (!PyArg_ParseTuple(args, "sw*:call_${n}", &name, &bytes))
        return NULL;
    device = -1;
    moved = -1;
    Py_BEGIN_ALLOW_THREADS
    device = open_device(name, ${n});
    if (device >= 0) {
        moved = transfer(device, bytes.buf, (long)bytes.len);
        close_device(device);
    }
    error = errno;
    Py_END_ALLOW_THREADS
    PyBuffer_Release(&bytes);
    if (moved < 0) {
        errno = error;
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    return PyLong_FromLong(moved);
}
`;
}

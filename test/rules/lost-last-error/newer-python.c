// gilint.toml: python = "3.13"
// From 3.13 on PyEval_RestoreThread, which the macro ends in, keeps the last error.
#include <Python.h>

typedef unsigned long DWORD;
typedef void *HANDLE;
extern DWORD GetLastError(void);
extern int WSAGetLastError(void);
extern int WriteFile(HANDLE file, const void *from, DWORD size, DWORD *written, void *overlapped);
extern int CloseHandle(HANDLE file);
extern PyObject *PyErr_SetFromWindowsErr(int error);

static PyObject *put(HANDLE file, const void *from, DWORD size)
{
    DWORD written;
    int ok;

    Py_BEGIN_ALLOW_THREADS
    ok = WriteFile(file, from, size, &written, NULL);
    Py_END_ALLOW_THREADS
    if (!ok)
        return PyErr_SetFromWindowsErr(GetLastError());
    return PyLong_FromUnsignedLong(written);
}

// gilint.toml: python = "3.13"
// PyEval_AcquireThread keeps nothing, in no version: its wait for the GIL sets the last error when it times out.
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
    PyThreadState *state = PyThreadState_Get();

    PyEval_ReleaseThread(state);
    ok = WriteFile(file, from, size, &written, NULL);
    PyEval_AcquireThread(state);
    if (!ok)
        return PyErr_SetFromWindowsErr(GetLastError());
//                                     ^^^^^^^^^^^^ info[lost-last-error] (medium) PyEval_AcquireThread
    return PyLong_FromUnsignedLong(written);
}

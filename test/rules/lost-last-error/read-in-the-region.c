// Read before the GIL is taken back: nothing is lost.
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
    DWORD written, error = 0;

    Py_BEGIN_ALLOW_THREADS
    if (!WriteFile(file, from, size, &written, NULL))
        error = GetLastError();
    Py_END_ALLOW_THREADS
    if (error != 0)
        return PyErr_SetFromWindowsErr((int)error);
    return PyLong_FromUnsignedLong(written);
}

// Up to Python 3.12 nobody promises that taking the GIL back leaves the last error alone.
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

    DWORD last_error;
    Py_BEGIN_ALLOW_THREADS
    ok = WriteFile(file, from, size, &written, NULL);
    last_error = GetLastError();
    Py_END_ALLOW_THREADS
    if (!ok)
        return PyErr_SetFromWindowsErr(last_error);
    return PyLong_FromUnsignedLong(written);
}

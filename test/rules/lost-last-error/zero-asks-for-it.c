// Zero means the last error, so the function reads it.
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
        return PyErr_SetFromWindowsErr(0);
//             ^^^^^^^^^^^^^^^^^^^^^^^ info[lost-last-error]
    return PyLong_FromUnsignedLong(written);
}

// The error is another call's, made after the region.
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

    Py_BEGIN_ALLOW_THREADS
    WriteFile(file, from, size, &written, NULL);
    Py_END_ALLOW_THREADS
    if (!CloseHandle(file))
//       ^^^^^^^^^^^ info[blocking-call-with-gil]
        return PyErr_SetFromWindowsErr(GetLastError());
    Py_RETURN_NONE;
}

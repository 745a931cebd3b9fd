// Inside the region the GIL is taken for a moment, to raise.
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
    if (!WriteFile(file, from, size, &written, NULL)) {
        Py_BLOCK_THREADS
        return PyErr_SetFromWindowsErr(0);
//             ^^^^^^^^^^^^^^^^^^^^^^^ info[lost-last-error]
    }
    Py_END_ALLOW_THREADS
    return PyLong_FromUnsignedLong(written);
}

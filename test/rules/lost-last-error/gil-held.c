// The GIL was never given up.
#include <Python.h>

typedef unsigned long DWORD;
typedef void *HANDLE;
extern DWORD GetLastError(void);
extern int WSAGetLastError(void);
extern int WriteFile(HANDLE file, const void *from, DWORD size, DWORD *written, void *overlapped);
extern int CloseHandle(HANDLE file);
extern PyObject *PyErr_SetFromWindowsErr(int error);

static PyObject *close_it(HANDLE file)
{
    if (!CloseHandle(file))
//       ^^^^^^^^^^^ info[blocking-call-with-gil]
        return PyErr_SetFromWindowsErr(GetLastError());
    Py_RETURN_NONE;
}

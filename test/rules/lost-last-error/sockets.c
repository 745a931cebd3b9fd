// The sockets' last error is the same thing; it is asked for twice, and kept by hand then.
#include <Python.h>

typedef unsigned long DWORD;
typedef void *HANDLE;
extern DWORD GetLastError(void);
extern int WSAGetLastError(void);
extern int WriteFile(HANDLE file, const void *from, DWORD size, DWORD *written, void *overlapped);
extern int CloseHandle(HANDLE file);
extern PyObject *PyErr_SetFromWindowsErr(int error);
typedef unsigned long SOCKET;
extern int WSAConnectByNameA(SOCKET s, const char *node, const char *service);

static PyObject *connect_to(SOCKET s, const char *node)
{
    int ok;

    Py_BEGIN_ALLOW_THREADS
    ok = WSAConnectByNameA(s, node, "80");
    Py_END_ALLOW_THREADS
    if (!ok && WSAGetLastError() != 10035) {
//             ^^^^^^^^^^^^^^^ info[lost-last-error]
        int error = WSAGetLastError();
//                  ^^^^^^^^^^^^^^^ info[lost-last-error]
        return PyErr_SetFromWindowsErr(error);
    }
    Py_RETURN_NONE;
}

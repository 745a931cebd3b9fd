// Three calls that walk through one list are one mistake. What shares nothing but signals is another matter.
#include <Python.h>
#include <grp.h>
#include <pwd.h>

static PyObject *count_users(PyObject *self, PyObject *args)
{
    long users = 0, groups = 0;

    Py_BEGIN_ALLOW_THREADS
    setpwent();
//  ^^^^^^^^ warning[thread-unsafe-call] hold a lock around it
    while (getpwent() != NULL)
        users++;
    endpwent();
    while (getgrent() != NULL)
//         ^^^^^^^^ warning[thread-unsafe-call] use getgrent_r and hold a lock around it
        groups++;
    Py_END_ALLOW_THREADS
    return Py_BuildValue("ll", users, groups);
}

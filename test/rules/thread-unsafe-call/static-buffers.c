// These functions return a pointer to one buffer for all threads.
#include <Python.h>
#include <time.h>
#include <pwd.h>
#include <netdb.h>

static PyObject *describe(time_t when, const char *user, const char *host)
{
    struct tm *tm;
    struct passwd *entry;
    struct hostent *found;

    Py_BEGIN_ALLOW_THREADS
//  ^^^^^^^^^^^^^^^^^^^^^^ note: released
    tm = localtime(&when);
//       ^^^^^^^^^ warning[thread-unsafe-call] localtime
    entry = getpwnam(user);
//          ^^^^^^^^ warning[thread-unsafe-call] getpwnam
    found = gethostbyname(host);
//          ^^^^^^^^^^^^^ warning[thread-unsafe-call] gethostbyname
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(tm->tm_year + (entry != NULL) + (found != NULL));
}

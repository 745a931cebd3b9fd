// Near misses: the forms that get their memory from the caller.
#include <Python.h>
#include <time.h>
#include <pwd.h>
#include <string.h>

static PyObject *describe(time_t when, const char *user, char *list)
{
    struct tm tm;
    struct passwd entry, *found;
    char scratch[1024], *rest, *word;

    Py_BEGIN_ALLOW_THREADS
    localtime_r(&when, &tm);
    getpwnam_r(user, &entry, scratch, sizeof(scratch), &found);
    word = strtok_r(list, ",", &rest);
    strerror_r(2, scratch, sizeof(scratch));
    Py_END_ALLOW_THREADS
    return PyUnicode_FromString(word);
}

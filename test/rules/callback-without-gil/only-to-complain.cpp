// What a check of the project's own uses only to say why it ends the process needs no GIL any more.
#include <Python.h>
#include <thread>

namespace app {
[[noreturn]] void complain(const char *file, int line, const char *what);
void note(const char *file, int line, const char *what);
}

#define CHECK(condition, what) \
    { if (!(condition)) { app::complain(__FILE__, __LINE__, what); } }
#define NOTE(condition, what) \
    { if (!(condition)) { app::note(__FILE__, __LINE__, what); } }

extern int next_job();
static PyObject *current;

static const char *name_of(PyObject *object)
{
    return PyUnicode_AsUTF8(object);
}

static void checked()
{
    while (int job = next_job()) {
        CHECK(job > 1, current != nullptr ? name_of(current) : "none");
    }
}

static void noted()
//          ^^^^^ error[callback-without-gil]
{
    while (int job = next_job()) {
        NOTE(job > 1, current != nullptr ? name_of(current) : "none");
    }
}

void start()
{
    std::thread(checked).detach();
    std::thread(noted).detach();
}

// What the grammar of C++ stumbles over does not hide the rest of a function: operators called by name, pointers to members, casts to
// them, operators and types given to macros, and strings with macros between their parts, also in what a macro is given.
#include <pybind11/pybind11.h>
#include <cstdarg>
#include <ctime>

#define NAME "module"
#define LOG(level, format, args...) do { if ((level) < verbosity) say(level, format, ##args); } while (0)
#define FAIL(format, args...) LOG(0, format, ##args)

void operators(T *t, U u)
{
    pybind11::gil_scoped_release release;
    t = (T *)::operator new(sizeof(T) * 2);
    t->operator[](1) = u.operator long();
    u.operator()();
    t->operator++();
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
}

void members(Service *service, Handler *table, int fd)
{
    pybind11::gil_scoped_release release;
    (service->*(table[0].handler))(fd);
    ((*service).*(table[1].handler))(fd);
    table->take((int (Service::*)(char *, int) const) & Service::handle, fd);
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
}

void arguments(int count, ...)
{
    va_list args;
    pybind11::gil_scoped_release release;
    if (timercmp(&first, &second, >=))
        swap(first, second);
    label = va_arg(args, const char *);
    names = new const char *[count + 1];
    data = decltype(data)(new Data(count));
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
}

void strings(int job)
{
    pybind11::gil_scoped_release release;
    FAIL("loading " NAME " of job %d\n", job);
    LOG(1, "the " Key_Owner " of " NAME "\n");
    push("a " Key_Hold " of '" NAME "'\n"s, job);
    PyErr_Clear();
//  ^^^^^^^^^^^ error[api-call-without-gil]
}

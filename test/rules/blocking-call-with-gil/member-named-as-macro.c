// A macro with parameters is one only where it is called: a member of the same name says nothing of Python.
#include <Python.h>
#include <unistd.h>

#define Name(id) PyUnicode_FromString(id)

struct device
{
    const char *Name;
};

int wait_for(struct device *device)
{
    if (device->Name == NULL)
        return 0;
    return sleep(5);
}

PyObject *named(const char *id)
{
    sleep(5);
//  ^^^^^ info[blocking-call-with-gil]
    return Name(id);
}

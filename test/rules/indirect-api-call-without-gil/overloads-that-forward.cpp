// An overload that only hands on what it is given does what the other one does.
#include <Python.h>

void free_text(wchar_t *text) { PyMem_Free(text); }
inline void free_text(unsigned short *text) { free_text((wchar_t *)text); }

void drop(PyObject *object) { Py_XDECREF(object); }
void drop(void *memory) { PyMem_RawFree(memory); }
inline void drop(char *text) { drop((void *)text); }

struct Names {
    inline void clear(unsigned char *name) { return this->clear((char *)name); }
    void clear(char *name) { PyMem_Free(name); }
};

// This one does not call another: it is the only one of its name, and calls itself.
int depth(int n) { return depth(n - 1); }

void show(const wchar_t *text) noexcept;

void released(wchar_t *wide, unsigned short *narrow, Names &names, char *name)
{
    Py_BEGIN_ALLOW_THREADS
    show(wide);
    free_text(narrow);
//  ^^^^^^^^^ error[indirect-api-call-without-gil]
    names.clear(name);
//        ^^^^^ error[indirect-api-call-without-gil]
    drop(name);
    depth(3);
    Py_END_ALLOW_THREADS
}

void held(wchar_t *wide)
{
    Py_BEGIN_ALLOW_THREADS
    show(wide);
    Py_END_ALLOW_THREADS
    free_text(wide);
}

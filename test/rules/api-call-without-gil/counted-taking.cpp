// A function without a result that counts who has the GIL, and takes it for the first: nobody could ask whether it did.
#include <Python.h>

class Manager {
public:
    void add(PyObject *list, PyObject *item);
    void restore();
    void save();
    bool try_restore();
    void add_if(PyObject *list, PyObject *item);

private:
    PyThreadState *state = nullptr;
    int users = 0;
};

void Manager::restore()
{
    users++;
    if (users == 1 && state)
        PyEval_RestoreThread(state);
}

void Manager::save()
{
    users--;
    if (users == 0)
        state = PyEval_SaveThread();
}

bool Manager::try_restore()
{
    if (state == nullptr)
        return false;
    PyEval_RestoreThread(state);
    return true;
}

void Manager::add(PyObject *list, PyObject *item)
{
    restore();
    PyList_Append(list, item);
    save();
}

void Manager::add_if(PyObject *list, PyObject *item)
{
    try_restore();
    PyList_Append(list, item);
//  ^^^^^^^^^^^^^ error[api-call-without-gil]
    state = PyEval_SaveThread();
//          ^^^^^^^^^^^^^^^^^ error[nested-release]
}

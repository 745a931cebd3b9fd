// The state is handed on in a ticket, by which it is given back later; on the ways where nothing is found it is given back at once.
#include <Python.h>

typedef struct { PyGILState_STATE state; PyObject *found; } Ticket;

void ticket_enter(Ticket *ticket, PyObject **known, size_t count, PyObject *name)
{
    PyGILState_STATE state = PyGILState_Ensure();

    for (size_t i = 0; i < count; i++)
        if (known[i] == name) {
            if (name == Py_None) {
                PyGILState_Release(state);
                return;
            }
            ticket->state = state;
            ticket->found = name;
            return;
        }
    if (PyErr_Occurred())
        return;
//      ^^^^^^^ error[unbalanced-gilstate]
    PyGILState_Release(state);
}

void ticket_leave(Ticket *ticket)
{
    if (ticket->found != NULL)
        PyGILState_Release(ticket->state);
}

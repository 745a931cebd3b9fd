// A thread fills the record it was given. A method that has a record of its own on the stack shares none with it; one that is handed
// the thread's record does.
#include <Python.h>
#include <pthread.h>

typedef struct {
    long address;
    long size;
} Record;

extern long next_number(void);

static void parse(Record *record)
{
    record->address = record->address << 3;
    record->size = next_number();
//  ^^^^^^^^^^^^ info[unguarded-object-state]
}

static void *read_on(void *arg)
{
    Record *record = arg;

    parse(record);
    return NULL;
}

static PyObject *start(Record *last)
{
    pthread_t thread;

    pthread_create(&thread, NULL, read_on, last);
    Py_RETURN_NONE;
}

static PyObject *dump(PyObject *self, PyObject *args)
{
    Record record;

    parse(&record);
    return PyLong_FromLong(record.address);
}

static PyObject *size_of_last(Record *last)
{
    return PyLong_FromLong(last->size);
}

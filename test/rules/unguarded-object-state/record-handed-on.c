// A thread's functions hand on a record that one of them has on its own stack: no other thread has that one. A record that the thread
// was given may be anybody's.
#include <Python.h>
#include <pthread.h>

typedef struct {
    long values;
    long time;
} Reading;

typedef struct {
    long count;
    long last;
} Device;

extern long next_number(void);

static void fill_value(Reading *reading, int at)
{
    reading->values = next_number() + at;
}

static void fill(int size, Reading *reading)
{
    reading->time = next_number();
    fill_value(reading, size);
}

static void note(Device *device)
{
    device->last = next_number();
//  ^^^^^^^^^^^^ info[unguarded-object-state]
}

static void *read_on(void *arg)
{
    Device *device = arg;
    Reading reading;

    fill(4, &reading);
    note(device);
    return NULL;
}

static PyObject *start(Device *device)
{
    pthread_t thread;

    pthread_create(&thread, NULL, read_on, device);
    Py_RETURN_NONE;
}

static PyObject *write_reading(Reading *reading)
{
    return PyLong_FromLong(reading->values + reading->time);
}

static PyObject *last_of(Device *device)
{
    return PyLong_FromLong(device->last);
}

// What runs once is waited for by all who come meanwhile: a deadlock where it gives up the GIL that they hold.
#include <mutex>
#include <pthread.h>
#include <Python.h>

extern void read_tables() noexcept;
extern void count_tables();

static std::once_flag tables_flag;
static std::once_flag count_flag;
static std::once_flag patient_flag;
static pthread_once_t files_once = PTHREAD_ONCE_INIT;

static PyObject *load(PyObject *self, PyObject *unused)
{
    std::call_once(tables_flag, []() {
//  ^^^^^^^^^^^^^^ warning[lock-order-with-gil]
        Py_BEGIN_ALLOW_THREADS
        read_tables();
        Py_END_ALLOW_THREADS
    });
    Py_RETURN_NONE;
}

/* It keeps the GIL, so that nobody comes meanwhile. */
static PyObject *count(PyObject *self, PyObject *unused)
{
    std::call_once(count_flag, []() { count_tables(); });
//  ^^^^^^^^^^^^^^ info[blocking-call-with-gil]
    Py_RETURN_NONE;
}

static void import_patiently()
{
    PyGILState_STATE state = PyGILState_Ensure();
    PyObject *module = PyImport_ImportModule("tables");
    Py_XDECREF(module);
    PyGILState_Release(state);
}

/* Whoever waits has given the GIL up. */
static PyObject *load_patiently(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    std::call_once(patient_flag, import_patiently);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}

static void read_files()
{
    PyThreadState *state = PyEval_SaveThread();
    read_tables();
    PyEval_RestoreThread(state);
}

static PyObject *files(PyObject *self, PyObject *unused)
{
    pthread_once(&files_once, read_files);
//  ^^^^^^^^^^^^ warning[lock-order-with-gil]
    Py_RETURN_NONE;
}

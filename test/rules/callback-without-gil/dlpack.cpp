// The deleter of a tensor that is lent through DLPack: whoever drops the tensor calls it, on any thread.
#include <pybind11/pybind11.h>

namespace py = pybind11;

struct DLManagedTensor {
    void *manager_ctx;
    void (*deleter)(DLManagedTensor *self);
};

struct Lease {
    void *owner;
    void (*deleter)(Lease *self);
};

struct Exported {
    PyObject *owner;
    DLManagedTensor tensor;
};

static void give_up(DLManagedTensor *tensor)
//          ^^^^^^^ error[callback-without-gil]
{
    Py_DECREF((PyObject *)tensor->manager_ctx);
    delete tensor;
}

static void give_back(DLManagedTensor *tensor)
{
    py::gil_scoped_acquire acquire;
    Py_DECREF((PyObject *)tensor->manager_ctx);
    delete tensor;
}

static void end_export(DLManagedTensor *tensor)
//          ^^^^^^^^^^ error[callback-without-gil]
{
    auto *exported = static_cast<Exported *>(tensor->manager_ctx);
    Py_DECREF(exported->owner);
    delete exported;
}

static void end_lease(Lease *lease)
{
    Py_DECREF((PyObject *)lease->owner);
    delete lease;
}

DLManagedTensor *lend(py::object owner)
{
    DLManagedTensor *tensor = new DLManagedTensor();
    tensor->manager_ctx = owner.inc_ref().ptr();
    tensor->deleter = give_up;
    return tensor;
}

DLManagedTensor *lend_rightly(py::object owner)
{
    DLManagedTensor *tensor = new DLManagedTensor();
    tensor->manager_ctx = owner.inc_ref().ptr();
    tensor->deleter = &give_back;
    return tensor;
}

DLManagedTensor *lend_inside(py::object owner)
{
    auto exported = new Exported();
    exported->owner = owner.inc_ref().ptr();
    exported->tensor.deleter = end_export;
    return &exported->tensor;
}

Lease *lease(py::object owner)
{
    Lease *made = new Lease();
    made->owner = owner.inc_ref().ptr();
    made->deleter = end_lease;
    return made;
}

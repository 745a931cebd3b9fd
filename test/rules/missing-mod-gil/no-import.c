// A program that embeds Python and makes a module for its own use: no import asks what it needs.
// gilint.toml: select = ["free-threading"]
#include <Python.h>

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "host",
    .m_size = -1,
};

PyObject *host_module(void)
{
    return PyModule_Create(&definition);
}

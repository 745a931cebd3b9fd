// Which C-API names need the GIL: near twins, traps and the order of the tables.
import { describe, expect, test } from "vitest";
import { apiFact, looksLikeApi } from "../../../server/src/core/capi/api.ts";

const NEEDS = `
  Py_INCREF Py_DECREF Py_XDECREF Py_CLEAR Py_NewRef Py_RETURN_NONE Py_RETURN_TRUE Py_RETURN_NOTIMPLEMENTED Py_VISIT
  PyErr_SetString PyErr_Occurred PyErr_Clear PyErr_SetFromErrno PyErr_CheckSignals PyErr_Format PyErr_NoMemory
  PyMem_Malloc PyMem_Free PyMem_New PyObject_Malloc PyObject_Free PyObject_Del
  Py_EncodeLocale _Py_open _Py_write _Py_fstat _Py_get_osfhandle PyThread_GetInfo PyTime_Time PyOS_Readline
  PyThreadState_Get PyThreadState_Clear Py_BuildValue PyArg_ParseTuple PyList_Append PyList_SET_ITEM PyLong_AsLong PyUnicode_AsUTF8
  PyUnicode_READY PyDateTime_IMPORT Py_FinalizeEx Py_BEGIN_CRITICAL_SECTION PyCriticalSection_Begin
  PyArray_SimpleNew PyArray_FROM_OTF PyArray_Zeros PyArray_Return PyUFunc_O_O import_array NpyIter_New __Pyx_DECREF
  PyImport_GetMagicNumber PySys_WriteStderr PyBuffer_Release PyObject_GetBuffer PyCapsule_GetPointer`;

const FREE = `
  PyMem_RawMalloc PyMem_RawFree PyThread_acquire_lock PyThread_release_lock PyMutex_Lock PyMutex_Unlock PyThread_get_thread_ident
  Py_DecodeLocale _Py_open_noraise _Py_write_noraise _Py_fstat_noraise _Py_get_osfhandle_noraise PyTime_TimeRaw PyImport_GetMagicTag
  Py_AddPendingCall PyErr_SetInterrupt PyOS_snprintf PyGILState_Check Py_IsInitialized PyThreadState_GetUnchecked
  Py_None Py_True PyExc_ValueError PyLong_Type PyObject PyThreadState Py_ssize_t PyGILState_STATE destructor PyArrayObject PyArray_Type
  PyAPI_FUNC PyMODINIT_FUNC PyDoc_STRVAR PyObject_HEAD PyModuleDef_HEAD_INIT Py_UNUSED Py_MIN Py_MAX Py_ARRAY_LENGTH Py_CHARMASK
  PyBUF_SIMPLE Py_TPFLAGS_DEFAULT Py_tp_dealloc Py_mod_exec PY_VERSION_HEX Py_FatalError
  _Py_ANNOTATE_BENIGN_RACE _Py_atomic_load_int _Py_BEGIN_SUPPRESS_IPH PyUnicode_READ PyTraceMalloc_Track PyUFunc_d_d PyArray_malloc PyArray_MAX PyOS_StdioReadline`;

const ACCESSOR = `
  PyBytes_AS_STRING PyBytes_GET_SIZE PyTuple_GET_ITEM PyList_GET_ITEM PyUnicode_DATA Py_TYPE Py_SIZE Py_REFCNT PyFloat_AS_DOUBLE
  PyBytes_Check PyLong_Check PyObject_TypeCheck PyDateTime_GET_YEAR PyArray_DATA PyArray_NDIM PyArray_DIMS PyArray_STRIDES
  PyArray_ITEMSIZE PyArray_SIZE PyArray_Check PyArray_ITER_NEXT NpyIter_GetNDim PyByteArray_AS_STRING PyString_AS_STRING`;

const TRANSITION = `
  Py_BEGIN_ALLOW_THREADS Py_END_ALLOW_THREADS Py_BLOCK_THREADS Py_UNBLOCK_THREADS PyEval_SaveThread PyEval_RestoreThread
  PyGILState_Ensure PyGILState_Release PyThreadState_Swap PyThreadState_Ensure PyThreadState_Release PySSL_BEGIN_ALLOW_THREADS`;

const names = (text: string): string[] => text.split(/\s+/).filter((name) => name !== "");

describe("the need for the GIL", () => {
  test.each(names(NEEDS))("%s needs it", (name) => expect(apiFact(name)?.gil).toBe("needs"));
  test.each(names(FREE))("%s does not", (name) => expect(apiFact(name)?.gil).toBe("free"));
  test.each(names(ACCESSOR))("%s reads memory", (name) => expect(apiFact(name)?.gil).toBe("accessor"));
  test.each(names(TRANSITION))("%s changes the state", (name) => expect(apiFact(name)?.gil).toBe("transition"));
});

test("a name that merely begins like another is unknown", () => {
  for (const name of ["PyMem_RawMallocX", "Py_DECREF_ALL", "PyErr_", "Py", "PyArray_DATA2"])
    expect(apiFact(name)).toBeUndefined();
});

test("constants, types and variables are always free", () => {
  expect(apiFact("Py_None")?.kind).toBe("variable");
  expect(apiFact("PyObject")?.kind).toBe("type");
  expect(apiFact("PyBUF_SIMPLE")?.kind).toBe("constant");
  expect(apiFact("Py_DECREF")?.kind).toBe("macro");
  expect(apiFact("PyList_Append")?.kind).toBe("function");
});

test("a trap says why and what to use instead, and one that may be called all the same stays free", () => {
  expect(apiFact("Py_EncodeLocale")?.trap).toEqual({
    why: "it allocates with PyMem_Malloc (its twin Py_DecodeLocale does not)",
    alternative: "use _Py_EncodeLocaleRaw or wcstombs",
  });
  expect(apiFact("Py_DecodeLocale")?.trap).toBeNull();
  expect(apiFact("PyTraceMalloc_Track")?.trap?.why).toContain("order of locks");
});

test("how sure, how risky, since when", () => {
  expect(apiFact("PyMem_RawMalloc")?.certainty).toBe("documented");
  expect(apiFact("Py_AtExit")?.certainty).toBe("uncertain");
  expect(apiFact("PyMem_Malloc")?.certainty).toBeNull();
  expect(apiFact("PyList_GET_ITEM")?.accessorRisk).toBe("high");
  expect(apiFact("PyTuple_GET_ITEM")?.accessorRisk).toBe("low");
  expect(apiFact("PyMutex_Lock")?.first).toBe("3.13");
  expect(apiFact("PyString_AS_STRING")?.last).toBe("2.7");
  expect(apiFact("Py_INCREF")?.source).toBe("Include/object.h:794 (CPython 3.13)");
});

test.each(["Py_Foo", "PyFoo_Bar", "_PyFoo", "_Py_foo"])("%s is shaped like the C-API", (name) =>
  expect(looksLikeApi(name)).toBe(true),
);
test.each(["Python_SaveThread", "pyg_foo", "PY_FOO", "Pyrex", "xPy_Foo", "printf", "Py-Foo"])("%s is not", (name) =>
  expect(looksLikeApi(name)).toBe(false),
);

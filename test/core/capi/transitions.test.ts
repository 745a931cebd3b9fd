// What releases and acquires, and where the thread state is kept meanwhile.
import { expect, test } from "vitest";
import { scopedGuard } from "../../../server/src/core/capi/guards.ts";
import { lockCall } from "../../../server/src/core/capi/locks.ts";
import { transitionFact, transitionNames } from "../../../server/src/core/capi/transitions.ts";

test.each([
  [
    "Py_BEGIN_ALLOW_THREADS",
    { op: "release", state: "lexical", scope: "opens", braces: 1, variable: "_save", block: false },
  ],
  ["Py_END_ALLOW_THREADS", { op: "acquire", state: "lexical", scope: "closes", braces: 1, variable: "_save" }],
  ["Py_BLOCK_THREADS", { op: "acquire", scope: "none", variable: "_save", block: true }],
  ["Py_UNBLOCK_THREADS", { op: "release", scope: "none", variable: "_save", block: true }],
  ["PyEval_SaveThread", { op: "release", state: "result", scope: "none" }],
  ["PyEval_RestoreThread", { op: "acquire", state: "argument", argument: 0 }],
  ["PyGILState_Ensure", { op: "ensure", state: "result", pairs: ["PyGILState_Release"] }],
  ["PyGILState_Release", { op: "release-ensure", state: "argument", argument: 0 }],
  ["PyThreadState_Swap", { op: "swap", argument: 0 }],
  ["Py_Initialize", { op: "acquire", conditional: true }],
  ["PyMutex_Lock", { op: "release-inside" }],
  ["Py_BEGIN_CRITICAL_SECTION", { op: "none", scope: "opens" }],
  ["NPY_BEGIN_THREADS", { op: "release", state: "lexical", scope: "none", variable: "_save", conditional: false }],
  ["NPY_BEGIN_THREADS_THRESHOLDED", { op: "release", conditional: true, variable: "_save" }],
  ["NPY_END_THREADS", { op: "acquire", conditional: true }],
  ["NPY_ALLOW_C_API", { op: "ensure", variable: "__save__" }],
  ["ENTER_TCL", { op: "release", scope: "opens", braces: 2 }],
  ["ENTER_OVERLAP", { op: "acquire", scope: "closes", braces: 1 }],
  ["LEAVE_OVERLAP_TCL", { op: "none", scope: "closes", braces: 1 }],
  ["LIBVIRT_ENSURE_THREAD_STATE", { op: "ensure", scope: "opens", variable: "_save" }],
  ["LDAP_BEGIN_ALLOW_THREADS", { op: "release", state: "object", argument: 0 }],
  ["PySSL_BEGIN_ALLOW_THREADS_S", { op: "release", state: "argument", argument: 0 }],
  ["ImagingSectionEnter", { op: "release", state: "argument", argument: 0, pairs: ["ImagingSectionLeave"] }],
  ["PYSQLITE_CALL", { op: "release-inside", argumentsRun: "released" }],
  ["wxPyBLOCK_THREADS", { op: "none", argumentsRun: "held" }],
  ["SIP_BLOCK_THREADS", { op: "ensure", scope: "opens", variable: "sipGIL" }],
  ["svn_swig_py_release_py_lock", { op: "release", state: "hidden" }],
  ["Python_SaveThread", { op: "release", pairs: ["Python_RestoreThread"] }],
])("%s", (name, fact) => expect(transitionFact(name)).toMatchObject(fact));

test("what is no wrapper is none", () => {
  for (const name of ["Py_DECREF", "printf", "Py_BEGIN_ALLOW", "pybind11::gil_scoped_release"])
    expect(transitionFact(name)).toBeUndefined();
});

test("whoever opens a scope or keeps a state has a partner that closes or restores", () => {
  for (const name of transitionNames()) {
    const fact = transitionFact(name);
    if (fact?.scope !== "opens") continue;
    const closers = fact.pairs.map(transitionFact).filter((partner) => partner?.scope === "closes");
    expect(closers, name).not.toEqual([]);
    expect(
      closers.map((partner) => partner?.variable ?? fact.variable),
      name,
    ).toContain(fact.variable);
  }
});

test("every partner is known as a wrapper, a lock or a plain function of the C-API", () => {
  const plain = new Set(
    "PyInterpreterState_New PyThreadState_New PyInterpreterView_Close PyCriticalSection_End PyCriticalSection2_End sipIsPyMethod".split(
      " ",
    ),
  );
  for (const name of transitionNames())
    for (const partner of transitionFact(name)?.pairs ?? [])
      expect(transitionFact(partner) ?? lockCall(partner) ?? plain.has(partner), `${name} → ${partner}`).toBeTruthy();
});

test("guards are found as they are written", () => {
  for (const written of ["pybind11::gil_scoped_release", "py::gil_scoped_release", "gil_scoped_release"])
    expect(scopedGuard(written)?.op).toBe("release");
  expect(scopedGuard("Base::PyGILStateLocker")?.op).toBe("acquire");
  expect(scopedGuard("wxPyThreadBlocker")?.conditional).toBe(true);
  for (const other of ["gil_scoped", "std::lock_guard<std::mutex>", "pybind11::object", ""])
    expect(scopedGuard(other)).toBeUndefined();
});

// The mutex a fix brings: once, with its header, named as the file names such things.
import { expect, test } from "vitest";
import { analyze } from "../../server/src/core/analyze.ts";
import { type MutexKind, mutexFor } from "../../server/src/core/fixes/file-scope.ts";
import { indexFile } from "../../server/src/core/mask/index-file.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/core/settings.ts";
import { applyEdits } from "../../server/src/core/text/edits.ts";
import { loadParser } from "../../server/src/node/parser.ts";

const parser = await loadParser("native");
const POSIX: MutexKind = {
  type: "pthread_mutex_t",
  initializer: " = PTHREAD_MUTEX_INITIALIZER",
  header: "pthread.h",
};

/** The file above a function, with what the mutex brings. */
function brought(top: string): string {
  const text = `${top}\nvoid f(void) {}\n`;
  const mutex = mutexFor({ text, index: indexFile("a.c", text) }, text.indexOf("void f"), "state_lock", POSIX);
  return mutex === null ? "nothing" : `${mutex.name}: ${applyEdits(text, mutex.edits).split("\nvoid f")[0]}`;
}

const DECLARED = "static pthread_mutex_t state_lock = PTHREAD_MUTEX_INITIALIZER;";

test.each([
  ["no header", "#include <stdio.h>\n", `state_lock: #include <stdio.h>\n#include <pthread.h>\n\n${DECLARED}\n`],
  [
    "own headers behind those of the system",
    '#include <stdio.h>\n#include "a.h"\n',
    `state_lock: #include <stdio.h>\n#include <pthread.h>\n#include "a.h"\n\n${DECLARED}\n`,
  ],
  ["the header", "#include <pthread.h>\n", `state_lock: #include <pthread.h>\n\n${DECLARED}\n`],
  [
    "a mutex",
    "#include <pthread.h>\nstatic pthread_mutex_t mine = PTHREAD_MUTEX_INITIALIZER;\n",
    "mine: #include <pthread.h>\nstatic pthread_mutex_t mine = PTHREAD_MUTEX_INITIALIZER;\n",
  ],
  [
    "the name for something else",
    "#include <pthread.h>\nint state_lock;\n",
    `state_lock2: #include <pthread.h>\n\n${DECLARED.replace("state_lock", "state_lock2")}\nint state_lock;\n`,
  ],
  ["no includes", "int a;\n", "nothing"],
  ["an #if around the function", "#include <pthread.h>\n#ifdef DEBUG\n", "nothing"],
  ["line ends of Windows", "#include <pthread.h>\r\n", `state_lock: #include <pthread.h>\r\n\r\n${DECLARED}\r\n`],
])("where the file has %s", (_, top, after) => {
  expect(brought(top)).toBe(after);
});

test.each([
  ["static int callCount;\nstatic char *lastName = 0;", "stateLock"],
  ["static int g_calls = 0;\nstatic char g_last_name[9];", "g_state_lock"],
  ["static unsigned long s_callCount;\nstatic int s_lastName;", "s_stateLock"],
  ["static int calls;\nstatic int last_name;", "state_lock"],
  ["static int call_count(void);", "state_lock"],
])("%s", (statics, name) => {
  expect(brought(`#include <pthread.h>\n${statics}\n`).split(":")[0]).toBe(name);
});

const COUNTER = `#include <Python.h>
#include <unistd.h>

static int calls;

static PyObject *call(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    fsync(1);
    calls++;
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
`;

function mended(settings: Partial<Settings>, more = "", top = ""): string[] {
  const files = [{ path: "a.c", text: top + COUNTER + more }];
  const { findings } = analyze({ files, parser, settings: { ...DEFAULT_SETTINGS, ...settings } });
  const finding = findings.find(({ rule }) => rule === "unguarded-shared-state");
  expect(finding).toBeDefined();
  const texts = finding?.fixes.map(({ edits }) => applyEdits(top + COUNTER + more, edits)) ?? [];
  for (const text of texts)
    expect(analyze({ files: [{ path: "a.c", text }], parser, settings: DEFAULT_SETTINGS }).findings).toEqual([]);
  return texts;
}

test("Python's own mutex is offered where every Python of the project has it", () => {
  expect(mended({}).filter((text) => text.includes("PyMutex"))).toEqual([]);
  const [, python] = mended({ python: [3, 13] });
  expect(python).toContain("\n\nstatic PyMutex state_lock;\n");
  expect(python).toContain("    PyMutex_Lock(&state_lock);\n    calls++;\n    PyMutex_Unlock(&state_lock);\n");
});

test("what the project calls pthread_mutex_lock itself may be anything", () => {
  const locked = (texts: readonly string[]): string[] => texts.filter((text) => text.includes("pthread_mutex_t"));
  expect(locked(mended({}))).toHaveLength(1);
  expect(locked(mended({}, "int pthread_mutex_lock(void *mutex) { return 0; }\n"))).toEqual([]);
  expect(locked(mended({}, "", "#define pthread_mutex_lock(mutex) EnterCriticalSection(mutex)\n"))).toEqual([]);
});

const INIT = `
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "a", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC
PyInit_a(void)
{
    PyObject *module;

    module = PyModule_Create(&definition);
    return module;
}
`;

test("the lock of all Pythons is made where the module is, once", () => {
  const portable = mended({}, INIT).find((text) => text.includes("PyThread_type_lock"));
  expect(portable).toContain("\n\nstatic PyThread_type_lock state_lock = NULL;\n");
  expect(portable).toContain(
    "    PyThread_acquire_lock(state_lock, WAIT_LOCK);\n    calls++;\n    PyThread_release_lock(state_lock);\n",
  );
  expect(portable).toContain(
    "    PyObject *module;\n\n    if (state_lock == NULL && (state_lock = PyThread_allocate_lock()) == NULL)\n" +
      "        return PyErr_NoMemory();\n    module = PyModule_Create(&definition);\n",
  );
  expect(mended({}).filter((text) => text.includes("PyThread_type_lock"))).toEqual([]);
  const first = (top: string): string | undefined =>
    /static (P\w+|pthread_mutex_t) /.exec(mended({}, INIT, top)[0] ?? "")?.[1];
  expect(first("")).toBe("pthread_mutex_t");
  expect(first("#ifdef _WIN32\n#define SLASH '\\\\'\n#endif\n")).toBe("PyThread_type_lock");
});

test.each([
  ["a counter", "", "static _Atomic int calls;\n"],
  ["one that is read", "int get(void) { return calls; }\n", "static _Atomic int calls;\n"],
  ["one that something is added to", "void add(int n) { calls += n; }\n", "static _Atomic int calls;\n"],
  ["one that decides", "void reset(void) { if (calls > 9) calls = 0; }\n", null],
  ["one whose address is handed on", "void add(int *); void more(void) { add(&calls); }\n", null],
  ["one that is computed from itself", "void twice(void) { calls = calls * 2; }\n", null],
  ["one that is put back", "void next(int n) { n = calls; calls = n + 1; }\n", null],
  ["one that is set to nothing", "void reset(void) { calls = 0; }\n", "static _Atomic int calls;\n"],
  ["one that is multiplied", "void twice(void) { calls *= 2; }\n", "static _Atomic int calls;\n"],
])("%s is made atomic, or not", (_, more, declared) => {
  const atomic = mended({}, more).filter((text) => text.includes("_Atomic"));
  if (declared === null) expect(atomic).toEqual([]);
  else expect(atomic.map((text) => text.includes(declared))).toEqual([true]);
});

// The mutex a fix brings: once, with its header, named as the file names such things.
import { expect, test } from "vitest";
import { analyze } from "../../server/src/core/analyze.ts";
import { type MutexKind, mutexFor } from "../../server/src/core/fixes/file-scope.ts";
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
  const mutex = mutexFor(text, text.indexOf("void f"), "state_lock", POSIX);
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
  expect(mended({})).toHaveLength(1);
  const [, python] = mended({ python: [3, 13] });
  expect(python).toContain("\n\nstatic PyMutex state_lock;\n");
  expect(python).toContain("    PyMutex_Lock(&state_lock);\n    calls++;\n    PyMutex_Unlock(&state_lock);\n");
});

test("what the project calls pthread_mutex_lock itself may be anything", () => {
  expect(mended({}, "int pthread_mutex_lock(void *mutex) { return 0; }\n")).toEqual([]);
  expect(mended({}, "", "#define pthread_mutex_lock(mutex) EnterCriticalSection(mutex)\n")).toEqual([]);
});

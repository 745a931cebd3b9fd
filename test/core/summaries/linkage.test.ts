// Which function a name means in another file.
import { expect, test } from "vitest";
import { analyze } from "../../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import { loadParser } from "../../../server/src/node/parser.ts";

const parser = await loadParser("native");

const MASTER = `#include <pthread.h>
#include <sys/socket.h>
static void *loop(void *arg)
{
    attach(*(int *)arg, NULL, 0);
    return NULL;
}
void start(pthread_t *thread, int *fd) { pthread_create(thread, NULL, loop, fd); }
`;

function rules(name: string): string[] {
  const files = [
    { path: "master.c", text: MASTER.replace("attach", name) },
    {
      path: "module.cc",
      text: `#include <Python.h>\nPyObject *${name}(PyObject *, PyObject *args) { return PyObject_Repr(args); }\n`,
    },
  ];
  return analyze({ files, parser, settings: DEFAULT_SETTINGS }).findings.map(({ rule }) => rule);
}

test("a name of the system's library in C means no function of C++", () => {
  expect(rules("connect")).toEqual([]);
});

test("another name may be declared with the linkage of C", () => {
  expect(rules("attach_to_object")).toEqual(["callback-without-gil"]);
});

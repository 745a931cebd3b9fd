// What happens while somebody edits: shading, fixes on save, refactorings of a selection.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { SPAM, Workbench } from "./workbench.ts";

const FORGETFUL = `/* the file that is saved */
#include <Python.h>

extern int fetch(int);

static PyObject *get(PyObject *self, PyObject *unused)
{
    int n;
    Py_BEGIN_ALLOW_THREADS
    n = fetch(1);
    if (n < 0)
        return NULL;
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}
`;

const SLOW = `#include <Python.h>
#include <pthread.h>

extern int fetch(int);
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static PyObject *get(PyObject *self, PyObject *object)
{
    int n = fetch(1);
    Py_BEGIN_ALLOW_THREADS
    n += fetch(2);
    pthread_mutex_lock(&guard);
    Py_DECREF(object);
    pthread_mutex_unlock(&guard);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}

static PyMethodDef functions[] = {{"get", get, METH_O, ""}, {NULL, NULL, 0, NULL}};
`;

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(SPAM, "spammodule.c", { "slow.c": SLOW });
  return () => workbench.close();
});

afterEach(({ task }) => workbench.shotIfFailed(task));

test("the shading moves with the lines it belongs to", async () => {
  const line = workbench.lineOf("spammodule.c", "cprint_list(strings");
  await workbench.goTo("spammodule.c", line - 5, 1);
  await expect.poll(() => workbench.shadedLines(), { timeout: 30_000 }).toContain(line);
  const before = await workbench.shadedLines();
  await workbench.page.keyboard.press("Enter");
  const moved = before.map((number) => number + 1);
  await expect.poll(() => workbench.shadedLines(), { timeout: 30_000 }).toEqual(moved);
  await workbench.page.keyboard.press("Control+Z");
  await expect.poll(() => workbench.shadedLines(), { timeout: 30_000 }).toEqual(before);
});

test("the GIL is released around a selection, and not offered where that would be a mistake", async () => {
  const regions = workbench.page.locator(".view-line", { hasText: "Py_BEGIN_ALLOW_THREADS" });
  const held = await workbench.refactorings("slow.c", "n = fetch(1)");
  const release = held.filter({ hasText: "Release the GIL around the selection" });
  await release.waitFor();
  expect(await held.filter({ hasText: "Take the GIL" }).count()).toBe(0);
  await workbench.shot("refactorings");
  await release.click();
  await expect.poll(() => regions.count(), { timeout: 30_000 }).toBe(2);
  await workbench.page.keyboard.press("Control+Z");
  await expect.poll(() => regions.count(), { timeout: 30_000 }).toBe(1);
  // Where nothing is possible, the editor shows what is refused.
  const released = await workbench.refactorings("spammodule.c", "cprint_list(strings");
  const refused = released.filter({ hasText: "Release the GIL around the selection" });
  expect(await refused.getAttribute("class")).toContain("option-disabled");
  await workbench.page.keyboard.press("Escape");
});

test("where a finding has no fix, the hover says why", async () => {
  await workbench.goTo("slow.c", workbench.lineOf("slow.c", "Py_DECREF"), 8);
  await workbench.squiggle.first().waitFor();
  await workbench.command("Show or Focus Hover");
  await workbench.page.locator(".monaco-hover", { hasText: "The lock guard is held here" }).waitFor();
  await workbench.shot("no-fix");
  await workbench.page.keyboard.press("Escape");
});

test("what is safe is fixed on save, if the user wants it", async () => {
  mkdirSync(path.join(workbench.folder, ".vscode"), { recursive: true });
  const onSave = { "editor.codeActionsOnSave": { "source.fixAll.gilint": "explicit" } };
  writeFileSync(path.join(workbench.folder, ".vscode/settings.json"), JSON.stringify(onSave));
  const file = path.join(workbench.folder, "forgetful.c");
  writeFileSync(file, FORGETFUL);
  await workbench.goTo("forgetful.c", 1, 4);
  await workbench.squiggle.first().waitFor();
  // The setting may be read a moment after its file is written: the first save may still be without it.
  const mended = async (): Promise<boolean> => {
    await workbench.page.keyboard.type("this is ");
    await workbench.page.keyboard.press("Control+S");
    const gone = workbench.squiggle.first().waitFor({ state: "detached", timeout: 15_000 });
    return gone.then(
      () => true,
      () => false,
    );
  };
  await expect.poll(mended, { timeout: 90_000 }).toBe(true);
  await expect.poll(() => readFileSync(file, "utf8")).toContain("this is the file that is saved");
  expect(readFileSync(file, "utf8")).toContain(
    "    if (n < 0) {\n        Py_BLOCK_THREADS\n        return NULL;\n    }\n    Py_END_ALLOW_THREADS\n",
  );
});

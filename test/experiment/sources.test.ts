// The bundled sources: what differs between the variants, and what the linter says about each.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Analysis, analyze } from "../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { bundledSources } from "../../server/src/experiment/environment.ts";
import { VARIANTS } from "../../server/src/experiment/variants.ts";
import { loadParser } from "../../server/src/node/parser.ts";

const parser = await loadParser("auto");
const root = bundledSources();
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Lines that only one of two files has, without the first, which says what the file shows. */
function difference(a: string, b: string): string[] {
  const [left, right] = [read(a).split("\n").slice(1), read(b).split("\n").slice(1)];
  return [...left.filter((line) => !right.includes(line)), ...right.filter((line) => !left.includes(line))];
}

function analysed(folder: string, select = DEFAULT_SETTINGS.select): Analysis {
  const files = readdirSync(join(root, folder))
    .sort()
    .map((path) => ({ path, text: read(`${folder}/${path}`) }));
  return analyze({ files, parser, settings: { ...DEFAULT_SETTINGS, select } });
}

/** From the offset to the end of its line. */
function lineAt(folder: string, path: string, start: number): string {
  const text = read(`${folder}/${path}`);
  return text.slice(start, text.indexOf("\n", start)).trim();
}

function findings(folder: string, select = DEFAULT_SETTINGS.select): string[] {
  const analysis = analysed(folder, select);
  expect(analysis.problems).toEqual([]);
  return analysis.findings.map(({ rule, path, span }) => `${rule} ${path}: ${lineAt(folder, path, span.start)}`);
}

test("the folders of all variants are there", () => {
  for (const { folder } of VARIANTS) expect(readdirSync(join(root, folder)).length, folder).toBeGreaterThan(0);
});

test("held and released differ by two macros, released and guarded by the lock", () => {
  expect(read("c/held/cprint_list.c")).toBe(read("c/released/cprint_list.c"));
  const macros = ["    Py_BEGIN_ALLOW_THREADS", "    Py_END_ALLOW_THREADS"];
  expect(difference("c/held/spammodule.c", "c/released/spammodule.c")).toEqual(macros);
  expect(difference("c/released/spammodule.c", "c/guarded/spammodule.c")).toEqual([]);
  expect(difference("c/released/cprint_list.c", "c/guarded/cprint_list.c")).toEqual([
    "#include <pthread.h>",
    "/* Held while a line is printed, and only then: threads sleep side by side, and lines stay whole. */",
    "static pthread_mutex_t printing = PTHREAD_MUTEX_INITIALIZER;",
    "    pthread_mutex_lock(&printing);",
    "    pthread_mutex_unlock(&printing);",
  ]);
});

test("the variants share what they do not show", () => {
  for (const variant of ["misuse", "double-release", "free-threaded-guarded"]) {
    expect(read(`c/${variant}/cprint_list.c`), variant).toBe(read("c/guarded/cprint_list.c"));
  }
  for (const variant of ["released", "guarded", "misuse", "double-release", "free-threaded", "free-threaded-guarded"]) {
    expect(read(`c/${variant}/cprint_list.h`), variant).toBe(read("c/held/cprint_list.h"));
  }
  expect(read("c/free-threaded/cprint_list.c")).toBe(read("c/held/cprint_list.c"));
  expect(read("c/counter/countermodule.c").split("\n").slice(1)).toEqual(
    read("c/counter-guarded/countermodule.c").split("\n").slice(1),
  );
});

test("what knows of Python and what does not are apart", () => {
  for (const { folder, language } of VARIANTS) {
    if (language !== "c") continue;
    const knowing = readdirSync(join(root, folder)).filter((name) =>
      /Python\.h|\bPy[A-Z_]/.test(read(`${folder}/${name}`)),
    );
    expect(knowing, folder).toEqual([folder.includes("counter") ? "countermodule.c" : "spammodule.c"]);
  }
});

test("held: the sleep is found, reached through cprint_list", () => {
  expect(findings("c/held")).toEqual(["blocking-call-with-gil spammodule.c: cprint_list(strings, delay, gap);"]);
  const [finding] = analysed("c/held").findings;
  const steps = (finding?.related ?? []).map(({ path, span }) => `${path}: ${lineAt("c/held", path, span.start)}`);
  expect(steps.at(-1)).toBe("cprint_list.c: nanosleep(&time, NULL);");
});

test("released: the loop of prints is found, and nothing else", () => {
  expect(findings("c/released")).toEqual([
    expect.stringMatching(/^unguarded-shared-io cprint_list\.c: .*(for|printf)/),
  ]);
});

test("guarded: nothing is found", () => {
  expect(findings("c/guarded")).toEqual([]);
  expect(findings("c/counter-guarded")).toEqual([]);
});

test("misuse: every use of the C-API and every return is found, and nothing else", () => {
  expect(findings("c/misuse").map((finding) => finding.replace(/ spammodule\.c: .*?(return\b|P\w+).*/, " $1"))).toEqual(
    [
      "api-call-without-gil PyTuple_Size",
      "api-call-without-gil PyMem_New",
      "api-call-without-gil Py_DECREF",
      "exit-without-reacquire return",
      "api-call-without-gil PyErr_NoMemory",
      "api-call-without-gil PyUnicode_AsUTF8",
      "api-call-without-gil PyTuple_GetItem",
      "api-call-without-gil PyMem_Free",
      "api-call-without-gil Py_DECREF",
      "exit-without-reacquire return",
      "api-call-without-gil PyMem_Free",
    ],
  );
});

test("counter: the unguarded total is found, and nothing else", () => {
  expect(findings("c/counter")).toEqual([expect.stringMatching(/^unguarded-shared-state count\.c: total/)]);
});

test("double-release: the second release is found, and nothing else", () => {
  expect(findings("c/double-release")).toEqual([
    expect.stringMatching(/^nested-release spammodule\.c: Py_BEGIN_ALLOW_THREADS/),
  ]);
});

test("the measuring itself is clean", () => {
  expect(findings("common")).toEqual([]);
});

// A sample of the proof: a few small projects, a few findings and mistakes of each kind. All of it: npm run fix-proof.
import { expect, test } from "vitest";
import { loadParser } from "../../server/src/node/parser.ts";
import { readProject } from "../support/project-files.ts";
import { sourceOrNote } from "../support/sources.ts";
import { Compiler } from "./compile.ts";
import { faultsIn } from "./faults.ts";
import { prove } from "./prove.ts";

const parser = await loadParser("native");

test.each(["lz4", "mysqlclient", "psycopg2", "pycurl"])("every fix in %s holds", async (project) => {
  const folder = await sourceOrNote(project);
  if (folder === null) return;
  const files = await readProject(folder);
  const paths = files.map(({ path }) => path);
  const compiler = new Compiler(folder, paths);
  try {
    const { verdicts, fixable } = await prove(files, { parser, compiler, findingsOfARule: 3, faultsOfAKind: 2 });
    expect(verdicts.filter(({ complaints }) => complaints.length > 0)).toEqual([]);
    // A proof of nothing would hold too.
    expect(verdicts.length).toBeGreaterThan(3);
    expect(fixable).toBeGreaterThan(1);
  } finally {
    compiler.close();
  }
});

test("mistakes are made as people make them", () => {
  const text = [
    "    Py_INCREF(o);",
    "    Py_BEGIN_ALLOW_THREADS",
    "    n = read(fd);",
    "    Py_END_ALLOW_THREADS",
    "    state = PyGILState_Ensure();",
    "    Py_DECREF(o);",
    "    PyGILState_Release(state);",
    "",
  ].join("\n");
  const made = faultsIn(text).map(
    ({ kind, edits }) =>
      `${kind}: ${edits.map(({ span, newText }) => `-${text.slice(span.start, span.end).trim()}+${newText.trim()}`).join(" ")}`,
  );
  expect(made).toEqual([
    "drop an END: -Py_END_ALLOW_THREADS+",
    "drop a Release: -PyGILState_Release(state);+",
    "drop an Ensure and its Releases: -state = PyGILState_Ensure();+ -PyGILState_Release(state);+",
    "drop a region: -Py_BEGIN_ALLOW_THREADS\n    n = read(fd);\n    Py_END_ALLOW_THREADS+n = read(fd);",
    "move a call into a region: -Py_INCREF(o);+ -+Py_INCREF(o);",
  ]);
});

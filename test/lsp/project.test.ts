import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { DEFAULT_USER_SETTINGS } from "../../server/src/lsp/from-lsp.ts";
import { NO_CONFIGURATION } from "../../server/src/lsp/host.ts";
import { Project } from "../../server/src/lsp/project.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { DECREF_IN_REGION } from "../support/c-samples.ts";

const parser = await loadParser("auto");

function project(using: Parser = parser): Project {
  return new Project("file:///p", using, NO_CONFIGURATION, DEFAULT_USER_SETTINGS);
}

function document(path: string, text: string): TextDocument {
  return TextDocument.create(`file:///p/${path}`, "c", 1, text);
}

const PLAIN = "#include <Python.h>\n";

test("an open document wins over the disk, and the disk over nothing", () => {
  const it = project();
  it.setDiskText("a.c", "int disk;\n");
  it.setDocument("a.c", document("a.c", "int typed;\n"));
  it.setDiskText("a.c", "int disk2;\n");
  expect(it.text("a.c")).toBe("int typed;\n");
  it.closeDocument("a.c");
  expect(it.text("a.c")).toBe("int typed;\n");
  it.setDiskText("a.c", undefined);
  expect(it.paths).toEqual([]);
});

test("it is active while some file has to do with Python", () => {
  const it = project();
  it.setDiskText("a.c", "int x;\n");
  expect(it.view()).toBeUndefined();
  it.setDiskText("b.c", PLAIN);
  expect(it.view()?.analysis.statistics.files).toBe(2);
  it.setDiskText("b.c", undefined);
  expect(it.view()).toBeUndefined();
  it.setDiskText("b.c", PLAIN);
  it.configure(NO_CONFIGURATION, { ...DEFAULT_USER_SETTINGS, enable: false });
  expect(it.view()).toBeUndefined();
});

test("it knows what changed since the last analysis, and that nothing did", () => {
  const it = project();
  it.setDiskText("a.c", PLAIN);
  it.setDiskText("b.c", PLAIN);
  expect(it.stale).toEqual(["a.c", "b.c"]);
  it.view();
  expect(it.stale).toBeUndefined();
  expect(it.setDocument("a.c", document("a.c", PLAIN))).toBe(false);
  expect(it.stale).toBeUndefined();
  expect(it.setDocument("a.c", document("a.c", `${PLAIN}\n`))).toBe(true);
  expect(it.stale).toEqual(["a.c"]);
});

test("positions follow the text", () => {
  const it = project();
  it.setDiskText("a.c", "a\nb");
  expect(it.lines("a.c").positionAt(2)).toEqual({ line: 1, character: 0 });
  it.setDiskText("a.c", "ab\n");
  expect(it.lines("a.c").positionAt(2)).toEqual({ line: 0, character: 2 });
});

test("a file that is left out stays out, whatever is typed in it", () => {
  const it = project();
  it.setDiskText("a.c", DECREF_IN_REGION);
  it.setDiskText("b.c", PLAIN);
  expect([...(it.view()?.allReported() ?? [])]).toEqual(["a.c"]);
  it.condemn("a.c");
  expect([...(it.view()?.allReported() ?? [])]).toEqual([]);
  it.setDocument("a.c", document("a.c", `${DECREF_IN_REGION}\n`));
  expect([...(it.view()?.allReported() ?? [])]).toEqual([]);
  expect([...it.setAside.keys()]).toEqual(["a.c"]);
});

test("a parser that fails costs nothing but what it was to read", () => {
  const failing: Parser = {
    kind: "native",
    prepareCplusplus: async () => {},
    parse: () => {
      throw new Error("no");
    },
  };
  const it = project(failing);
  it.setDiskText("a.c", DECREF_IN_REGION);
  const view = it.view();
  expect(view).toBeDefined();
  expect(view?.allReported().size).toBe(0);
});

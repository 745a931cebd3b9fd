// The tables themselves: current, sourced, without doubles; and the packed form they travel in.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factTable, type PackedTable } from "../../../server/src/core/capi/packed-table.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const generated = path.join(root, "server/src/core/capi/generated");
const files = readdirSync(generated);

test("the generated tables are what the source tables say", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/generate-knowledge.mjs", "--check"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

describe.each(files)("%s", async (file) => {
  const module: Record<string, PackedTable<string>> = await import(path.join(generated, file));
  const table = Object.values(module)[0];
  if (table === undefined) throw new Error(`${file} exports no table`);
  const facts = factTable(table, (row) => row);

  test("every row has a name and a source", () => {
    const names = [...facts.names()];
    expect(names.length).toBeGreaterThanOrEqual(2);
    for (const name of names) {
      expect(name).toMatch(/^[A-Za-z_][\w:]*$/);
      for (const row of facts.all(name)) {
        const { name: key, source } = row;
        expect(key).toBe(name);
        expect(source, name).toMatch(/[A-Za-z]{3}/);
        expect(
          Object.values(row).filter((cell) => /^#|%$|undefined/.test(cell)),
          name,
        ).toEqual([]);
      }
    }
  });

  test("no row stands twice", () => {
    for (const name of facts.names()) {
      const rows = facts.all(name).map((row) => JSON.stringify(row));
      expect(new Set(rows).size, name).toBe(rows.length);
      if (!/^(?:callbacks|callback-waits|blocking-arguments|generators|roles)\.ts$/.test(file))
        expect(rows.length, name).toBe(1);
    }
  });
});

test("a packed row comes back as it went in, and a name may have several", () => {
  const table: PackedTable<"name" | "what" | "source"> = {
    columns: ["name", "what", "source"],
    words: "Include/object.h:% (CPython 3.13)\nshared text",
    rows: "a\t#1\t#0~12\nb\t\t#0~7\na\tx",
  };
  const facts = factTable(table, (row) => row);
  expect(facts.all("a")).toEqual([
    { name: "a", what: "shared text", source: "Include/object.h:12 (CPython 3.13)" },
    { name: "a", what: "x", source: "" },
  ]);
  expect(facts.first("b")).toEqual({ name: "b", what: "", source: "Include/object.h:7 (CPython 3.13)" });
  expect([...facts.names()]).toEqual(["a", "b"]);
});

test("no word of the language or of an object is a fact", () => {
  const facts = factTable({ columns: ["name"], words: "", rows: "a\nb" }, (row) => row);
  fc.assert(fc.property(fc.string(), (name) => facts.all(name).length === (name === "a" || name === "b" ? 1 : 0)));
  for (const name of ["constructor", "__proto__", "toString", ""]) expect(facts.first(name)).toBeUndefined();
});

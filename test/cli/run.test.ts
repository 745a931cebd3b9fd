import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Io } from "../../server/src/cli/io.ts";
import { run } from "../../server/src/cli/run.ts";
import { RULES } from "../../server/src/core/rules/registry.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "gilint-run-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const CLEAN = "int f(void)\n{\n    return 1;\n}\n";

test("a clean folder is 0 and says so", async () => {
  write("src/a.c", CLEAN);
  expect(await gilint("check")).toEqual({ code: 0, out: "No findings in 1 file.\n", err: "" });
  expect(await gilint("check", "--quiet")).toEqual({ code: 0, out: "", err: "" });
});

test("a folder without C is 0, and not in silence", async () => {
  expect(await gilint("check")).toMatchObject({ code: 0, err: "gilint: there are no C or C++ files to check\n" });
});

test("what was skipped is said", async () => {
  write("a.c", "");
  truncateSync(path.join(root, "a.c"), 8 * 1024 * 1024 + 1);
  write("b.cpp", CLEAN);
  expect(await gilint("check")).toMatchObject({ code: 0, err: "gilint: a.c: skipped: larger than 8 MiB\n" });
  const { problems } = JSON.parse((await gilint("check", "--format=json")).out);
  expect(problems).toEqual([{ path: "a.c", message: "skipped: larger than 8 MiB" }]);
});

test("what was skipped is said one by one as long as somebody would read it", async () => {
  for (let i = 0; i < 22; i++) {
    write(`a${i}.c`, "");
    truncateSync(path.join(root, `a${i}.c`), 8 * 1024 * 1024 + 1);
  }
  write("b.c", CLEAN);
  const lines = (await gilint("check")).err.trimEnd().split("\n");
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe("gilint: a0.c: skipped: larger than 8 MiB");
  expect(lines[20]).toBe("gilint: 2 problems more; --format json has all of them");
  expect(JSON.parse((await gilint("check", "--format=json")).out).problems).toHaveLength(22);
});

test("a configuration that is wrong stops the work, with file, line and key", async () => {
  write("a.c", CLEAN);
  write("pyproject.toml", '[project]\nname = "x"\n[tool.gilint]\nselct = []\npython = 3.9\n');
  expect(await gilint("check", "--output-file=report")).toEqual({
    code: 2,
    out: "",
    err: 'gilint: pyproject.toml:4:1: tool.gilint.selct: unknown key; did you mean "select"?\npyproject.toml:5:10: tool.gilint.python: must be a string; write it in quotes\n',
  });
  expect(readdirSync(root)).not.toContain("report");
  expect((await gilint("check", "--isolated")).code).toBe(0);
});

test("a parser that cannot be had is said in one line", async () => {
  write("a.c", CLEAN);
  process.env["GILINT_PARSER"] = "fast";
  try {
    expect(await gilint("check", "--no-cache")).toEqual({
      code: 2,
      out: "",
      err: 'gilint: GILINT_PARSER is "fast"; it can be auto, native or wasm\n',
    });
  } finally {
    delete process.env["GILINT_PARSER"];
  }
});

test("a configuration can be named", async () => {
  write("a.c", CLEAN);
  write("strict.toml", 'exclude = ["a.c"]\n');
  expect((await gilint("check", "--config=strict.toml")).err).toBe("gilint: there are no C or C++ files to check\n");
  expect(await gilint("check", "--config=none.toml")).toMatchObject({
    code: 2,
    err: "gilint: none.toml: no such file or directory\n",
  });
});

test.each([
  [["check", "none.c"], "gilint: none.c: no such file or directory\n"],
  [["check", "--since=HEAD"], "gilint: --since=HEAD: "],
  [["check", "--baseline=none"], "gilint: none: no such file or directory; --write-baseline makes one\n"],
  [["check", "--output-file=none/x"], "gilint: none/x: cannot be written: no such file or directory\n"],
  [["chekc"], 'gilint: unknown command "chekc"; did you mean "check"?\nTry "gilint --help".\n'],
  [["a.c"], 'gilint: unknown command "a.c"; did you mean "gilint check a.c"?\n'],
  [["explain", "nested"], 'gilint: there is no rule "nested"; did you mean "nested-release"?\n'],
  [["explain"], "gilint: explain takes one rule\n"],
  [["effects"], "gilint: effects needs a path\n"],
  [["effects", "a.c", "--function=g"], 'gilint: there is no function "g"'],
  [["server"], "gilint: the server speaks over --stdio\n"],
  [[], "gilint finds the mistakes"],
])("%j is 2, with the reason on stderr", async (args, message) => {
  write("a.c", CLEAN);
  const { code, out, err } = await gilint(...args);
  expect({ code, out, err: err.slice(0, message.length) }).toEqual({ code: 2, out: "", err: message });
});

test("help and version are 0, on stdout", async () => {
  for (const args of [["--help"], ["help"], ["check", "--help"], ["help", "rules"], ["--version"], ["effects", "-h"]]) {
    const { code, out, err } = await gilint(...args);
    expect([args, code, err, out.length > 10]).toEqual([args, 0, "", true]);
  }
});

test("the catalogue lists every rule", async () => {
  const { out } = await gilint("rules");
  for (const rule of RULES) expect(out).toContain(rule.id);
  expect(JSON.parse((await gilint("rules", "--format=json")).out).rules).toHaveLength(RULES.length);
});

test("a page is shown in the width of the terminal", async () => {
  const { out } = await gilint("explain", "nested-release");
  expect(out).toContain("What it does\n");
  expect((await gilint("explain", "nested-release", "--color=always")).out).toContain("\u001B[1mWhat it does");
});

test("standard input is checked as the file it is said to be", async () => {
  write("gilint.toml", "");
  const { code, out } = await gilintWithInput(CLEAN, "check", "--stdin-filename=src/a.c", "--format=json");
  expect([code, JSON.parse(out).statistics.files]).toEqual([0, 1]);
  write("gilint.toml", "selct = 1");
  expect((await gilintWithInput(CLEAN, "check", "--stdin-filename=src/a.c")).code).toBe(2);
});

test("a report goes to a file as a whole", async () => {
  write("a.c", CLEAN);
  expect(await gilint("check", "--format=json", "--output-file=report.json")).toEqual({ code: 0, out: "", err: "" });
  expect(JSON.parse(readFileSync(path.join(root, "report.json"), "utf8")).version).toBe(1);
});

test("a baseline can be written and used where nothing was found", async () => {
  write("a.c", CLEAN);
  expect(await gilint("check", "--baseline=b.json", "--write-baseline")).toMatchObject({
    code: 0,
    err: "Wrote 0 findings to b.json.\n",
  });
  expect(await gilint("check", "--baseline=b.json")).toMatchObject({ code: 0 });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

function gilint(...args: string[]): Promise<Ran> {
  return gilintWithInput("", ...args);
}

async function gilintWithInput(input: string, ...args: string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    cwd: root,
    env: {},
    readInput: async () => Buffer.from(input),
  };
  const code = await run(args, io);
  return { code, out: out.join(""), err: err.join("") };
}

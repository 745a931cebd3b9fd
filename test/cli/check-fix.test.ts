// `gilint check --fix` as a whole, over an analysis that finds words instead of mistakes.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { run } from "../../server/src/cli/run.ts";
import type { Finding } from "../../server/src/core/findings/finding.ts";

vi.mock("../../server/src/workspace/workspace.ts", () => ({ Workspace: WordFinder }));

/** `bad` has a safe fix, `worse` an unsafe one, `worst` none. */
class WordFinder {
  readonly #files = new Map<string, string>();

  setFile(name: string, text: string): void {
    this.#files.set(name, text);
  }

  analysis(): object {
    const findings = [...this.#files].flatMap(([name, text]) =>
      [...text.matchAll(/bad|worst|worse/g)].map((match) => finding(name, match.index, match[0])),
    );
    const statistics = { files: this.#files.size, functions: 0, analysed: 0, regions: 0, unanalysed: 0, bytes: 0 };
    return { findings, problems: [], statistics };
  }
}

function finding(name: string, start: number, word: string): Finding {
  const span = { start, end: start + word.length };
  const fix = {
    title: "say it nicely",
    safe: word === "bad",
    preferred: true,
    edits: [{ path: name, span, newText: "good" }],
  };
  return {
    rule: "nested-release",
    severity: "error",
    confidence: "high",
    path: name,
    span,
    function: null,
    message: word,
    related: [],
    fixes: word === "worst" ? [] : [fix],
  };
}

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "gilint-check-fix-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("--fix writes the safe fixes and reports what is left", async () => {
  write("a.c", "bad; worse;\r\nbad;\r\n");
  chmodSync(path.join(root, "a.c"), 0o600);
  const { code, out, err } = await gilint("check", "--fix", "--quiet");
  expect(read("a.c")).toBe("good; worse;\r\ngood;\r\n");
  expect(statSync(path.join(root, "a.c")).mode & 0o777).toBe(0o600);
  expect(out).toMatch(/^a\.c:1:7 error nested-release worse\n/);
  expect([code, err]).toEqual([1, ""]);
});

test("--unsafe-fixes writes them all, and says how many", async () => {
  write("a.c", "bad; worse;\n");
  expect(await gilint("check", "--fix", "--unsafe-fixes")).toEqual({
    code: 0,
    out: "No findings in 1 file.\n",
    err: "Fixed 2 findings.\n",
  });
  expect(read("a.c")).toBe("good; good;\n");
});

test("--diff prints a patch and changes nothing", async () => {
  write("a.c", "bad;\nworst;\n");
  write("b.c", "bad;");
  const { code, out, err } = await gilint("check", "--diff");
  expect(out).toBe(
    "--- a/a.c\n+++ b/a.c\n@@ -1,2 +1,2 @@\n-bad;\n+good;\n worst;\n" +
      "--- a/b.c\n+++ b/b.c\n@@ -1 +1 @@\n-bad;\n\\ No newline at end of file\n+good;\n\\ No newline at end of file\n",
  );
  expect([code, err]).toEqual([1, "Would fix 2 findings.\n"]);
  expect([read("a.c"), read("b.c")]).toEqual(["bad;\nworst;\n", "bad;"]);
});

test("standard input comes back fixed, and its report goes to stderr", async () => {
  write("a.c", "bad on disk");
  const { code, out, err } = await gilintWithInput(
    "bad; worst;\n",
    "check",
    "--fix",
    "--stdin-filename=a.c",
    "--quiet",
  );
  expect(out).toBe("good; worst;\n");
  expect(err).toMatch(/^a\.c:1:7 error nested-release worst\n/);
  expect([code, read("a.c")]).toEqual([1, "bad on disk"]);
});

test("what a baseline holds is not fixed", async () => {
  write("a.c", "bad;\n");
  await gilint("check", "--baseline=known", "--write-baseline");
  write("a.c", "bad;\n// x\nint bad2;\n");
  const { code } = await gilint("check", "--fix", "--baseline=known");
  expect([code, read("a.c")]).toEqual([0, "bad;\n// x\nint good2;\n"]);
});

test("a file that is not UTF-8 would be damaged: it is left as it is, the others are fixed", async () => {
  const latin = Buffer.from([...Buffer.from("bad; // "), 0xe9]);
  write("a.c", "bad;\n");
  writeFileSync(path.join(root, "b.c"), latin);
  const { code, err } = await gilint("check", "--fix");
  expect([code, err]).toEqual([1, "gilint: b.c: not fixed, because it is not UTF-8\nFixed 1 finding.\n"]);
  expect(read("a.c")).toBe("good;\n");
  expect(readFileSync(path.join(root, "b.c"))).toEqual(latin);
});

function write(name: string, text: string): void {
  writeFileSync(path.join(root, name), text);
}

function read(name: string): string {
  return readFileSync(path.join(root, name), "utf8");
}

function gilint(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return gilintWithInput("", ...args);
}

async function gilintWithInput(input: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(args, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    cwd: root,
    env: {},
    readInput: async () => Buffer.from(input),
  });
  return { code, out: out.join(""), err: err.join("") };
}

// From a key to the diagnostics on the screen, in a file as large as people have them, and what the editor itself takes of it:
// beside gilint an extension answers that only looks at the line. The figures go to shots/typing.json.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { largeModule } from "./large-file.ts";
import { SHOTS } from "./vscode.ts";
import { SPAM, Workbench } from "./workbench.ts";

const FILE = "large.c";
/** The same text, left to the other extension. */
const CONTROL = "control.c";
/** The benchmark types as many over stdio; half of them in each of two rounds, in one file after the other. */
const EDITS = 200;
/** The first keys find an editor that has just opened the file. */
const FIRST = 4;

const text = largeModule();
let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(SPAM, "spammodule.c", {
    [FILE]: text,
    [CONTROL]: text,
    "gilint.toml": `exclude = ["${CONTROL}"]\n`,
    ".vscode/settings.json": SETTINGS,
  });
  return () => workbench.close();
});

/** Suggestions would take the keys. */
const SETTINGS = JSON.stringify({ "editor.quickSuggestions": false, "editor.suggestOnTriggerCharacters": false });

afterEach(({ task }) => workbench.shotIfFailed(task));

test("a key that makes a mistake, and one that takes it back, are answered while one looks", async () => {
  const answers: Answer[] = [];
  const control: Answer[] = [];
  for (let round = 0; round < 2; round++) {
    const line = await goToEnd(FILE);
    await expect.poll(() => workbench.shadedLines(), { timeout: 60_000 }).toContain(line - 1);
    answers.push(...(await typed()));
    await goToEnd(CONTROL);
    control.push(...(await typed()));
  }
  const figures = {
    file: `${(text.length / 1000).toFixed(0)} KB`,
    gilint: timesOf(answers),
    control: timesOf(control),
  };
  writeFileSync(
    path.join(SHOTS, "typing.json"),
    `${JSON.stringify({ ...figures, answers: { gilint: answers, control } }, null, 1)}\n`,
  );
  console.log(`typed → underlined, ms: ${JSON.stringify(figures)}`);
  expect(figures.gilint.p50).toBeLessThan(1000);
  expect(figures.gilint.p95).toBeLessThan(3000);
});

type Answer = Awaited<ReturnType<Workbench["answerTo"]>>;

/** Puts the cursor behind the end of a region in the middle of the file; returns its one-based line. */
async function goToEnd(file: string): Promise<number> {
  const end = text.indexOf("Py_END_ALLOW_THREADS", text.indexOf("call_310("));
  const line = text.slice(0, end).split("\n").length;
  await workbench.goTo(file, line, "    Py_END_ALLOW_THREADS".length + 1);
  await workbench.statusItem.filter({ hasText: "GIL" }).waitFor();
  return line;
}

async function typed(): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < EDITS / 2 + FIRST; i++) answers.push(await workbench.answerTo(i % 2 === 0 ? "Backspace" : "S"));
  return answers.slice(FIRST);
}

/** `shown`: the key itself is on the screen, at the median. In milliseconds. */
function timesOf(answers: readonly Answer[]): { readonly p50: number; readonly p95: number; readonly shown: number } {
  const errors = answers.map((answer) => answer.errors);
  const texts = answers.map((answer) => answer.text);
  return { p50: quantile(errors, 0.5), p95: quantile(errors, 0.95), shown: quantile(texts, 0.5) };
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN);
}

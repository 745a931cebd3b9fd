import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Progress } from "../../server/src/cli/progress.ts";

let now = 0;
const written: string[] = [];
const terminal = { isTTY: true, write: (text: string) => written.push(text) };

beforeEach(() => {
  now = 0;
  written.length = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
});

afterEach(() => vi.restoreAllMocks());

test("short work shows nothing, and leaves nothing to clear", () => {
  const progress = new Progress(terminal);
  now = 499;
  progress.show("reading", 1, 2);
  progress.clear();
  expect(written).toEqual([]);
});

test("longer work shows how far it is, now and then, and is cleared", () => {
  const progress = new Progress(terminal);
  now = 600;
  progress.show("reading", 1, 4);
  now = 650;
  progress.show("reading", 2, 4);
  now = 750;
  progress.show("functions read:", 12);
  progress.clear();
  expect(written).toEqual([
    "\r\u001B[K██████░░░░░░░░░░░░░░░░░░ reading 1/4",
    "\r\u001B[Kfunctions read: 12",
    "\r\u001B[K",
  ]);
});

test("what is no terminal stays clean", () => {
  const progress = new Progress({ write: (text) => written.push(text) });
  now = 1000;
  progress.show("reading", 1, 2);
  new Progress(undefined).show("reading", 1, 2);
  expect(written).toEqual([]);
});

import { expect, test } from "vitest";
import { CrashPolicy } from "../../client/src/common/crash-policy.ts";

const crash = { ready: true, suspect: undefined, at: 0 };

test("a server that dies at start-up is tried once more, with the WASM parser", () => {
  const policy = new CrashPolicy("auto");
  expect(policy.judge({ ...crash, ready: false })).toEqual({
    action: "restart",
    because: "parser",
    attempt: { parser: "wasm", setAside: [] },
  });
  expect(policy.judge({ ...crash, ready: false })).toEqual({ action: "give-up", because: "start" });
});

test.each(["native", "wasm"] as const)("a parser that was chosen is not replaced: %s", (parser) => {
  const policy = new CrashPolicy(parser);
  expect(policy.judge({ ...crash, ready: false })).toEqual({ action: "give-up", because: "start" });
});

test("the document that was analysed when the server died is set aside, each one once", () => {
  const policy = new CrashPolicy("auto");
  policy.judge({ ...crash, suspect: "file:///a.c", at: 1 });
  const verdict = policy.judge({ ...crash, suspect: "file:///b.c", at: 2 });
  expect(verdict).toMatchObject({ action: "restart", because: "document" });
  expect(policy.attempt).toEqual({ parser: "auto", setAside: ["file:///a.c", "file:///b.c"] });
  expect(policy.judge({ ...crash, suspect: "file:///a.c", at: 3 })).toMatchObject({ because: "unknown" });
  expect(policy.attempt.setAside).toEqual(["file:///a.c", "file:///b.c"]);
});

test("five crashes in three minutes are enough; spread over the day they are not", () => {
  const hasty = new CrashPolicy("auto");
  const verdicts = [0, 1, 2, 3, 4].map((second) => hasty.judge({ ...crash, at: second * 1000 }).action);
  expect(verdicts).toEqual(["restart", "restart", "restart", "restart", "give-up"]);

  const patient = new CrashPolicy("auto");
  const others = Array.from({ length: 20 }, (_, hour) => patient.judge({ ...crash, at: hour * 3_600_000 }).action);
  expect(new Set(others)).toEqual(new Set(["restart"]));
});

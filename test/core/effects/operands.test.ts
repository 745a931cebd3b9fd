// What is told of an operand by its text.
import { expect, test } from "vitest";
import { mentions } from "../../../server/src/core/effects/operands.ts";
import type { Expression } from "../../../server/src/core/syntax/ast.ts";

const name: Expression = { kind: "name", name: "count", start: 0, end: 5, macro: null };

test("a target is a whole word", () => {
  expect(mentions(name, "count")).toBe(true);
  expect(mentions(name, "coun")).toBe(false);
});

test("a target that error recovery left without a text stands nowhere", () => {
  expect(mentions(name, "")).toBe(false);
});

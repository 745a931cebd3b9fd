import { expect, test } from "vitest";
import { nearest } from "../../server/src/node/nearest.ts";

const COMMANDS = ["check", "explain", "rules", "effects"];

test.each([
  ["chekc", "check"],
  ["chec", "check"],
  ["chck", "check"],
  ["checkk", "check"],
  ["exp", "explain"],
  ["ruels", "rules"],
  ["", undefined],
  ["zebra", undefined],
  ["r", undefined],
])("%s is meant to be %s", (typed, meant) => {
  expect(nearest(typed, COMMANDS)).toBe(meant);
});

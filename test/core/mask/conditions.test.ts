// What conditions of `#if` come to.
import { expect, test } from "vitest";
import { assume, conditionalOf, evaluate, isNever } from "../../../server/src/core/mask/conditions.ts";

test.each<[string, boolean | undefined]>([
  ["0", false],
  ["1", true],
  ["(0)", false],
  ["!0", true],
  ["defined(WITH_THREAD)", true],
  ["defined WITH_THREAD", true],
  ["!defined(MS_WINDOWS)", true],
  ["defined(_WIN32) || defined(__APPLE__)", false],
  ["defined(HAVE_SOMETHING)", undefined],
  ["defined(HAVE_SOMETHING) && 0", false],
  ["defined(HAVE_SOMETHING) || 1", true],
  ["!defined(HAVE_SOMETHING)", undefined],
  ["PY_VERSION_HEX >= 0x03070000", true],
  ["PY_VERSION_HEX < 0x03000000", false],
  ["PY_MAJOR_VERSION == 3 && PY_MINOR_VERSION >= 9", true],
  ["PY_MAJOR_VERSION*100+PY_MINOR_VERSION >= 309", true],
  ["__GNUC__ > 3", true],
  ["0 | 1", true],
  ["1 << 3 == 8", true],
  ["(6 & 3) == 2", true],
  ["6 & 3 == 3", false],
  ["7 / 2 % 2", true],
  ["1 / 0", undefined],
  ["-1 < 0", true],
  ["~0 == -1", true],
  ["1 ? 0 : 1", false],
  ["0 ? 0 : defined(_WIN32) ? 0 : 1", true],
  ["defined(HAVE_X) ? 1 : 1", undefined],
  ["0 nonsense", undefined],
  ["SIZEOF_LONG == 8", undefined],
  ["__has_include(<stdatomic.h>)", undefined],
  ["__has_include(<stdatomic.h>) && 0", false],
  ["", undefined],
  ["((((", undefined],
  ["&& ||", undefined],
])("%s", (condition, expected) => {
  expect(evaluate(condition)).toBe(expected);
});

test("a condition and its negation never both hold, nor do both assumptions", () => {
  for (const condition of ["A", "defined(A)", "!defined(A)", "defined(_WIN32)", "A && B", "defined(WITH_THREAD)"]) {
    const [yes, no] = [evaluate(condition), evaluate(`!(${condition})`)];
    expect(yes === undefined ? undefined : !yes).toBe(no);
  }
  expect(assume("defined(A)")).toBe(true);
  expect(assume("!defined(A)")).toBe(false);
});

test("deep nesting is given up, not followed", () => {
  expect(evaluate(`${"(".repeat(200)}1${")".repeat(200)}`)).toBeUndefined();
  expect(evaluate("(".repeat(100_000))).toBeUndefined();
  expect(evaluate(`${"!".repeat(100_000)}1`)).toBeUndefined();
});

test("code under 0 and debugging switches is never compiled; under another platform it is, elsewhere", () => {
  expect(["0", "(0)", "defined(SPAM_DEBUG)", "!defined(WITH_THREAD)"].map(isNever)).toEqual([true, true, true, true]);
  expect(["1", "defined(_WIN32)", "defined(NDEBUG)", "HAVE_X"].map(isNever)).toEqual([false, false, false, false]);
});

test.each([
  ["#ifdef A", "if", "defined(A)"],
  ["# ifndef A /* why */", "if", "!defined(A)"],
  ["#if A && \\\n B", "if", "A &&   B"],
  ["#elif A // why", "elif", "A"],
  ["#elifndef A", "elif", "!defined(A)"],
  ["#else junk", "else", ""],
  ["#endif", "endif", ""],
])("%j", (text, keyword, condition) => {
  expect(conditionalOf(text)).toEqual({ keyword, condition });
});

test.each(["#define if 1", "#include <if.h>", "#iffy", "#pragma once"])("%j is no conditional", (text) => {
  expect(conditionalOf(text)).toBeNull();
});

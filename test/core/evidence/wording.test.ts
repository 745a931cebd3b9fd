// What a use is called in messages: by what happens, not by the name the analysis has for it.
import { expect, test } from "vitest";
import { usesOf, wayOf } from "../../../server/src/core/evidence/wording.ts";

test.each([
  ["PyErr_Clear", "uses PyErr_Clear"],
  ["the end of its members (nb::object)", "destroys its members (nb::object)"],
  ["a copy of item (py::object)", "copies item (py::object)"],
])("%s", (name, expected) => {
  expect(usesOf(name)).toBe(expected);
});

test("of a long way the first and the last function are named", () => {
  expect(wayOf([])).toBe("");
  expect(wayOf(["open", "read", "fill"])).toBe("open → read → fill");
  expect(wayOf(["open", "read", "fill", "grow", "fail"])).toBe("open → … → fail");
});

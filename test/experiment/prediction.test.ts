import { expect, test } from "vitest";
import { agreementOf } from "../../server/src/experiment/prediction.ts";
import { run } from "./sample.ts";

test("what was seen has to have been foretold", () => {
  expect(agreementOf([], [], [run()])).toBe("agrees");
  expect(agreementOf(["data race"], ["data race"], [run()])).toBe("agrees");
  expect(agreementOf([], ["data race"], [run()])).toBe("disagrees");
  expect(agreementOf(["crash"], ["crash", "waits for the GIL"], [run()])).toBe("disagrees");
});

test("what was foretold and not seen may be seen another time", () => {
  expect(agreementOf(["data race"], [], [run()])).toBe("not seen");
  expect(agreementOf(["data race", "crash"], ["crash"], [run()])).toBe("not seen");
});

test("without runs, or without a GIL, nothing is judged", () => {
  expect(agreementOf(["crash"], [], [])).toBe("not judged");
  expect(agreementOf([], ["data race"], [run({ gil: false })])).toBe("not judged");
});

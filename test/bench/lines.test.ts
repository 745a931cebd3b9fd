import { expect, test } from "vitest";
import { type Line, met, table } from "./lines.ts";
import { median, quantile } from "./measure.ts";

const RATIO: Line = { what: "cold", value: 3, unit: "s", reference: { what: "raw", value: 4 }, target: 1, goal: 0.2 };
const VALUE: Line = { what: "memory", value: 420, unit: "MiB", reference: null, target: 400, goal: 250 };

test("a target with a reference is about the ratio, one without about the value", () => {
  expect([met(RATIO), met({ ...RATIO, value: 4.1 }), met(VALUE), met({ ...VALUE, value: 400 })]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(table([RATIO, VALUE]).split("\n").slice(2)).toEqual([
    "| cold | 3.0 s | raw: 4.0 s | 0.75 | ≤ 1 × | yes | ≤ 0.2 × |",
    "| memory | 420 MiB | – | – | ≤ 400 MiB | **no** | ≤ 250 MiB |",
  ]);
});

test("quantiles are of the nearest rank", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(
    quantile(
      Array.from({ length: 100 }, (_, i) => 100 - i),
      0.95,
    ),
  ).toBe(95);
  expect(quantile([7], 0.95)).toBe(7);
});

import { expect, test } from "vitest";
import { NameIndex } from "../../../server/src/core/summaries/name-index.ts";

const index = new NameIndex(["run,stop", "stop", "run,run", ""], (item) =>
  item.split(",").filter((name) => name !== ""),
);

test("in order, each once", () => {
  expect(index.withAtLeast(1, ["stop", "run"])).toEqual(["run,stop", "stop", "run,run"]);
});

test("names count as often as they stand there", () => {
  expect(index.withAtLeast(2, ["stop", "run"])).toEqual(["run,stop", "run,run"]);
  expect(index.withAtLeast(2, ["run"])).toEqual(["run,run"]);
  expect(index.withAtLeast(3, ["stop", "run"])).toEqual([]);
});

test("names that stand nowhere", () => {
  expect(index.withAtLeast(1, ["go"])).toEqual([]);
  expect(index.withAtLeast(1, [])).toEqual([]);
});

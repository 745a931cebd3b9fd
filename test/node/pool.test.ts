import { expect, test } from "vitest";
import { map } from "../../server/src/node/pool.ts";

const task = new URL("./samples/square-task.mjs", import.meta.url);
const items = Array.from({ length: 40 }, (_, i) => i);
const squares = items.map((i) => i * i);

type Square = { square: number; thread: number };
type Args = { exitAt?: number; throwAt?: number; alwaysThrowAt?: number };
const mapSquares = (args: Args, jobs: number) => map<number, Args, Square>(items, task, args, jobs);

test("results come in the order of the items, from workers", async () => {
  const { results, failures } = await mapSquares({}, 3);
  expect(results.map((r) => r.square)).toEqual(squares);
  expect(results.every((r) => r.thread > 0)).toBe(true);
  expect(failures).toEqual([]);
});

test("one job needs no worker", async () => {
  const { results } = await mapSquares({}, 1);
  expect(results).toEqual(squares.map((square) => ({ square, thread: 0 })));
});

test("a worker that dies is said, and its item is done here", async () => {
  const { results, failures } = await mapSquares({ exitAt: 7 }, 2);
  expect(results.map((r) => r.square)).toEqual(squares);
  expect(results[7]?.thread).toBe(0);
  expect(failures).toEqual(["a worker ended with code 3"]);
});

test("a task that throws in a worker is said, and tried again here", async () => {
  const { results, failures } = await mapSquares({ throwAt: 3 }, 2);
  expect(results.map((r) => r.square)).toEqual(squares);
  expect(failures).toEqual(["no squares today"]);
});

test("a task that throws here too is an error", async () => {
  await expect(mapSquares({ alwaysThrowAt: 3 }, 2)).rejects.toThrow("never");
});

test("a task module that is not there is an error", async () => {
  await expect(map(items, new URL("./samples/none.mjs", import.meta.url), {}, 2)).rejects.toThrow("none.mjs");
});

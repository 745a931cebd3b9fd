import fc from "fast-check";
import { expect, test } from "vitest";
import { askedLine, judgeLines } from "../../server/src/experiment/lines.ts";
import type { Lines } from "../../server/src/experiment/result.ts";

const printed = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
/** Thread number `index` is asked for `index % 10` words. */
const asked = (threads: number): string[] => Array.from({ length: threads }, (_, index) => askedLine(index % 10));
const counts = (threads: number): number[] =>
  Array.from({ length: 10 }, (_, words) => asked(threads).filter((line) => line === askedLine(words)).length);
const judge = (output: string, threads: number): Lines => judgeLines(output, counts(threads));

test("a line has the words below its number", () => {
  expect([askedLine(0), askedLine(1), askedLine(4)]).toEqual(["", "0 ", "0 1 2 3 "]);
});

test("whole lines in any order are well-formed", () => {
  const orders = fc
    .nat({ max: 40 })
    .chain((threads) => fc.shuffledSubarray(asked(threads), { minLength: threads, maxLength: threads }));
  fc.assert(
    fc.property(orders, (lines) => {
      const { malformed, lost } = judge(printed(lines), lines.length);
      expect({ malformed, lost }).toEqual({ malformed: 0, lost: 0 });
    }),
  );
});

test("moving one word to another place is always noticed", () => {
  const words = asked(30).map((line) => line.split(" ").filter((word) => word !== ""));
  const moves = fc.tuple(fc.nat({ max: 29 }), fc.nat({ max: 29 })).filter(([from, to]) => {
    return from !== to && (words[from]?.length ?? 0) > 0 && words[from]?.length !== (words[to]?.length ?? 0) + 1;
  });
  fc.assert(
    fc.property(moves, ([from, to]) => {
      const moved = words.map((line) => [...line]);
      const word = moved[from]?.pop() ?? "";
      moved[to]?.push(word);
      const lines = moved.map((line) => line.map((one) => `${one} `).join(""));
      expect(judge(printed(lines), 30)).not.toMatchObject({ malformed: 0, lost: 0 });
    }),
  );
});

test("each kind of bad line is told apart", () => {
  const kind = (line: string): string | undefined => judge(`${line}\n`, 10).examples[0]?.kind;
  expect(kind("0 0 1 ")).toBe("merged");
  expect(kind("00 1 ")).toBe("merged");
  expect(kind("1 2 ")).toBe("torn");
  expect(kind("0 2 ")).toBe("scrambled");
  expect(kind("0 1")).toBe("scrambled");
  expect(kind(" ")).toBe("torn");
});

test("two lines that run together leave a blank line, which is one too many", () => {
  const lines = judge(printed(["", "0 0 1 ", ""]), 3);
  expect(lines).toEqual({
    asked: 3,
    printed: 3,
    malformed: 2,
    lost: 2,
    examples: [
      { kind: "merged", line: "0 0 1 " },
      { kind: "surplus", line: "" },
    ],
  });
});

test("lines that never came are lost", () => {
  expect(judge("", 12)).toMatchObject({ printed: 0, malformed: 0, lost: 12 });
  expect(judge("\n0 ", 3)).toMatchObject({ printed: 2, malformed: 0, lost: 1 });
});

test("line ends of Windows are line ends", () => {
  expect(judge("\r\n0 \r\n0 1 \r\n", 3)).toMatchObject({ malformed: 0, lost: 0 });
});

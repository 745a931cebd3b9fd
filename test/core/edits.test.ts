import fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits, invertEdits } from "../../server/src/core/text/edits.ts";
import { LineIndex } from "../../server/src/core/text/line-index.ts";

const edited = fc.string({ maxLength: 60 }).chain((text) =>
  fc.uniqueArray(fc.nat({ max: text.length }), { maxLength: 8 }).chain((cuts) => {
    const at = [...cuts].sort((a, b) => a - b);
    const spans = at.flatMap((start, i) =>
      i % 2 === 0 && at[i + 1] !== undefined ? [{ start, end: at[i + 1] ?? start }] : [],
    );
    return fc.tuple(
      fc.constant(text),
      fc.tuple(...spans.map((span) => fc.string({ maxLength: 5 }).map((newText) => ({ span, newText })))),
    );
  }),
);

test("the inverse of edits gives the text back", () => {
  fc.assert(
    fc.property(edited, ([text, edits]) => {
      expect(applyEdits(applyEdits(text, edits), invertEdits(text, edits))).toBe(text);
    }),
  );
});

test("positions and offsets are inverse, whatever the line ends", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", "\n", "\r", "\r\n", "é", "𝒳"), maxLength: 40 }), (text) => {
      const lines = new LineIndex(text);
      for (let offset = 0; offset <= text.length; offset++) {
        const inside = text[offset - 1] === "\r" && text[offset] === "\n";
        if (!inside) expect(lines.offsetAt(lines.positionAt(offset))).toBe(offset);
      }
    }),
  );
});

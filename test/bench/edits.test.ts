import { expect, test } from "vitest";
import { apply, scriptedEdits, typedDeclarations } from "./edits.ts";

const TEXT = `static void f(void)
{
    g();
    Py_BEGIN_ALLOW_THREADS
    h();
    Py_END_ALLOW_THREADS
    g();
}
`;

test("edits come in pairs, and the text is sound after each pair", () => {
  let text = TEXT;
  const edits = [...scriptedEdits(TEXT, 40, 1)];
  expect(edits).toHaveLength(40);
  for (const [i, edit] of edits.entries()) {
    text = apply(text, edit);
    if (i % 2 === 0) continue;
    expect(count(text, "{")).toBe(count(text, "}"));
    expect(text).toMatch(/Py_BEGIN_ALLOW_THREADS.*Py_END_ALLOW_THREADS/s);
    expect(text).not.toContain("PyErr_Clear");
  }
  expect([...scriptedEdits(TEXT, 40, 1)]).toEqual(edits);
});

test("declarations are written key by key between functions, and nothing else changes", () => {
  const twice = `${TEXT}\n${TEXT}`;
  const edits = [...typedDeclarations(twice, 100, 1)];
  expect(edits).toHaveLength(100);
  expect(edits.every(({ start, end, newText }) => start === end && newText.length === 1)).toBe(true);
  let text = twice;
  for (const edit of edits) text = apply(text, edit);
  expect(text).toContain("\nstatic int added_count0;\n");
  const functions = /^static void f[\s\S]*?^\}$/gm;
  expect(text.match(functions)).toEqual(twice.match(functions));
});

function count(text: string, what: string): number {
  return text.split(what).length - 1;
}

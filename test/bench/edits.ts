// Scripted edits of one C file: what people type, with its moments of broken code.
import { type Random, random } from "../fuzz/random.ts";

export interface Edit {
  /** UTF-16 offsets into the text before the edit. */
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A pair of edits: a change, and what ends it. */
type Script = (text: string, random: Random) => readonly [Edit, Edit] | null;

/** So many edits, each of the text that the ones before it left, which is sound after each second one. */
export function* scriptedEdits(text: string, count: number, seed: number): Generator<Edit> {
  const source = random(seed);
  let current = text;
  for (let i = 0; i < count; ) {
    const script = SCRIPTS[(i / 2) % SCRIPTS.length] ?? typed;
    for (const edit of script(current, source) ?? typed(current, source) ?? []) {
      yield edit;
      current = apply(current, edit);
      i++;
    }
  }
}

/** So many keys with which declarations are written between functions, one after the other. */
export function* typedDeclarations(text: string, count: number, seed: number): Generator<Edit> {
  const source = random(seed);
  let current = text;
  for (let i = 0, nth = 0; i < count; nth++) {
    const at = place(current, source, /\n\}\n(?=\n)/g);
    if (at === null) return;
    const declaration = (DECLARATIONS[nth % DECLARATIONS.length] ?? "").replace("#", String(nth));
    for (const [k, key] of declaration
      .slice(0, count - i)
      .split("")
      .entries()) {
      const edit = insert(at.end + k, key);
      yield edit;
      current = apply(current, edit);
      i++;
    }
  }
}

const DECLARATIONS = [
  "\nstatic int added_count#;\n",
  "\nstatic PyObject *added_type#;\n",
  "\nstruct added# { int one; char *two; };\n",
  "\ntypedef unsigned long added_size#;\n",
];

export function apply(text: string, { start, end, newText }: Edit): string {
  return text.slice(0, start) + newText + text.slice(end);
}

const SCRIPTS: readonly Script[] = [typed, lineInRegion, braces, macroDeleted];

/** One character in a body, and the end of the word it begins. */
function typed(text: string, source: Random): readonly [Edit, Edit] | null {
  const at = place(text, source, /;\n {4,}(?=\w)/g);
  return at === null ? null : [insert(at.end, "n"), insert(at.end + 1, "ever();\n    ")];
}

function lineInRegion(text: string, source: Random): readonly [Edit, Edit] | null {
  const at = place(text, source, /\bPy_BEGIN_ALLOW_THREADS[ \t]*\n/g);
  if (at === null) return null;
  const line = "        PyErr_Clear();\n";
  return [insert(at.end, line), { start: at.end, end: at.end + line.length, newText: "" }];
}

function braces(text: string, source: Random): readonly [Edit, Edit] | null {
  const at = place(text, source, /;\n {4,}(?=\w)/g);
  return at === null ? null : [insert(at.end, "{"), insert(at.end + 1, "}")];
}

function macroDeleted(text: string, source: Random): readonly [Edit, Edit] | null {
  const at = place(text, source, /\bPy_(?:BEGIN|END)_ALLOW_THREADS\b/g);
  if (at === null) return null;
  return [{ start: at.start, end: at.end, newText: "" }, insert(at.start, text.slice(at.start, at.end))];
}

function insert(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}

function place(text: string, source: Random, pattern: RegExp): { readonly start: number; readonly end: number } | null {
  const found = [...text.matchAll(pattern)];
  const match = found[source.below(found.length)];
  return match === undefined ? null : { start: match.index, end: match.index + match[0].length };
}

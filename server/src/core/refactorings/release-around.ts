// The GIL released around a selection. What is declared in it and used behind it stays visible there.
import type { Code } from "../fixes/code.ts";
import { type SplitDeclaration, splitDeclaration } from "../fixes/declarations.ts";
import { declaredNames } from "../fixes/move.ts";
import { Refusal } from "../fixes/refusal.ts";
import { allStatements, type Statement } from "../fixes/statements.ts";
import { surround } from "../fixes/surround.ts";
import type { Patient } from "../rules/remedies/region.ts";
import type { Use } from "../summaries/uses.ts";
import type { TextEdit } from "../text/edits.ts";
import { contains, span } from "../text/span.ts";
import { changesState, holdsLock, jumpsAcross, needsGil, usesIn } from "./obstacles.ts";
import type { Selection } from "./selection.ts";

export function releaseAround(patient: Patient, selection: Selection): TextEdit[] | Refusal {
  const uses = usesIn(patient, selection);
  const reason =
    changesState(patient, selection) ??
    (uses.length === 0 ? "Nothing runs in the selection." : null) ??
    notHeld(patient, uses) ??
    needsGil(patient, uses) ??
    jumpsAcross(patient, selection) ??
    holdsLock(uses) ??
    (takesTime(patient, selection, uses)
      ? null
      : "Nothing in the selection takes time: giving the GIL up and taking it back would cost more than it brings.");
  if (reason !== null) return new Refusal(reason);
  return region(patient, selection) ?? new Refusal("What is declared in the selection is used behind it.");
}

function takesTime({ code }: Patient, { first, last }: Selection, uses: readonly Use[]): boolean {
  const selected = span(first.start, last.end);
  return (
    uses.some(({ effect }) => effect.kind === "call") ||
    allStatements(code.root).some((one) => /^(?:for|while|do)$/.test(one.word) && contains(selected, one))
  );
}

function notHeld({ evidence, analysed }: Patient, uses: readonly Use[]): string | null {
  if (uses.some(({ unknown }) => unknown.length > 0)) return "It cannot be told whether the GIL is held here.";
  if (uses.every(({ entry, held }) => entry.length + held.length === 0)) return "The GIL is released here already.";
  if (uses.some(({ released }) => released.length > 0)) return "The GIL is released here already on some paths.";
  const isEntry = uses.some(({ entry }) => entry.length > 0);
  return isEntry && evidence.contexts.released(analysed.ref) !== undefined
    ? `${analysed.ref.extent.name} is called without the GIL.`
    : null;
}

/** With the macros, which open a scope, or with the functions, where a declaration has to be seen from behind the region. */
function region(patient: Patient, { first, last }: Selection): TextEdit[] | null {
  const { code } = patient;
  const seen = seenBehind(code, first, last);
  const moved = movedInFront(code, first, seen);
  if (moved !== null && (seen.length === 0 || !isBehindLabel(first))) {
    const before = [...moved.map(({ split }) => split.declaration), "Py_BEGIN_ALLOW_THREADS"];
    const edits = surround(code, first, last, before, ["Py_END_ALLOW_THREADS"]);
    const values = moved.map(({ statement: { start }, split: { name, value } }) => ({
      span: span(start, value),
      newText: `${name} = `,
    }));
    return edits === null ? null : [...edits, ...values];
  }
  if (isBehindLabel(first) || canJumpOver(patient)) return null;
  const save = code.freshName("save");
  return surround(
    code,
    first,
    last,
    [`PyThreadState *${save} = PyEval_SaveThread();`],
    [`PyEval_RestoreThread(${save});`],
  );
}

/** The declarations of the selection whose names are used behind it. */
function seenBehind(code: Code, first: Statement, last: Statement): Statement[] {
  const { parent } = first;
  if (parent?.kind !== "block") return [];
  const behind = code.masked(span(last.end, parent.end));
  const run = parent.children.filter((one) => one.kind === "simple" && contains(span(first.start, last.end), one));
  return run.filter((one) => declaredNames(code.masked(one)).some((name) => mentions(behind, name)));
}

interface Moved {
  readonly statement: Statement;
  readonly split: SplitDeclaration;
}

/** Each as a declaration without value in front of the region; null where one cannot be taken apart. */
function movedInFront(code: Code, first: Statement, declarations: readonly Statement[]): Moved[] | null {
  const moved: Moved[] = [];
  for (const statement of declarations) {
    const split = splitDeclaration(code, statement);
    // Up to its own declaration the name can mean something else.
    if (split === null || mentions(code.masked(span(first.start, statement.start)), split.name)) return null;
    moved.push({ statement, split });
  }
  return moved;
}

function isBehindLabel({ parent, start }: Statement): boolean {
  return parent?.children.findLast((one) => one.end <= start)?.kind === "label";
}

/** C++ lets no jump pass by a variable that gets a value. */
function canJumpOver({ analysed, code }: Patient): boolean {
  return !/\.[ch]$/.test(analysed.ref.path) && /\b(?:goto|case)\b/.test(code.masked(code.body));
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}

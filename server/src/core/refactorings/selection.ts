// From the characters somebody selected to the statements they mean.
import type { Code } from "../fixes/code.ts";
import { Refusal } from "../fixes/refusal.ts";
import type { Statement } from "../fixes/statements.ts";
import { directivesIn } from "../mask/directives.ts";
import { contains, overlaps, type Span, span } from "../text/span.ts";

/** Neighbours in one block, or all there is to an `if`, `else` or loop. */
export interface Selection extends Span {
  readonly first: Statement;
  readonly last: Statement;
}

const PART = "The selection holds only a part of the statement around it.";

/** White space and comments at its ends are no part of what is selected, and the last semicolon need not be. */
export function selectStatements(code: Code, selected: Span): Selection | Refusal {
  const trimmed = trim(code, selected);
  if (trimmed === null) return new Refusal("No statement is selected.");
  const run = neighbours(code, trimmed);
  if (run instanceof Refusal) return run;
  return cutsConditional(code, run)
    ? new Refusal("An #if or #endif in the selection has its other half outside.")
    : run;
}

function trim(code: Code, { start, end }: Span): Span | null {
  const inside = span(Math.max(start, code.body.start + 1), Math.min(end, code.body.end - 1));
  if (inside.start >= inside.end) return null;
  const text = code.masked(inside);
  const from = text.search(/\S/);
  if (from < 0) return null;
  const rest = code.masked(span(inside.end, code.body.end));
  const semicolon = text.trimEnd().endsWith(";") ? null : /^\s*;/.exec(rest);
  const to = semicolon === null ? inside.start + text.trimEnd().length : inside.end + semicolon[0].length;
  return span(inside.start + from, to);
}

/** The statements of the innermost block around the selection that it covers. */
function neighbours(code: Code, selected: Span): Selection | Refusal {
  let holder = code.root;
  for (let next: Statement | undefined = holder; next !== undefined; ) {
    holder = next;
    next = holder.children.find((child) => contains(child, selected) && !contains(selected, child));
  }
  if (holder.kind === "simple") return new Refusal("The selection begins or ends inside a statement.");
  const covered = holder.children.filter((child) => overlaps(child, selected));
  const [first] = covered;
  const last = covered.at(-1);
  if (first === undefined || last === undefined)
    return new Refusal(holder.kind === "block" ? "No statement is selected." : PART);
  if (!contains(selected, first) || !contains(selected, last) || !contains(holder, selected))
    return new Refusal("The selection begins and ends in different blocks, or inside a statement.");
  if (holder.kind === "block") return selectionOf(first, last);
  const isWhole = first === last && first.start === selected.start && first.word !== "else";
  if (!isWhole) return new Refusal(PART);
  return first.kind === "block" ? contentsOf(first) : selectionOf(first, first);
}

/** The block after `if`, `else` or the head of a loop: lines are put inside its braces. */
function contentsOf({ children }: Statement): Selection | Refusal {
  const [first] = children;
  const last = children.at(-1);
  return first === undefined || last === undefined ? new Refusal("The block is empty.") : selectionOf(first, last);
}

function selectionOf(first: Statement, last: Statement): Selection {
  return { first, last, start: first.start, end: last.end };
}

function cutsConditional({ text }: Code, { start, end }: Span): boolean {
  const directives = directivesIn(text, start, end);
  const isCut = ({ depth, word }: (typeof directives)[number]): boolean =>
    depth < 0 || (depth === 0 && word.startsWith("el"));
  return directives.some(isCut) || (directives.at(-1)?.depth ?? 0) !== 0;
}

// The index of a file after an edit inside the body of one function: only that function is looked at again.
import { type Span, shift, span } from "../text/span.ts";
import { directivesIn } from "./directives.ts";
import type { FileIndex, FunctionExtent } from "./file-index.ts";
import { indexPart } from "./index-file.ts";
import { UNCLOSED } from "./index-outline.ts";

type Problem = FileIndex["problems"][number];

/** What `indexFile` would say of `after`, given what it said of `before`; null where only it can tell. */
export function reindex(index: FileIndex, before: string, after: string): FileIndex | null {
  const edit = changed(before, after);
  const at = index.functions.findIndex(({ body }) => body.start < edit.start && edit.end < body.end);
  const old = index.functions[at];
  if (old === undefined) return null;
  // A condition that was begun before the function ends in it, or one that was begun in its head goes on behind it.
  const isInside = (offset: number): boolean => old.span.start < offset && offset < old.span.end;
  if (index.conditionals.some((one) => isInside(one.start) || isInside(one.end))) return null;
  // A lambda may begin in one function and, where braces are amiss, have its body behind it.
  if (index.functions.some((fn) => isInside(fn.span.start))) return null;
  const delta = after.length - before.length;
  const { start, end } = old.span;
  const known = alone(index, before, old.span);
  const fresh = alone(index, after, span(start, end + delta));
  if (known === null || fresh === null) return null;
  // As a check that nothing else around the function has a say in what it is, its old text must tell what is known of it.
  if (!alike(inScopeOf(old, known.fn), old) || known.rest !== fresh.rest || known.fn.name !== fresh.fn.name)
    return null;
  const now = inScopeOf(old, fresh.fn);
  const isOwn = (problem: Problem): boolean => problem.span.start === old.nameSpan.start;
  if (!alike(known.problems, index.problems.filter(isOwn))) return null;
  const pastEdit = (offset: number): number => (offset >= end ? offset + delta : offset);
  const behind = (one: Span): Span => (one.start >= end ? shift(one, delta) : one);
  const moved = <T extends { readonly span: Span }>(all: readonly T[]): T[] =>
    all.map((one) => ({ ...one, span: behind(one.span) }));
  const [above, below] = [
    index.problems.filter((one) => one.span.start < start),
    index.problems.filter((one) => one.span.start >= end),
  ];
  return {
    ...index,
    length: after.length,
    includeLines: index.includeLines.map(behind),
    conditionals: index.conditionals.map((one) => span(pastEdit(one.start), pastEdit(one.end))),
    functions: index.functions.map((fn, i) => (i === at ? now : fn.span.start >= end ? shifted(fn, delta) : fn)),
    macros: moved(index.macros),
    variables: moved(index.variables),
    tables: moved(index.tables),
    comments: moved(index.comments),
    problems: [...above, ...fresh.problems, ...moved(below)],
  };
}

/** How much of two texts is compared at once, in UTF-16 code units. */
const BLOCK = 4_096;

/** The block that ends `end` before the end of the text. */
function tail(text: string, end: number): string {
  return text.slice(text.length - end - BLOCK, text.length - end);
}

/** The stretch of `before` that `after` has something else for. */
function changed(before: string, after: string): Span {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (before.slice(start, start + BLOCK) === after.slice(start, start + BLOCK) && start + BLOCK <= most)
    start += BLOCK;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  const rest = most - start;
  while (end + BLOCK <= rest && tail(before, end) === tail(after, end)) end += BLOCK;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end++;
  return { start, end: before.length - end };
}

interface Alone {
  readonly fn: FunctionExtent;
  /** Of its braces. */
  readonly problems: readonly Problem[];
  /** What it says beside itself. */
  readonly rest: string;
}

/** A part of a text that is one function and nothing else; null for any other. */
function alone({ path, language }: FileIndex, text: string, part: Span): Alone | null {
  const { functions, assignments, ...others } = indexPart(path, text, part, language);
  const [fn] = functions;
  if (fn === undefined || functions.length > 1 || fn.span.start !== part.start || fn.span.end !== part.end) return null;
  const { includes, noReturn, macros, variables, tables, classes, pointerFields, comments, problems } = others;
  if ([includes, noReturn, macros, variables, tables, classes, pointerFields, comments].some((all) => all.length > 0))
    return null;
  // Closed for want of text: what follows may be its own.
  if (text[part.end - 1] !== "}" || problems.some(({ message }) => message === UNCLOSED)) return null;
  const directives = directivesIn(text, part.start, part.end).map(({ start, end }) => text.slice(start, end));
  return { fn, problems, rest: JSON.stringify([assignments, directives]) };
}

/** A function of C++ as it is where the other one stands: in its class and namespace. */
function inScopeOf({ isStatic, cplusplus: place }: FunctionExtent, fn: FunctionExtent): FunctionExtent {
  if (place === undefined || fn.cplusplus === undefined) return fn;
  return { ...fn, isStatic, cplusplus: { ...fn.cplusplus, scope: place.scope, owner: place.owner } };
}

function shifted(fn: FunctionExtent, by: number): FunctionExtent {
  const { nameSpan, span, params, body } = fn;
  return {
    ...fn,
    nameSpan: shift(nameSpan, by),
    span: shift(span, by),
    params: shift(params, by),
    body: shift(body, by),
  };
}

function alike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

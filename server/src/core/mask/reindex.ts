// The index of a file after an edit: only the function it is in, or stands in front of, is looked at again.
import { type Span, shift, span } from "../text/span.ts";
import { directivesIn } from "./directives.ts";
import type { FileIndex, FunctionExtent } from "./file-index.ts";
import { indexPart } from "./index-file.ts";
import { UNCLOSED } from "./index-outline.ts";

type Problem = FileIndex["problems"][number];

/** What `indexFile` would say of `after`, given what it said of `before`; null where only it can tell. */
export function reindex(index: FileIndex, before: string, after: string): FileIndex | null {
  const edit = changed(before, after);
  return inBody(index, before, after, edit) ?? betweenBodies(index, before, after, edit);
}

function inBody(index: FileIndex, before: string, after: string, edit: Span): FileIndex | null {
  const old = index.functions.find(({ body }) => body.start < edit.start && edit.end < body.end);
  if (old === undefined || isCut(index, old.span)) return null;
  // A lambda may begin in one function and, where braces are amiss, have its body behind it.
  if (index.functions.some((fn) => isInside(old.span, fn.span.start))) return null;
  const delta = after.length - before.length;
  const { start, end } = old.span;
  const known = alone(index, before, old.span);
  const fresh = alone(index, after, span(start, end + delta));
  if (known === null || fresh === null) return null;
  // As a check that nothing else around the function has a say in what it is, its old text must tell what is known of it.
  if (!alike(inScopeOf(old, known.fn), old) || known.rest !== fresh.rest || known.fn.name !== fresh.fn.name)
    return null;
  const isOwn = (problem: Problem): boolean => problem.span.start === old.nameSpan.start;
  if (!alike(known.problems, index.problems.filter(isOwn))) return null;
  const functions = index.functions.flatMap((fn) =>
    fn === old ? [inScopeOf(old, fresh.fn)] : fn.span.start >= end ? [shifted(fn, delta)] : [fn],
  );
  return spliced(index, old.span, delta, { ...NOTHING, functions, problems: fresh.problems });
}

/** In C, what stands in front of a function, or behind the last one: that is looked at again, with the function. */
function betweenBodies(index: FileIndex, before: string, after: string, edit: Span): FileIndex | null {
  const { path, language, functions } = index;
  const ahead = functions.findIndex(({ body }) => edit.end < body.start);
  const at = ahead < 0 ? functions.length : ahead;
  const next = functions[at];
  const gap = span(functions[at - 1]?.span.end ?? 0, next?.body.start ?? before.length);
  const part = span(behindDirectives(before, gap), next?.span.end ?? before.length);
  if (language !== "c" || edit.start < part.start || isCut(index, part)) return null;
  // Where braces are amiss, what follows tells where a function ends.
  if (index.problems.some((problem) => problem.span.start < part.end)) return null;
  const delta = after.length - before.length;
  const hasDirective = (text: string, end: number): boolean => directivesIn(text, part.start, end).length > 0;
  if (hasDirective(before, gap.end) || hasDirective(after, gap.end + delta)) return null;
  const behind = span(part.start, part.end + delta);
  const known = indexPart(path, before, part, language);
  const fresh = indexPart(path, after, behind, language);
  if (saysMore(known) || saysMore(fresh) || !alike(known.assignments, fresh.assignments)) return null;
  if (next !== undefined && !endsWith(fresh, after, behind.end)) return null;
  const isOwn = (one: { readonly span: Span }): boolean => one.span.start >= part.start && one.span.start < part.end;
  const isAll = PARTS.every((key) => alike(known[key], (index[key] as readonly { span: Span }[]).filter(isOwn)));
  if (!isAll) return null;
  const own = [
    ...functions.slice(0, at),
    ...fresh.functions,
    ...functions.slice(at + 1).map((fn) => shifted(fn, delta)),
  ];
  return spliced(index, part, delta, { ...fresh, functions: own });
}

/** Where the lines of the preprocessor end with which a gap between functions begins, if it does. */
function behindDirectives(text: string, { start, end }: Span): number {
  let at = start;
  for (const directive of directivesIn(text, start, end)) {
    const between = text.slice(at, directive.start).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    if (between.trim() !== "") break;
    at = directive.end + 1;
  }
  return at;
}

/** Lists of a part of a file that are put in the place of what was known of it. */
const PARTS = ["functions", "variables", "tables", "comments", "problems"] as const;

type Renewed = Pick<FileIndex, (typeof PARTS)[number]>;

const NOTHING: Renewed = { functions: [], variables: [], tables: [], comments: [], problems: [] };

/** Whether a part says what is no matter of places. */
function saysMore({ includes, noReturn, macros, classes, pointerFields }: FileIndex): boolean {
  return [includes, noReturn, macros, classes, pointerFields].some((all) => all.length > 0);
}

/** Whether a part of a text ends with a function that is closed there. */
function endsWith({ functions, problems }: FileIndex, text: string, end: number): boolean {
  const isClosed = text[end - 1] === "}" && !problems.some(({ message }) => message === UNCLOSED);
  return isClosed && functions.at(-1)?.span.end === end;
}

/** Whether a condition that was begun before a part ends in it, or one that was begun in it goes on behind it. */
function isCut({ conditionals }: FileIndex, part: Span): boolean {
  return conditionals.some((one) => isInside(part, one.start) || isInside(part, one.end));
}

function isInside({ start, end }: Span, offset: number): boolean {
  return start < offset && offset < end;
}

/** An index with all functions of a new text, and with what a part of it, `delta` longer than before, says in lists. */
function spliced(index: FileIndex, { start, end }: Span, delta: number, fresh: Renewed): FileIndex {
  const behind = (one: Span): Span => (one.start >= end ? shift(one, delta) : one);
  const pastEdit = (offset: number): number => (offset >= end ? offset + delta : offset);
  const around = <T extends { readonly span: Span }>(all: readonly T[], own: readonly T[]): T[] => [
    ...all.filter((one) => one.span.start < start),
    ...own,
    ...all.filter((one) => one.span.start >= end).map((one) => ({ ...one, span: behind(one.span) })),
  ];
  return {
    ...index,
    length: index.length + delta,
    includeLines: index.includeLines.map(behind),
    conditionals: index.conditionals.map((one) => span(pastEdit(one.start), pastEdit(one.end))),
    functions: fresh.functions,
    macros: around(index.macros, []),
    variables: around(index.variables, fresh.variables),
    tables: around(index.tables, fresh.tables),
    comments: around(index.comments, fresh.comments),
    problems: around(index.problems, fresh.problems),
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

// The index of a file after an edit inside the body of one function: only that function is looked at again.
import { type Span, shift } from "../text/span.ts";
import { directivesIn } from "./directives.ts";
import type { FileIndex, FunctionExtent } from "./file-index.ts";
import { indexFile } from "./index-file.ts";

/** What `indexFile` would say of `after`, given what it said of `before`; null where only it can tell. */
export function reindex(index: FileIndex, before: string, after: string): FileIndex | null {
  const edit = changed(before, after);
  const at = index.functions.findIndex(({ body }) => body.start < edit.start && edit.end < body.end);
  const old = index.functions[at];
  // In C++ the class around a function has a say in what it is.
  if (index.language === "cpp") return null;
  if (old === undefined || index.problems.length > 0) return null;
  const delta = after.length - before.length;
  const [was, is] = [before.slice(old.span.start, old.span.end), after.slice(old.span.start, old.span.end + delta)];
  const [known, fresh] = [alone(index.path, was), alone(index.path, is)];
  // As a check that nothing around the function has a say in what it is, its old text must tell what is known of it.
  if (known === null || fresh === null || !alike(moved(known.fn, old.span.start), old)) return null;
  if (known.rest !== fresh.rest || known.fn.name !== fresh.fn.name) return null;
  const behind = (span: Span): Span => (span.start >= old.span.end ? shift(span, delta) : span);
  return {
    ...index,
    length: after.length,
    includeLines: index.includeLines.map(behind),
    functions: index.functions.map((fn, i) =>
      i === at ? moved(fresh.fn, old.span.start) : fn.span.start >= old.span.end ? moved(fn, delta) : fn,
    ),
    macros: index.macros.map((macro) => ({ ...macro, span: behind(macro.span) })),
    variables: index.variables.map((variable) => ({ ...variable, span: behind(variable.span) })),
    tables: index.tables.map((table) => ({ ...table, span: behind(table.span) })),
    comments: index.comments.map((comment) => ({ ...comment, span: behind(comment.span) })),
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

/** A text that is one function and nothing else, and what it says beside it; null for any other text. */
function alone(path: string, text: string): { readonly fn: FunctionExtent; readonly rest: string } | null {
  const { functions, assignments, ...others } = indexFile(path, text);
  const [fn] = functions;
  if (fn === undefined || functions.length > 1 || fn.span.start !== 0 || fn.span.end !== text.length) return null;
  const { includes, noReturn, macros, variables, tables, pointerFields, comments, problems } = others;
  if ([includes, noReturn, macros, variables, tables, pointerFields, comments, problems].some((all) => all.length > 0))
    return null;
  const directives = directivesIn(text, 0, text.length).map(({ start, end }) => text.slice(start, end));
  return { fn, rest: JSON.stringify([assignments, directives]) };
}

function moved(fn: FunctionExtent, by: number): FunctionExtent {
  const { nameSpan, span, params, body } = fn;
  return {
    ...fn,
    nameSpan: shift(nameSpan, by),
    span: shift(span, by),
    params: shift(params, by),
    body: shift(body, by),
  };
}

function alike(a: FunctionExtent, b: FunctionExtent): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

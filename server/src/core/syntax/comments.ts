// What comments say to gilint: suppressions, and annotations of functions.
import type { DirectiveComment, FileIndex } from "../mask/file-index.ts";
import type { Span } from "../text/span.ts";

export interface Suppression {
  /** The comment itself. */
  readonly comment: Span;
  /** Findings that begin in here are suppressed. */
  readonly covers: Span;
  /** Rule ids; empty for all rules. */
  readonly rules: readonly string[];
}

export interface Annotation {
  readonly kind: "needs-gil" | "gil-free" | "releases-gil" | "acquires-gil" | "called-without-gil" | "guarded-by";
  /** The lock of `guarded-by(lock)`. */
  readonly lock: string | null;
}

/** The suppressions of a file, in order. */
export function suppressionsOf(text: string, comments: readonly DirectiveComment[]): Suppression[] {
  const result: Suppression[] = [];
  const open: { comment: DirectiveComment; rules: string[] }[] = [];
  for (const comment of comments) {
    const spoken = comment.text;
    const start = /gilint:\s*ignore-start\b(?:\[([^\]]*)\])?/.exec(spoken);
    const ignore = /gilint:\s*ignore(?!-)\b(?:\[([^\]]*)\])?/.exec(spoken);
    if (start !== null) open.push({ comment, rules: rulesOf(start[1]) });
    else if (/gilint:\s*ignore-end\b/.test(spoken)) {
      const begun = open.pop();
      if (begun !== undefined)
        result.push({
          comment: begun.comment.span,
          covers: { start: begun.comment.span.end, end: comment.span.start },
          rules: begun.rules,
        });
    } else if (ignore !== null)
      result.push({ comment: comment.span, covers: covered(text, comment.span), rules: rulesOf(ignore[1]) });
    else {
      const nolint = noLint(text, comment);
      if (nolint !== null) result.push(nolint);
    }
  }
  for (const { comment, rules } of open)
    result.push({ comment: comment.span, covers: { start: comment.span.end, end: text.length }, rules });
  return result.sort((a, b) => a.comment.start - b.comment.start);
}

/** `NOLINT(gilint-rule)` and `NOLINTNEXTLINE(…)`; without gilint's rules they speak to other tools. */
function noLint(text: string, comment: DirectiveComment): Suppression | null {
  const match = /\bNOLINT(NEXTLINE)?\(([^)]*)\)/.exec(comment.text);
  const rules = (match?.[2] ?? "")
    .split(",")
    .map((rule) => rule.trim())
    .filter((rule) => rule.startsWith("gilint-"))
    .map((rule) => rule.slice("gilint-".length));
  if (match === null || rules.length === 0) return null;
  const covers = match[1] === undefined ? lineOf(text, comment.span.start) : nextLine(text, comment.span.end);
  return { comment: comment.span, covers, rules: rules.filter((rule) => rule !== "*") };
}

function rulesOf(list: string | undefined): string[] {
  return (list ?? "")
    .split(",")
    .map((rule) => rule.trim())
    .filter((rule) => rule !== "" && rule !== "all");
}

/** A comment alone on its line speaks of the next line that has code, any other of its own. */
function covered(text: string, comment: Span): Span {
  const line = lineOf(text, comment.start);
  const before = text.slice(line.start, comment.start).trim();
  const after = text.slice(comment.end, lineOf(text, comment.end).end).trim();
  return before === "" && after === ""
    ? nextLine(text, comment.end)
    : { start: line.start, end: lineOf(text, comment.end).end };
}

function lineOf(text: string, at: number): Span {
  const start = Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
  const end = text.slice(at).search(/[\r\n]/);
  return { start, end: end < 0 ? text.length : at + end };
}

function nextLine(text: string, at: number): Span {
  const match = /[^\r\n]*(?:\r\n|\n|\r)(?:[ \t]*(?:\/\*[^\r\n]*\*\/|\/\/[^\r\n]*)?[ \t]*(?:\r\n|\n|\r))*/y;
  match.lastIndex = at;
  const skipped = match.exec(text)?.[0].length;
  return skipped === undefined ? { start: text.length, end: text.length } : lineOf(text, at + skipped);
}

/** The annotations in the comments directly above (or in the head of) each function and prototype, by the function's name. */
export function annotationsOf(text: string, file: FileIndex): ReadonlyMap<string, readonly Annotation[]> {
  const result = new Map<string, Annotation[]>();
  for (const comment of file.comments) {
    const annotations = [
      ...comment.text.matchAll(
        /gilint:\s*(needs-gil|gil-free|releases-gil|acquires-gil|called-without-gil|guarded-by)(?:\(([^)]*)\))?/g,
      ),
    ];
    if (annotations.length === 0) continue;
    const name = annotated(text, comment.span.end);
    if (name === null) continue;
    const known = result.get(name) ?? [];
    for (const [, kind, lock] of annotations)
      known.push({ kind: kind as Annotation["kind"], lock: lock?.replace(/\s+/g, "") ?? null });
    result.set(name, known);
  }
  return result;
}

/** The name declared by what follows the comment. */
function annotated(text: string, at: number): string | null {
  const define = /(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*(?:\n|$))*#\s*define\s+(\w+)/y;
  define.lastIndex = at;
  const macro = define.exec(text)?.[1];
  if (macro !== undefined) return macro;
  const declaration = /(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*(?:\n|$))*([^;{}=]*?)\s*(?:\{|;|=)/y;
  declaration.lastIndex = at;
  const words = declaration.exec(text)?.[1] ?? "";
  const call = /([A-Za-z_]\w*)\s*\((?![\s\S]*\w\s*\([^()]*\)\s*$)/.exec(words) ?? /([A-Za-z_]\w*)\s*\(/.exec(words);
  return call?.[1] ?? /([A-Za-z_]\w*)\s*(?:\[[^\]]*\])?\s*$/.exec(words)?.[1] ?? null;
}

// A line of source with its place marked below it.
import type { Span } from "../../core/text/span.ts";
import type { SourceMap } from "../source-map.ts";
import { columns, harmless, type Paint, type Style } from "./paint.ts";

/** Longer lines are cut around the place: nobody wrote them by hand. */
const WIDEST = 160;

/** Two lines, each with `indent` before it. Of a place on several lines, the first is shown. */
export function excerpt(
  sources: SourceMap,
  path: string,
  span: Span,
  indent: string,
  paint: Paint,
  style: Style,
): string[] {
  const { start, end } = sources.range(path, span);
  const line = sources.line(path, start.line);
  const last = end.line === start.line ? end.character : line.length;
  const shown = cut(line, start.character, Math.max(last, start.character));
  const number = String(start.line + 1);
  const gutter = " ".repeat(number.length);
  const marks = "^".repeat(Math.max(1, columns(shown.marked)));
  return [
    `${indent}${paint("dim", `${number} |`)} ${shown.before}${shown.marked}${shown.after}`,
    `${indent}${paint("dim", `${gutter} |`)} ${" ".repeat(columns(shown.before))}${paint(style, marks)}`,
  ];
}

interface Shown {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

function cut(line: string, start: number, end: number): Shown {
  const indentation = /^\s*/.exec(line)?.[0].length ?? 0;
  const from = line.length <= WIDEST ? Math.min(indentation, start) : Math.max(0, start - WIDEST / 4);
  const stop = Math.min(end, from + WIDEST);
  const to = Math.min(line.length, from + WIDEST);
  const isCutBefore = from > indentation;
  return {
    before: (isCutBefore ? "…" : "") + harmless(line.slice(from, start)),
    marked: harmless(line.slice(start, stop)),
    after: harmless(line.slice(stop, to)).trimEnd() + (to < line.length ? "…" : ""),
  };
}

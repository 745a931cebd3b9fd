// The expansion of one use of a macro: its body with the arguments put in, and where each character of it came from.
import { type Span, span } from "../text/span.ts";
import type { MacroDefinition } from "./file-index.ts";
import { Kind, type Token, tokenize } from "./scanner.ts";

/** An argument as written: its text and its offset in the text that holds the use. */
export interface Argument {
  readonly text: string;
  readonly start: number;
}

export interface Expansion {
  /** A block: `{…;}`, braces that had no partner left out. */
  readonly text: string;
  /** The span an expanded span stands for: within an argument, else the use as a whole (null). */
  origin(start: number, end: number): Span | null;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  /** Offset of the first character in the text that holds the use. */
  readonly source: number;
}

const MAX_LENGTH = 40_000;

/** Null where the expansion would be too large. */
export function expand(definition: MacroDefinition, args: readonly Argument[]): Expansion | null {
  const { body } = definition;
  const params = definition.params ?? [];
  const tokens = tokenize(body);
  const dropped = unbalanced(body, tokens);
  const pieces: Piece[] = [];
  let text = "{";
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    if (dropped.has(i)) {
      text += body.slice(at, token.start);
      at = token.end;
      continue;
    }
    const word = body.slice(token.start, token.end);
    const isHash = word === "#";
    const before = body.slice(tokens[i - 1]?.start ?? 0, tokens[i - 1]?.end ?? 0);
    if (isHash) {
      // `##` joins its neighbours, `#` makes a string of the next parameter.
      text =
        body.slice(at, token.start).trim() === "" ? text.trimEnd() : `${text}${body.slice(at, token.start)}`.trimEnd();
      at = token.end;
      while (body[at] === " ") at++;
      continue;
    }
    if (token.kind !== Kind.identifier) continue;
    const argument = argumentFor(word, params, args);
    if (argument === null) continue;
    text += body.slice(at, token.start);
    at = token.end;
    const stringified = before === "#" && body.slice(tokens[i - 2]?.start ?? 0, tokens[i - 2]?.end ?? 0) !== "#";
    if (stringified) text += '""';
    else {
      if (argument.start >= 0)
        pieces.push({ from: text.length, to: text.length + argument.text.length, source: argument.start });
      text += argument.text;
    }
    if (text.length > MAX_LENGTH) return null;
  }
  text += `${body.slice(at)};}`;
  return { text, origin: (start, end) => originOf(pieces, start, end) };
}

function argumentFor(word: string, params: readonly string[], args: readonly Argument[]): Argument | null {
  const index = params.indexOf(word);
  if (index >= 0) return args[index] ?? { text: "", start: -1 };
  const last = params.at(-1) ?? "";
  if (!last.endsWith("...")) return null;
  if (word !== "__VA_ARGS__" && `${word}...` !== last && `${word} ...` !== last) return null;
  const rest = args.slice(params.length - 1);
  const [only] = rest;
  if (rest.length === 1 && only !== undefined) return only;
  return { text: rest.map(({ text }) => text).join(", "), start: -1 };
}

function originOf(pieces: readonly Piece[], start: number, end: number): Span | null {
  const piece = pieces.find(({ from, to }) => from <= start && end <= to);
  return piece === undefined ? null : span(piece.source + start - piece.from, piece.source + end - piece.from);
}

/** Indices of braces without a partner in the body: `#define BEGIN {` leaves its scope to `#define END }`. */
function unbalanced(body: string, tokens: readonly Token[]): ReadonlySet<number> {
  const open: number[] = [];
  const result = new Set<number>();
  for (const [i, token] of tokens.entries()) {
    const word = body.slice(token.start, token.end);
    if (word === "{") open.push(i);
    else if (word === "}" && open.pop() === undefined) result.add(i);
  }
  for (const i of open) result.add(i);
  return result;
}

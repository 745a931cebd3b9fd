// What the lexical pass has open at a point of the file, and how it is kept apart between the branches of `#if`.
import type { Header } from "./declarations.ts";
import type { LambdaPlace } from "./file-index.ts";

export interface HeaderToken {
  readonly start: number;
  readonly end: number;
}

export interface OpenFunction {
  readonly header: Extract<Header, { kind: "function" }>;
  readonly start: number;
  /** Where the body begins: its brace, or the colon of the member initialisers before it. */
  readonly open: number;
  /** Braces that were open around it: more than none for a lambda. */
  readonly depth: number;
  readonly outer: OpenFunction | null;
  readonly scope: string;
  readonly names: Set<string>;
  readonly calls: Set<string>;
  readonly lambdas: LambdaPlace[];
}

export interface OpenTable {
  readonly header: Extract<Header, { kind: "initialiser" }>;
  readonly start: number;
  readonly entries: { field: string | null; name: string }[];
}

/** A namespace, a class or `extern "C"`: declarations in its braces are read like those of the file. */
export interface OpenScope {
  readonly kind: "namespace" | "class" | "linkage";
  /** Empty for what has no name. */
  readonly name: string;
  readonly bases: readonly string[];
  readonly fields: { name: string; type: string }[];
}

/** What differs between the branches of a conditional. */
export interface State {
  depth: number;
  parens: number;
  header: readonly HeaderToken[];
  /** Braces open inside the header: `int a{1};`, `f(T x = {})`. */
  inner: number;
  fn: OpenFunction | null;
  table: OpenTable | null;
  scopes: readonly OpenScope[];
}

export function startState(): State {
  return { depth: 0, parens: 0, header: [], inner: 0, fn: null, table: null, scopes: [] };
}

export function copy(state: State): State {
  return { ...state, header: [...state.header] };
}

/** The names of the scopes, innermost last; a scope without a name counts for nothing. */
export function scopeName(scopes: readonly OpenScope[]): string {
  return scopes
    .map(({ name }) => name)
    .filter((name) => name !== "")
    .join("::");
}

export function appended(header: readonly HeaderToken[], token: HeaderToken): readonly HeaderToken[] {
  (header as HeaderToken[]).push(token);
  return header;
}

/** What lies in a namespace without a name is seen in its file only. */
export function inUnnamed(scopes: readonly OpenScope[]): boolean {
  return scopes.some(({ kind, name }) => kind === "namespace" && name === "");
}

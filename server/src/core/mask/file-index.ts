// What one lexical pass over a file learns: plain, serialisable data that depends on this file alone.

import type { Language } from "../text/language.ts";
import type { Span } from "../text/span.ts";

export interface MacroDefinition {
  readonly name: string;
  /** Parameter names; null for an object-like macro. `...` is kept as the last name. */
  readonly params: readonly string[] | null;
  /** Replacement text, comments and line continuations removed. */
  readonly body: string;
  readonly span: Span;
  /** False inside a branch of `#if` that is known not to be taken. */
  readonly alive: boolean;
  /** In a branch of `#if` that is compiled here and not there. */
  readonly isConditional: boolean;
  /** The file has undefined the name before: what it was earlier is no alternative to this. */
  readonly renewed: boolean;
}

/** One function definition. Spans are UTF-16 offsets into the file. */
export interface FunctionExtent {
  readonly name: string;
  readonly nameSpan: Span;
  /** From the first token of the declaration to the closing brace. */
  readonly span: Span;
  /** Between the parentheses of the parameter list. */
  readonly params: Span;
  /** From the opening to the closing brace. */
  readonly body: Span;
  readonly isStatic: boolean;
  /** Words before the name: storage, attributes and return type. */
  readonly returns: string;
  /** The distinct identifiers of the body, in order of appearance. */
  readonly names: readonly string[];
  /** Those of them that stand before a `(`. */
  readonly calls: readonly string[];
  readonly cplusplus?: CplusplusExtent;
}

/** What a definition says in C++ only. */
export interface CplusplusExtent {
  /** The namespaces and classes the name lies in, with `::`; empty at file scope. */
  readonly scope: string;
  /** The innermost of them. For a method, its class. */
  readonly owner: string;
  /** How many arguments a call can have. */
  readonly arity: { readonly least: number; readonly most: number };
  /** It does nothing but to call another function of its name: an overload that hands what it is given to the other one. */
  readonly forwards: boolean;
  /** The body begins with the member initialisers, at their colon. */
  readonly initialises: boolean;
  readonly isNoexcept: boolean;
  /** Lambdas in the body, by the offset of their `[` in it; each is a function of its own, of this name. */
  readonly lambdas: readonly LambdaPlace[];
  readonly isLambda: boolean;
}

/** Offsets are into the body that the lambda is in. */
export interface LambdaPlace {
  readonly at: number;
  readonly name: string;
  /** Between its braces; empty where they are not closed. */
  readonly inside: Span;
}

/** A class, with what is declared in it. */
export interface ClassDeclaration {
  readonly name: string;
  readonly scope: string;
  /** Of what is another name for a type, as guards may have: that type alone. */
  readonly bases: readonly string[];
  readonly isAlias?: true;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
}

/** A variable with static storage at file scope. */
export interface StaticVariable {
  readonly name: string;
  readonly type: string;
  readonly isStatic: boolean;
  readonly span: Span;
  readonly isArray: boolean;
}

/** An initialised aggregate at file scope: a method table, a slot table, a table of function pointers. */
export interface Table {
  readonly variable: string;
  readonly type: string;
  /** Names in the initialiser, with the designator (`.field =`) where there is one. */
  readonly entries: readonly { readonly field: string | null; readonly name: string }[];
  readonly span: Span;
}

/** A comment that speaks to a linter: it contains `gilint:` or `NOLINT`. */
export interface DirectiveComment {
  readonly span: Span;
  readonly text: string;
}

export interface FileIndex {
  readonly path: string;
  readonly language: Language;
  readonly length: number;
  readonly includes: readonly string[];
  /** The lines with an `#include` that stand under no condition, in order. */
  readonly includeLines: readonly Span[];
  /** From each `#if` that is in no function and no other `#if` to its `#endif`, in order. */
  readonly conditionals: readonly Span[];
  /** Functions declared never to return. */
  readonly noReturn: readonly string[];
  readonly macros: readonly MacroDefinition[];
  readonly functions: readonly FunctionExtent[];
  readonly variables: readonly StaticVariable[];
  readonly tables: readonly Table[];
  readonly classes: readonly ClassDeclaration[];
  /** Fields declared as pointers to functions, once for each declaration. */
  readonly pointerFields: readonly string[];
  /** `left = right;` where the right side is a lone identifier: how function pointers get their value. */
  readonly assignments: readonly { readonly target: string; readonly value: string }[];
  readonly comments: readonly DirectiveComment[];
  /** Bytes or constructs that had to be skipped. */
  readonly problems: readonly { readonly span: Span; readonly message: string }[];
}

/** Whether an offset is compiled under some condition only. */
export function isConditional({ conditionals }: FileIndex, offset: number): boolean {
  return conditionals.some(({ start, end }) => start <= offset && offset < end);
}

/** A file with its text: without digraphs, else as written. */
export interface IndexedFile {
  readonly index: FileIndex;
  readonly text: string;
}

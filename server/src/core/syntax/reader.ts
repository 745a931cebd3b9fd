// Reads a tree into a small generic node: what the lowering needs of it, in one walk.

import type { MacroUse } from "../mask/mask.ts";
import type { Language } from "../text/language.ts";
import type { Span } from "../text/span.ts";
import type { Expression } from "./ast.ts";
import type { TreeCursor } from "./parser.ts";

export interface Raw extends Span {
  readonly type: string;
  readonly named: boolean;
  readonly children: readonly Raw[];
}

/** Where code that is read stands in the function's body. */
export interface Placement {
  readonly language: Language;
  /** The masked text that was parsed. */
  readonly text: string;
  /** As long as `text`: what was written. */
  readonly source: string;
  readonly uses: ReadonlyMap<number, MacroUse>;
  /** C++: offsets of the names of members that are initialised before the body. */
  readonly initialisers: ReadonlySet<number>;
  /** C++: the name of the lambda that begins at an offset of `text`; null where none does. */
  readonly lambdaAt: (offset: number) => string | null;
  /** The macro being expanded; null for code as written. */
  readonly macro: string | null;
  /** From offsets of `text` to the span in the function's body. */
  place(start: number, end: number): Span;
  /** The expansion of a macro used at `use`; null where the name is no macro worth expanding. Spans in offsets of `text`. */
  expand(name: string, args: readonly Span[] | null, use: Span, at: Placement): Expression | null;
}

export interface ReadTree {
  readonly root: Raw;
  /** Where the parser had to recover, in offsets of the parsed text. */
  readonly errors: readonly Span[];
}

const MAX_DEPTH = 1_200;

/** Leaves the grammar's comments out; deeper nesting than anybody writes is cut off and counts as an error. */
export function readTree(cursor: TreeCursor): ReadTree {
  const errors: Span[] = [];
  const read = (depth: number): Raw => {
    const { type, named, start, end } = cursor;
    if (type === "ERROR" || (start === end && cursor.broken)) errors.push({ start, end });
    const children: Raw[] = [];
    if (depth >= MAX_DEPTH) errors.push({ start, end });
    else if (!LEAVES.has(type) && cursor.firstChild()) {
      do if (cursor.type !== "comment") children.push(read(depth + 1));
      while (cursor.nextSibling());
      cursor.parent();
    }
    return { type, named, start, end, children };
  };
  return { root: read(0), errors };
}

/** Nodes whose inside says nothing about flow or effects. */
const LEAVES = new Set([
  "identifier",
  "field_identifier",
  "type_identifier",
  "number_literal",
  "string_literal",
  "char_literal",
  "system_lib_string",
  "primitive_type",
  "sized_type_specifier",
  "statement_identifier",
  "sizeof_expression",
  "alignof_expression",
  "offsetof_expression",
  "preproc_arg",
  "storage_class_specifier",
  "type_qualifier",
  "qualified_identifier",
  "template_function",
  "template_type",
  "namespace_identifier",
  "placeholder_type_specifier",
  "raw_string_literal",
]);

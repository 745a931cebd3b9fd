// The control-flow graph of one function body: basic blocks of elements in evaluation order, edges with what was decided.
import type { Declarator, Expression } from "../syntax/ast.ts";
import type { Span } from "../text/span.ts";

/** What runs, in order. Spans are offsets into the function's body. */
export type Element =
  /** An expression without control flow of its own inside. */
  /** `isResult`: what the function gives back, before what lives in it is destroyed. */
  | { readonly kind: "evaluate"; readonly expression: Expression; readonly isResult?: boolean }
  | { readonly kind: "declare"; readonly declarator: Declarator; readonly type: string; readonly isStatic: boolean }
  | {
      readonly kind: "return";
      readonly value: Expression | null;
      readonly span: Span;
      readonly macro: string | null;
      /** The value was evaluated before, since something is destroyed in between. */
      readonly isEvaluated?: boolean;
    }
  /** C++: the destructor of a variable, at the end of its scope or on the way out of it. */
  | {
      readonly kind: "destroy";
      readonly declarator: Declarator;
      readonly object: NonNullable<Declarator["object"]>;
      readonly span: Span;
    }
  /** C++: an exception that nothing in the function catches. */
  | { readonly kind: "throw"; readonly value: Expression | null; readonly span: Span; readonly macro: string | null }
  /** The end of the body is reached. */
  | { readonly kind: "fall"; readonly span: Span };

/** Why control goes along an edge; null on edges without a decision. */
export type Decision =
  | { readonly kind: "test"; readonly expression: Expression; readonly value: boolean }
  /** A branch of `#if`: the same condition comes out the same everywhere. */
  | { readonly kind: "platform"; readonly condition: string; readonly value: boolean; readonly span: Span }
  | { readonly kind: "case"; readonly subject: Expression; readonly value: Expression | null };

/** A jump that can leave a scope. */
export interface Jump {
  readonly kind: "goto" | "break" | "continue" | "throw";
  readonly span: Span;
  readonly macro: string | null;
}

export interface Edge {
  readonly to: number;
  readonly decision: Decision | null;
  readonly jump: Jump | null;
  /** C++: the block whose calls may throw, in which case control goes this way before it has run. */
  readonly raises?: number;
}

export interface Block {
  /** Offset of what a jump to this block lands on; -1 where none goes to it. */
  start: number;
  readonly elements: Element[];
  readonly edges: Edge[];
}

/** Block 0 is the entry. A block that returns has no edges. */
export interface Graph {
  readonly blocks: readonly Block[];
}

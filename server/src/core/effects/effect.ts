// What happens in a function, in evaluation order: compact, serialisable, free of syntax. Spans are offsets into the body.
import type { Span } from "../text/span.ts";

/** A place in a function's body; `macro` is the macro whose expansion it comes from. */
export interface Place {
  readonly span: Span;
  readonly macro: string | null;
}

export interface Argument {
  /** Canonical text, without casts and white space. */
  readonly text: string;
  /** The variable it starts from. */
  readonly base: string | null;
  readonly kind: "name" | "address" | "literal" | "other";
  readonly span: Span;
  /** What it may point into, where it is computed: `p` and `q` of `c ? p + n : &q[n]`. */
  readonly into?: readonly string[];
}

export interface CallEffect extends Place {
  readonly kind: "call";
  /** The name called or the macro used; empty for a call through a pointer expression. */
  readonly callee: string;
  /** A pointer's canonical text and the name of its last field or variable; null for a call by name. */
  readonly pointer: { readonly text: string; readonly slot: string } | null;
  /** Null for a macro without arguments. `span` is the callee's, `whole` the call's. */
  readonly args: readonly Argument[] | null;
  readonly whole: Span;
  /** What the result is kept in: a canonical lvalue, or a name made of the call's place. */
  readonly result: string;
  readonly cplusplus?: CplusplusCall;
}

/** What a call says in C++ only. */
export interface CplusplusCall {
  /** The namespaces and classes of the function that calls. */
  readonly scope: string;
  /** The object the call makes, copies, destroys, or is a method of; null for a call of a function. */
  readonly object: {
    /**
     * `members`: what a class holds goes after the body of its destructor. `operator`: of an object that may be one of Python. `convert`: a
     * result that is made of a value of another type, which is the text; empty where that is not known.
     */
    readonly role: "construct" | "copy" | "convert" | "destroy" | "members" | "member" | "operator";
    /** Canonical text, and its declared type, null where that is not known. */
    readonly text: string;
    readonly type: string | null;
    /** The declared type of the variable through which it is reached: that of `a` in `a->b.c`. */
    readonly head?: string | undefined;
    /** What it was made with: the lock of a lock guard, the variable that is copied. For `members`: what the body changes. */
    readonly made: readonly Argument[];
  } | null;
  /** The type of which a function as `std::make_unique<T>` makes an object. */
  readonly makes?: string;
}

/** A value that is known: a constant integer, or only that it is not zero. */
export type Constant = number | "nonzero";

export interface StoreEffect extends Place {
  readonly kind: "store";
  /** Canonical lvalue and the variable it starts from. */
  readonly target: string;
  readonly base: string | null;
  /** `name`: the variable itself; else something reached through it. */
  readonly through: "name" | "field" | "index" | "pointer";
  /** The old value is part of the new one: `++`, `+=`, `x = x + 1`. */
  readonly modifies: boolean;
  readonly value: Constant | null;
  /** The lvalue it is copied from, or whose address it is. */
  readonly from: string | null;
  /** What the new value may point into, where it is computed. */
  readonly into?: readonly string[];
}

export interface ReadEffect extends Place {
  readonly kind: "read";
  readonly name: string;
}

/** A field of something read or written: `o->ob_type`. */
export interface FieldEffect extends Place {
  readonly kind: "field";
  readonly object: string;
  readonly base: string | null;
  readonly field: string;
}

export interface ReturnEffect extends Place {
  readonly kind: "return";
  readonly value: string | null;
  readonly constant: Constant | null;
}

/** C++: an exception leaves the function. */
export interface ThrowEffect extends Place {
  readonly kind: "throw";
  /** `throw;` passes on what was caught. */
  readonly rethrows: boolean;
}

/** The end of the body. */
export interface FallEffect extends Place {
  readonly kind: "fall";
}

export type Effect = CallEffect | StoreEffect | ReadEffect | FieldEffect | ReturnEffect | ThrowEffect | FallEffect;

/** A condition in normal form, and how it came out: `!x`, `x == NULL` are `x` false. */
export interface Fact {
  readonly key: string;
  readonly value: boolean;
}

export interface EffectEdge {
  readonly to: number;
  readonly fact: Fact | null;
  /** The condition as written, with its place; null where nothing was decided. */
  readonly decision: (Place & { readonly text: string; readonly value: boolean }) | null;
  readonly jump:
    | (Place & {
        readonly kind: "goto" | "break" | "continue" | "throw" /** Where it lands. */;
        readonly target: number;
      })
    | null;
  /** C++: the block whose calls may throw, in which case control goes this way before it has run. */
  readonly raises?: number;
}

export interface EffectBlock {
  readonly effects: readonly Effect[];
  readonly edges: readonly EffectEdge[];
}

export interface Local {
  readonly type: string;
  /** `static` inside the function: shared by all threads. */
  readonly isStatic: boolean;
  /** Position in the parameter list; -1 for a local variable. */
  readonly parameter: number;
}

/** All that later stages know of a function's body. */
export interface FunctionEffects {
  readonly blocks: readonly EffectBlock[];
  readonly locals: Readonly<Record<string, Local>>;
  /** Why parts of it could not be read; null if all could. */
  readonly damage: { readonly span: Span; readonly reason: string } | null;
}

// From a function's text to its statements: masked, parsed alone, macros that do something expanded where they are used.
import { type Argument, expand } from "../mask/expand.ts";
import type { MacroDefinition } from "../mask/file-index.ts";
import { type MaskContext, type Masked, mask } from "../mask/mask.ts";
import { type Span, span } from "../text/span.ts";
import type { Expression, Statement } from "./ast.ts";
import { lowerStatements } from "./lower-statement.ts";
import type { Parser } from "./parser.ts";
import { type Placement, type ReadTree, readTree } from "./reader.ts";

export interface SyntaxContext extends MaskContext {
  readonly parser: Parser;
  /** The name of the lambda that begins at an offset of the body; null where none does. */
  readonly lambdaAt: (offset: number) => string | null;
  /** What is read as a function of its own: the insides of lambdas; offsets into the body. */
  readonly elsewhere: readonly Span[];
  /** Whether a macro does anything worth reading its expansion for. */
  readonly matters: (definition: MacroDefinition) => boolean;
  /** Names whose meaning is known as they stand: they are never expanded. */
  readonly isOpaque: (name: string) => boolean;
}

export interface ParsedBody {
  readonly statements: readonly Statement[];
  /** Where the parser had to recover; offsets into the body. */
  readonly errors: readonly Span[];
  /** Scopes that macros open and close without braces in the text, e.g. from BEGIN to END. */
  readonly truncated: boolean;
}

/** `CHECK(x, goto error)`: an argument that is a statement. */
const JUMP = /\b(?:return|goto|break|continue)\b/;

/** Bounds on what one function may expand to. */
const MAX_DEPTH = 12;
const MAX_EXPANSIONS = 4_000;

/** Parses a body, braces included. Never throws on input. */
export function parseBody(body: string, context: SyntaxContext): ParsedBody {
  return new BodyParser(context).parse(body);
}

/** Expands one use of a macro; null where it stays a call or a name. */
export type ExpandUse = (name: string, args: readonly Span[] | null, use: Span, at: Placement) => Expression | null;

class BodyParser {
  readonly #context: SyntaxContext;
  readonly #snippets = new Map<string, { masked: Masked; tree: ReadTree }>();
  readonly #expanding: string[] = [];
  #expansions = 0;

  constructor(context: SyntaxContext) {
    this.#context = context;
  }

  parse(body: string): ParsedBody {
    const { masked, tree } = this.#read(without(this.#context.elsewhere, body));
    const statements = lowerStatements(tree.root, {
      language: this.#context.language,
      text: masked.text,
      source: body,
      uses: masked.uses,
      initialisers: masked.initialisers,
      lambdaAt: this.#context.lambdaAt,
      macro: null,
      place: span,
      expand: this.#expand,
    });
    return { statements, errors: tree.errors, truncated: this.#expansions > MAX_EXPANSIONS };
  }

  #read(text: string): { masked: Masked; tree: ReadTree } {
    const masked = mask(text, this.#context);
    return { masked, tree: this.#context.parser.parse(this.#context.language, masked.text, readTree) };
  }

  #snippet(text: string): { masked: Masked; tree: ReadTree } {
    const known = this.#snippets.get(text);
    if (known !== undefined) return known;
    const fresh = this.#read(text);
    this.#snippets.set(text, fresh);
    return fresh;
  }

  readonly #expand: ExpandUse = (name, args, use, at) => {
    const definition = this.#context.macros.get(name);
    if (definition === undefined || (definition.params === null) !== (args === null)) return null;
    const jumps = (args ?? []).some(({ start, end }) => JUMP.test(at.source.slice(start, end)));
    if (!jumps && !this.#context.matters(definition)) return null;
    if (this.#context.isOpaque(name) || this.#expanding.includes(name) || this.#expanding.length >= MAX_DEPTH)
      return null;
    if (++this.#expansions > MAX_EXPANSIONS) return null;
    const values: Argument[] = (args ?? []).map(({ start, end }) => ({ text: at.source.slice(start, end), start }));
    const expansion = expand(definition, values);
    if (expansion === null) return null;
    const { masked, tree } = this.#snippet(expansion.text);
    const whole = at.place(use.start, use.end);
    this.#expanding.push(name);
    const body = lowerStatements(tree.root, {
      language: this.#context.language,
      text: masked.text,
      source: expansion.text,
      uses: masked.uses,
      initialisers: masked.initialisers,
      lambdaAt: () => null,
      macro: at.macro ?? name,
      place: (start, end) => {
        const origin = expansion.origin(start, end);
        return origin === null ? whole : at.place(origin.start, origin.end);
      },
      expand: this.#expand,
    });
    this.#expanding.pop();
    const [block] = body;
    const inner = body.length === 1 && block?.kind === "block" ? block.body : body;
    const [only] = inner;
    if (inner.length === 1 && only?.kind === "expression") return only.expression;
    return { ...whole, kind: "block", body: inner, macro: at.macro ?? name };
  };
}

/** The text with blanks for parts of it, but for those in which conditions may begin that end behind them. */
function without(parts: readonly Span[], text: string): string {
  let at = 0;
  let kept = "";
  for (const { start, end } of parts) {
    if (start >= end || start < at || /^[ \t]*#/m.test(text.slice(start, end))) continue;
    kept += text.slice(at, start) + " ".repeat(end - start);
    at = end;
  }
  return kept + text.slice(at);
}

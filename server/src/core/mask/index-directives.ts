// Lines of the preprocessor during the lexical pass: macros, includes, and which branch of an `#if` is followed.

import type { Language } from "../text/language.ts";
import { type Span, span } from "../text/span.ts";
import { conditionalOf } from "./conditions.ts";
import type { MacroDefinition } from "./file-index.ts";
import { Branches } from "./index-branches.ts";
import type { State } from "./index-state.ts";
import { macroOf } from "./index-words.ts";

export class Directives {
  readonly includes: string[] = [];
  readonly includeLines: Span[] = [];
  readonly conditionals: Span[] = [];
  readonly macros: MacroDefinition[] = [];
  readonly branches: Branches;
  readonly #text: string;
  readonly #isCplusplus: boolean;
  readonly #undefined = new Set<string>();
  /** Where the outermost condition that is open began, if outside of functions. */
  #opened: number | null = null;

  constructor(text: string, language: Language) {
    this.#text = text;
    this.#isCplusplus = language === "cpp";
    this.branches = new Branches(text, language);
  }

  /** Takes one in; the state to go on with. */
  read(start: number, end: number, state: State): State {
    const text = this.#text.slice(start, end);
    const conditional = conditionalOf(text);
    if (conditional !== null) {
      const condition = this.#isCplusplus ? asCplusplus(conditional.condition) : conditional.condition;
      if (this.branches.depth === 0) this.#opened = state.fn === null ? start : null;
      const next = this.branches.follow({ ...conditional, condition }, end, state);
      if (this.branches.depth === 0) this.#close(end);
      return next;
    }
    const macro = macroOf(text);
    if (macro !== null) {
      const renewed = this.#undefined.has(macro.name);
      this.macros.push({
        ...macro,
        span: span(start, end),
        alive: this.branches.alive,
        isConditional: this.branches.unknown,
        renewed,
      });
    }
    const undefine = /^#\s*undef\s+([A-Za-z_]\w*)/.exec(text);
    if (undefine?.[1] !== undefined) this.#undefined.add(undefine[1]);
    const include = /^#\s*include\s*[<"]([^>"]+)[>"]/.exec(text);
    if (include?.[1] === undefined) return state;
    this.includes.push(include[1]);
    if (this.branches.depth === 0) this.includeLines.push(span(start, end));
    return state;
  }

  /** The file ends. */
  end(at: number): void {
    this.#close(at);
  }

  #close(at: number): void {
    if (this.#opened !== null) this.conditionals.push(span(this.#opened, at));
    this.#opened = null;
  }
}

function asCplusplus(condition: string): string {
  return condition
    .replace(/\bdefined\s*(?:\(\s*__cplusplus\s*\)|__cplusplus\b)/g, "1")
    .replace(/\b__cplusplus\b/g, "202002");
}

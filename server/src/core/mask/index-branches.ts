// `#if` and its kin during the lexical pass: which branch is followed, and what is known of the others.
import type { Language } from "../text/language.ts";
import { assume, type Conditional, evaluate, isNever } from "./conditions.ts";
import { copy, type State } from "./index-state.ts";

interface Branch {
  readonly before: State;
  taken: State | null;
  alive: boolean;
  decided: boolean;
  /** It cannot be told which of its branches is compiled. */
  readonly unknown: boolean;
  readonly outer: Pick<Branches, "dead" | "alive" | "never" | "unknown">;
}

export class Branches {
  readonly #text: string;
  readonly #language: Language;
  readonly #open: Branch[] = [];
  /** Inside a branch that is not followed, of a function that began before it. */
  dead = false;
  alive = true;
  /** Inside a branch nobody compiles. */
  never = false;
  /** Inside a branch that is compiled here and not there. */
  unknown = false;

  constructor(text: string, language: Language) {
    this.#text = text;
    this.#language = language;
  }

  /** How many conditions are open. */
  get depth(): number {
    return this.#open.length;
  }

  /** The state to go on with after a directive that ends at `end`. */
  follow({ keyword, condition }: Conditional, end: number, state: State): State {
    const top = this.#open.at(-1);
    if (keyword === "if") return this.#begin(condition, end, state);
    if (top === undefined) return state;
    if (top.decided && top.taken === null) top.taken = copy(state);
    this.dead = top.outer.dead;
    this.alive = top.outer.alive;
    this.never = top.outer.never;
    this.unknown = top.outer.unknown;
    if (keyword === "endif") {
      this.#open.pop();
      return top.taken ?? copy(top.before);
    }
    const known = keyword === "else" ? true : evaluate(condition, this.#language);
    const follow = !top.decided && (keyword === "else" || assume(condition, this.#language));
    const possible = top.alive && known !== false;
    if (known === true) top.alive = false;
    if (follow) top.decided = true;
    const before = copy(top.before);
    this.#enter(follow, possible, before);
    return before;
  }

  #begin(condition: string, end: number, state: State): State {
    const guard = this.#isGuard(condition, end);
    const known = guard ? true : evaluate(condition, this.#language);
    const follow = guard || assume(condition, this.#language);
    this.#open.push({
      before: copy(state),
      taken: null,
      alive: known !== true,
      decided: follow,
      unknown: known === undefined,
      outer: { dead: this.dead, alive: this.alive, never: this.never, unknown: this.unknown },
    });
    this.#enter(follow, known !== false, state);
    this.never ||= !guard && isNever(condition);
    return state;
  }

  #enter(follow: boolean, possible: boolean, { fn, table }: State): void {
    this.alive &&= possible;
    this.unknown ||= this.#open.at(-1)?.unknown === true;
    this.dead ||= !follow && (fn !== null || table !== null);
  }

  /** `#ifndef X` with `#define X` right after it: an include guard or a default, not a variant. */
  #isGuard(condition: string, end: number): boolean {
    const name = /^!\s*defined\s*\(?\s*(\w+)\s*\)?$/.exec(condition)?.[1];
    if (name === undefined) return false;
    const next = /^(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/.*(?:\n|$))*#\s*define\s+(\w+)/.exec(
      this.#text.slice(end, end + 400),
    );
    return next?.[1] === name;
  }
}

// The scopes that are open while a graph is built, with the objects of C++ that die when they are left.
import type { Declarator, Statement } from "../syntax/ast.ts";
import type { Decision } from "./graph.ts";

export interface Alive {
  readonly declarator: Declarator;
  readonly object: NonNullable<Declarator["object"]>;
  /** The branches of `#if` it was declared in, outermost first. */
  readonly within: readonly Platform[];
}

export type Platform = Extract<Decision, { kind: "platform" }>;

interface Scope {
  readonly statements: readonly Statement[];
  readonly alive: Alive[];
}

export class Scopes {
  readonly #open: Scope[] = [];
  readonly #platforms: Platform[] = [];
  /** Around which handlers stand, innermost last. */
  readonly tries: { readonly scopes: number; readonly handlers: readonly number[] }[] = [];

  get depth(): number {
    return this.#open.length;
  }

  open(statements: readonly Statement[]): void {
    this.#open.push({ statements, alive: [] });
  }

  close(): void {
    this.#open.pop();
  }

  declare(declarator: Declarator, object: Alive["object"]): void {
    this.#open.at(-1)?.alive.push({ declarator, object, within: [...this.#platforms] });
  }

  /** Builds a branch of `#if`, which is no scope. */
  within(platform: Platform, build: () => void): void {
    this.#platforms.push(platform);
    build();
    this.#platforms.pop();
  }

  /** Whether something lives here only if a branch of `#if` was compiled that has ended: the first such branch. */
  livesIf({ within }: Alive): Platform | null {
    return within.find((platform) => !this.#platforms.includes(platform)) ?? null;
  }

  /** What is alive in the scopes from `depth` on, in the order of its destruction. */
  from(depth: number): readonly Alive[] {
    return this.#open
      .slice(Math.max(0, depth))
      .flatMap(({ alive }) => alive)
      .reverse();
  }

  anyFrom(depth: number): boolean {
    return this.#open.slice(depth).some(({ alive }) => alive.length > 0);
  }

  /** How many of the open scopes stay open when control goes to a label. */
  around(label: string): number {
    if (!this.anyFrom(0)) return this.depth;
    return this.#open.findLastIndex(({ statements }) => holdsLabel(statements, label)) + 1;
  }
}

function holdsLabel(statements: readonly Statement[], label: string): boolean {
  return statements.some((s): boolean => {
    switch (s.kind) {
      case "label":
        return s.name === label || (s.body !== null && holdsLabel([s.body], label));
      case "block":
      case "case":
        return holdsLabel(s.body, label);
      case "if":
        return holdsLabel(s.otherwise === null ? [s.then] : [s.then, s.otherwise], label);
      case "while":
      case "do":
      case "for":
      case "switch":
        return holdsLabel([s.body], label);
      case "conditional":
        return holdsLabel([...s.then, ...s.otherwise], label);
      case "try":
        return holdsLabel([...s.body, ...s.handlers.flat()], label);
      default:
        return false;
    }
  });
}

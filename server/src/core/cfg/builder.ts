// Builds the control-flow graph of a function body. One file per kind of statement is in statements/.
import type { Expression, Statement } from "../syntax/ast.ts";
import type { Span } from "../text/span.ts";
import type { Block, Decision, Element, Graph, Jump } from "./graph.ts";
import { withMacroScopes } from "./macro-scopes.ts";
import { type Alive, Scopes } from "./scopes.ts";
import { addDeclarator } from "./statements/declaration.ts";
import { addExpression, simplifyExpression } from "./statements/expression.ts";
import { addIf, addPlatform } from "./statements/if.ts";
import { addGoto, addLabel } from "./statements/jump.ts";
import { addDo, addFor, addWhile } from "./statements/loop.ts";
import { addCase, addSwitch } from "./statements/switch.ts";
import { addThrow, addTry, addUnwinding } from "./statements/try.ts";

/** `end` is the offset of the body's closing brace, where control falls off. `flowOf` says which calls and macros do not go on. */
export function buildGraph(statements: readonly Statement[], end: number, flowOf: FlowOf): Graph {
  const builder = new GraphBuilder(flowOf);
  builder.scope(statements, end);
  builder.add({ kind: "fall", span: { start: Math.max(0, end - 1), end } });
  return { blocks: builder.blocks };
}

/**
 * `never`: does not come back; `returns`: a macro that returns from the function, as Py_RETURN_NONE; `checks`: one that returns its second
 * argument unless the first is true; `opens`, `closes`: its expansion has a brace that another macro closes or opens; `argument`: comes
 * out as its first argument; `true`, `false`: always comes out so.
 */
export type FlowOf = (
  name: string,
) => "never" | "returns" | "checks" | "opens" | "closes" | "argument" | "true" | "false" | null;

interface Target {
  readonly breakTo: number | null;
  readonly continueTo: number | null;
  /** How many scopes are open around the statement that is left, and around the one that is begun again. */
  readonly breakScopes: number;
  readonly continueScopes: number;
}

/** The subject and the blocks of the switch that is being built. */
export interface SwitchScope {
  readonly subject: Expression;
  readonly head: number;
  hasDefault: boolean;
}

export class GraphBuilder {
  readonly blocks: Block[] = [];
  readonly flowOf: FlowOf;
  readonly #targets: Target[] = [];
  readonly #labels = new Map<string, number>();
  readonly switches: SwitchScope[] = [];
  readonly scopes: Scopes = new Scopes();
  /** The block that is being filled; null after a jump, until something can be reached again. */
  current: number | null;

  constructor(flowOf: FlowOf) {
    this.flowOf = flowOf;
    this.current = this.newBlock();
  }

  newBlock(): number {
    this.blocks.push({ start: -1, elements: [], edges: [] });
    return this.blocks.length - 1;
  }

  /** Code after a jump is kept in a block nobody enters, so that labels in it still work. */
  here(): number {
    this.current ??= this.newBlock();
    return this.current;
  }

  add(element: Element): void {
    addUnwinding(this, element);
    this.blocks[this.here()]?.elements.push(element);
  }

  edge(
    from: number | null,
    to: number,
    decision: Decision | null = null,
    jump: Jump | null = null,
    raises?: number,
  ): void {
    if (from === null) return;
    this.blocks[from]?.edges.push({ to, decision, jump, ...(raises === undefined ? {} : { raises }) });
  }

  /** Ends the current block with an edge to `to`. */
  goTo(to: number, jump: Jump | null = null): void {
    this.edge(this.current, to, null, jump);
    this.current = null;
  }

  /** Makes `to` the block that is filled next, reached from the current one. */
  enter(to: number): void {
    if (this.current !== null) this.goTo(to);
    this.current = to;
  }

  /** Says where in the text a jump to the block lands. */
  lands(block: number, offset: number): void {
    const target = this.blocks[block];
    if (target !== undefined) target.start = offset;
  }

  label(name: string): number {
    let block = this.#labels.get(name);
    if (block === undefined) {
      block = this.newBlock();
      this.#labels.set(name, block);
    }
    return block;
  }

  /** Builds `build` with `break` and `continue` going where they are told; null leaves them to the enclosing statement. */
  within(breakTo: number | null, continueTo: number | null, build: () => void): void {
    const outer = this.#targets.at(-1);
    this.#targets.push({
      breakTo: breakTo ?? outer?.breakTo ?? null,
      continueTo: continueTo ?? outer?.continueTo ?? null,
      breakScopes: breakTo === null ? (outer?.breakScopes ?? 0) : this.scopes.depth,
      continueScopes: continueTo === null ? (outer?.continueScopes ?? 0) : this.scopes.depth,
    });
    build();
    this.#targets.pop();
  }

  jump(kind: "break" | "continue", span: Span, macro: string | null): void {
    const target = this.#targets.at(-1);
    const to = kind === "break" ? target?.breakTo : target?.continueTo;
    if (to === null || to === undefined) return;
    this.leave((kind === "break" ? target?.breakScopes : target?.continueScopes) ?? 0, span);
    this.goTo(to, { kind, span, macro });
  }

  /** Statements with a scope of their own: what is declared in them is destroyed at their end, the last first. */
  scope(statements: readonly Statement[], end: number): void {
    this.scopes.open(statements);
    this.list(statements);
    if (this.current !== null) this.leave(this.scopes.depth - 1, { start: Math.max(0, end - 1), end });
    this.scopes.close();
  }

  /** Destroys what is declared in the scopes from `depth` on. */
  leave(depth: number, span: Span, but: string | null = null): void {
    this.here();
    const all = this.scopes.from(depth);
    this.destroy(
      all.filter(({ declarator, object }) => object.atEnd !== undefined || declarator.name !== but),
      span,
    );
  }

  /** What was declared in a branch of `#if` goes only where that branch was compiled. */
  destroy(all: readonly Alive[], span: Span): void {
    for (const alive of all) {
      const platform = this.scopes.livesIf(alive);
      const from = this.here();
      const after = platform === null ? null : this.newBlock();
      if (platform !== null && after !== null) {
        this.current = this.newBlock();
        this.edge(from, this.current, platform);
        this.edge(from, after, { ...platform, value: !platform.value });
      }
      if (alive.object.atEnd !== undefined) this.list(alive.object.atEnd);
      else this.add({ kind: "destroy", declarator: alive.declarator, object: alive.object, span });
      if (after !== null) this.enter(after);
    }
  }

  list(statements: readonly Statement[]): void {
    for (const statement of withMacroScopes(statements, this.flowOf)) this.statement(statement);
  }

  /** The way out of the function, over the end of all that lives. */
  returns(value: Expression | null, { start, end }: Span, macro: string | null): void {
    const span = { start, end };
    // The value is made before the variables go.
    const isEvaluated = value !== null && this.scopes.anyFrom(0);
    if (isEvaluated) this.add({ kind: "evaluate", expression: value, isResult: true });
    // A variable that is returned is not destroyed: it becomes the result.
    this.leave(0, span, value?.kind === "name" ? value.name : null);
    this.add({ kind: "return", value, span, macro, ...(isEvaluated ? { isEvaluated } : {}) });
    this.current = null;
  }

  statement(s: Statement): void {
    switch (s.kind) {
      case "expression":
        addExpression(this, s.expression);
        return;
      case "declaration":
        for (const declarator of s.declarators) {
          addDeclarator(this, declarator, s);
        }
        return;
      case "block":
        this.scope(s.body, s.end);
        return;
      case "if":
        addIf(this, s);
        return;
      case "conditional":
        addPlatform(this, s);
        return;
      case "while":
        addWhile(this, s);
        return;
      case "do":
        addDo(this, s);
        return;
      case "for":
        addFor(this, s);
        return;
      case "switch":
        addSwitch(this, s);
        return;
      case "case":
        addCase(this, s);
        return;
      case "label":
        addLabel(this, s);
        return;
      case "goto":
        addGoto(this, s);
        return;
      case "break":
      case "continue":
        this.jump(s.kind, { start: s.start, end: s.end }, s.macro);
        return;
      case "return":
        this.returns(s.value === null ? null : simplifyExpression(this, s.value), s, s.macro);
        return;
      case "try":
        addTry(this, s);
        return;
      case "throw":
        addThrow(this, s);
        return;
      case "empty":
        return;
    }
  }
}

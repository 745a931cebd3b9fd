// Follows the GIL through one function: property simulation over the graph of effects. Paths are kept apart only where
// the GIL's status differs (Das, Lerner, Seigle: ESP, PLDI 2002), each with the facts that hold on it.
import type { EffectEdge, FunctionEffects } from "../effects/effect.ts";
import { beforeScope, Scopes } from "./scopes.ts";
import type { Leak, Meanings, Node, Solution, Visit } from "./solution.ts";
import { allows, learn, merge, type State } from "./state.ts";
import { ENTRY, gilState, type Status, UNKNOWN } from "./status.ts";
import { Transfer } from "./transfer.ts";
import { WorkList } from "./work-list.ts";

const MAX_STATUSES = 8;
const MAX_STEPS = 60_000;

const START: State = { status: ENTRY, facts: new Map(), locks: new Set(), mayLocks: new Set() };

export function solve(fn: FunctionEffects, meanings: Meanings): Solution {
  return new Solver(fn, meanings).run();
}

class Solver {
  readonly #fn: FunctionEffects;
  readonly #meanings: Meanings;
  readonly #nodes: Map<string, Node>[];
  readonly #scopes: Scopes;
  readonly #work: WorkList;
  readonly #leaks = new Map<string, Leak>();
  #widened = false;

  constructor(fn: FunctionEffects, meanings: Meanings) {
    this.#fn = fn;
    this.#meanings = meanings;
    this.#nodes = fn.blocks.map(() => new Map());
    this.#scopes = new Scopes(fn, meanings);
    this.#work = new WorkList(fn);
  }

  run(): Solution {
    this.#settle();
    const nodes = this.#nodes.flatMap((at) => [...at.values()]);
    // Once more, now that the states hold: only this is told.
    const transfer = new Transfer(this.#meanings);
    const visits: Visit[] = [];
    for (const node of nodes) this.#through(node, transfer, visits);
    return { nodes, visits, leaks: [...this.#leaks.values()], ...transfer.record, widened: this.#widened };
  }

  #settle(): void {
    if (this.#fn.blocks.length > 0) this.#arrive(0, START, null);
    const transfer = new Transfer(this.#meanings);
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      const node = this.#work.take();
      if (node === undefined) return;
      for (const state of this.#through(node, transfer, null)) this.#follow(node, state);
    }
    this.#widened = true;
  }

  /** The states at the end of the node's block; visits are recorded if asked for. */
  #through(node: Node, transfer: Transfer, visits: Visit[] | null): readonly State[] {
    const { block } = node;
    const effects = this.#fn.blocks[block]?.effects ?? [];
    let states: readonly State[] = [node.state];
    for (const [index, effect] of effects.entries()) {
      const next: State[] = [];
      for (const before of states) {
        const faults: Visit["faults"][number][] = [];
        next.push(...transfer.after(effects, index, before, block, faults));
        visits?.push({ node, block, index, effect, before, faults });
      }
      states = next.length > 1 ? united(next) : next;
    }
    return states;
  }

  #follow(node: Node, state: State): void {
    const edges = this.#fn.blocks[node.block]?.edges ?? [];
    for (const [index, edge] of edges.entries()) {
      if (edge.fact !== null && !allows(state.facts, edge.fact)) continue;
      if (this.#isContradicted(state.status, edge.decision)) continue;
      if (edge.raises !== undefined && !this.#mayRaise(state.status, edge.raises)) continue;
      let next = edge.fact === null ? state : { ...state, facts: learn(state.facts, [edge.fact]) };
      if (edge.jump !== null && this.#scopes.isLeft(state.status, edge.jump)) {
        const key = `${node.block}:${index}:${state.status.key}`;
        if (!this.#leaks.has(key)) this.#leaks.set(key, { node, edge: index, status: state.status });
        // Reported at the jump; what follows is read as if the GIL had been taken back.
        next = { ...next, status: beforeScope(state.status) };
      }
      this.#arrive(edge.to, next, { node, edge: index });
    }
  }

  /** Whether a way is one on which the call that is asked says otherwise than the state: `if (!PyGILState_Check())`. */
  #isContradicted(status: Status, decision: EffectEdge["decision"]): boolean {
    const [, asked] = decision === null ? [] : (/^(\w+)\(\)$/.exec(decision.text) ?? []);
    if (decision === null || asked === undefined || !this.#meanings.tellsGil(asked)) return false;
    return gilState(status) === (decision.value ? "released" : "held");
  }

  /** Where nothing was done to the GIL, the handler has been entered so from the beginning of its `try`. */
  #mayRaise({ frames }: Status, block: number): boolean {
    if (frames.length === 0) return false;
    const effects = this.#fn.blocks[block]?.effects ?? [];
    return effects.some((effect) => effect.kind === "call" && this.#meanings.raises(effect));
  }

  #arrive(block: number, arriving: State, parent: Node["parent"]): void {
    const known = this.#nodes[block];
    if (known === undefined) return;
    let state = arriving;
    if (!known.has(state.status.key) && known.size >= MAX_STATUSES) {
      this.#widened = true;
      state = { ...state, status: UNKNOWN };
    }
    const node = known.get(state.status.key);
    if (node === undefined) {
      const fresh: Node = { block, parent, state };
      known.set(state.status.key, fresh);
      this.#work.add(fresh);
      return;
    }
    const merged = merge(node.state, state);
    if (merged === null) return;
    node.state = merged;
    this.#work.add(node);
  }
}

/** One state per status and answer: outcomes that do not differ are merged. */
function united(states: readonly State[]): readonly State[] {
  const result = new Map<string, State>();
  for (const state of states) {
    const key = `${state.status.key}/${[...state.facts].map(([fact, value]) => `${fact}=${value}`).join(",")}/${[...state.locks].join(",")}`;
    if (!result.has(key)) result.set(key, state);
    if (result.size >= 2 * MAX_STATUSES) break;
  }
  return [...result.values()];
}

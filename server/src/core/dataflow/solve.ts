// Follows the GIL through one function: property simulation over the graph of effects. Paths are kept apart only where
// the GIL's status differs (Das, Lerner, Seigle: ESP, PLDI 2002), each with the facts that hold on it.
import type { CallEffect, Effect, Fact, FunctionEffects } from "../effects/effect.ts";
import { LOOK } from "../effects/facts.ts";
import { allows, assign, type Facts, forgetTarget, forgetVariable, learn, merge, type State } from "./state.ts";
import { apply, ENTRY, type Fault, type Operation, SECTION, SITE, type Status, UNKNOWN } from "./status.ts";

/** One way a call can come out. */
export interface Outcome {
  readonly operations: readonly Operation[];
  /** What the result is then; keys are completed with the name of the result: `""` is the result itself, `"<0"` a comparison. */
  readonly result: readonly Fact[];
  /** What else holds then. */
  readonly facts?: readonly Fact[];
}

/** What a call means for the GIL and for locks; null for nothing. `outcomes` empty: it does not come back. */
export type Meaning = { readonly outcomes: readonly Outcome[] } | null;

export interface Meanings {
  of(call: CallEffect): Meaning;
  /** Whether an exception of the call has to be reckoned with. */
  raises(call: CallEffect): boolean;
}

/** A block as reached in one status. The chain of parents is one shortest way to it from the entry. */
export interface Node {
  readonly block: number;
  readonly parent: { readonly node: Node; readonly edge: number } | null;
  state: State;
}

export interface Visit {
  readonly node: Node;
  readonly block: number;
  readonly index: number;
  readonly effect: Effect;
  /** Before the effect. */
  readonly before: State;
  /** Violations in the outcomes of this effect, each with the operation. */
  readonly faults: readonly { readonly fault: Fault; readonly operation: Operation; readonly status: Status }[];
}

/** The way out of a function, or out of the scope of a macro region, in some status. */
export interface Leak {
  readonly node: Node;
  readonly edge: number;
  readonly status: Status;
}

export interface Solution {
  readonly nodes: readonly Node[];
  /** Each effect in each status it is reached in. */
  readonly visits: readonly Visit[];
  /** Jumps that leave the scope of a region that is still released. */
  readonly leaks: readonly Leak[];
  /** Each lock that is given back, and whether it was taken in this function on the way. */
  readonly unlocks: readonly { readonly lock: string; readonly held: boolean }[];
  /** Sites of releases and acquisitions that some path undoes, each with the calls that do. */
  readonly undone: ReadonlyMap<number, ReadonlySet<CallEffect>>;
  /** What would have been taken back in the state of entry, had it been given up before: by what asks whether it was. */
  readonly takenBack: ReadonlySet<string>;
  /** States were merged because there were too many. */
  readonly widened: boolean;
}

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
  readonly #scopes: ReadonlyMap<number, number>;
  readonly #order: number[];
  readonly #unlocks: { lock: string; held: boolean }[] = [];
  readonly #undone = new Map<number, Set<CallEffect>>();
  readonly #takenBack = new Set<string>();
  #widened = false;

  constructor(fn: FunctionEffects, meanings: Meanings) {
    this.#fn = fn;
    this.#meanings = meanings;
    this.#nodes = fn.blocks.map(() => new Map());
    this.#scopes = lexicalScopes(fn, meanings);
    this.#order = reversePostorder(fn);
  }

  run(): Solution {
    const work = new WorkList(this.#order);
    const start: Node = { block: 0, parent: null, state: START };
    if (this.#fn.blocks.length > 0) {
      this.#nodes[0]?.set("", start);
      work.add(start);
    }
    const leaks = new Map<string, Leak>();
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      const node = work.take();
      if (node === undefined) break;
      for (const state of this.#through(node, null)) this.#follow(node, state, work, leaks);
      if (steps === MAX_STEPS - 1) this.#widened = true;
    }
    const nodes = this.#nodes.flatMap((at) => [...at.values()]);
    const visits: Visit[] = [];
    this.#unlocks.length = 0;
    for (const node of nodes) this.#through(node, visits);
    return {
      nodes,
      visits,
      leaks: [...leaks.values()],
      unlocks: this.#unlocks,
      undone: this.#undone,
      takenBack: this.#takenBack,
      widened: this.#widened,
    };
  }

  /** The states at the end of the node's block; visits are recorded if asked for. */
  #through(node: Node, visits: Visit[] | null): readonly State[] {
    const effects = this.#fn.blocks[node.block]?.effects ?? [];
    let states: readonly State[] = [node.state];
    for (let index = 0; index < effects.length; index++) {
      const effect = effects[index];
      if (effect === undefined) continue;
      const next: State[] = [];
      for (const before of states) {
        const faults: Visit["faults"][number][] = [];
        next.push(...this.#step(effect, madeBefore(effects, index), before, node.block * SITE + index, faults));
        visits?.push({ node, block: node.block, index, effect, before, faults });
      }
      states = next.length > 1 ? united(next) : next;
    }
    return states;
  }

  #step(
    effect: Effect,
    previous: Effect | undefined,
    before: State,
    site: number,
    faults: Visit["faults"][number][],
  ): readonly State[] {
    if (effect.kind === "store") {
      if (previous?.kind === "call" && previous.result === effect.target) return [before];
      const kept =
        effect.through === "name"
          ? forgetVariable(before.facts, effect.target)
          : forgetTarget(before.facts, effect.target);
      const facts = effect.modifies ? kept : assign(kept, effect.target, effect.value, effect.from);
      return facts === before.facts ? [before] : [{ ...before, facts }];
    }
    if (effect.kind !== "call") return [before];
    let facts = before.facts;
    for (const { kind, text } of effect.args ?? [])
      if (kind === "address")
        facts = /^&\w+$/.test(text) ? forgetVariable(facts, text.slice(1)) : forgetTarget(facts, text.slice(1));
    if (!effect.result.startsWith(LOOK))
      facts = /^\w+$/.test(effect.result) ? forgetVariable(facts, effect.result) : forgetTarget(facts, effect.result);
    const state = facts === before.facts ? before : { ...before, facts };
    const meaning = this.#meanings.of(effect);
    if (meaning === null) return [state];
    const mayFail = meaning.outcomes.length > 1 && meaning.outcomes.some(takes);
    return meaning.outcomes.map((outcome) => {
      const after = this.#outcome(outcome, effect, state, site, faults);
      const failed = { key: `${FAILED}${site}`, value: outcome.operations.length === 0 };
      return mayFail ? { ...after, facts: learn(after.facts, [failed]) } : after;
    });
  }

  #outcome(outcome: Outcome, call: CallEffect, before: State, site: number, faults: Visit["faults"][number][]): State {
    let { status, facts, locks, mayLocks } = before;
    for (const operation of outcome.operations) {
      if (operation.op === "lock") {
        locks = new Set([...locks, operation.lock]);
        mayLocks = new Set([...mayLocks, operation.lock]);
      } else if (operation.op === "unlock") {
        const left = removed(mayLocks, operation.lock);
        this.#unlocks.push({ lock: operation.lock, held: left !== mayLocks });
        locks = removed(locks, operation.lock);
        mayLocks = left;
      } else {
        if (
          operation.op === "acquire" &&
          !operation.ifReleased &&
          status.frames.length === 0 &&
          facts.get(restoredKey(operation.from)) === true
        ) {
          faults.push({ fault: "acquired-twice", operation, status });
          continue;
        }
        if (operation.op === "acquire" && operation.ifReleased && operation.from !== null && status.frames.length === 0)
          this.#takenBack.add(operation.from);
        // What was not taken is given back: one mistake, told of where it was not taken.
        if (operation.op === "release" && operation.saved === null && status.frames.length === 0 && hasFailed(facts))
          continue;
        const step = apply(status, operation, site);
        if (step.fault !== null) faults.push({ fault: step.fault, operation, status });
        if (step.status.frames.length < status.frames.length) this.#undo(status.frames.at(-1)?.site ?? -1, call);
        if (operation.op === "acquire" && status.frames.at(-1)?.kind === "released")
          facts = learn(facts, [{ key: restoredKey(operation.from), value: true }]);
        status = step.status;
        if (operation.op === "release" && operation.saved !== null)
          facts = learn(facts, [
            { key: operation.saved, value: true },
            { key: restoredKey(operation.saved), value: false },
          ]);
      }
    }
    const result = outcome.result.map(({ key, value }) => ({ key: call.result + key, value }));
    if (outcome.facts !== undefined) facts = learn(facts, outcome.facts);
    return { status, facts: learn(facts, result), locks, mayLocks };
  }

  #undo(site: number, call: CallEffect): void {
    const calls = this.#undone.get(site);
    if (calls === undefined) this.#undone.set(site, new Set([call]));
    else calls.add(call);
  }

  #follow(node: Node, state: State, work: WorkList, leaks: Map<string, Leak>): void {
    const edges = this.#fn.blocks[node.block]?.edges ?? [];
    for (const [index, edge] of edges.entries()) {
      if (edge.fact !== null && !allows(state.facts, edge.fact)) continue;
      if (edge.raises !== undefined && !this.#mayRaise(state.status, edge.raises)) continue;
      let next = edge.fact === null ? state : { ...state, facts: learn(state.facts, [edge.fact]) };
      if (edge.jump !== null && this.#leaves(state.status, edge.jump.span.start, edge.jump.target)) {
        const key = `${node.block}:${index}:${state.status.key}`;
        if (!leaks.has(key)) leaks.set(key, { node, edge: index, status: state.status });
        // Reported at the jump; what follows is read as if the GIL had been taken back.
        next = { ...next, status: this.#beforeScope(state.status) };
      }
      this.#arrive(edge.to, next, { node, edge: index }, work);
    }
  }

  /** Where nothing was done to the GIL, the handler has been entered so from the beginning of its `try`. */
  #mayRaise({ frames }: Status, block: number): boolean {
    if (frames.length === 0) return false;
    const effects = this.#fn.blocks[block]?.effects ?? [];
    return effects.some((effect) => effect.kind === "call" && this.#meanings.raises(effect));
  }

  #arrive(block: number, arriving: State, parent: Node["parent"], work: WorkList): void {
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
      work.add(fresh);
      return;
    }
    const merged = merge(node.state, state);
    if (merged === null) return;
    node.state = merged;
    work.add(node);
  }

  /** Whether a jump from `from` to `to` leaves the scope of the region that is released. */
  #leaves(status: Status, from: number, to: number): boolean {
    const top = status.frames.at(-1);
    if (top?.kind !== "released" || !top.lexical || to < 0) return false;
    const end = this.#scopes.get(top.site);
    const begin = this.#fn.blocks[Math.floor(top.site / SITE)]?.effects[top.site % SITE]?.span.start;
    if (end === undefined || begin === undefined) return false;
    return from >= begin && from < end && (to < begin || to >= end);
  }

  #beforeScope(status: Status): Status {
    return { frames: status.frames.slice(0, -1), key: status.key.split("|").slice(0, -1).join("|") };
  }
}

/** Before the site of a call: the fact that it did not take the GIL, though it can. */
export const FAILED = "#failed ";

function takes({ operations }: Outcome): boolean {
  return operations.some(({ op }) => op === "acquire" || op === "ensure");
}

function hasFailed(facts: Facts): boolean {
  for (const [key, value] of facts) if (value && key.startsWith(FAILED)) return true;
  return false;
}

/** What gave the value that is stored next: between them stands only what is said of the place. */
function madeBefore(effects: readonly Effect[], index: number): Effect | undefined {
  let at = index - 1;
  while (effects[at]?.kind === "field" || effects[at]?.kind === "read") at--;
  return effects[at];
}

/** The fact that a thread state has been given back already. */
function restoredKey(place: string | null): string {
  return `#restored ${place ?? ""}`;
}

function removed(locks: ReadonlySet<string>, lock: string): ReadonlySet<string> {
  const gone = locks.has(lock) ? lock : [...locks].findLast((held) => held.startsWith(lock + SECTION));
  return gone === undefined ? locks : new Set([...locks].filter((held) => held !== gone));
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

/** Site of each scope-opening release to the offset of the macro that closes its scope, by nesting in the text. */
function lexicalScopes(fn: FunctionEffects, meanings: Meanings): ReadonlyMap<number, number> {
  const marks: { at: number; site: number; opens: boolean }[] = [];
  for (const [block, { effects }] of fn.blocks.entries())
    for (const [index, effect] of effects.entries()) {
      if (effect.kind !== "call") continue;
      for (const { operations } of meanings.of(effect)?.outcomes ?? [])
        for (const operation of operations)
          if ((operation.op === "release" || operation.op === "acquire") && operation.lexical)
            marks.push({ at: effect.span.start, site: block * SITE + index, opens: operation.op === "release" });
    }
  marks.sort((a, b) => a.at - b.at);
  const scopes = new Map<number, number>();
  const open: number[] = [];
  for (const mark of marks) {
    if (mark.opens) open.push(mark.site);
    else {
      const site = open.pop();
      if (site !== undefined) scopes.set(site, mark.at);
    }
  }
  return scopes;
}

function reversePostorder(fn: FunctionEffects): number[] {
  const order: number[] = new Array<number>(fn.blocks.length).fill(Number.MAX_SAFE_INTEGER);
  const seen = new Set<number>([0]);
  const stack: { block: number; edge: number }[] = [{ block: 0, edge: 0 }];
  let rank = fn.blocks.length;
  while (stack.length > 0) {
    const top = stack.at(-1);
    if (top === undefined) break;
    const edge = fn.blocks[top.block]?.edges[top.edge++];
    if (edge === undefined) {
      order[top.block] = rank--;
      stack.pop();
    } else if (!seen.has(edge.to)) {
      seen.add(edge.to);
      stack.push({ block: edge.to, edge: 0 });
    }
  }
  return order;
}

/** Nodes to do, in reverse postorder of their blocks. */
class WorkList {
  readonly #order: readonly number[];
  readonly #heap: Node[] = [];
  readonly #queued = new Set<Node>();

  constructor(order: readonly number[]) {
    this.#order = order;
  }

  add(node: Node): void {
    if (this.#queued.has(node)) return;
    this.#queued.add(node);
    const rank = this.#rank(node);
    let at = this.#heap.length;
    while (at > 0 && this.#rank(this.#heap[at - 1]) < rank) at--;
    this.#heap.splice(at, 0, node);
  }

  take(): Node | undefined {
    const node = this.#heap.pop();
    if (node !== undefined) this.#queued.delete(node);
    return node;
  }

  #rank(node: Node | undefined): number {
    return node === undefined ? 0 : (this.#order[node.block] ?? 0);
  }
}

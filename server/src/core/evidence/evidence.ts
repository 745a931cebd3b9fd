// What rules see: the workspace as analysed, and the words for places and paths. No rule goes behind it.

import type { Chains, Link } from "../contexts/chains.ts";
import type { Contexts, ReleasedContext } from "../contexts/contexts.ts";
import type { Bare } from "../contexts/entered.ts";
import { Unheld } from "../contexts/unheld.ts";
import type { Node, Visit } from "../dataflow/solution.ts";
import { SITE } from "../dataflow/status.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Confidence, Location, Related } from "../findings/finding.ts";
import type { Settings } from "../settings.ts";
import type { Program } from "../summaries/program.ts";
import { perNames } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Target } from "../summaries/target.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { type Span, shift } from "../text/span.ts";
import type { CallbackWaits } from "./callback-waits.ts";
import { entriesOf, type PythonEntries } from "./entries.ts";
import { asksForGil } from "./flags.ts";
import type { Habit } from "./habits.ts";
import type { LockOrder } from "./lock-order.ts";

const MAX_DECISIONS = 4;

/** A call made without the GIL: where the function has released it, or (`bare`) where it was entered without it. */
export interface CallWithoutGil {
  readonly use: Use<CallEffect>;
  readonly target: Target;
  readonly visit: Visit;
  readonly bare: Bare | null;
  readonly confidence: Confidence;
}

/** The calls a function makes where it has released the GIL itself, but those of which only a name is known, and nothing against it. */
const callsReleased = perNames((analysed, program): readonly CallWithoutGil[] =>
  analysed.released.filter(isCallUse).flatMap((use) => {
    const [visit] = use.released;
    const target = program.target(use.effect, analysed.ref.path);
    const isFault = use.released.some(({ faults }) => faults.length > 0);
    if (visit === undefined || (target.kind === "external" && !isFault)) return [];
    return [{ use, target, visit, bare: null, confidence: certaintyOf(analysed, use) }];
  }),
);

export class Evidence {
  readonly program: Program;
  /** Down to the C-API, to a release of the GIL, to a wait. */
  readonly needs: Chains;
  readonly releases: Chains;
  readonly waits: Chains;
  /** Down to a wait that is long wherever it is. */
  readonly longWaits: Chains;
  /** Down to a taking of the GIL. */
  readonly takes: Chains;
  readonly contexts: Contexts;
  /** Waits that can end in a deadlock. Looked for when asked. */
  readonly deadlocks: { readonly locks: LockOrder; readonly callbacks: CallbackWaits };
  /** By name: calls the project releases the GIL for. */
  readonly habits: ReadonlyMap<string, Habit>;
  /** Functions whose flow was followed because they change the GIL's state or are reached with it released. */
  readonly functions: readonly Analysed[];
  /** Functions in which a call may wait with the GIL held. */
  readonly waiting: readonly Analysed[];
  #path: string | null = null;
  readonly #withoutGil = new Map<Analysed, readonly CallWithoutGil[]>();
  /** What functions do that are called without the GIL. */
  readonly unheld: Unheld;

  constructor(
    program: Program,
    chains: Readonly<Record<"needs" | "releases" | "waits" | "longWaits" | "takes", Chains>>,
    contexts: Contexts,
    deadlocks: Evidence["deadlocks"],
    habits: ReadonlyMap<string, Habit>,
    functions: readonly Analysed[],
    waiting: readonly Analysed[],
  ) {
    this.program = program;
    this.needs = chains.needs;
    this.releases = chains.releases;
    this.waits = chains.waits;
    this.longWaits = chains.longWaits;
    this.takes = chains.takes;
    this.contexts = contexts;
    this.deadlocks = deadlocks;
    this.habits = habits;
    this.unheld = new Unheld(program, chains, contexts);
    this.functions = functions;
    this.waiting = waiting;
  }

  /** The same, where only what is reported in one file is asked for. Rules report in the functions they are given here. */
  in(path: string): Evidence {
    const own = ({ ref }: Analysed): boolean => ref.path === path;
    const { program, contexts, deadlocks, habits } = this;
    const evidence = new Evidence(
      program,
      this,
      contexts,
      deadlocks,
      habits,
      this.functions.filter(own),
      this.waiting.filter(own),
    );
    evidence.#path = path;
    return evidence;
  }

  /** The functions in which a wait may end in a deadlock, in order. */
  get deadlocking(): readonly Analysed[] {
    const { locks, callbacks } = this.deadlocks;
    const paths = this.#path === null ? [...locks.paths] : [this.#path];
    const waits = paths.flatMap((path) => [...locks.waitsIn(path).values()]);
    const refs = new Set([...waits.map(({ ref }) => ref), ...callbacks.waiting]);
    return [...refs]
      .filter(({ path }) => this.#path === null || path === this.#path)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((ref) => this.program.analysed(ref));
  }

  /** The functions the findings rest on, by id: the same whatever was read before. */
  get read(): ReadonlySet<string> {
    const own = [...this.functions, ...this.waiting].map(({ ref }) => ref.id);
    return new Set([
      ...own,
      ...this.needs.settled,
      ...this.releases.settled,
      ...this.waits.settled,
      ...this.longWaits.settled,
      ...this.takes.settled,
    ]);
  }

  /** What Python calls, from any thread. Looked for when asked: only rules about free-threaded Python do. */
  get entries(): PythonEntries {
    return entriesOf(this.program);
  }

  get settings(): Settings {
    return this.program.settings;
  }

  /** The calls a function makes without the GIL, as far as they tell anything; in order of place. */
  callsWithoutGil(analysed: Analysed): readonly CallWithoutGil[] {
    const known = this.#withoutGil.get(analysed);
    if (known !== undefined) return known;
    const calls = this.#callsWithoutGil(analysed);
    this.#withoutGil.set(analysed, calls);
    return calls;
  }

  #callsWithoutGil(analysed: Analysed): readonly CallWithoutGil[] {
    const released = callsReleased(analysed, this.program);
    // Of a registered callback it is said as a whole.
    const first = this.contexts.isRegistered(analysed.ref) ? [] : this.unheld.firstOf(analysed);
    if (first.length === 0) return released;
    // Who starts Python holds the GIL, whatever was before.
    const bare = first.map((at) => ({
      ...at,
      target: this.program.target(at.use.effect, analysed.ref.path),
      bare: at,
      confidence: at.starts ? ("high" as const) : ("medium" as const),
    }));
    return [...released, ...bare];
  }

  /** The way to a call that is made without the GIL. */
  pathToCall(analysed: Analysed, { visit, bare }: CallWithoutGil): readonly Related[] {
    if (bare === null) return this.path(analysed, visit);
    return [{ ...this.at(analysed.ref, bare.call.span), message: AROUND[bare.when] }];
  }

  /** A span of a function's body as a place in its file. */
  at({ path, extent }: FunctionRef, span: Span): Location {
    return { path, span: shift(span, extent.body.start) };
  }

  /** The release that is in force at a visit, and where; null where the GIL is not released in this function. */
  releaseAt({ ref, effects }: Analysed, visit: Visit): { effect: CallEffect; location: Location } | null {
    const frame = visit.before.status.frames.findLast(({ kind }) => kind === "released");
    return frame === undefined ? null : this.siteOf(ref, effects, frame.site);
  }

  siteOf(
    ref: FunctionRef,
    effects: Analysed["effects"],
    site: number,
  ): { effect: CallEffect; location: Location } | null {
    const effect = effects.blocks[Math.floor(site / SITE)]?.effects[site % SITE];
    return effect?.kind === "call" ? { effect, location: this.at(ref, effect.span) } : null;
  }

  /** From the release over the decisions to the visit, in order. */
  path(analysed: Analysed, visit: Visit): Related[] {
    const release = this.releaseAt(analysed, visit);
    const steps: Related[] = [];
    if (release !== null)
      steps.push({ ...release.location, message: `the GIL is released here${this.#through(release.effect)}` });
    return [...steps, ...this.decisions(analysed, visit.node, visit.before.status.frames.at(-1)?.site ?? -1)];
  }

  /** The decisions that lead from a site to a node. */
  decisions({ ref, effects }: Analysed, node: Node, site: number): Related[] {
    const steps: Related[] = [];
    const release = Math.floor(site / SITE);
    for (let at = node; at.parent !== null && at.block !== release; at = at.parent.node) {
      const decision = effects.blocks[at.parent.node.block]?.edges[at.parent.edge]?.decision;
      if (decision === null || decision === undefined || decision.text === "" || decision.text.length > 60) continue;
      const verb =
        decision.text.startsWith("#if") || decision.text.startsWith("case") || decision.text === "no case"
          ? ""
          : decision.value
            ? " is true"
            : " is false";
      const not = decision.text.startsWith("#if") && !decision.value ? "not " : "";
      steps.unshift({ ...this.at(ref, decision.span), message: `${not}${decision.text}${verb}` });
    }
    return steps.slice(-MAX_DECISIONS);
  }

  /** Down from a function to what a chain looks for; `last` words the final link. */
  down(chains: Chains, ref: FunctionRef, last: (link: Link) => string): Related[] {
    return chains.chain(ref).map((link) => ({
      ...this.at(link.ref, link.use.effect.span),
      message: link.callee === null ? last(link) : `${link.ref.extent.name} calls ${link.callee.extent.name}`,
    }));
  }

  /** How a function comes to run with the GIL released: from the release or the registration down to it. */
  wayTo(context: ReleasedContext): Related[] {
    const steps: Related[] = [];
    for (let at: ReleasedContext | undefined = context, n = 0; at !== undefined && n < 20; n++) {
      const { caller, registration, ref } = at;
      if (registration !== null) {
        if (registration.from !== null && registration.use !== null)
          steps.unshift({
            ...this.at(registration.from, registration.use.effect.span),
            message: `${ref.extent.name} is handed to ${registration.registrar} here`,
          });
        break;
      }
      if (caller === null) break;
      steps.unshift({
        ...this.at(caller.ref, caller.use.effect.span),
        message: `${caller.ref.extent.name} calls ${ref.extent.name}`,
      });
      if (caller.visit !== null) {
        const release = this.releaseAt(this.program.analysed(caller.ref), caller.visit);
        if (release !== null)
          steps.unshift({ ...release.location, message: `the GIL is released here${this.#through(release.effect)}` });
        break;
      }
      at = this.contexts.released(caller.ref);
    }
    return steps;
  }

  certainty(analysed: Analysed, use: Use): Confidence {
    return certaintyOf(analysed, use);
  }

  #through({ macro, callee }: CallEffect): string {
    return macro !== null
      ? ` (by ${macro})`
      : /^(?:Py_BEGIN_ALLOW_THREADS|PyEval_SaveThread)$/.test(callee) || callee === ""
        ? ""
        : ` (by ${callee})`;
  }
}

/** High if released on every path to the use, else medium; lower where the function could not be read whole. */
function certaintyOf({ effects, solution }: Analysed, use: Use): Confidence {
  const onEvery = use.entry.length + use.held.length + use.unknown.length === 0;
  const sure: Confidence = onEvery ? "high" : "medium";
  if (!onEvery && use.released.every(({ before }) => asksForGil(before.facts))) return "low";
  return effects.damage === null && !solution.widened ? sure : lower(sure);
}

export function lower(confidence: Confidence): Confidence {
  return confidence === "high" ? "medium" : "low";
}

const AROUND = {
  before: "the GIL is taken only here: whoever calls this function does not hold it",
  after: "the GIL is given back here",
  failed: "this may fail to take the GIL",
} as const;

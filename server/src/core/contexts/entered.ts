// What a function does without the GIL though it did not release it: it takes the GIL itself, so whoever calls it does not hold it, and
// what it uses before that, after it has given it back, or where taking it failed, has no GIL either.
import type { Visit } from "../dataflow/solution.ts";
import { changesGil, SITE, STARTED } from "../dataflow/status.ts";
import { FAILED } from "../dataflow/transfer.ts";
import type { CallEffect, FunctionEffects } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, releaseSites, type Use } from "../summaries/uses.ts";
import { isPartOfLookup } from "./overrides.ts";

/** A use in the state of entry, with the call that tells that this is a state without the GIL. */
export interface Bare {
  readonly use: Use<CallEffect>;
  readonly visit: Visit;
  readonly when: "before" | "after" | "failed";
  /** Takes the GIL; for `after`, gives it back. */
  readonly call: CallEffect;
  /** The function has started Python itself: no thread state of another thread's can be the current one. */
  readonly starts: boolean;
}

/** Why there is no GIL at such a use, in words. */
export function withoutGilAt({ when, call }: Bare): string {
  const name = call.macro ?? call.callee;
  switch (when) {
    case "before":
      return `this function takes the GIL only afterwards (${name})`;
    case "after":
      return `${name} has given back the GIL that this function took`;
    case "failed":
      return `${name} may have failed to take the GIL`;
  }
}

interface Taking {
  readonly site: number;
  readonly call: CallEffect;
  /** With a thread state, which deadlocks where the GIL is held; PyGILState_Ensure may be called in any state. */
  readonly certain: boolean;
  /** It starts Python: what comes before it is not for want of the GIL. */
  readonly starts: boolean;
}

/**
 * The calls a function makes without the GIL, by what it does around them; none where it may be entered with the GIL held. `mayBeHeld`:
 * somebody calls it in place, in whichever state.
 */
export function bareUses(program: Program, analysed: Analysed, mayBeHeld: boolean): readonly Bare[] {
  const { ref, effects, solution } = analysed;
  if (effects.damage !== null || solution.widened) return [];
  const takings = takingsIn(analysed, program);
  if (takings.length === 0 || program.entryPoints.isCalledByPython(ref, program.text(ref.path))) return [];
  // A destructor runs wherever the last owner is: one that takes the GIL is written for those without.
  const isDestructor = ref.extent.name.startsWith("~");
  const handedOver = !mayBeHeld && (isDestructor || program.entryPoints.isOnlyHandedOver(ref));
  const flow = new Reach(effects);
  const known = handedOver || takings.some(({ certain }) => certain) ? takings : [];
  const undone = known.flatMap(({ site, certain, starts }) =>
    [...(solution.undone.get(site) ?? [])].map((end) => ({ end, certain, starts })),
  );
  const places = new Map(analysed.uses.map((use) => [use.effect, use]));
  const handlers = known.length > 0 || mayBeHeld || !isOfDerived(program, ref) ? [] : handlersAfter(takings, analysed);
  const result: Bare[] = [];
  for (const use of analysed.uses) {
    const [visit] = use.entry;
    if (use.effect.kind !== "call" || visit === undefined || use.released.length > 0) continue;
    const call = use as Use<CallEffect>;
    const failed = failedBefore(program, takings, analysed, call);
    if (failed !== null) {
      result.push({ use: call, visit, when: "failed", call: failed.call, starts: false });
      continue;
    }
    if (use.held.length + use.unknown.length > 0 || known.some((taking) => taking.call === use.effect)) continue;
    const later = known.find(({ site, certain, starts }) => {
      if (starts) return false;
      const block = Math.floor(site / SITE);
      if (!flow.reaches(use.block, use.index, block, site % SITE)) return false;
      // Before PyGILState_Ensure a branch may be there for those who hold the GIL.
      return certain || flow.isOnEveryWayTo(block, use.block);
    });
    const earlier = undone.find(({ end, certain }) => {
      const at = places.get(end);
      if (at === undefined || !flow.reaches(at.block, at.index, use.block, use.index)) return false;
      // PyGILState_Ensure on some ways only: on the others the GIL may be held. A macro that asks whether there are threads is no such way.
      return certain || end.macro !== null || flow.isOnEveryWayTo(use.block, at.block);
    });
    const caught = handlers.find(({ handler }) => flow.isOnEveryWayTo(use.block, handler));
    if (earlier !== undefined)
      result.push({ use: call, visit, when: "after", call: earlier.end, starts: earlier.starts });
    else if (caught !== undefined) result.push({ use: call, visit, when: "after", call: caught.end, starts: false });
    else if (later !== undefined) result.push({ use: call, visit, when: "before", call: later.call, starts: false });
  }
  return result;
}

/** A method of a class that has bases: called through those, from wherever their library likes. */
function isOfDerived({ symbols }: Program, { extent: { cplusplus } }: FunctionRef): boolean {
  if (cplusplus === undefined || cplusplus.owner === "" || cplusplus.isLambda) return false;
  return symbols.methods.classes.meant(cplusplus.owner, cplusplus.scope).some(({ bases }) => bases.length > 0);
}

/**
 * The handlers of exceptions that leave a scope with a guard, whose end has given the GIL back before they run. What they do about the
 * exception belongs to what the guard was there for.
 */
function handlersAfter(
  takings: readonly Taking[],
  { effects, solution }: Analysed,
): readonly { readonly end: CallEffect; readonly handler: number }[] {
  const ends = new Set(takings.flatMap(({ site }) => [...(solution.undone.get(site) ?? [])]));
  return effects.blocks.flatMap((block) => {
    const end = block.effects.find((effect) => effect.kind === "call" && ends.has(effect));
    if (end?.kind !== "call") return [];
    return block.edges.flatMap(({ to, jump }) => (jump?.kind === "throw" ? [{ end, handler: to }] : []));
  });
}

const takingsIn = perAnalysed((analysed, program: Program) =>
  takingsOf(program, analysed, new Reach(analysed.effects)),
);

/** The calls that take the GIL in the state of entry, where no release comes before them that facts failed to tie to them. */
function takingsOf(program: Program, { ref, effects, solution }: Analysed, flow: Reach): Taking[] {
  const releases = [...releaseSites(solution)];
  const meanings = program.meanings(ref);
  const result = new Map<number, Taking>();
  for (const { effect, before, block, index } of solution.visits) {
    if (effect.kind !== "call" || before.status.frames.length > 0) continue;
    const taken = (meanings.of(effect)?.outcomes ?? []).flatMap(({ operations }) =>
      operations.filter(changesGil).slice(0, 1),
    );
    const starts = taken.some((first) => first.op === "acquire" && first.from === STARTED);
    const acquires = starts || taken.some((first) => first.op === "acquire" && !first.lexical && !first.ifReleased);
    if (!acquires && !taken.some(({ op }) => op === "ensure")) continue;
    if (releases.some((site) => flow.reaches(Math.floor(site / SITE), site % SITE, block, index))) continue;
    result.set(block * SITE + index, { site: block * SITE + index, call: effect, certain: acquires, starts });
  }
  return [...result.values()].filter(
    ({ call }) => effects.locals[call.callee] === undefined && !isPartOfLookup(program, ref, call.span.start),
  );
}

/** The call that may have failed to take the GIL, where nobody asked whether it did, or where it did not. */
function failedBefore(
  program: Program,
  takings: readonly Taking[],
  { ref, effects }: Analysed,
  use: Use<CallEffect>,
): Taking | null {
  for (const taking of takings) {
    if (!taking.certain || taking.call === use.effect || isSilent(program, ref, taking.call)) continue;
    if (!use.entry.every(({ before }) => before.facts.get(`${FAILED}${taking.site}`) === true)) continue;
    if (use.held.length + use.unknown.length === 0 || !isAsked(effects, taking.call.result)) return taking;
  }
  return null;
}

/** A function without a result that takes the GIL on some ways only has it already on the others: nobody could ask. */
function isSilent(program: Program, from: FunctionRef, call: CallEffect): boolean {
  const target = program.target(call, from.path);
  return target.kind === "functions" && target.refs.every(({ extent }) => /\bvoid\s*$/.test(extent.returns.trim()));
}

function isAsked({ blocks, locals }: FunctionEffects, result: string): boolean {
  // A handle that is handed on is used, not asked; a number says what is to be undone.
  const isHandle = locals[result]?.type.includes("*") === true;
  return blocks.some(
    (block) =>
      block.edges.some(({ fact }) => fact?.key.startsWith(result) === true) ||
      block.effects.some(
        (effect) =>
          (effect.kind === "call" && !isHandle && effect.args?.some(({ text }) => text === result) === true) ||
          (effect.kind === "store" && effect.from === result) ||
          (effect.kind === "return" && effect.value === result),
      ),
  );
}

/** Which points of a function can come after which. */
class Reach {
  readonly #effects: FunctionEffects;
  readonly #from = new Map<number, ReadonlySet<number>>();

  constructor(effects: FunctionEffects) {
    this.#effects = effects;
  }

  reaches(block: number, index: number, toBlock: number, toIndex: number): boolean {
    return (block === toBlock && index < toIndex) || this.#blocksFrom(block).has(toBlock);
  }

  isOnEveryWayTo(target: number, block: number): boolean {
    if (block === 0 || block === target) return true;
    const seen = new Set([0]);
    for (const at of seen) for (const { to } of this.#effects.blocks[at]?.edges ?? []) if (to !== block) seen.add(to);
    return !seen.has(target);
  }

  /** The blocks that can run after this one; itself only in a loop. */
  #blocksFrom(block: number): ReadonlySet<number> {
    const known = this.#from.get(block);
    if (known !== undefined) return known;
    const seen = new Set(this.#effects.blocks[block]?.edges.map(({ to }) => to));
    for (const at of seen) for (const { to } of this.#effects.blocks[at]?.edges ?? []) seen.add(to);
    this.#from.set(block, seen);
    return seen;
  }
}

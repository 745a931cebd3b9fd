// What is moved out of a container before it is dropped there: `job = std::move(jobs.front()); jobs.pop_front();`.
import type { CallEffect, Effect, FunctionEffects } from "./effect.ts";

const MOVED = /^(?:std::)?move\((.+?)(?:\.|->)(front|back|top)\(\)\)$/s;
/** What each method drops. */
const ENDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["pop", ["front", "top"]],
  ["pop_front", ["front"]],
  ["pop_back", ["back"]],
]);

/** The effects where the drop of what was moved away before destroys nothing. */
export function withoutTakenOut(effects: FunctionEffects): FunctionEffects {
  const pops = effects.blocks.some((block) => block.effects.some((effect) => popOf(effect) !== null));
  if (!pops) return effects;
  return {
    ...effects,
    blocks: effects.blocks.map((block) => {
      const taken = new Set<string>();
      return { ...block, effects: block.effects.map((effect) => without(effect, taken)) };
    }),
  };
}

function without(effect: Effect, taken: Set<string>): Effect {
  const pop = popOf(effect);
  if (pop?.ends.some((end) => taken.delete(`${pop.container} ${end}`)) === true) return pop.plain;
  for (const text of movedBy(effect)) taken.add(text);
  return effect;
}

/** A call that drops an element, and the same as a call of which nothing is known. */
function popOf(effect: Effect): { container: string; ends: readonly string[]; plain: CallEffect } | null {
  if (effect.kind !== "call" || effect.cplusplus?.object?.role !== "member") return null;
  const ends = ENDS.get(effect.pointer?.slot ?? "");
  if (ends === undefined) return null;
  const { object, ...cplusplus } = effect.cplusplus;
  return { container: object.text, ends, plain: { ...effect, cplusplus: { ...cplusplus, object: null } } };
}

/** Containers and ends whose element an effect moves, as text: `std::move(q.front())` given to a call, or the call of it. */
function movedBy(effect: Effect): readonly string[] {
  if (effect.kind !== "call") return [];
  const all = (effect.args ?? []).map(({ text }) => text);
  const isMove = /^(?:std::)?move$/.test(effect.callee);
  return all.flatMap((text) => {
    const [, container, end] = MOVED.exec(isMove ? `move(${text})` : text) ?? [];
    return container === undefined ? [] : [`${container} ${end}`];
  });
}

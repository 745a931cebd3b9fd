// What the project itself releases the GIL for: the best evidence that a call deserves it.
import { apiFact, looksLikeApi } from "../capi/api.ts";
import { blockingFact } from "../capi/blocking.ts";
import { noReturn } from "../capi/control.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { Analysed, Use } from "../summaries/uses.ts";

/** A call of a library's function for which alone the GIL is released somewhere. */
export interface Habit {
  readonly analysed: Analysed;
  readonly use: Use<CallEffect>;
}

/** By the function's name; of several places the first. */
export function habitsOf(program: Program, functions: readonly Analysed[]): ReadonlyMap<string, Habit> {
  const habits = new Map<string, Habit>();
  for (const analysed of functions)
    for (const use of releasedFor(analysed, program)) {
      const { callee } = use.effect;
      if (!habits.has(callee)) habits.set(callee, { analysed, use });
    }
  return habits;
}

/** The first call of each region in which nothing else is called. */
const releasedFor = perAnalysed((analysed, program: Program): readonly Use<CallEffect>[] =>
  [...workByRegion(program, analysed)].flatMap((uses) => {
    const [use] = uses;
    const isAlone = use !== undefined && uses.every(({ effect }) => effect.callee === use.effect.callee);
    return isAlone && isSure(use) && isTelling(program, use.effect.callee) ? [use] : [];
  }),
);

function workByRegion(program: Program, analysed: Analysed): Iterable<readonly Use<CallEffect>[]> {
  const regions = new Map<number, Use<CallEffect>[]>();
  for (const use of analysed.released) {
    const { effect } = use;
    if (effect.kind !== "call" || !isWork(program, analysed, effect)) continue;
    const site = use.released[0]?.before.status.frames.findLast(({ kind }) => kind === "released")?.site ?? -1;
    const known = regions.get(site) ?? [];
    regions.set(site, known);
    known.push({ ...use, effect });
  }
  return regions.values();
}

const COPIES =
  /^(?:mem|str|is|to)[a-z]+$|^(?:atomic|__atomic|__sync)_\w+$|^(?:v?sn?printf|malloc|calloc|realloc|free|abs|__errno_location)$/;

/** Something that can be why the GIL is released: no macro of the region, nothing that copies memory. */
function isWork(program: Program, { ref }: Analysed, call: CallEffect): boolean {
  if (call.args === null || noReturn(call.callee) || COPIES.test(call.callee)) return false;
  const { kind } = program.target(call, ref.path);
  return (kind === "external" || kind === "pointer") && program.meanings(ref).of(call) === null;
}

/** Where the release is a choice, as by a setting, the call does not need it. */
function isSure({ entry, held, unknown }: Use): boolean {
  return entry.length + held.length + unknown.length === 0;
}

/** What gives things back or asks for them is mostly quick, whatever somebody put a region round. */
const QUICK =
  /free|destroy|dispose|release|unref|clear|close|cleanup|finali[sz]e|delete|reset|shutdown|exit|quit|get|set|is_|has_|error|unlock|signal|print/i;

function isTelling(program: Program, name: string): boolean {
  const weight = blockingFact(name)?.weight;
  if (weight !== undefined) return weight === "high" || weight === "medium";
  // `size_t(n)` converts.
  const isFunction =
    /^[a-z]\w*(?:_|[a-z][A-Z])\w*(?<!_t)$/.test(name) && apiFact(name) === undefined && !looksLikeApi(name);
  return isFunction && !QUICK.test(name) && !program.traits.isMacro(name);
}

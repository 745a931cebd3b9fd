// Variables with static storage that a function fills in with the GIL held and uses where it has released it: whoever comes in
// meanwhile fills them in anew.
import { playsRole } from "../capi/roles.ts";
import type { CallEffect, Effect } from "../effects/effect.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { runsAlone } from "./alone.ts";
import type { Evidence } from "./evidence.ts";
import { comesBefore } from "./in-use.ts";
import { type Objects, objectsOf } from "./objects.ts";
import { isStaticVariable, staticType } from "./sharing.ts";
import { changesIn } from "./statics.ts";

export interface Carried {
  readonly analysed: Analysed;
  readonly name: string;
  /** With the GIL held. */
  readonly filled: Use;
  /** Without it. */
  readonly used: Use;
  /** The same in other functions of the file: one variable, one finding. */
  readonly alike: readonly Carried[];
}

/** In order of position; what is filled in beside another variable, and used with it, is not told of again. */
export function carriedIn(evidence: Evidence): readonly Carried[] {
  const objects = objectsOf(evidence);
  const byVariable = new Map<string, Carried[]>();
  for (const analysed of evidence.functions)
    for (const carried of carriedBy(evidence, objects, analysed)) {
      const key = `${analysed.ref.path}\u0000${isOwn(analysed, carried.name) ? analysed.ref.id : ""}\u0000${carried.name}`;
      byVariable.set(key, [...(byVariable.get(key) ?? []), carried]);
    }
  const told = new Set<Effect>();
  return [...byVariable.values()].flatMap(([first, ...alike]) => {
    if (first === undefined || told.has(first.filled.effect)) return [];
    told.add(first.filled.effect);
    return [{ ...first, alike }];
  });
}

/** Whether a function fills in a variable of all threads with the GIL held, so that its own next call could do so while it is in a region. */
export function isFilledIn(evidence: Evidence, analysed: Analysed, name: string): boolean {
  return isStaticVariable(evidence, analysed, name) && fillingsIn(evidence, analysed).has(name);
}

/** One for each variable. */
function carriedBy(evidence: Evidence, objects: Objects, analysed: Analysed): Carried[] {
  const fillings = analysed.regions === 0 ? null : fillingsIn(evidence, analysed);
  if (fillings === null || fillings.size === 0) return [];
  const found: Carried[] = [];
  for (const used of analysed.released) {
    const name = used.effect.kind === "read" ? used.effect.name : null;
    const filled = name === null ? undefined : fillings.get(name)?.find((use) => comesBefore(analysed, use, used));
    if (name === null || filled === undefined || found.some((one) => one.name === name)) continue;
    if (!isStaticVariable(evidence, analysed, name) || isThreadState(evidence, analysed, name)) continue;
    if (isGuarded(objects, analysed, used) || isAsked(evidence, analysed, filled)) continue;
    found.push({ analysed, name, filled, used, alike: [] });
  }
  // What Python comes to is dear to find out.
  const { ref } = analysed;
  return found.length > 0 && evidence.entries.isReached(ref) && !runsAlone(evidence, ref) ? found : [];
}

/** By variable: where it gets a value that differs from call to call, with the GIL held. Not where the region fills it in itself. */
function fillingsIn(evidence: Evidence, analysed: Analysed): ReadonlyMap<string, readonly Use[]> {
  const fillings = new Map<string, Use[]>();
  const elsewhere = new Set<string>();
  const add = (variable: string, use: Use): void => {
    if (use.released.length > 0) elsewhere.add(variable);
    else if (use.entry.length + use.held.length > 0) fillings.set(variable, [...(fillings.get(variable) ?? []), use]);
  };
  for (const { variable, use, how } of changesIn(evidence, analysed))
    if (how === "set" || how === "filled") add(variable, use);
  for (const { use, argument, variable } of addressesGiven(analysed, evidence))
    if (fillsArgument(evidence, analysed, use.effect, argument)) add(variable, use);
  for (const variable of elsewhere) fillings.delete(variable);
  return fillings;
}

/** Static variables whose addresses a call gets. */
const addressesGiven = perAnalysed((analysed, evidence: Evidence) =>
  analysed.uses.filter(isCallUse).flatMap((use) =>
    (use.effect.args ?? []).flatMap(({ kind, base, text }, argument) => {
      if (kind !== "address" || base === null || text !== `&${base}`) return [];
      return isStaticVariable(evidence, analysed, base) ? [{ use, argument, variable: base }] : [];
    }),
  ),
);

function fillsArgument({ program }: Evidence, { ref }: Analysed, call: CallEffect, argument: number): boolean {
  const target = program.target(call, ref.path);
  if (target.kind === "api") return playsRole(target.name, "parses-arguments");
  if (target.kind !== "functions" || target.throughPointer) return false;
  return target.refs.some((callee) => {
    const { blocks, locals } = program.effects(callee);
    return blocks.some(({ effects }) => effects.some((effect) => isStoreThrough(effect, locals, argument)));
  });
}

/** `*p = …` */
function isStoreThrough(effect: Effect, locals: Analysed["effects"]["locals"], parameter: number): boolean {
  if (effect.kind !== "store" || effect.base === null || effect.through !== "pointer" || effect.value !== null)
    return false;
  return locals[effect.base]?.parameter === parameter && effect.target === `*${effect.base}`;
}

/** A thread state has a reading of its own. */
function isThreadState(evidence: Evidence, analysed: Analysed, name: string): boolean {
  return /\bPyThreadState\b/.test(staticType(evidence, analysed, name) ?? "");
}

function isGuarded(objects: Objects, analysed: Analysed, use: Use): boolean {
  return objects.locksAt({ analysed, use }).size > 0;
}

/** Whether what has gone before was decided by a variable that all threads share: a flag keeps the second one out, or fills it once. */
function isAsked(evidence: Evidence, analysed: Analysed, filled: Use): boolean {
  return analysed.effects.blocks.some(({ edges }, block) => {
    const names = edges.flatMap(({ decision }) => decision?.text.match(/[A-Za-z_]\w*/g) ?? []);
    if (!names.some((name) => isStaticVariable(evidence, analysed, name))) return false;
    const [asking] = analysed.uses.filter((use) => use.block === block);
    return asking !== undefined && (block === filled.block ? false : comesBefore(analysed, asking, filled));
  });
}

function isOwn({ effects }: Analysed, name: string): boolean {
  return effects.locals[name]?.isStatic === true;
}

// Who lends what: the calls after which a pointer is only as good as its object, and the places that hold the pointer.

import { copiesText } from "../capi/cplusplus.ts";
import { lentMemory } from "../capi/lent-memory.ts";
import { borrowed } from "../capi/objects.ts";
import { playsRole } from "../capi/roles.ts";
import type { CallEffect, Effect, StoreEffect } from "../effects/effect.ts";
import { perAnalysed, perNames } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { isOutOfReach, lentReference } from "./borrowings.ts";
import type { Evidence } from "./evidence.ts";

/**
 * `item`: borrowed from a container that others can change; `memory`: a pointer into an object that can move it; `view`: a pointer
 * into a buffer that has been given back; `owner`: a pointer into an object that nothing here keeps any more.
 */
export type LoanKind = "item" | "memory" | "view" | "owner";

export interface Lent {
  readonly kind: LoanKind;
  /** What lends it, as written. */
  readonly lender: string;
  /** The variables that hold it, and the fields of local structs. */
  readonly names: readonly string[];
}

/** In place of a name: nothing but the expression around the call has it. */
export const PASSED_ON = "";

/** The calls that may lend something, by what they call. */
export const lendersIn: (analysed: Analysed) => readonly Use<CallEffect>[] = perAnalysed(({ uses }) => {
  const calls = uses.filter(isCallUse).filter(({ effect }) => effect.pointer === null);
  const copiesBuffer = uses.some(({ effect }) => effect.kind === "store" && pointersOf(effect).some(isBuffer));
  const lendsMemory = calls.some(({ effect }) => lentMemory(effect.callee) !== undefined);
  const mayLend = ({ callee }: CallEffect): boolean =>
    lentMemory(callee)?.moves === true ||
    borrowed(callee)?.kind === "borrowed" ||
    (copiesBuffer && playsRole(callee, "ends-buffer")) ||
    (lendsMemory && playsRole(callee, "drops-reference"));
  return calls.filter(({ effect }) => mayLend(effect));
});

/** The functions of the workspace that a function gets such a pointer from: good no longer when they give it. */
export function lateGivers(
  evidence: Evidence,
  analysed: Analysed,
): readonly (Lent & { readonly use: Use<CallEffect> })[] {
  return keepingIn(analysed, evidence.program).flatMap((use) => {
    const given = givenBy(evidence, analysed, use.effect);
    const names = given.flatMap(({ argument }) => takenBy(analysed, use.effect, argument));
    const [first] = given;
    return first === undefined || names.length === 0 ? [] : [{ kind: first.kind, lender: first.lender, names, use }];
  });
}

/** The calls of functions of the workspace that give something which is kept: most give nothing, and who is called need not be read for that. */
const keepingIn = perNames((analysed, program) =>
  analysed.uses
    .filter(isCallUse)
    .filter(
      ({ effect }) =>
        effect.pointer === null &&
        [{}, ...(effect.args ?? [])].some((_, at) => takenBy(analysed, effect, at - 1).length > 0) &&
        program.target(effect, analysed.ref.path).kind === "functions",
    ),
);

/** The variables that keep a call's result (-1), or what it puts where an argument says. */
function takenBy(analysed: Analysed, { result, args }: CallEffect, argument: number): readonly string[] {
  const taken = argument < 0 ? result : args?.[argument]?.text;
  return taken === undefined || (argument >= 0 && !taken.startsWith("&")) ? [] : holders(analysed, taken);
}

/** What a helper gives back, or puts where an argument says, after its lender was let go. */
function givenBy(
  evidence: Evidence,
  { ref }: Analysed,
  call: CallEffect,
): readonly { readonly kind: LoanKind; readonly lender: string; readonly argument: number }[] {
  const target = evidence.program.target(call, ref.path);
  const [callee, ...others] = target.kind === "functions" && !target.throughPointer ? target.refs : [];
  const letsGo = (name: string): boolean => playsRole(name, "ends-buffer") || playsRole(name, "drops-reference");
  if (callee === undefined || others.length > 0 || !callee.extent.calls.some(letsGo)) return [];
  if (NO_POINTER.test(callee.extent.returns) && !(call.args ?? []).some(({ text }) => text.startsWith("&"))) return [];
  const helper = evidence.program.analysed(callee);
  return lendersIn(helper).flatMap((use) => {
    const lent = letsGo(use.effect.callee) ? lentBy(evidence, helper, use) : null;
    if (lent === null) return [];
    const lender = `${callee.extent.name}'s ${lent.lender}`;
    return [...new Set(lent.names.flatMap((name) => waysOut(helper, name, use)))].map((argument) => ({
      kind: lent.kind,
      lender,
      argument,
    }));
  });
}

/** The type of a result that no pointer can be. */
const NO_POINTER =
  /^\s*(?:(?:static|inline|const|void|int|char|long|short|unsigned|double|Py_ssize_t|size_t|bool)\b\s*)+$/;

/** -1 where a function returns what a variable holds after a call; the parameter through which it was given before. */
function waysOut({ effects, uses }: Analysed, name: string, { effect: end }: Use<CallEffect>): readonly number[] {
  const local = effects.locals[name];
  if (local === undefined) return [];
  if (local.parameter >= 0)
    return uses.some(({ effect }) => effect.kind === "store" && effect.target === `*${name}`) ? [local.parameter] : [];
  const blocks = effects.blocks.flatMap((block) => block.effects);
  const isGiven = blocks.some(
    (effect) => effect.kind === "return" && effect.value === name && effect.span.start > end.span.start,
  );
  return isGiven ? [-1] : [];
}

function isBuffer(place: string): boolean {
  return /(?:\.|->)buf$/.test(place);
}

export function lentBy(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): Lent | null {
  const { callee, args, pointer } = use.effect;
  const [first] = args ?? [];
  if (pointer !== null || first === undefined) return null;
  if (playsRole(callee, "ends-buffer")) return viewBehind(analysed, use, first.text);
  if (playsRole(callee, "drops-reference")) return ownerBehind(evidence, analysed, use, first.text);
  const memory = lentMemory(callee);
  if (memory?.moves === true)
    return { kind: "memory", lender: first.text, names: pointersTo(analysed, use.effect, memory.argument) };
  if (lentReference(evidence, analysed, use)?.risk !== "high") return null;
  const kept = holders(analysed, use.effect.result);
  return { kind: "item", lender: first.text, names: kept.length > 0 ? kept : [PASSED_ON] };
}

/** No other thread can change what lends it. Asked last: it takes looking at callers. */
export function isSafe(evidence: Evidence, analysed: Analysed, { effect }: Use<CallEffect>, { kind }: Lent): boolean {
  const [first] = effect.args ?? [];
  if (first === undefined || kind === "view" || kind === "owner") return false;
  return kind === "memory" ? isFresh(evidence, analysed, first.text) : isOutOfReach(evidence, analysed, first);
}

/** An object that was made here, and handed to nobody. */
function isFresh(evidence: Evidence, analysed: Analysed, text: string): boolean {
  const makers = makersOf(analysed, text);
  return (
    makers.length > 0 &&
    makers.every(({ effect }) => {
      const target = evidence.program.target(effect, analysed.ref.path);
      return target.kind === "api" && /_(?:From|New|Concat)/.test(target.name);
    })
  );
}

/** The calls whose results a local variable holds. */
function makersOf({ effects, uses }: Analysed, name: string): readonly Use<CallEffect>[] {
  const local = effects.locals[name];
  if (local === undefined || local.parameter >= 0 || local.isStatic) return [];
  return uses.filter(isCallUse).filter(({ effect }) => effect.result === name);
}

/** A place without its indices: what is said of one element is said of all. */
export function placeOf(text: string): string {
  return text.replace(/^[*&]+/, "").replace(/\[[^\]]*\]/g, "");
}

/** The local variable that a value is kept in, as such or as an element, or the field of one. */
export function holders({ effects }: Analysed, text: string): readonly string[] {
  const place = placeOf(text);
  const base = /^(\w+)(?:\.\w+)*$/.exec(place)?.[1];
  return base !== undefined && effects.locals[base]?.isStatic === false ? [place] : [];
}

/** The places that keep the pointer a call gives; a string of C++ copies what it is assigned. */
export function pointersTo(analysed: Analysed, { result, args }: CallEffect, argument: number): readonly string[] {
  const { ref, effects, uses } = analysed;
  const kept = holders(analysed, argument < 0 ? result : (args?.[argument]?.text ?? ""));
  if (kept.length === 0 && argument < 0) {
    const goesOn = uses.some(({ effect }) => effect.kind === "store" && effect.into?.includes(result) === true);
    return goesOn ? [result] : [];
  }
  const copies = (name: string): boolean => copiesText(effects.locals[name]?.type ?? "");
  return ref.extent.cplusplus === undefined ? kept : kept.filter((name) => !copies(name));
}

/** The pointers that were copied out of a buffer before it was given back. */
function viewBehind(analysed: Analysed, use: Use<CallEffect>, text: string): Lent {
  const view = text.startsWith("&") ? `${text.slice(1)}.` : `${text}->`;
  return { kind: "view", lender: view.replace(/\W+$/, ""), names: heldBefore(analysed, use, [`${view}buf`]) };
}

/** The pointers that were taken from a new object before the one reference to it was given back. */
function ownerBehind(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>, owner: string): Lent | null {
  const lends = ({ effect }: Use<CallEffect>): boolean =>
    effect.pointer === null && lentMemory(effect.callee) !== undefined && effect.args?.[0]?.text === owner;
  if (!analysed.uses.filter(isCallUse).some(lends) || !isOwn(evidence, analysed, owner)) return null;
  return { kind: "owner", lender: owner, names: heldBefore(analysed, use, [], owner) };
}

/** A variable whose objects calls give it a reference to, and that takes none besides, nor hands one to others. */
function isOwn(evidence: Evidence, analysed: Analysed, owner: string): boolean {
  const makers = makersOf(analysed, owner);
  const isGiven = ({ effect }: Use<CallEffect>): boolean => {
    const target = evidence.program.target(effect, analysed.ref.path);
    return target.kind === "api" && borrowed(effect.callee)?.kind !== "borrowed";
  };
  const isShared = ({ effect }: Use): boolean => {
    if (effect.kind === "store") return pointersOf(effect).includes(owner) || isOtherValue(analysed, effect, owner);
    if (effect.kind !== "call" || effect.args === null) return false;
    const keeps = ["new-reference", "publishes-object", "steals-reference"] as const;
    return effect.args.some(({ text }) => text === owner) && keeps.some((role) => playsRole(effect.callee, role));
  };
  return makers.length > 0 && makers.every(isGiven) && !analysed.uses.some(isShared);
}

/** A store to the owner that no call made: another variable's object, whose reference is not its own. */
function isOtherValue(analysed: Analysed, store: StoreEffect, owner: string): boolean {
  return store.target === owner && store.value !== 0 && !isResult(analysed, store);
}

/** The places that hold a pointer when a call is made, following the text up to there. */
function heldBefore(
  analysed: Analysed,
  { effect: end }: Use<CallEffect>,
  sources: readonly string[],
  owner: string | null = null,
): readonly string[] {
  const held = new Set<string>();
  for (const { effect } of analysed.uses) {
    if (effect === end || effect.span.start >= end.span.start) break;
    if (effect.kind === "call") {
      const fact = effect.pointer === null ? lentMemory(effect.callee) : undefined;
      const lends = fact !== undefined && owner !== null && effect.args?.[0]?.text === owner;
      forget(held, effect.result);
      if (lends) for (const name of pointersTo(analysed, effect, fact.argument)) held.add(name);
    } else if (effect.kind === "store") {
      const taken = sources.some((source) => pointersOf(effect).includes(source));
      if ((taken && effect.target !== effect.from) || takes(analysed, effect, held))
        for (const name of holders(analysed, effect.target)) held.add(name);
      else if (isReplaced(analysed, effect)) forget(held, effect.target);
    }
  }
  // A struct's field may stay as it is: how much is left there to read says whether anybody looks.
  return [...held].filter((name) => !name.includes("."));
}

/** What a store's new value is a copy of, or points into. */
export function pointersOf({ from, into }: StoreEffect): readonly string[] {
  return into ?? (from === null ? [] : [from]);
}

/** Whether a store copies something held, a pointer in it, or a pointer that it holds. */
export function takes({ effects }: Analysed, store: StoreEffect, held: ReadonlySet<string>): boolean {
  const { from, into, target, through } = store;
  const isPointer = through === "name" && effects.locals[target]?.type.includes("*") === true;
  if (into !== undefined) return (isPointer || through === "field") && into.some((one) => held.has(placeOf(one)));
  if (from === null || from.startsWith("&")) return false;
  if (held.has(from)) return true;
  return isPointer && [...held].some((name) => isWithin(name, placeOf(from)));
}

/** Whether a place is reached through a pointer: `p->x` and `p[3].x` through `p`. */
export function isWithin(pointer: string, place: string): boolean {
  return pointer !== PASSED_ON && place.startsWith(pointer) && !/\w/.test(place[pointer.length] ?? "");
}

/** Whether a place gets another value, that no call before it gave. */
export function isReplaced(analysed: Analysed, store: StoreEffect): boolean {
  const isWhole = store.through === "name" || (store.through === "field" && !/->|\[/.test(store.target));
  return isWhole && !store.modifies && !isResult(analysed, store);
}

/** A variable, and all fields of it. */
export function forget(names: Set<string>, text: string): void {
  for (const name of names) if (name === text || name.startsWith(`${text}.`)) names.delete(name);
}

/** Whether a store only keeps what the call before it gave. */
function isResult(analysed: Analysed, store: Effect & { readonly kind: "store" }): boolean {
  const effects = analysed.effects.blocks.find((block) => block.effects.includes(store))?.effects ?? [];
  const previous = effects.slice(0, effects.indexOf(store)).findLast(({ kind }) => kind !== "field");
  return previous?.kind === "call" && previous.result === store.target;
}

// References that a call lends: whose they are, whether anybody else can drop them meanwhile, and what is done with them.
import { type BorrowedFact, borrowed, objectField } from "../capi/objects.ts";
import type { Argument, CallEffect, Effect } from "../effects/effect.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { contains } from "../text/span.ts";
import { onlyGilGuards } from "./attached.ts";
import type { Evidence } from "./evidence.ts";
import { isNewObject } from "./fresh.ts";

export interface Borrowing {
  readonly use: Use<CallEffect>;
  readonly fact: BorrowedFact;
  /** What lends it; undefined where nothing is named. */
  readonly container: Argument | undefined;
  /** Where it is used: not only compared. */
  readonly usedAt: Effect;
}

/** The loans of a function that only the GIL keeps good. */
export function borrowingsIn(evidence: Evidence, analysed: Analysed): Borrowing[] {
  return analysed.uses.filter(isCallUse).flatMap((use): Borrowing[] => {
    const fact = lentReference(evidence, analysed, use);
    const [container] = use.effect.args ?? [];
    if (fact === undefined || !onlyGilGuards(evidence, analysed, use)) return [];
    if (container !== undefined && isOutOfReach(evidence, analysed, container)) return [];
    const usedAt = useOf(analysed, use.effect);
    return usedAt === null ? [] : [{ use, fact, container, usedAt }];
  });
}

/** What is known of the reference that a call lends, if it does. */
export function lentReference(
  { program }: Evidence,
  { ref }: Analysed,
  { effect }: Use<CallEffect>,
): BorrowedFact | undefined {
  if (effect.pointer !== null || effect.args === null) return undefined;
  const fact = borrowed(effect.callee);
  // What gives a strong reference to older Pythons is made of a loan.
  if (fact?.kind !== "borrowed" || fact.risk === "low" || ref.extent.name === fact.replacement) return undefined;
  const { kind } = program.target(effect, ref.path);
  return kind === "api" || kind === "accessor" ? fact : undefined;
}

/** No other thread has the container: it was made here and not given away, or for this call. */
export function isOutOfReach(evidence: Evidence, analysed: Analysed, { base, text }: Argument): boolean {
  const local = base === null ? undefined : analysed.effects.locals[base];
  if (objectField(/(\w+)$/.exec(text)?.[1] ?? "") !== undefined) return true;
  if (base === null || local === undefined || local.isStatic || text !== base) return false;
  if (local.parameter < 0) return isNewObject(analysed, base);
  // Python makes the dictionary of keyword arguments for each call.
  if (evidence.entries.entry(analysed.ref) !== undefined) return local.parameter === 2 || KEYWORDS.test(base);
  return KEYWORDS.test(base) || isMadeByCallers(evidence, analysed, local.parameter);
}

const KEYWORDS = /^kw\w*$|^keywords$/;

/** Whoever calls the function hands it a container of its own. */
function isMadeByCallers({ program, entries }: Evidence, { ref }: Analysed, parameter: number): boolean {
  const callers = entries.callersOf(ref).map((caller) => program.analysed(caller));
  return (
    callers.length > 0 &&
    callers.every((caller) =>
      caller.uses.filter(isCallUse).every(({ effect }) => {
        if (effect.callee !== ref.extent.name) return true;
        const handed = effect.args?.[parameter];
        return handed?.base !== null && handed?.base === handed?.text && isNewObject(caller, handed?.base ?? "");
      }),
    )
  );
}

/** Where what was lent is used; null where it is not, or only compared. */
function useOf(analysed: Analysed, call: CallEffect): Effect | null {
  // What is lent through arguments is there to be used.
  if (call.args?.some(({ kind, text }) => kind === "address" && /^&\w+$/.test(text)) === true) return call;
  const name = /^\w+$/.test(call.result) ? call.result : null;
  for (const { effect } of analysed.uses) {
    if (effect === call) continue;
    if (name === null ? holds(effect, call) : isUseOf(effect, name)) return effect;
  }
  // Kept in something that outlives the call.
  const kept = analysed.uses.find(({ effect }) => effect.kind === "store" && effect.target === call.result);
  return name === null && kept !== undefined ? kept.effect : null;
}

/** Whether an expression that contains the call goes on to use its result. */
function holds(effect: Effect, { whole, result }: CallEffect): boolean {
  if (effect.kind === "call") return (effect.args ?? []).some(({ span }) => contains(span, whole));
  if (effect.kind === "return") return effect.value === result;
  return (
    effect.kind === "field" &&
    contains({ start: whole.start, end: effect.span.end }, whole) &&
    effect.span.start === whole.end + 2
  );
}

function isUseOf(effect: Effect, name: string): boolean {
  switch (effect.kind) {
    case "call":
      return (effect.args ?? []).some(({ base }) => base === name);
    case "field":
      return effect.base === name;
    case "store":
      return effect.from === name || (effect.base === name && effect.through !== "name");
    case "return":
      return effect.value === name;
    default:
      return false;
  }
}

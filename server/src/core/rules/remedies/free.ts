// What is the same without the GIL: code that may run in a region; and what it is that may not.
import { objectField } from "../../capi/objects.ts";
import { handleCall, unsafeCall } from "../../capi/sharing.ts";
import { waitOf } from "../../contexts/waits.ts";
import type { CallEffect, Effect } from "../../effects/effect.ts";
import { isFilledIn } from "../../evidence/carried.ts";
import { racesWithoutGil } from "../../evidence/object-races.ts";
import { exclusiveIn } from "../../evidence/shared-handles.ts";
import { isStaticVariable, sharedStream } from "../../evidence/sharing.ts";
import type { Analysed, Use } from "../../summaries/uses.ts";
import { contains, type Span, shift } from "../../text/span.ts";
import { concernsSignalsOnly, demandOf } from "./calls.ts";
import type { Patient } from "./region.ts";

/** Why a part of the code may not run without the GIL, as a sentence; null if it may. What stands `apart` from it (in the body) may do anything. */
export function needOfPart(patient: Patient, part: Span, apart: readonly Span[] = []): string | null {
  const { analysed, code } = patient;
  const stretch = shift(part, -code.body.start);
  const jumps = analysed.effects.blocks.flatMap(({ edges }) => edges.flatMap(({ jump }) => jump ?? []));
  const jump = jumps.find(({ span }) => contains(stretch, span));
  if (jump !== undefined) return `${jump.macro ?? `A ${jump.kind}`} would leave the region.`;
  const seen = new Set<string>();
  for (const effect of effectsIn(patient, part)) {
    if (apart.some((one) => contains(one, effect.span))) continue;
    const need = needOf(patient, analysed, without(effect, apart), seen);
    if (need !== null) return need;
  }
  return null;
}

/** A call whose arguments that stand apart say nothing. */
function without(effect: Effect, apart: readonly Span[]): Effect {
  if (effect.kind !== "call" || effect.args === null || apart.length === 0) return effect;
  const args = effect.args.map((arg) => (apart.some((one) => contains(arg.span, one)) ? { ...arg, ...APART } : arg));
  return { ...effect, args };
}

const APART = { text: "", base: null, kind: "other" } as const;

export function effectsIn({ analysed, code }: Patient, part: Span): readonly Effect[] {
  const stretch = shift(part, -code.body.start);
  return analysed.effects.blocks.flatMap(({ effects }) => effects.filter((effect) => contains(stretch, effect.span)));
}

/** Whether a call is known to wait. */
export function waits({ evidence, analysed }: Patient, effect: Effect): boolean {
  if (effect.kind !== "call") return false;
  if (waitOf(analysed, effect, evidence.program) !== null) return true;
  const target = evidence.program.target(effect, analysed.ref.path);
  return target.kind === "functions" && target.refs.some((ref) => evidence.waits.of(ref) !== null);
}

/** An object, something that threads share, or a change of the GIL's own state. */
function needOf(patient: Patient, where: Analysed, effect: Effect, seen: Set<string>): string | null {
  switch (effect.kind) {
    case "store":
      return effect.base !== null && isStaticVariable(patient.evidence, where, effect.base)
        ? `${effect.base} is the same for all threads, and guarded by the GIL.`
        : null;
    case "field":
      return objectField(effect.field) ? `The field ${effect.field} belongs to a Python object.` : null;
    case "read":
      return where === patient.analysed ? needOfVariable(patient, effect.name) : null;
    case "fall":
      return null;
    case "return":
    case "throw":
      return where === patient.analysed ? "It leaves the function." : null;
    case "call":
      return needOfCall(patient, where, effect, seen);
  }
}

function needOfVariable({ evidence, analysed }: Patient, name: string): string | null {
  return isFilledIn(evidence, analysed, name)
    ? `${name} is the same for all threads: the next call of ${analysed.ref.extent.name} could fill it in anew meanwhile.`
    : null;
}

const MAX_FOLLOWED = 12;

function needOfCall(patient: Patient, where: Analysed, call: CallEffect, seen: Set<string>): string | null {
  const { evidence } = patient;
  const name = call.macro ?? call.pointer?.text ?? call.callee;
  const handle = handleCall(call.callee);
  const use = handle === undefined || call.args?.[handle.argument]?.text === "" ? undefined : useOf(where, call);
  if (use !== undefined && racesWithoutGil(evidence, where, use))
    return `${name} works on what belongs to an object: another thread could use it meanwhile.`;
  const shared = use === undefined ? null : exclusiveIn(evidence, where, use);
  if (shared !== null)
    return `${name} works on ${shared.name}, which all threads share: another one could use it meanwhile.`;
  const unsafe = unsafeCall(call.callee);
  if (unsafe !== undefined && !concernsSignalsOnly(unsafe)) return `${name} is not safe for two threads at once.`;
  if (sharedStream(evidence, where, call) !== null) return `${name} uses a stream that all threads share.`;
  const isObject = (base: string | null): boolean =>
    base !== null && /^(?:const )?Py\w*Object\s*\*/.test(where.effects.locals[base]?.type ?? "");
  if ((call.args ?? []).some(({ base }) => isObject(base))) return `${name} is handed a Python object.`;
  const target = evidence.program.target(call, where.ref.path);
  if (target.kind === "pointer") return `What ${name} calls is not known: it could need the GIL.`;
  if (target.kind === "declared") return target.needs ? `${name} needs the GIL, as its declaration says.` : null;
  if (target.kind !== "functions") {
    if (target.kind !== "external" || demandOf(evidence, where, call) === "gil") return `${name} needs the GIL.`;
    return evidence.program.changesGil(where.ref, call) ? `${name} changes the state of the GIL itself.` : null;
  }
  for (const ref of target.refs) {
    if (seen.has(ref.id)) continue;
    if (seen.size >= MAX_FOLLOWED) return `${name} reaches too much to tell whether it needs the GIL.`;
    const needed = evidence.needs.of(ref);
    if (needed !== null) return `${ref.extent.name} needs the GIL: it reaches ${needed.name}.`;
    if (evidence.releases.of(ref) !== null) return `${ref.extent.name} releases the GIL itself.`;
    seen.add(ref.id);
    const callee = evidence.program.analysed(ref);
    if (callee.effects.damage !== null) return `gilint cannot read all of ${ref.extent.name}.`;
    for (const effect of callee.effects.blocks.flatMap(({ effects }) => effects)) {
      const need = needOf(patient, callee, effect, seen);
      if (need !== null) return `In ${ref.extent.name}: ${need}`;
    }
  }
  return null;
}

function useOf({ uses }: Analysed, { span: place }: CallEffect): Use | undefined {
  return uses.find(({ effect }) => effect.kind === "call" && effect.span.start === place.start);
}

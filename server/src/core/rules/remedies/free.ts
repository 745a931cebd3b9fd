// What is the same without the GIL: code that may run in a region.
import { objectField } from "../../capi/objects.ts";
import { handleCall, unsafeCall } from "../../capi/sharing.ts";
import { waitOf } from "../../contexts/waits.ts";
import type { CallEffect, Effect } from "../../effects/effect.ts";
import { racesWithoutGil } from "../../evidence/object-races.ts";
import { isStaticVariable, sharedStream } from "../../evidence/sharing.ts";
import type { Analysed, Use } from "../../summaries/uses.ts";
import { contains, type Span, shift } from "../../text/span.ts";
import { concernsSignalsOnly, demandOf } from "./calls.ts";
import type { Patient } from "./region.ts";

/** Code that jumps nowhere, and touches nothing that the GIL guards, but for what stands apart from it (in the body). */
export function isFreePart(patient: Patient, part: Span, apart: readonly Span[] = []): boolean {
  const { analysed, code } = patient;
  const stretch = shift(part, -code.body.start);
  const jumps = analysed.effects.blocks.flatMap(({ edges }) => edges.flatMap(({ jump }) => jump ?? []));
  if (jumps.some((jump) => contains(stretch, jump.span))) return false;
  const seen = new Set<string>();
  return effectsIn(patient, part)
    .filter((effect) => !apart.some((one) => contains(one, effect.span)))
    .every((effect) => isFree(patient, analysed, without(effect, apart), seen));
}

/** A call without the arguments that stand apart. */
function without(effect: Effect, apart: readonly Span[]): Effect {
  if (effect.kind !== "call" || effect.args === null || apart.length === 0) return effect;
  return { ...effect, args: effect.args.filter((arg) => !apart.some((one) => contains(arg.span, one))) };
}

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

/** Whether an effect is the same without the GIL: no object, nothing that threads share, no change of the GIL's own state. */
function isFree(patient: Patient, where: Analysed, effect: Effect, seen: Set<string>): boolean {
  const { evidence } = patient;
  switch (effect.kind) {
    case "store":
      return effect.base === null || !isStaticVariable(evidence, where, effect.base);
    case "field":
      return !objectField(effect.field);
    case "read":
    case "fall":
      return true;
    case "return":
    case "throw":
      return where !== patient.analysed;
    case "call":
      return isFreeCall(patient, where, effect, seen);
  }
}

const MAX_FOLLOWED = 12;

function isFreeCall(patient: Patient, where: Analysed, call: CallEffect, seen: Set<string>): boolean {
  const { evidence } = patient;
  const use = handleCall(call.callee) === undefined ? undefined : useOf(where, call);
  if (use !== undefined && racesWithoutGil(evidence, where, use)) return false;
  const unsafe = unsafeCall(call.callee);
  if ((unsafe !== undefined && !concernsSignalsOnly(unsafe)) || sharedStream(evidence, where, call) !== null)
    return false;
  if (
    (call.args ?? []).some(
      ({ base }) => base !== null && /^(?:const )?Py\w*Object\s*\*/.test(where.effects.locals[base]?.type ?? ""),
    )
  )
    return false;
  const target = evidence.program.target(call, where.ref.path);
  if (target.kind !== "functions")
    return (
      target.kind === "external" &&
      demandOf(evidence, where, call) !== "gil" &&
      !evidence.program.changesGil(where.ref, call)
    );
  return target.refs.every((ref) => {
    if (seen.has(ref.id)) return true;
    if (seen.size >= MAX_FOLLOWED || evidence.needs.of(ref) !== null || evidence.releases.of(ref) !== null)
      return false;
    seen.add(ref.id);
    const callee = evidence.program.analysed(ref);
    const inner = callee.effects.blocks.flatMap(({ effects }) => effects);
    return callee.effects.damage === null && inner.every((effect) => isFree(patient, callee, effect, seen));
  });
}

function useOf({ uses }: Analysed, { span: place }: CallEffect): Use | undefined {
  return uses.find(({ effect }) => effect.kind === "call" && effect.span.start === place.start);
}

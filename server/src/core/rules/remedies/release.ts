// A region put around work that waits.
import { handleCall, objectField, unsafeCall } from "../../capi/knowledge.ts";
import { waitOf } from "../../contexts/waits.ts";
import type { CallEffect, Effect } from "../../effects/effect.ts";
import { racesWithoutGil } from "../../evidence/object-races.ts";
import { isStaticVariable, sharedStream } from "../../evidence/sharing.ts";
import { splitDeclaration } from "../../fixes/declarations.ts";
import { exitAt } from "../../fixes/exits.ts";
import { assignmentInHead, valueOfReturn } from "../../fixes/hoist.ts";
import type { Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { Analysed, Use } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import { contains, type Span, shift, span } from "../../text/span.ts";
import type { Remedy } from "../rule.ts";
import { concernsSignalsOnly, demandOf } from "./calls.ts";
import type { Patient } from "./region.ts";

const BEGIN = "Py_BEGIN_ALLOW_THREADS";
const END = "Py_END_ALLOW_THREADS";

/** The GIL released around a call that waits, and around its neighbours that wait too. */
export function withoutGil(patient: Patient, use: Use<CallEffect>): Remedy[] {
  const { evidence, analysed, code } = patient;
  const visits = [...use.entry, ...use.held];
  if (use.released.length + use.unknown.length > 0 || evidence.contexts.released(analysed.ref) !== undefined) return [];
  // To come back for the GIL with a lock in hand is a deadlock in waiting.
  if (visits.some(({ before }) => before.mayLocks.size > 0) || analysed.effects.damage !== null) return [];
  // The region's end waits for the GIL with the lock in hand: right where nobody waits for it with the GIL, or all such waits are found.
  const { locks } = evidence.deadlocks;
  const { path } = analysed.ref;
  if (!locks.waitsIn(path).has(use.effect) && locks.isWaitedForElsewhere(path, use.effect)) return [];
  // A lock that is kept for the caller is in hand when the region ends.
  if (analysed.net.exits.some(({ operations }) => operations.some(({ op }) => op === "lock"))) return [];
  if (waitingCalls(patient, use.effect).some(freesField)) return [];
  const statement = code.statementAt(use.effect.span.start + code.body.start);
  if (code.isConditional(statement)) return [];
  const edits = isWait(patient, statement) ? inRegion(patient, statement) : inFront(patient, statement, use.effect);
  return edits === null ? [] : [{ title: "Release the GIL around this", safe: false, edits }];
}

/** The call, and what waits in the functions it calls. */
function waitingCalls({ evidence, analysed }: Patient, call: CallEffect): readonly CallEffect[] {
  const target = evidence.program.target(call, analysed.ref.path);
  const inside = target.kind === "functions" ? target.refs.flatMap((ref) => evidence.waits.chain(ref)) : [];
  return [call, ...inside.map(({ use }) => use.effect)];
}

/** What an object's field points to is freed: where the GIL is released, another thread can find it there, and free it too. */
function freesField({ callee, args }: CallEffect): boolean {
  const handle = handleCall(callee);
  return handle?.effect === "frees" && /->|\./.test(args?.[handle.argument]?.text ?? "");
}

function inRegion(patient: Patient, statement: Statement): TextEdit[] | null {
  return isDeclaration(patient, statement) ? declared(patient, statement) : around(patient, statement);
}

/** What a condition asks first, or the value of a return: run in a region in front of it. */
function inFront(patient: Patient, statement: Statement, call: CallEffect): TextEdit[] | null {
  const { analysed, code } = patient;
  const hoisted =
    exitAt(code, statement.start) === null
      ? assignmentInHead(code, statement)
      : valueOfReturn(code, statement, analysed.ref.extent.returns);
  if (hoisted === null) return null;
  const { part, declarations, line, edit } = hoisted;
  if (!contains(shift(part, -code.body.start), call.span) || !isFreePart(patient, part)) return null;
  const edits = surround(code, statement, statement, [...declarations, BEGIN, line, END], []);
  return edits === null ? null : [...edits, edit];
}

function around(patient: Patient, statement: Statement): TextEdit[] | null {
  const siblings = statement.parent?.kind === "block" ? statement.parent.children : [statement];
  const joins = (i: number, next: number): boolean => {
    const [a, b] = [siblings[Math.min(i, next)], siblings[Math.max(i, next)]];
    const fresh = siblings[next];
    if (a === undefined || b === undefined || fresh === undefined) return false;
    if (isDeclaration(patient, fresh) || !isUnguarded(patient, fresh)) return false;
    return !patient.code.hasDirective(span(a.end, b.start));
  };
  // Over what calls nothing, as far as something waits.
  const outermost = (step: 1 | -1): Statement => {
    let found = statement;
    for (let at = siblings.indexOf(statement); joins(at, at + step); at += step) {
      const next = siblings[at + step];
      if (next === undefined) break;
      if (isWait(patient, next)) found = next;
      else if (effectsIn(patient, next).some(({ kind }) => kind === "call")) break;
    }
    return found;
  };
  return surround(patient.code, outermost(-1), outermost(1), [BEGIN], [END]);
}

/** `T x = f();`: the variable has to be known after the region, so it is declared in front of it. */
function declared({ code }: Patient, statement: Statement): TextEdit[] | null {
  const split = splitDeclaration(code, statement);
  if (split === null || statement.parent?.kind !== "block") return null;
  const edits = surround(code, statement, statement, [split.declaration, BEGIN], [END]);
  return edits === null ? null : [...edits, { span: span(statement.start, split.value), newText: `${split.name} = ` }];
}

function isDeclaration({ code }: Patient, statement: Statement): boolean {
  return (
    splitDeclaration(code, statement) !== null || /^(?:static\b|\w+[\s*]+\w+\s*[=;,[])/.test(code.masked(statement))
  );
}

/** A statement that waits, leaves nowhere, and touches nothing that the GIL guards. */
function isWait(patient: Patient, statement: Statement): boolean {
  return isUnguarded(patient, statement) && effectsIn(patient, statement).some((effect) => waits(patient, effect));
}

function isUnguarded(patient: Patient, statement: Statement): boolean {
  const { code } = patient;
  if (statement.kind !== "simple" || exitAt(code, statement.start) !== null || code.hasDirective(statement))
    return false;
  return isFreePart(patient, statement);
}

/** Code that jumps nowhere, and touches nothing that the GIL guards. */
function isFreePart(patient: Patient, part: Span): boolean {
  const { analysed, code } = patient;
  const stretch = shift(part, -code.body.start);
  const jumps = analysed.effects.blocks.flatMap(({ edges }) => edges.flatMap(({ jump }) => jump ?? []));
  if (jumps.some((jump) => contains(stretch, jump.span))) return false;
  const seen = new Set<string>();
  return effectsIn(patient, part).every((effect) => isFree(patient, analysed, effect, seen));
}

function effectsIn({ analysed, code }: Patient, part: Span): readonly Effect[] {
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
  const use = handleCall(call.callee) === undefined ? undefined : where.uses.find(({ effect }) => effect === call);
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
    return target.kind === "external" && demandOf(evidence, where, call) !== "gil" && !changesGil(patient, where, call);
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

/** Locks are what one waits for; the GIL is not. */
function changesGil({ evidence }: Patient, where: Analysed, call: CallEffect): boolean {
  const outcomes = evidence.program.meanings(where.ref).of(call)?.outcomes ?? [];
  return outcomes.some(({ operations }) => operations.some(({ op }) => op !== "lock" && op !== "unlock"));
}

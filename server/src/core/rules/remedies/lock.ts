// A lock around what threads share, given back on every way out.
import type { LockType } from "../../capi/locks.ts";
import type { CallEffect } from "../../effects/effect.ts";
import { isStaticVariable } from "../../evidence/sharing.ts";
import { exitAt, leaves, returnedValue } from "../../fixes/exits.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { allStatements, ancestors, type Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { Analysed } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import { type Span, shift, span } from "../../text/span.ts";
import { anyOf, type Remedies, type Remedy } from "../rule.ts";
import { callsIn, demandOf } from "./calls.ts";
import { mutexesFor } from "./mutexes.ts";
import type { Patient } from "./region.ts";

interface Stretch {
  readonly first: Statement;
  readonly last: Statement;
}

/** A lock around writes that belong together. `writes` are places in the body; `stream` is a FILE with a lock of its own, if it is one. */
export function lockedWrites(patient: Patient, writes: readonly Span[], stream: string | null): Remedies {
  const { code } = patient;
  const stretch = stretchOf(writes.map(({ start }) => code.statementAt(start + code.body.start)));
  if (stretch === null) return new Refusal("The writes are in no block in common that could be locked.");
  const obstacle = obstacleTo(patient, stretch);
  if (obstacle !== null) return new Refusal(obstacle);
  const own = stream === null ? null : locked(patient, stretch, `flockfile(${stream});`, `funlockfile(${stream});`);
  return anyOf(
    withMutex(patient, [stretch], "output_lock"),
    own === null ? [] : [{ title: `Hold the lock of ${stream} around this (flockfile)`, safe: false, edits: own }],
  );
}

/** A mutex around each write to a variable, and around its neighbours that do the same. */
export function lockedStores(patient: Patient, stores: readonly Span[]): Remedies {
  const stretches: Stretch[] = [];
  for (const store of stores) {
    const stretch = storesAround(patient, store);
    if (stretch === null) return new Refusal(whyNoStore(patient, store));
    const obstacle = obstacleTo(patient, stretch);
    if (obstacle !== null) return new Refusal(obstacle);
    if (!stretches.some(({ first }) => first === stretch.first)) stretches.push(stretch);
  }
  return withMutex(patient, stretches, "state_lock");
}

function whyNoStore({ analysed, code }: Patient, store: Span): string {
  const statement = shift(code.statementAt(store.start + code.body.start), -code.body.start);
  const [call] = callsIn(analysed, statement);
  const name = call?.macro ?? call?.pointer?.text ?? call?.callee ?? "";
  return name === ""
    ? "The write is a part of a statement that does more than write."
    : `The statement that writes it calls ${name}, which should not run with a lock in hand.`;
}

function storesAround(patient: Patient, store: Span): Stretch | null {
  const { code } = patient;
  const statement = wholeLoop(patient, code.statementAt(store.start + code.body.start));
  if (!isStore(patient, statement)) return null;
  const siblings = statement.parent?.kind === "block" ? statement.parent.children : [statement];
  let first = siblings.indexOf(statement);
  let last = first;
  while (isStore(patient, siblings[first - 1])) first--;
  while (isStore(patient, siblings[last + 1])) last++;
  return { first: siblings[first] ?? statement, last: siblings[last] ?? statement };
}

/** The lock an object has, around a statement that works on its state. `lock` is an lvalue. */
export function heldLock(patient: Patient, use: Span, lock: string, { take, give }: LockType): Remedies {
  const statement = patient.code.statementAt(use.start + patient.code.body.start);
  if (statement.kind !== "simple" || exitAt(patient.code, statement.start) !== null)
    return new Refusal("It is a part of a larger statement, or of a way out.");
  const whole = { first: statement, last: statement };
  const obstacle = obstacleTo(patient, whole);
  if (obstacle !== null) return new Refusal(obstacle);
  // Who waits for it with the GIL would wait for this region's end, which waits for the GIL.
  if (patient.evidence.deadlocks.locks.isWaitedFor(patient.analysed, lock))
    return new Refusal(`${lock} is waited for with the GIL elsewhere: with the end of the region that could deadlock.`);
  const call = (pattern: string): string => `${pattern.replace("%", lock)};`;
  const edits = locked(patient, whole, call(take), call(give));
  return edits === null ? GUARDED_TO_THE_END : [{ title: `Hold ${lock} around this`, safe: false, edits }];
}

const GUARDED_TO_THE_END = new Refusal("A way out of it works out a value that should still be guarded.");

/** With each kind of mutex that the file can have. */
function withMutex(patient: Patient, stretches: readonly Stretch[], words: string): Remedies {
  const { code } = patient;
  const mutexes = mutexesFor(patient, words);
  if (mutexes instanceof Refusal) return mutexes;
  const remedies: Remedy[] = [];
  for (const { name, edits: made, take, give, note } of mutexes) {
    if (code.mentions(name)) return new Refusal(`The function takes ${name} elsewhere already.`);
    const edits = stretches.map((stretch) => locked(patient, stretch, take, give));
    if (edits.includes(null)) return GUARDED_TO_THE_END;
    const all = [...made, ...edits.flatMap((own) => own ?? [])];
    const title = made.length === 0 ? `Hold ${name} around this` : `Add the mutex ${name} and hold it around this`;
    remedies.push({ title: title + note, safe: false, edits: all });
  }
  return remedies;
}

/** From the first to the last write, in the block that holds them all; a lone write with the loop it is in. */
function stretchOf(statements: readonly Statement[]): Stretch | null {
  const lines = statements.map((statement) => [statement, ...ancestors(statement)]);
  const [line] = lines;
  const [one] = statements;
  if (line === undefined || one === undefined) return null;
  if (statements.every((statement) => statement === one)) {
    const loop = line.find(({ kind, word }) => kind === "control" && /^(?:for|while|do)$/.test(word)) ?? one;
    return { first: loop, last: loop };
  }
  const block = line.find((holder) => holder.kind === "block" && lines.every((other) => other.includes(holder)));
  const holders = lines.flatMap((other) => other.filter(({ parent }) => parent === block));
  const sorted = holders.sort((a, b) => a.start - b.start);
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

/** Why a stretch may not be locked, as a sentence: a change of the GIL or another lock inside, here or in what is called, as two locks can be taken in two orders. */
function obstacleTo(patient: Patient, { first, last }: Stretch): string | null {
  const { analysed, code } = patient;
  const inside = span(first.start, last.end);
  if (analysed.effects.damage !== null) return `gilint cannot read all of ${analysed.ref.extent.name}.`;
  if (code.hasDirective(inside)) return "An #if stands in what would have to be locked.";
  if (first.parent?.kind !== "block" && first !== last)
    return "What would have to be locked is in no block of its own.";
  const around = first.parent === null ? [] : [first.parent];
  const statements = around.flatMap(allStatements).filter((one) => one.start >= first.start && one.end <= last.end);
  if (statements.some(({ kind, word }) => kind === "label" && word !== "case" && word !== "default"))
    return "A goto can come in without the lock.";
  const body = shift(inside, -code.body.start);
  const seen = new Set<string>();
  const call = callsIn(analysed, body).find((one) => !isLockFree(patient, analysed, one, seen));
  if (call === undefined) return null;
  const name = call.macro ?? call.pointer?.text ?? call.callee;
  return `${name} may take a lock or the GIL itself: two locks can be taken in two orders.`;
}

const MAX_FOLLOWED = 12;

function isLockFree(patient: Patient, where: Analysed, call: CallEffect, seen: Set<string>): boolean {
  const { evidence } = patient;
  if (evidence.program.may(where.ref, call, () => true)) return false;
  const target = evidence.program.target(call, where.ref.path);
  if (target.kind === "pointer" || demandOf(evidence, where, call) === "gil") return false;
  if (target.kind !== "functions") return true;
  return target.refs.every((ref) => {
    if (ref === patient.analysed.ref || seen.size >= MAX_FOLLOWED) return false;
    if (seen.has(ref.id)) return true;
    seen.add(ref.id);
    const callee = evidence.program.analysed(ref);
    const calls = callsIn(callee, span(0, ref.extent.body.end));
    return callee.effects.damage === null && calls.every((inner) => isLockFree(patient, callee, inner, seen));
  });
}

/** Null where a way out works out a value that should still be guarded. */
function locked(
  { analysed, code }: Patient,
  { first, last }: Stretch,
  lock: string,
  unlock: string,
): TextEdit[] | null {
  const edits: TextEdit[] = [];
  const inside = (first.parent === null ? [] : allStatements(first.parent)).filter(
    (one) => one.start >= first.start && one.end <= last.end,
  );
  for (const exit of inside) {
    if (exitAt(code, exit.start) !== exit || !leaves(exit, exit.word, span(first.start, last.end))) continue;
    const value = returnedValue(code, exit);
    if (value !== null && callsIn(analysed, shift(value, -code.body.start)).length > 0) return null;
    const before = surround(code, exit, exit, [unlock], []);
    if (before === null) return null;
    edits.push(...before);
  }
  const around = surround(code, first, last, [lock], [unlock]);
  return around === null ? null : [...edits, ...around];
}

/** The loop around a statement, where it does nothing else that takes time. */
function wholeLoop({ analysed, code }: Patient, statement: Statement): Statement {
  let whole = statement;
  for (const holder of ancestors(statement)) {
    if (
      holder.kind === "label" ||
      holder.parent === null ||
      callsIn(analysed, shift(holder, -code.body.start)).length > 0
    )
      break;
    if (holder.kind === "control" && /^(?:for|while|do)$/.test(holder.word)) whole = holder;
  }
  return whole;
}

/** Writes what threads share, and calls nothing. */
function isStore({ evidence, analysed, code }: Patient, statement: Statement | undefined): boolean {
  if (statement === undefined || statement.kind === "label" || statement.kind === "block") return false;
  if (statement.kind === "control" && !/^(?:for|while|do)$/.test(statement.word)) return false;
  if (exitAt(code, statement.start) !== null || /^static\b/.test(code.masked(statement))) return false;
  const inside = shift(statement, -code.body.start);
  if (callsIn(analysed, inside).length > 0) return false;
  return analysed.effects.blocks.some(({ effects }) =>
    effects.some(
      (effect) =>
        effect.kind === "store" &&
        effect.base !== null &&
        effect.span.start >= inside.start &&
        effect.span.end <= inside.end &&
        isStaticVariable(evidence, analysed, effect.base),
    ),
  );
}

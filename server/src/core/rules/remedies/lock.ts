// A lock around what threads share, given back on every way out.
import type { LockType } from "../../capi/locks.ts";
import type { CallEffect } from "../../effects/effect.ts";
import { isStaticVariable } from "../../evidence/sharing.ts";
import { exitAt, leaves, returnedValue } from "../../fixes/exits.ts";
import { type MutexKind, mutexFor } from "../../fixes/file-scope.ts";
import { allStatements, ancestors, type Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { Program } from "../../summaries/program.ts";
import type { FunctionRef } from "../../summaries/symbols.ts";
import type { Analysed } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import { type Span, shift, span } from "../../text/span.ts";
import type { Remedy } from "../rule.ts";
import { callsIn, demandOf } from "./calls.ts";
import type { Patient } from "./region.ts";

interface Stretch {
  readonly first: Statement;
  readonly last: Statement;
}

/** A lock around writes that belong together. `writes` are places in the body; `stream` is a FILE with a lock of its own, if it is one. */
export function lockedWrites(patient: Patient, writes: readonly Span[], stream: string | null): Remedy[] {
  const { code } = patient;
  const stretch = stretchOf(writes.map(({ start }) => code.statementAt(start + code.body.start)));
  if (stretch === null || !mayBeLocked(patient, stretch)) return [];
  const own = stream === null ? null : locked(patient, stretch, `flockfile(${stream});`, `funlockfile(${stream});`);
  return [
    ...withMutex(patient, [stretch], "output_lock"),
    ...(own === null ? [] : [{ title: `Lock ${stream} around this`, safe: false, edits: own }]),
  ];
}

/** A mutex around each write to a variable, and around its neighbours that do the same. */
export function lockedStores(patient: Patient, stores: readonly Span[]): Remedy[] {
  const stretches: Stretch[] = [];
  for (const store of stores) {
    const stretch = storesAround(patient, store);
    if (stretch === null || !mayBeLocked(patient, stretch)) return [];
    if (!stretches.some(({ first }) => first === stretch.first)) stretches.push(stretch);
  }
  return withMutex(patient, stretches, "state_lock");
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
export function heldLock(patient: Patient, use: Span, lock: string, { take, give }: LockType): Remedy[] {
  const statement = patient.code.statementAt(use.start + patient.code.body.start);
  const whole = statement.kind === "simple" ? statement : null;
  if (whole === null || exitAt(patient.code, whole.start) !== null) return [];
  if (!mayBeLocked(patient, { first: whole, last: whole })) return [];
  const call = (pattern: string): string => `${pattern.replace("%", lock)};`;
  const edits = locked(patient, { first: whole, last: whole }, call(take), call(give));
  // Who waits for it with the GIL would wait for this region's end, which waits for the GIL.
  if (patient.evidence.deadlocks.locks.isWaitedFor(patient.analysed, lock)) return [];
  return edits === null ? [] : [{ title: `Hold ${lock} around this`, safe: false, edits }];
}

interface Lock extends MutexKind {
  /** The functions that take it and give it back. */
  readonly take: string;
  readonly give: string;
}

const POSIX: Lock = {
  type: "pthread_mutex_t",
  initializer: " = PTHREAD_MUTEX_INITIALIZER",
  header: "pthread.h",
  take: "pthread_mutex_lock",
  give: "pthread_mutex_unlock",
};
const PYTHON: Lock = { type: "PyMutex", initializer: "", header: null, take: "PyMutex_Lock", give: "PyMutex_Unlock" };

function withMutex(patient: Patient, stretches: readonly Stretch[], name: string): Remedy[] {
  const { evidence, code, analysed } = patient;
  // In a header each file that includes it would have a mutex of its own.
  if (/\.h\w*$/.test(analysed.ref.path)) return [];
  const [major, minor] = evidence.settings.python;
  const hasPyMutex = major > 3 || (major === 3 && minor >= 13);
  const knowsPython = /^[ \t]*#[ \t]*include[ \t]*[<"]Python\.h[>"]/m.test(code.text);
  return [POSIX, ...(hasPyMutex && knowsPython ? [PYTHON] : [])].flatMap((lock) => {
    // What a project calls so itself, for systems without it, may do other things.
    if (isOwnName(evidence.program, lock.take, analysed.ref)) return [];
    const mutex = mutexFor(code.text, analysed.ref.extent.span.start, name, lock);
    if (mutex === null || code.mentions(mutex.name)) return [];
    const call = (callee: string): string => `${callee}(&${mutex.name});`;
    const edits = stretches.map((stretch) => locked(patient, stretch, call(lock.take), call(lock.give)));
    if (edits.includes(null)) return [];
    const all = [...mutex.edits, ...edits.flatMap((own) => own ?? [])];
    const kind = lock === PYTHON ? " (PyMutex, Python 3.13)" : "";
    return [{ title: `Hold ${mutex.name} around this${kind}`, safe: false, edits: all }];
  });
}

/** A function or macro of the workspace. */
function isOwnName({ symbols, macros }: Program, name: string, { path, extent }: FunctionRef): boolean {
  return symbols.resolve(name, path) !== undefined || macros.scopeAt(path, extent.span.start).get(name) !== undefined;
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

/** No change of the GIL and no other lock inside, here or in what is called: two locks can be taken in two orders. */
function mayBeLocked({ evidence, analysed, code }: Patient, { first, last }: Stretch): boolean {
  const inside = span(first.start, last.end);
  if (analysed.effects.damage !== null || code.hasDirective(inside)) return false;
  if (first.parent?.kind !== "block" && first !== last) return false;
  const around = first.parent === null ? [] : [first.parent];
  const statements = around.flatMap(allStatements).filter((one) => one.start >= first.start && one.end <= last.end);
  if (statements.some(({ kind, word }) => kind === "label" && word !== "case" && word !== "default")) return false;
  const body = shift(inside, -code.body.start);
  const seen = new Set<string>();
  return callsIn(analysed, body).every((call) => isLockFree({ evidence, analysed, code }, analysed, call, seen));
}

const MAX_FOLLOWED = 12;

function isLockFree(patient: Patient, where: Analysed, call: CallEffect, seen: Set<string>): boolean {
  const { evidence } = patient;
  const outcomes = evidence.program.meanings(where.ref).of(call)?.outcomes ?? [];
  if (outcomes.some(({ operations }) => operations.length > 0)) return false;
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

// A region put around work that waits.
import { playsRole } from "../../capi/roles.ts";
import { handleCall } from "../../capi/sharing.ts";
import type { CallEffect } from "../../effects/effect.ts";
import { empties } from "../../evidence/emptied-late.ts";
import { callsBefore, errorReaders } from "../../evidence/last-error.ts";
import { loanAcross } from "../../evidence/loans.ts";
import { objectsOf } from "../../evidence/objects.ts";
import { splitDeclaration } from "../../fixes/declarations.ts";
import { exitAt } from "../../fixes/exits.ts";
import { Refusal } from "../../fixes/refusal.ts";
import type { Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { Analysed, Use } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import { wordsOf } from "../../text/names.ts";
import { span } from "../../text/span.ts";
import type { Remedies } from "../rule.ts";
import { effectsIn, needOfPart, waits } from "./free.ts";
import { hoisted } from "./hoisted.ts";
import { BEGIN, END } from "./operands.ts";
import type { Patient } from "./region.ts";
import { endedOutside } from "./taken-out.ts";

/** The GIL released around a call that waits, and around its neighbours that wait too. */
export function withoutGil(patient: Patient, use: Use<CallEffect>): Remedies {
  const { code } = patient;
  const obstacle = obstacleTo(patient, use);
  if (obstacle !== null) return new Refusal(obstacle);
  const statement = code.statementAt(use.effect.span.start + code.body.start);
  const found = isAloneWithObject(patient) ? null : foundMeanwhile(patient, use.effect);
  if (found !== null) {
    const ended = isDeclaration(patient, statement) ? null : endedOutside(patient, use.effect, statement);
    return ended === null ? new Refusal(found) : [ended];
  }
  const isWhole = isUnguarded(patient, statement);
  // A region around it is there where it is; variables elsewhere may be there in other cases.
  if (code.isConditional(statement) && !(isWhole && statement.parent?.kind === "block"))
    return new Refusal("An #if decides whether it is there at all, and what it needs in front would not be under it.");
  const edits = isWhole ? inRegion(patient, statement) : hoisted(patient, statement, use.effect);
  return edits instanceof Refusal ? edits : [{ title: "Release the GIL around this", safe: false, edits }];
}

/** Why no region may be put here, however the code is written. */
function obstacleTo(patient: Patient, use: Use<CallEffect>): string | null {
  const { evidence, analysed } = patient;
  const { ref, effects, net } = analysed;
  if (use.unknown.length > 0) return "It cannot be told whether the GIL is held here on every way.";
  if (use.released.length > 0) return "The GIL is released here already on some ways.";
  if (evidence.contexts.released(ref) !== undefined) return `${ref.extent.name} is called without the GIL as well.`;
  if (effects.damage !== null) return `gilint cannot read all of ${ref.extent.name}: ${effects.damage.reason}.`;
  const [lock] = [...use.entry, ...use.held].flatMap(({ before }) => [...before.mayLocks]);
  if (lock !== undefined) return `The lock ${lock} is held here: coming back for the GIL with it can deadlock.`;
  // The region's end waits for the GIL with the lock in hand: right where nobody waits for it with the GIL, or all such waits are found.
  const { locks } = evidence.deadlocks;
  if (!locks.waitsIn(ref.path).has(use.effect) && locks.isWaitedForElsewhere(analysed, use.effect))
    return "The same lock is waited for with the GIL elsewhere: who has it could then wait for the GIL, and neither would go on.";
  // A lock that is kept for the caller is in hand when the region ends.
  if (net.exits.some(({ operations }) => operations.some(({ op }) => op === "lock")))
    return `${ref.extent.name} keeps a lock for its caller, and would come back for the GIL with it.`;
  const called = callbackOf(patient, use.effect);
  if (called !== null) return `${called} is called back from here, and needs the GIL.`;
  const loan = loanAcross(evidence, analysed, use.effect);
  if (loan !== null)
    return loan.kind === "item"
      ? `${loan.name} is borrowed from ${loan.lender}: another thread could drop it meanwhile, so own a reference first.`
      : `${loan.name} points into ${loan.lender}, and another thread could move or free that memory meanwhile.`;
  const reader = errorReaders(analysed).find((one) => callsBefore(analysed, one).includes(use.effect));
  return reader === undefined
    ? null
    : `${reader.effect.callee} reads an error behind it, and taking the GIL back could change that.`;
}

/** Nobody has the object yet, or any more: not even the garbage collector, while other threads run. */
function isAloneWithObject({ evidence, analysed: { ref } }: Patient): boolean {
  const roles = objectsOf(evidence).callers.rolesOf(ref);
  if (roles.has("method")) return false;
  if (!roles.has("destructor")) return true;
  const isHidden = ref.extent.names.some((name) => playsRole(name, "hides-from-collector"));
  return isHidden || !wordsOf(evidence.program.text(ref.path)).some((word) => playsRole(word, "collected-type"));
}

/** What the call ends, as a sentence, where another thread can come to it through the object. */
function foundMeanwhile(patient: Patient, call: CallEffect): string | null {
  const freeing = waitingCalls(patient, call).find(freesField);
  if (freeing !== undefined)
    return `${freeing.callee} ends what a field still points to: without the GIL another thread could find it there.`;
  const kept = fieldResetAfter(patient.analysed, call);
  return kept === null
    ? null
    : `${kept} is reset only after this: without the GIL another thread could still find it there.`;
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

/** A field that the call gets and that is emptied later on. */
function fieldResetAfter({ effects }: Analysed, { args, whole }: CallEffect): string | null {
  const fields = (args ?? []).map(({ text }) => text).filter((text) => /->|\./.test(text));
  const resets = effects.blocks
    .flatMap((block) => block.effects)
    .flatMap((effect) =>
      effect.kind === "store" && empties(effect) && effect.span.start >= whole.end ? [effect.target] : [],
    );
  return fields.find((field) => resets.includes(field)) ?? null;
}

/** A function of the workspace that the call is handed, and that uses the C-API. */
function callbackOf({ evidence, analysed: { ref, effects } }: Patient, { args }: CallEffect): string | null {
  for (const { text } of args ?? []) {
    const name = text.replace(/^&/, "");
    const handed = effects.locals[name] === undefined ? evidence.program.symbols.handed(name, ref) : undefined;
    if (handed !== undefined && evidence.needs.of(handed) !== null) return name;
  }
  return null;
}

function inRegion(patient: Patient, statement: Statement): TextEdit[] | Refusal {
  const edits = isDeclaration(patient, statement) ? declared(patient, statement) : around(patient, statement);
  return edits ?? new Refusal("What it declares would be seen in the region only, and cannot be taken apart.");
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
  return needOfPart(patient, statement) === null;
}

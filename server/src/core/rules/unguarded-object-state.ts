// State behind an object used where the GIL is released and no lock of the object is held. Page: ./unguarded-object-state.md
import { type LockType, lockType } from "../capi/locks.ts";
import { type EmptiedLate, emptiedLate } from "../evidence/emptied-late.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { calledName } from "../evidence/exceptions.ts";
import { type ObjectRace, objectRaces } from "../evidence/object-races.ts";
import { type Access, objectsOf } from "../evidence/objects.ts";
import { sharedThreadStates } from "../evidence/shared-thread-states.ts";
import { wayTo } from "../evidence/sharing.ts";
import type { Related } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import { heldLock } from "./remedies/lock.ts";
import { takenOut } from "./remedies/taken-out.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const unguardedObjectState: Rule = defineRule({
  id: "unguarded-object-state",
  group: "races",
  severity: "info",
  since: "0.1.0",
  summary: "State behind an object used without its lock where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    const objects = objectsOf(evidence);
    const races = objectRaces(evidence, objects);
    const told = new Set(races.flatMap((race) => [race, ...race.alike]).map(({ access }) => access.use.effect));
    const states = evidence.functions.flatMap((analysed) => sharedThreadStates(evidence, objects, analysed));
    const keptIn = new Set(states.map(({ analysed, place }) => `${analysed.ref.id} ${place.text}`));
    for (const race of races) {
      // What is kept there is told of below.
      if (race.kind === "written" && keptIn.has(`${race.access.analysed.ref.id} ${race.access.place.text}`)) continue;
      const { access, exposure, confidence } = race;
      yield {
        ref: access.analysed.ref,
        span: access.use.effect.span,
        confidence,
        message: messageOf(race),
        related: [...wayTo(evidence, access.analysed, exposure), ...meanwhile(evidence, race)],
        remedies: (code) => {
          const lock = lockOf(access);
          const patient = { evidence, analysed: access.analysed, code };
          // Where the GIL may be held, waiting for the lock with it could be a deadlock.
          const { entry, held, unknown } = access.use;
          const always = entry.length + held.length + unknown.length === 0;
          if (lock === null) return new Refusal("The object has no lock of its own.");
          if (!always) return new Refusal("The GIL may be held here: to wait for the lock with it can deadlock.");
          return heldLock(patient, access.use.effect.span, lock.text, lock.type);
        },
      };
    }
    for (const access of states) yield overwritten(access);
    for (const analysed of evidence.functions)
      for (const late of emptiedLate(evidence, objects, analysed))
        if (!told.has(late.access.use.effect)) yield draftOf(evidence, late);
  },
});

function draftOf(evidence: Evidence, late: EmptiedLate): Draft {
  const { access, exposure, emptied } = late;
  const { analysed, use, place } = access;
  const callee = use.effect.kind === "call" ? calledName(use.effect) : "this";
  const message = `${callee} gets ${place.text} where the GIL is released, but that is reset only afterwards: until then another thread finds it set and calls ${callee} once more`;
  const after = { ...evidence.at(analysed.ref, emptied.effect.span), message: `${place.text} is reset here` };
  return {
    ref: analysed.ref,
    span: use.effect.span,
    confidence: "medium",
    message,
    related: [...wayTo(evidence, analysed, exposure), after],
    remedies: (code) => takenOut({ evidence, analysed, code }, late),
  };
}

/** Where the thread state should go instead, the calls in between decide: a variable cannot be seen from a callback. */
function overwritten(access: Access): Draft {
  const { analysed, use, place } = access;
  return {
    ref: analysed.ref,
    span: use.effect.span,
    confidence: "medium",
    message: `${calleeOf(access)} keeps the thread state in ${place.text}, which all threads that use the object share: the next one overwrites it, and then both take the GIL back with the wrong one`,
    related: [],
    remedies: new Refusal("Keep the thread state in a variable, or refuse a second thread while it is set."),
  };
}

function messageOf({ kind, access, other }: ObjectRace): string {
  const { text } = access.place;
  const callee = calleeOf(access);
  const who = other === null ? "the same method" : other.analysed.ref.extent.name;
  switch (kind) {
    case "exclusive":
      return `${callee} ${access.does} ${text} where the GIL is released and no lock is held, but one ${access.handle?.handle} serves one thread at a time: ${who} can run meanwhile`;
    case "freed":
      return `${callee} uses ${text} where the GIL is released, and ${who} can free it meanwhile: nothing says that it is in use`;
    case "frees":
      return `${callee} frees ${text} where the GIL is released: ${who}, run by another thread, can use or free it too`;
    case "callback":
      return `${text} is written here without the GIL or a lock, and ${who} ${other?.does ?? "uses"} it with only the GIL held`;
    case "written":
      return `${text} is written where the GIL is released, and ${who} can read or write it meanwhile`;
  }
}

function calleeOf({ use }: Access): string {
  return use.effect.kind === "call" ? use.effect.callee : "this";
}

/** The one lock among the fields of the object. */
function lockOf({ place }: Access): { readonly text: string; readonly type: LockType } | null {
  const locks = [...place.owner.fields].flatMap(([name, words]) => {
    const type = words.split(" ").flatMap((word) => lockType(word) ?? [])[0];
    return type === undefined ? [] : [{ text: `${place.object}->${name}`, type }];
  });
  return locks.length === 1 ? (locks[0] ?? null) : null;
}

const MAX_ALIKE = 24;

function meanwhile(evidence: Evidence, { other, alike }: ObjectRace): Related[] {
  const step = ({ analysed, use, does }: Access, more: string): Related => {
    const message = `${analysed.ref.extent.name} ${does} it here${more}`;
    return { ...evidence.at(analysed.ref, use.effect.span), message };
  };
  const regions = alike.slice(0, MAX_ALIKE).map(({ access }) => step(access, ", with the GIL released too"));
  return [...(other === null ? [] : [step(other, "")]), ...regions];
}

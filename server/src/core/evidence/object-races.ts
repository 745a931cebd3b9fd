// Where the state behind an object is used with the GIL released, and which other function can be at it meanwhile.

import type { Registration } from "../contexts/registrations.ts";
import type { Confidence } from "../findings/finding.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import type { Evidence } from "./evidence.ts";
import { givesNew } from "./fresh.ts";
import { comesBefore } from "./in-use.ts";
import { type Access, isMemory, isUnderGil, type Objects, objectsOf } from "./objects.ts";
import { placeKey } from "./places.ts";
import { type Exposure, exposureOf, isExposed, isJoined, isRemote, registrationOf, sureness } from "./sharing.ts";

/**
 * `exclusive`: a handle of which the library says that one thread at a time may use it; `freed`: what the region uses, another
 * function can free; `frees`: what the region frees, another function can use or free; `written`: a field changed meanwhile.
 */
export interface ObjectRace {
  readonly kind: "exclusive" | "freed" | "frees" | "written" | "callback";
  readonly access: Access;
  readonly exposure: Exposure;
  /** What can happen meanwhile; null: the same in another thread. */
  readonly other: Access | null;
  readonly confidence: Confidence;
  /** The same in other functions, where no function has a lock for the field: one design, one finding. */
  readonly alike: readonly ObjectRace[];
}

/** One for each function and field; one for each field that nothing guards anywhere. */
export function objectRaces(evidence: Evidence, objects: Objects): readonly ObjectRace[] {
  const guarded = new Set<string>();
  const found: { readonly field: string; readonly race: ObjectRace }[] = [];
  for (const analysed of evidence.functions)
    for (const [field, group] of accessesByField(evidence, objects, analysed)) {
      const race = raceOf(evidence, objects, group);
      if (race === "guarded") guarded.add(field);
      else if (race !== null) found.push({ field, race });
    }
  const isDesign = ({ field, race }: (typeof found)[number]): boolean =>
    !guarded.has(field) && (race.kind === "exclusive" || race.kind === "freed");
  return found.flatMap((one) => {
    if (!isDesign(one)) return [one.race];
    const same = found.filter((other) => isDesign(other) && other.field === one.field);
    return same[0] === one ? [{ ...one.race, alike: same.slice(1).map(({ race }) => race) }] : [];
  });
}

/**
 * Whether a library's handle behind an object would be open to two threads at once, if the GIL were released around this use
 * of it: not where the project does so elsewhere, without a lock. That is its design then, and said once.
 */
export function racesWithoutGil(evidence: Evidence, analysed: Analysed, use: Use): boolean {
  const objects = objectsOf(evidence);
  const access = objects.accessOf(analysed, use);
  if (access === null || access.handle === null || !access.place.owner.isObject) return false;
  if (!objects.isShared(access) || objects.isMarked(access)) return false;
  if (kindOf(objects, access, objects.locksAt(access)) === null) return false;
  // To use it so is a design; to free it so is a mistake that nobody has made yet.
  if (access.does === "frees") return true;
  const released = objects
    .accessesTo(access.place)
    .filter((one) => one.handle !== null && one.use !== use && exposureOf(evidence, one.analysed, one.use) !== null);
  const isGuarded = (one: Access): boolean => objects.locksAt(one).size > 0 || objects.isMarked(one);
  return released.length === 0 || released.some(isGuarded);
}

interface Exposed {
  readonly access: Access;
  readonly exposure: Exposure;
}

function accessesByField(evidence: Evidence, objects: Objects, analysed: Analysed): ReadonlyMap<string, Exposed[]> {
  const result = new Map<string, Exposed[]>();
  for (const use of objects.places.touchingIn(analysed)) {
    if (!isExposed(evidence, analysed, use)) continue;
    const own = objects.accessOf(analysed, use);
    const all = own === null ? objects.memoryHandedTo(analysed, use) : [own];
    for (const access of all.filter(({ does }) => does !== "reads")) {
      const exposure = exposureOf(evidence, analysed, use);
      if (exposure === null) continue;
      const key = placeKey(access.place);
      result.set(key, [...(result.get(key) ?? []), { access, exposure }]);
    }
  }
  return result;
}

function raceOf(evidence: Evidence, objects: Objects, group: readonly Exposed[]): ObjectRace | "guarded" | null {
  const [first] = group;
  const registration = first === undefined ? null : registrationOf(evidence, first.exposure);
  // A signal handler is handed no object, and when the interpreter is gone nobody else has one.
  if (registration !== null)
    return /\bsignal\b|interpreter is gone/.test(registration.note)
      ? null
      : callbackRace(evidence, objects, group, registration);
  const chosen = mostTelling(group);
  if (chosen === undefined || !chosen.access.place.owner.isObject) return null;
  const { access, exposure } = chosen;
  // Who else is at the field, and under which locks, is dear to find out.
  if (isPlainWrite(access) && evidence.settings.minConfidence !== "low") return null;
  if (!objects.isShared(access)) return null;
  const locks = objects.locksAt(access);
  if (objects.isMarked(access) || exposure.context?.guarded === true) return "guarded";
  const found = kindOf(objects, access, locks);
  if (found === null) return locks.size > 0 ? "guarded" : null;
  const sure = sureness(evidence, access.analysed, access.use, exposure);
  return {
    ...found,
    access,
    exposure,
    confidence: found.kind === "written" || sure === "low" ? "low" : "medium",
    alike: [],
  };
}

/** What a callback changes, and a function under the GIL is at too. */
function callbackRace(
  evidence: Evidence,
  objects: Objects,
  group: readonly Exposed[],
  registration: Registration,
): ObjectRace | null {
  const chosen = group.find(({ access, exposure }) => isChange(access) && !exposure.guarded);
  if (chosen === undefined || isJoined(evidence, registration)) return null;
  const { access, exposure } = chosen;
  const parameter = access.analysed.effects.locals[access.place.root]?.parameter ?? -1;
  if (parameter < 0 || objects.locksAt(access).size > 0) return null;
  if (objects.callers.handOnlyTheirOwn(access.analysed.ref, parameter, () => true)) return null;
  const other = objects
    .accessesTo(access.place, "python")
    .find(
      (one) =>
        isUnderGilOnly(evidence, objects, one) && !isBefore(one, registration) && !isMadeHere(evidence, objects, one),
    );
  if (other === undefined) return null;
  const confidence = isRemote(evidence, exposure) ? "low" : "medium";
  return { kind: "callback", access, exposure, other, confidence, alike: [] };
}

/** What is set before the thread is started is the thread's from then on. */
function isBefore({ analysed, use }: Access, { from, use: handedOver }: Registration): boolean {
  return from === analysed.ref && handedOver !== null && comesBefore(analysed, use, handedOver);
}

/** Nobody else has an object that this function has made, or was handed by those that have it on the stack. */
function isMadeHere(evidence: Evidence, objects: Objects, { analysed, place: { root } }: Access): boolean {
  const { effects, uses, ref } = analysed;
  const local = effects.locals[root];
  if (local === undefined || local.isStatic) return false;
  if (local.parameter >= 0)
    return objects.callers.handOnlyTheirOwn(
      ref,
      local.parameter,
      (caller, call) => isUnderGil(call) !== undefined && exposureOf(evidence, caller, call) === null,
    );
  // A struct on the stack: neither a pointer nor a reference.
  if (!/[*&]/.test(local.type)) return true;
  return uses.filter(isCallUse).some(({ effect }) => effect.result === root && givesNew(evidence.program, ref, effect));
}

function isChange({ use, does, handle }: Access): boolean {
  if (handle !== null && isMemory(handle)) return does === "frees";
  return use.effect.kind === "store" ? use.effect.value === null : use.effect.kind === "call";
}

function isUnderGilOnly(evidence: Evidence, objects: Objects, access: Access): boolean {
  const { analysed, use } = access;
  if (exposureOf(evidence, analysed, use) !== null || objects.locksAt(access).size > 0) return false;
  if (objects.callers.rolesOf(analysed.ref).has("constructor")) return false;
  return isUnderGil(use) !== undefined;
}

/** Of which no more can be said than that another function is at the field too: not even that somebody locks for it. */
function isPlainWrite({ handle, does, use }: Access): boolean {
  return handle === null && does === "writes" && use.released.every(({ before }) => before.mayLocks.size === 0);
}

function mostTelling(group: readonly Exposed[]): Exposed | undefined {
  return (
    group.find(({ access }) => access.handle?.sharing === "exclusive") ??
    group.find(({ access }) => access.does === "frees") ??
    group.find(({ access }) => access.handle !== null) ??
    group.find(({ access }) => access.does === "writes")
  );
}

function kindOf(
  objects: Objects,
  access: Access,
  locks: ReadonlySet<string>,
): Pick<ObjectRace, "kind" | "other"> | null {
  const isGuarded = locks.size > 0;
  if (isGuarded && access.does !== "frees") return null;
  const all =
    access.handle !== null && isMemory(access.handle)
      ? objects.freesOf(access.place)
      : objects.accessesTo(access.place);
  const others = all.filter((other) => canRunMeanwhile(objects, other, access, locks));
  if (access.handle?.sharing === "exclusive") {
    if (isGuarded) return null;
    const freeing = others.find(({ does }) => does === "frees");
    const using = others.find((other) => other.handle !== null && other.analysed !== access.analysed);
    return { kind: "exclusive", other: freeing ?? using ?? null };
  }
  if (access.does === "frees") {
    const other = others.find((one) => one.analysed !== access.analysed && isUnderGil(one.use) !== undefined);
    if (isGuarded) return other === undefined || isOwnLock(access, locks) ? null : { kind: "frees", other };
    return { kind: "frees", other: other ?? null };
  }
  if (access.handle !== null) {
    const freeing = others.find(({ does, analysed }) => does === "frees" && analysed !== access.analysed);
    return freeing === undefined ? null : { kind: "freed", other: freeing };
  }
  const other = others.find(({ analysed }) => analysed !== access.analysed);
  return other === undefined ? null : { kind: "written", other };
}

/** In a method, or something a method calls, without a lock in common. */
function canRunMeanwhile(objects: Objects, other: Access, access: Access, locks: ReadonlySet<string>): boolean {
  if (!objects.callers.rolesOf(other.analysed.ref).has("method")) return false;
  if (other.use === access.use || !objects.isShared(other)) return false;
  return locks.size === 0 || [...objects.locksAt(other)].every((lock) => !locks.has(lock));
}

/** A lock of the object itself: whoever is at the field is meant to hold it. */
function isOwnLock({ place }: Access, locks: ReadonlySet<string>): boolean {
  return [...locks].some((lock) => lock.startsWith(`${place.owner.name}.`) || !lock.includes("."));
}

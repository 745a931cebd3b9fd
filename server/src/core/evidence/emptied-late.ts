// Fields that are asked first and emptied last, with the GIL released in between: whoever asks meanwhile finds them as they were.
import type { Effect, StoreEffect } from "../effects/effect.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, isOnlyReleased, isStoreUse, type Use } from "../summaries/uses.ts";
import type { Evidence } from "./evidence.ts";
import { comesBefore, isAskedBefore } from "./in-use.ts";
import { type Access, isUnderGil, type Objects } from "./objects.ts";
import { samePlace } from "./places.ts";
import { type Exposure, exposureOf } from "./sharing.ts";

/** `if (self->fd >= 0) { BEGIN close(self->fd); END self->fd = -1; }`: two threads close it. */
export interface EmptiedLate {
  /** The call without the GIL that is handed what the field holds. */
  readonly access: Access;
  readonly exposure: Exposure;
  readonly emptied: Use<StoreEffect>;
}

/** The last call of each region that gets a field which is asked before it and emptied behind it. */
export function emptiedLate(evidence: Evidence, objects: Objects, analysed: Analysed): readonly EmptiedLate[] {
  if (analysed.regions === 0) return [];
  return emptyingIn(analysed).flatMap((emptied): EmptiedLate[] => {
    const place = objects.places.of(analysed, emptied.effect.target);
    if (place === null || !place.owner.isObject || place.copied >= 0) return [];
    const field: Access = { analysed, use: emptied, place, does: "writes", handle: null };
    if (!objects.isShared(field)) return [];
    const access = handedOver(objects, field);
    const exposure = access === undefined ? null : exposureOf(evidence, analysed, access.use);
    if (access === undefined || exposure === null || !isAskedBefore(analysed, place, access.use)) return [];
    if (objects.locksAt(access).size > 0 || objects.isMarked(access)) return [];
    return [{ access, exposure, emptied }];
  });
}

const emptyingIn = perAnalysed(({ uses }) =>
  uses
    .filter(isStoreUse)
    .filter((use) => empties(use.effect) && isUnderGil(use) !== undefined && use.released.length === 0),
);

/** A constant that stands for nothing: NULL, 0, -1, or a name in capitals. */
export function empties({ through, value, from, modifies }: StoreEffect): boolean {
  if (through !== "field" || modifies) return false;
  return value === 0 || value === -1 || (value === null && from !== null && /^[A-Z][A-Z0-9_]*$/.test(from));
}

/** The last call of the region before the field is emptied that gets what it holds, where nothing else changes it. */
function handedOver(objects: Objects, { analysed, use: emptied, place }: Access): Access | undefined {
  const ofField = (text: string): boolean => {
    const other = objects.places.of(analysed, text);
    return other !== null && samePlace(other, place) && other.object === place.object && other.copied < 0;
  };
  const changes = (effect: Effect): boolean => effect.kind === "store" && ofField(effect.target);
  // What gets it last is what ends it; the others only use it.
  const use = analysed.uses
    .filter(isCallUse)
    .findLast(
      (call) =>
        call.effect.args?.some(({ kind, text }) => kind === "other" && ofField(text)) === true &&
        comesBefore(analysed, call, emptied),
    );
  if (use === undefined || !isOnlyReleased(use)) return undefined;
  const isChangedBefore = analysed.uses.some((other) => changes(other.effect) && comesBefore(analysed, other, use));
  // Copied to a variable first, it is taken out for what comes then.
  const copies = ({ effect }: Use): boolean =>
    effect.kind === "store" && effect.through === "name" && effect.from !== null && ofField(effect.from);
  const isTakenOut = analysed.uses.some(
    (other) => copies(other) && comesBefore(analysed, use, other) && comesBefore(analysed, other, emptied),
  );
  return isChangedBefore || isTakenOut ? undefined : { analysed, use, place, does: "frees", handle: null };
}

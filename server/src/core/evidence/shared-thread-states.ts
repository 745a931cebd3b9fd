// Thread states kept in objects that several threads use: whoever releases the GIL last overwrites what the others come back with.
import { type Analysed, isCallUse } from "../summaries/uses.ts";
import type { Evidence } from "./evidence.ts";
import { isAskedBefore } from "./in-use.ts";
import { type Access, isUnderGil, type Objects } from "./objects.ts";
import { placeKey } from "./places.ts";

/** The releases that keep the thread state in a field of a shared object, which nothing says is in use: one for each field. */
export function sharedThreadStates({ program }: Evidence, objects: Objects, analysed: Analysed): readonly Access[] {
  if (analysed.regions === 0) return [];
  const meanings = program.meanings(analysed.ref);
  const found = new Map<string, Access>();
  for (const use of analysed.uses.filter(isCallUse)) {
    // A helper that does it is told of itself.
    if (isUnderGil(use) === undefined || program.target(use.effect, analysed.ref.path).kind === "functions") continue;
    for (const { operations } of meanings.of(use.effect)?.outcomes ?? [])
      for (const operation of operations) {
        const saved = operation.op === "release" && !operation.lexical ? operation.saved : null;
        const place = saved === null ? null : objects.places.of(analysed, saved);
        if (place === null || !place.owner.isObject) continue;
        const access: Access = { analysed, use, place, does: "writes", handle: null };
        // The second thread is refused.
        if (isAskedBefore(analysed, place, use) || !objects.isShared(access)) continue;
        if (objects.locksAt(access).size > 0 || objects.isMarked(access)) continue;
        if (!found.has(placeKey(place))) found.set(placeKey(place), access);
      }
  }
  return [...found.values()];
}

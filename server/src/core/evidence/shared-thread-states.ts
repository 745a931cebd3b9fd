// Thread states kept in objects that several threads use: whoever releases the GIL last overwrites what the others come back with.
import type { Program } from "../summaries/program.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse } from "../summaries/uses.ts";
import type { Evidence } from "./evidence.ts";
import { isAskedBefore } from "./in-use.ts";
import { type Access, isUnderGil, type Objects } from "./objects.ts";
import { placeKey } from "./places.ts";

/** The releases that keep the thread state in a field of a shared object, which nothing says is in use: one for each field. */
export function sharedThreadStates({ program }: Evidence, objects: Objects, analysed: Analysed): readonly Access[] {
  if (analysed.regions === 0) return [];
  const found = new Map<string, Access>();
  for (const { use, saved } of savesIn(analysed, program)) {
    // A helper that does it is told of itself.
    if (isUnderGil(use) === undefined || program.target(use.effect, analysed.ref.path).kind === "functions") continue;
    const place = objects.places.of(analysed, saved);
    if (place === null || !place.owner.isObject) continue;
    const access: Access = { analysed, use, place, does: "writes", handle: null };
    // The second thread is refused.
    if (isAskedBefore(analysed, place, use) || !objects.isShared(access)) continue;
    if (objects.locksAt(access).size > 0 || objects.isMarked(access)) continue;
    if (!found.has(placeKey(place))) found.set(placeKey(place), access);
  }
  return [...found.values()];
}

/** The calls that release the GIL and keep the thread state in a place that has a name. */
const savesIn = perAnalysed(({ ref, uses }, program: Program) => {
  const meanings = program.meanings(ref);
  return uses.filter(isCallUse).flatMap((use) => {
    const operations = (meanings.of(use.effect)?.outcomes ?? []).flatMap((outcome) => outcome.operations);
    return operations.flatMap((operation) =>
      operation.op === "release" && !operation.lexical && operation.saved !== null
        ? [{ use, saved: operation.saved }]
        : [],
    );
  });
});

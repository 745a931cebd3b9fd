// A field of an object that only the GIL guards between its methods. Page: ./unguarded-instance-state.md

import { wayFromPython } from "../evidence/attached.ts";
import { type Evidence, lower } from "../evidence/evidence.ts";
import { type Access, Instances, type Method } from "../evidence/instances.ts";
import type { Related } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const unguardedInstanceState: Rule = defineRule({
  id: "unguarded-instance-state",
  group: "free-threading",
  severity: "info",
  since: "0.1.0",
  summary: "A field of an object that only the GIL guards between its methods",
  fix: "none",
  *check(evidence): Iterable<Draft> {
    const instances = new Instances(evidence);
    const methods = instances.methods();
    const replaced = replacements(methods);
    for (const method of methods) {
      const open = method.accesses.filter(({ guarded }) => !guarded);
      const worst =
        open.find(({ how }) => how === "modified" || how === "claimed") ??
        open.find(({ field }) => replaced.get(method.type)?.has(field));
      if (worst === undefined || instances.isMarked(method, worst)) continue;
      yield draft(evidence, method, worst, replaced.get(method.type)?.get(worst.field));
    }
  },
});

/** By type and field: where some method puts another pointer into it. */
function replacements(methods: readonly Method[]): ReadonlyMap<string, ReadonlyMap<string, Access>> {
  const byType = new Map<string, Map<string, Access>>();
  for (const { type, accesses } of methods) {
    const fields = byType.get(type) ?? new Map<string, Access>();
    byType.set(type, fields);
    for (const access of accesses)
      if (access.how === "replaced" && !fields.has(access.field)) fields.set(access.field, access);
  }
  return byType;
}

function draft(evidence: Evidence, { analysed, object }: Method, access: Access, other: Access | undefined): Draft {
  const { ref, effects } = analysed;
  const name = `${object}->${access.field}`;
  const isOwn = access.how === "modified" || access.how === "claimed";
  const what = isOwn
    ? access.how === "modified"
      ? `${name} is read, changed and written back`
      : `${name} is found unset and then set`
    : access.at === other?.at
      ? `${name} is replaced by another pointer`
      : `${name} is used, and ${other?.at.ref.extent.name ?? "another method"} puts another pointer there`;
  return {
    ref,
    span: access.use.effect.span,
    confidence: effects.damage === null ? "medium" : lower("medium"),
    message: `${what}: without the GIL two threads can do so to one object at once; hold a critical section of ${object}`,
    related: [
      ...placeOf(evidence, ref, access),
      ...(isOwn ? [] : placeOf(evidence, null, other)),
      ...wayFromPython(evidence, ref),
    ],
    remedies: new Refusal(
      `How much of ${ref.extent.name} a critical section has to hold depends on what belongs together.`,
    ),
  };
}

/** Where an access is, unless it is in the function itself. */
function placeOf(evidence: Evidence, own: Draft["ref"] | null, access: Access | undefined): Related[] {
  if (access === undefined || access.at.ref === own) return [];
  const { ref, use } = access.at;
  const verb = { read: "uses", modified: "changes", claimed: "sets", replaced: "replaces" }[access.how];
  return [{ ...evidence.at(ref, use.effect.span), message: `${ref.extent.name} ${verb} ${access.field}` }];
}

// An object's memory touched where the GIL is released. Page: ./object-access-without-gil.md
import { apiFact } from "../capi/api.ts";
import { objectField } from "../capi/objects.ts";
import type { CallEffect, FieldEffect } from "../effects/effect.ts";
import { type Evidence, lower } from "../evidence/evidence.ts";
import { isNewObject } from "../evidence/fresh.ts";
import { type Loan, loansIn } from "../evidence/loans.ts";
import { placesOf } from "../evidence/places.ts";
import { staticType } from "../evidence/sharing.ts";
import type { Confidence } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { readBeforeRegion } from "./remedies/read-before.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const objectAccessWithoutGil: Rule = defineRule({
  id: "object-access-without-gil",
  group: "correctness",
  severity: "warning",
  since: "0.1.0",
  summary: "An object's memory read or written where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions) {
      const loans = loansIn(evidence, analysed);
      const told = new Set(loans.map(({ used }) => used));
      for (const loan of onePerPlace(loans)) yield outlived(evidence, analysed, loan);
      for (const use of readingIn(analysed)) {
        if (use.released.length === 0 || told.has(use)) continue;
        const [visit] = use.released;
        const found = visit === undefined ? null : access(evidence, analysed, use);
        if (visit === undefined || found === null) continue;
        const sure = evidence.certainty(analysed, use);
        yield {
          ref: analysed.ref,
          span: use.effect.span,
          confidence: found.doubt === "none" ? sure : found.doubt === "some" ? lower(sure) : "low",
          message: found.message,
          related: evidence.path(analysed, visit),
          remedies: (code) => readBeforeRegion({ evidence, analysed, code }, use),
        };
      }
      yield* inHelper(evidence, analysed);
    }
  },
});

/** Several things lent that one place uses are one mistake. */
function onePerPlace(loans: readonly Loan[]): readonly Loan[] {
  return loans.filter((loan, i) => loans.findIndex(({ used }) => used === loan.used) === i);
}

/** What an object has lent, used when nothing keeps it good any more. */
function outlived(evidence: Evidence, analysed: Analysed, { kind, use, lender, name, used, after }: Loan): Draft {
  const { ref } = analysed;
  const what = {
    item: `is borrowed from ${lender}, and another thread can drop the object`,
    memory: `points into ${lender}, and another thread can move or free that memory`,
    view: `points into the buffer that ${lender} has given back, and another thread can move or free that memory`,
    owner: `points into ${lender}, whose reference has been given back, and another thread can free it`,
  }[kind];
  const [visit] = used.released;
  return {
    ref,
    span: used.effect.span,
    confidence: after ? "medium" : lower(evidence.certainty(analysed, used)),
    message: after
      ? `${name} ${what} while the GIL was released: it is used again here`
      : `${name} ${what} while the GIL is released here`,
    related: [
      {
        ...evidence.at(ref, use.effect.span),
        message: {
          item: `${lender} lends it here`,
          memory: `${lender} lends it here`,
          view: "the buffer is given back here",
          owner: "the reference is given back here",
        }[kind],
      },
      ...(visit === undefined ? [] : evidence.path(analysed, visit)),
    ],
    remedies: new Refusal(
      {
        item: `A reference of one's own to what ${lender} lends has to be taken before the region, and given back on every way out.`,
        memory: `What ${name} points to has to be copied before the region, or kept in place by a buffer of ${lender}.`,
        view: `${lender} has to be given back after the last use of ${name}, on every way out.`,
        owner: `The reference to ${lender} has to be given back after the last use of ${name}, on every way out.`,
      }[kind],
    ),
  };
}

/** Where a caller has released the GIL. A helper that needs it for more than this is told of where it is called. */
function* inHelper(evidence: Evidence, analysed: Analysed): Iterable<Draft> {
  const { ref } = analysed;
  const context = evidence.contexts.released(ref);
  if (context === undefined || context.registration !== null || evidence.needs.of(ref) !== null) return;
  for (const use of readingIn(analysed)) {
    const found = use.entry.length === 0 || use.released.length > 0 ? null : access(evidence, analysed, use);
    // What a helper is handed for others to use is asked where the GIL is released.
    if (found === null || found.isHandedOn === true) continue;
    const sure: Confidence = context.certain ? "high" : "medium";
    yield {
      ref,
      span: use.effect.span,
      confidence: found.doubt === "none" ? sure : found.doubt === "some" ? lower(sure) : "low",
      message: found.message,
      related: evidence.wayTo(context),
      remedies: new Refusal(
        `Who calls ${ref.extent.name} without the GIL has to read this before the release, and hand it over.`,
      ),
    };
  }
}

/** What may read an object, by its name and what it is handed. */
const readingIn = perAnalysed((analysed) =>
  analysed.uses.filter(({ effect }) => {
    if (effect.kind === "field") return objectField(effect.field) !== undefined;
    if (effect.kind !== "call") return false;
    const isAccessor = apiFact(effect.callee)?.gil === "accessor" || effect.cplusplus !== undefined;
    return isAccessor || passedObject(analysed, effect) !== null;
  }),
);

interface Access {
  readonly doubt: "none" | "some" | "much";
  readonly message: string;
  readonly isHandedOn?: boolean;
}

function access(evidence: Evidence, analysed: Analysed, { effect }: Use): Access | null {
  const field = effect.kind === "field" ? objectField(effect.field) : undefined;
  if (effect.kind === "field" && field !== undefined) {
    if (isOwnField(evidence, analysed, effect)) return null;
    return {
      doubt: field.accessor === null ? "some" : doubtOf(field.accessor),
      message: `${effect.object}'s field ${effect.field} belongs to a Python object that other threads can change while the GIL is released`,
    };
  }
  if (effect.kind !== "call") return null;
  const target = evidence.program.target(effect, analysed.ref.path);
  if (target.kind === "accessor")
    return {
      doubt: isNewObject(analysed, effect.args?.[0]?.text ?? "") ? "much" : doubtOf(target.name),
      message: `${target.name} reads a Python object's memory, but the GIL is released here: another thread can change or free it`,
    };
  if (target.kind !== "external" && target.kind !== "pointer") return null;
  const object = passedObject(analysed, effect);
  if (object === null) return null;
  const callee = target.kind === "pointer" ? `the function ${target.text} points to` : target.name;
  const message = `${object} is a Python object, and ${callee} may use it while the GIL is released`;
  return { doubt: "much", message, isHandedOn: true };
}

/** The workspace's own structs may have a field that is called as one of Python's. */
function isOwnField(evidence: Evidence, analysed: Analysed, { object, field }: FieldEffect): boolean {
  // The element of an array is of the type the array is of.
  const name = /^(\w+)(?:\[[^[\]]*\])+$/.exec(object)?.[1] ?? object;
  const type = analysed.effects.locals[name]?.type ?? staticType(evidence, analysed, name);
  return type !== null && placesOf(evidence.program).isOwnField(type, field, analysed.ref.path);
}

/** The less may happen to what is read, the more. */
function doubtOf(accessor: string): Access["doubt"] {
  const doubts: Record<Confidence, Access["doubt"]> = { high: "none", medium: "some", low: "much" };
  return doubts[apiFact(accessor)?.accessorRisk ?? "low"];
}

/** A variable of type `PyObject *` among the arguments. */
function passedObject({ effects }: Analysed, call: CallEffect): string | null {
  for (const arg of call.args ?? []) {
    if (arg.kind !== "name") continue;
    const type = effects.locals[arg.text]?.type;
    if (type !== undefined && /^(?:const |register )*Py(?:\w*Object|VarObject)\s*\*+$/.test(type)) return arg.text;
  }
  return null;
}

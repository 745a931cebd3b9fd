// A project function that needs the GIL, called where it is released. Page: ./indirect-api-call-without-gil.md

import type { CallEffect } from "../effects/effect.ts";
import { type Evidence, lower } from "../summaries/evidence.ts";
import type { Analysed, Use } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { withGil } from "./remedies/wrap.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const indirectApiCallWithoutGil: Rule = defineRule({
  id: "indirect-api-call-without-gil",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "A project function that reaches the C-API called where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const use of analysed.released)
        if (use.effect.kind === "call" && use.released.length > 0)
          yield* calls(evidence, analysed, use as Use<CallEffect>);
  },
});

function* calls(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): Iterable<Draft> {
  const [visit] = use.released;
  const target = evidence.program.target(use.effect, analysed.ref.path);
  if (visit === undefined) return;
  if (target.kind === "declared" && target.needs) yield declared(evidence, analysed, use, target.name);
  if (target.kind !== "functions") return;
  for (const callee of target.refs) yield* handedOver(evidence, analysed, use, callee);
  for (const callee of target.refs) {
    const need = evidence.needs.of(callee);
    if (need === null) continue;
    const links = evidence.needs.chain(callee);
    const through =
      links.length > 1
        ? ` through ${links
            .slice(1)
            .map(({ ref }) => ref.extent.name)
            .join(" → ")}`
        : "";
    const sure = evidence.certainty(analysed, use);
    yield {
      ref: analysed.ref,
      span: use.effect.span,
      confidence:
        need.certain && !target.throughPointer && links.every(({ use: link }) => isUnconditional(link))
          ? sure
          : lower(sure),
      message: `${callee.extent.name} needs the GIL (${through === "" ? "" : `${through.trim()} `}it uses ${need.name}), but the GIL is released here`,
      related: [
        ...evidence.path(analysed, visit),
        { ...evidence.at(analysed.ref, use.effect.span), message: `${callee.extent.name} is called here` },
        ...evidence.down(
          evidence.needs,
          callee,
          ({ ref, name }) => `${ref.extent.name} uses ${name}, which needs the GIL`,
        ),
      ],
      remedies: (code) => withGil({ evidence, analysed, code }, use),
    };
    return;
  }
}

/** Reached in the entry state on every path, not only where the helper was told that it has no GIL. */
function isUnconditional(use: Use): boolean {
  return use.entry.length > 0 && use.unknown.length === 0;
}

/** Defined elsewhere: a comment on the declaration says that it needs the GIL. */
function declared(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>, name: string): Draft {
  return {
    ref: analysed.ref,
    span: use.effect.span,
    confidence: evidence.certainty(analysed, use),
    message: `${name} needs the GIL (its comment says so), but the GIL is released here`,
    related: use.released[0] === undefined ? [] : evidence.path(analysed, use.released[0]),
    remedies: (code) => withGil({ evidence, analysed, code }, use),
  };
}

/** A function that needs the GIL, handed to one that calls it. */
function* handedOver(
  evidence: Evidence,
  analysed: Analysed,
  use: Use<CallEffect>,
  callee: FunctionRef,
): Iterable<Draft> {
  const [visit] = use.released;
  if (visit === undefined) return;
  for (const [index, arg] of (use.effect.args ?? []).entries()) {
    const handed =
      arg.kind === "name" || arg.kind === "address"
        ? evidence.program.symbols.handed(arg.text.replace(/^&/, ""), analysed.ref)
        : undefined;
    const need = handed === undefined ? null : evidence.needs.of(handed);
    if (handed === undefined || need === null || analysed.effects.locals[arg.text] !== undefined) continue;
    const call = callOfParameter(evidence.program.analysed(callee), index);
    if (call === null) continue;
    yield {
      ref: analysed.ref,
      span: arg.span,
      confidence: lower(evidence.certainty(analysed, use)),
      message: `${callee.extent.name} calls ${handed.extent.name}, which needs the GIL (it uses ${need.name}), but the GIL is released here`,
      related: [
        ...evidence.path(analysed, visit),
        { ...evidence.at(callee, call.effect.span), message: `${callee.extent.name} calls it here` },
        ...evidence.down(
          evidence.needs,
          handed,
          ({ ref, name }) => `${ref.extent.name} uses ${name}, which needs the GIL`,
        ),
      ],
    };
  }
}

/** Where a function calls what it is handed as its parameter number `index`. */
function callOfParameter({ effects, uses }: Analysed, index: number): Use | null {
  const called = uses.find(
    ({ effect, entry }) =>
      effect.kind === "call" &&
      entry.length > 0 &&
      effect.pointer !== null &&
      effects.locals[effect.pointer.text.replace(/^\*/, "")]?.parameter === index,
  );
  return called ?? null;
}

// A project function that needs the GIL, called where it is released. Page: ./indirect-api-call-without-gil.md

import { REMOTE } from "../contexts/chains.ts";
import { type Bare, withoutGilAt } from "../contexts/entered.ts";
import { handedTo } from "../contexts/handed.ts";
import type { CallEffect } from "../effects/effect.ts";
import { copiedFor } from "../evidence/copied.ts";
import { type CallWithoutGil, type Evidence, lower } from "../evidence/evidence.ts";
import { usesOf, wayOf } from "../evidence/wording.ts";
import { Refusal } from "../fixes/refusal.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { withGil } from "./remedies/wrap.ts";
import { type Cause, type Draft, defineRule, type Rule } from "./rule.ts";

export const indirectApiCallWithoutGil: Rule = defineRule({
  id: "indirect-api-call-without-gil",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "A project function that reaches the C-API called where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const call of evidence.callsWithoutGil(analysed)) yield* calls(evidence, analysed, call);
  },
});

function* calls(evidence: Evidence, analysed: Analysed, call: CallWithoutGil): Iterable<Draft> {
  const { use, target, confidence, bare } = call;
  if (target.kind === "declared" && target.needs) yield declared(evidence, analysed, call, target.name);
  const parameter = analysed.effects.locals[use.effect.pointer?.text ?? ""]?.parameter ?? -1;
  const isHanded = target.kind !== "functions" && parameter >= 0;
  const refs =
    target.kind === "functions" ? target.refs : isHanded ? handedTo(evidence.program, analysed.ref, parameter) : [];
  if (!isHanded) for (const callee of refs) yield* handedOver(evidence, analysed, call, callee);
  for (const callee of refs) {
    const need = evidence.needs.of(callee);
    if (need === null || evidence.unheld.releasesFirst(callee)) continue;
    const links = evidence.needs.chain(callee);
    if (evidence.unheld.endsBare(links) || (links.length === 1 && endsCopy(evidence, analysed, use, need.use)))
      continue;
    const way = wayOf(links.slice(1).map(({ ref }) => ref.extent.name));
    const isSure =
      need.certain &&
      target.kind === "functions" &&
      !target.throughPointer &&
      links.every(({ use: link }) => isUnconditional(link));
    const isGuess = links.length > REMOTE || (!isSure && isReleasedByPointer(evidence, analysed, call));
    yield {
      ref: analysed.ref,
      span: use.effect.span,
      confidence: isGuess ? "low" : isSure ? confidence : lower(confidence),
      message: `${callee.extent.name} needs the GIL (${way === "" ? "" : `through ${way} `}it ${usesOf(need.name)}), but ${whereOf(bare)}`,
      related: [
        ...evidence.pathToCall(analysed, call),
        { ...evidence.at(analysed.ref, use.effect.span), message: `${callee.extent.name} is called here` },
        ...evidence.down(
          evidence.needs,
          callee,
          ({ ref, name }) => `${ref.extent.name} ${usesOf(name)}, which needs the GIL`,
        ),
      ],
      remedies: (code) => withGil({ evidence, analysed, code }, call),
      ...(target.kind === "functions" ? { cause: causeIn(callee) } : {}),
    };
    return;
  }
}

/** It is the helper that lacks the GIL. */
function causeIn({ id, extent: { name } }: FunctionRef): Cause {
  return {
    key: id,
    more: (others) => `, as in ${others} other places of this file`,
    also: `${name} is called so here too`,
    refusal: new Refusal(`Many call it so: the GIL is better taken in ${name}.`),
  };
}

/** Whether what needs the GIL is the end of a parameter that is a copy made for this call: that is told of where it is made. */
function endsCopy({ program }: Evidence, analysed: Analysed, use: Use<CallEffect>, need: Use<CallEffect>): boolean {
  return need.effect.cplusplus?.object?.role === "destroy" && copiedFor(program, analysed, use).length > 0;
}

/** Which function that pointer means may go with what other pointers mean. */
function isReleasedByPointer(evidence: Evidence, analysed: Analysed, { visit, bare }: CallWithoutGil): boolean {
  const release = bare === null ? evidence.releaseAt(analysed, visit) : null;
  return release !== null && release.effect.pointer !== null;
}

function whereOf(bare: Bare | null): string {
  return bare === null ? "the GIL is released here" : withoutGilAt(bare);
}

/** Reached in the entry state on every path, not only where the helper was told that it has no GIL. */
function isUnconditional(use: Use): boolean {
  return use.entry.length > 0 && use.unknown.length === 0;
}

/** Defined elsewhere: a comment on the declaration says that it needs the GIL. */
function declared(evidence: Evidence, analysed: Analysed, call: CallWithoutGil, name: string): Draft {
  const { use, confidence, bare } = call;
  return {
    ref: analysed.ref,
    span: use.effect.span,
    confidence,
    message: `${name} needs the GIL (its comment says so), but ${whereOf(bare)}`,
    related: evidence.pathToCall(analysed, call),
    remedies: (code) => withGil({ evidence, analysed, code }, call),
  };
}

/** A function that needs the GIL, handed to one that calls it. */
function* handedOver(
  evidence: Evidence,
  analysed: Analysed,
  call: CallWithoutGil,
  callee: FunctionRef,
): Iterable<Draft> {
  const { use, confidence, bare } = call;
  for (const [index, arg] of (use.effect.args ?? []).entries()) {
    const handed =
      arg.kind === "name" || arg.kind === "address"
        ? evidence.program.symbols.handed(arg.text.replace(/^&/, ""), analysed.ref)
        : undefined;
    const need = handed === undefined ? null : evidence.needs.of(handed);
    if (handed === undefined || need === null || analysed.effects.locals[arg.text] !== undefined) continue;
    const within = callOfParameter(evidence.program.analysed(callee), index);
    if (within === null) continue;
    yield {
      ref: analysed.ref,
      span: arg.span,
      confidence: lower(confidence),
      message: `${callee.extent.name} calls ${handed.extent.name}, which needs the GIL (it ${usesOf(need.name)}), but ${whereOf(bare)}`,
      remedies: new Refusal(
        `Whether ${handed.extent.name} should take the GIL for itself depends on who else calls it.`,
      ),
      related: [
        ...evidence.pathToCall(analysed, call),
        { ...evidence.at(callee, within.effect.span), message: `${callee.extent.name} calls it here` },
        ...evidence.down(
          evidence.needs,
          handed,
          ({ ref, name }) => `${ref.extent.name} ${usesOf(name)}, which needs the GIL`,
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

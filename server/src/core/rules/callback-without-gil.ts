// A callback or thread entry that reaches the C-API before taking the GIL. Page: ./callback-without-gil.md

import { runsAfterPython } from "../capi/control.ts";
import { type Link, REMOTE } from "../contexts/chains.ts";
import { bindingGuard } from "../contexts/registrars.ts";
import type { Registration } from "../contexts/registrations.ts";
import { keptByThread } from "../evidence/copied.ts";
import { type BareDestruction, bareCopies, bareDestructions } from "../evidence/destructors.ts";
import { type Evidence, lower } from "../evidence/evidence.ts";
import { usesOf } from "../evidence/wording.ts";
import type { Confidence } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { ensured } from "./remedies/ensure.ts";
import { type Cause, type Draft, defineRule, type Rule } from "./rule.ts";

export const callbackWithoutGil: Rule = defineRule({
  id: "callback-without-gil",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "A callback or thread entry that reaches the C-API before taking the GIL",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const registration of evidence.contexts.registrations) {
      const { callee, registrar } = registration;
      const need = evidence.needs.of(callee);
      if (need === null) yield* keptBy(evidence, registration);
      if (need === null || registrar === "" || evidence.unheld.endsBare(evidence.needs.chain(callee))) continue;
      yield calledBare(evidence, registration, need);
    }
    for (const destruction of bareDestructions(evidence)) yield destroyedBare(evidence, destruction);
    for (const { name, destructor, python, span } of bareCopies(evidence))
      yield {
        ref: destructor,
        span,
        inFile: true,
        confidence: "medium",
        message: `${name} may be copied without the GIL, as it is destroyed, but nothing takes it where the ${python} in it is copied`,
        related: [
          {
            path: destructor.path,
            span: destructor.extent.nameSpan,
            message: `${destructor.extent.name} takes the GIL itself`,
          },
        ],
        remedies: new Refusal("Whether the class has to be copied at all is for its author to say."),
      };
  },
});

function calledBare(evidence: Evidence, registration: Registration, need: Link): Draft {
  const { callee, from, use, registrar, note } = registration;
  const failed = evidence.unheld
    .of(evidence.program.analysed(callee))
    .some(({ use: { effect }, when }) => when === "failed" && effect === need.use.effect);
  const guard = use?.effect.kind === "call" ? bindingGuard(use.effect) : null;
  const how = from === null ? note : guard === null ? `through ${registrar}` : `${guard} is its call guard`;
  const handed =
    from === null || use === null
      ? []
      : [
          {
            ...evidence.at(from, use.effect.span),
            message:
              guard === null
                ? `${callee.extent.name} is handed to ${registrar} here`
                : `${callee.extent.name} is bound here, with ${guard} around each call`,
          },
        ];
  const isOver = runsAfterPython(registrar);
  const last = evidence.needs.chain(callee).at(-1);
  return {
    ref: callee,
    span: callee.extent.nameSpan,
    inFile: true,
    confidence: confidenceOf(registration, need, failed),
    message: isOver
      ? `${callee.extent.name} is called when the interpreter is gone (${how}), but it ${usesOf(need.name)}: no GIL can be taken any more`
      : `${callee.extent.name} is called without the GIL (${how}), but it ${usesOf(need.name)} without having taken it`,
    related: [
      ...handed,
      ...evidence.down(
        evidence.needs,
        callee,
        ({ ref, name }) => `${ref.extent.name} ${usesOf(name)}, which needs the GIL`,
      ),
    ],
    remedies: (code) =>
      isOver
        ? new Refusal(
            "By then there is no interpreter: what needs it has to be done before, by a function that Python's atexit module calls, or where the module is freed.",
          )
        : ensured({ evidence, analysed: evidence.program.analysed(callee), code }, registrar),
    ...(last === undefined || last.ref === callee || isOver ? {} : { cause: causeIn(callee, last) }),
  };
}

/** It is the helper that lacks the GIL. */
function causeIn({ extent: { name } }: FunctionRef, { ref, use }: Link): Cause {
  const helper = ref.extent.name;
  return {
    key: `${ref.id} ${use.effect.span.start}`,
    more: (others) => `, as do ${others} others that come to ${helper}`,
    also: `${name} comes to it too`,
    refusal: new Refusal(`Many come to it: the GIL is better taken in ${helper}, or by none of them released.`),
  };
}

/** A thread that takes the GIL gives it back before what it was given by value goes. */
function* keptBy(evidence: Evidence, registration: Registration): Iterable<Draft> {
  const { from, registrar } = registration;
  const [first] = keptByThread(evidence.program, registration);
  if (from === null || first === undefined) return;
  yield {
    ref: from,
    span: first.span,
    inFile: false,
    confidence: "high",
    message: `${first.variable} (${first.type}) is copied for ${registrar}, which destroys the copy on its thread without the GIL`,
    related: [],
    remedies: new Refusal("Who owns the object while the thread runs is for its author to say."),
  };
}

function destroyedBare(evidence: Evidence, { name, destructor, python, taker, isLikely }: BareDestruction): Draft {
  const takes = { path: taker.path, span: taker.extent.nameSpan, message: `${taker.extent.name} takes the GIL itself` };
  const remedies = new Refusal(
    "Members go after the body of a destructor: they have to be emptied in it, while it has the GIL.",
  );
  const confidence: Confidence = isLikely ? "medium" : "low";
  if (destructor === null)
    return {
      ref: taker,
      span: taker.extent.nameSpan,
      inFile: true,
      confidence,
      message: `${name} is used without the GIL, which ${taker.extent.name} takes, but nothing takes it where ${name} is destroyed, with the ${python} in it`,
      related: [],
      remedies,
    };
  const { ref, need } = destructor;
  return {
    remedies,
    ref,
    span: ref.extent.nameSpan,
    inFile: true,
    confidence: need.certain ? confidence : lower(confidence),
    message: `${ref.extent.name} may be called without the GIL, as ${taker.extent.name} is, but it ${usesOf(need.name)} without having taken it`,
    related: [
      takes,
      ...evidence.down(
        evidence.needs,
        ref,
        (link) => `${link.ref.extent.name} ${usesOf(link.name)}, which needs the GIL`,
      ),
    ],
  };
}

/** `failed`: taking the GIL was tried, and may have failed. */
function confidenceOf({ certain, isGuess }: Registration, need: Link, failed: boolean): Confidence {
  if (isGuess === true || need.length > REMOTE || (!need.certain && !failed)) return "low";
  return need.certain && certain ? "high" : "medium";
}

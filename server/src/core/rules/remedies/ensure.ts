// The GIL taken at the beginning of a callback and given back on every way out.
import { waitersFor } from "../../capi/waits.ts";
import type { CallEffect } from "../../effects/effect.ts";
import { beforeEnd, exitAt } from "../../fixes/exits.ts";
import { indentationAt, isFirstOnLine, lineEndAt } from "../../fixes/layout.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { insertion } from "../../fixes/surround.ts";
import { mayThrow } from "../../summaries/throws.ts";
import type { Use } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import { span } from "../../text/span.ts";
import type { Remedies } from "../rule.ts";
import { callsIn, demandOf } from "./calls.ts";
import { releaseBefore } from "./exits.ts";
import type { Patient } from "./region.ts";

/** Nothing where the function changes the GIL or takes locks itself, waits, or has ways out that cannot be seen. */
export function ensured(patient: Patient, registrar: string): Remedies {
  const { evidence, analysed, code } = patient;
  const { name } = analysed.ref.extent;
  if (/^(?:bsd_)?sig/.test(registrar))
    return new Refusal(
      "The thread that a signal interrupts can be the one that holds the GIL: a handler cannot wait for it.",
    );
  if (analysed.effects.damage !== null) return new Refusal(`gilint cannot read all of ${name}.`);
  if (code.hasDirective(code.body)) return new Refusal(`An #if stands in ${name}: not all ways out can be seen.`);
  if (isWaitedFor(patient, registrar))
    return new Refusal("Somebody waits for the callback with the GIL: if it waited for the GIL, neither would go on.");
  const calls = callsIn(analysed, span(0, code.body.end - code.body.start));
  const meanings = evidence.program.meanings(analysed.ref);
  const other = calls.find((call) => meanings.of(call) !== null || demandOf(evidence, analysed, call) === "other");
  if (other !== undefined)
    return new Refusal(
      `${other.macro ?? other.callee} in ${name} may wait, take a lock or change the GIL: it should not run with the GIL.`,
    );
  const thrower = mayThrow(analysed.ref) ? calls.find((call) => throwsIn(patient, call)) : undefined;
  if (thrower !== undefined)
    return new Refusal(
      `An exception of ${thrower.macro ?? thrower.callee} would leave ${name} with the GIL: an object of C++ should take it.`,
    );
  const [first] = code.root.children;
  if (first === undefined || first.kind === "label") return new Refusal(`${name} begins with a label.`);
  const state = code.freshName("gstate");
  const edits = releases(patient, `PyGILState_Release(${state});`);
  if (edits === null) return new Refusal(`Not every way out of ${name} can be led over PyGILState_Release.`);
  const line = `PyGILState_STATE ${state} = PyGILState_Ensure();`;
  const start = code.beginning(first);
  const gap = isFirstOnLine(code.text, start) ? lineEndAt(code.text, start) + indentationAt(code.text, start) : " ";
  return [
    {
      title: `Take the GIL in ${analysed.ref.extent.name} with PyGILState_Ensure`,
      safe: false,
      edits: [insertion(start, line + gap), ...edits],
    },
  ];
}

function throwsIn({ evidence, analysed }: Patient, call: CallEffect): boolean {
  const raise = evidence.program.throws.at(call, analysed.ref.path);
  return raise !== null;
}

/** Whether somebody who may have the GIL waits for the library's callbacks: if they waited for the GIL, neither would go on. */
function isWaitedFor({ evidence: { program } }: Patient, registrar: string): boolean {
  const waiters = waitersFor(registrar);
  const isWait = ({ effect, entry, held }: Use): boolean =>
    effect.kind === "call" && waiters.has(effect.callee) && entry.length + held.length > 0;
  return (
    waiters.size > 0 &&
    program.symbols.functions.some(
      (ref) => ref.extent.calls.some((name) => waiters.has(name)) && program.analysed(ref).uses.some(isWait),
    )
  );
}

/** Before each return and at the end, if that is reached. */
function releases(patient: Patient, line: string): TextEdit[] | null {
  const { analysed, code } = patient;
  const edits: TextEdit[] = [];
  for (const { effect } of analysed.uses) {
    if (effect.kind !== "return" && effect.kind !== "fall") continue;
    const more =
      effect.kind === "fall"
        ? beforeEnd(code, line)
        : releaseBefore(patient, exitAt(code, effect.span.start + code.body.start), line);
    if (more === null) return null;
    edits.push(...more);
  }
  return edits;
}

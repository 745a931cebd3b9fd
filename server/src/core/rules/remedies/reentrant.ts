// A library call in its form that gets its memory from the caller: a local variable instead of one buffer for all threads.
import { type ReentrantForm, reentrantForm } from "../../capi/rewrites.ts";
import type { CallEffect, Effect, StoreEffect } from "../../effects/effect.ts";
import type { Code } from "../../fixes/code.ts";
import { declaredFirst } from "../../fixes/declarations.ts";
import { returnedValue } from "../../fixes/exits.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { allStatements } from "../../fixes/statements.ts";
import type { TextEdit } from "../../text/edits.ts";
import { contains, type Span, shift, span } from "../../text/span.ts";
import type { Remedies } from "../rule.ts";
import { callsIn } from "./calls.ts";
import type { Patient } from "./region.ts";

/** Nothing where what the call gives, or the place where the next one goes on, is needed outside of the function. */
export function reentrantCall(patient: Patient, call: CallEffect): Remedies {
  const { analysed, code } = patient;
  const form = reentrantForm(call.callee);
  if (form === undefined) return new Refusal(`${call.callee} has no form that can be put in its place.`);
  if (analysed.ref.extent.cplusplus !== undefined || analysed.effects.damage !== null)
    return new Refusal(`${analysed.ref.extent.name} is C++, or cannot be read whole.`);
  const calls = form.keeps === "position" ? everyCall(patient, form) : resultStays(patient, call) ? [call] : null;
  const name = code.freshName(form.variable);
  if (calls === null)
    return new Refusal(
      form.keeps === "position"
        ? "Another function goes on where this one stops, or began: both need one place to keep that."
        : "What it gives is used outside of the function: memory of the function's own would be gone by then.",
    );
  if (Object.hasOwn(analysed.effects.locals, name)) return new Refusal(`There is a variable ${name} already.`);
  const edits = calls.map((one) => rewritten(patient, one, form, name));
  // For the whole function: as long as the library's own memory would last here.
  const declared = declaredFirst(code, code.root, form.declaration.replace("%", name));
  if (declared === null || edits.includes(null)) return new Refusal("A macro or an #if hides one of the calls.");
  return [{ title: `Use ${form.form}`, safe: false, edits: [...declared, ...edits.flatMap((edit) => edit ?? [])] }];
}

function rewritten({ code }: Patient, call: CallEffect, form: ReentrantForm, name: string): TextEdit[] | null {
  const callee = shift(call.span, code.body.start);
  const whole = shift(call.whole, code.body.start);
  if (call.macro !== null || call.pointer !== null || call.args?.length !== form.arguments) return null;
  if (code.slice(callee) !== form.name || code.isConditional(callee) || code.hasDirective(whole)) return null;
  const close = span(whole.end - 1, whole.end - 1);
  return [
    { span: callee, newText: form.form },
    { span: close, newText: form.passed === "address" ? `, &${name}` : `, ${name}` },
  ];
}

/** All calls that share a position; null where another function goes on from there, as it seems, or this one does not begin. */
function everyCall({ evidence: { program }, analysed, code }: Patient, { name }: ReentrantForm): CallEffect[] | null {
  const own = callsTo(analysed.effects.blocks, name);
  // Who only begins leaves the rest to somebody, in whichever file.
  if (!own.some(begins) || own.every(begins)) return null;
  const goesOn = program.symbols.functions.some(
    (ref) =>
      ref.path === analysed.ref.path &&
      ref.extent.calls.includes(name) &&
      !callsTo(program.effects(ref).blocks, name).some(begins),
  );
  const written = code.masked(code.body).match(new RegExp(`\\b${name}\\b`, "g"))?.length;
  return goesOn || written !== own.length ? null : own;
}

function callsTo(blocks: readonly { readonly effects: readonly Effect[] }[], name: string): CallEffect[] {
  const calls = blocks.flatMap(({ effects }) =>
    effects.filter((effect): effect is CallEffect => effect.kind === "call" && effect.callee === name),
  );
  // A loop's head can stand in two blocks.
  return calls.filter((call, i) => calls.findIndex(({ span: { start } }) => start === call.span.start) === i);
}

function begins({ args }: CallEffect): boolean {
  const first = args?.[0]?.text;
  return first !== undefined && !/^(?:NULL|0|nullptr)$/.test(first);
}

/** Whether what the call gives is used up in its expression, or kept in a variable that does not leave the function. */
function resultStays(patient: Patient, call: CallEffect): boolean {
  const { analysed, code } = patient;
  if (Object.hasOwn(analysed.effects.locals, call.result)) return staysInside(patient, call.result, new Set());
  const whole = shift(call.whole, code.body.start);
  if (returnsPointer(patient) && returnedValue(code, code.statementAt(whole.start)) !== null) return false;
  const statement = code.statementAt(whole.start);
  const isCopied = /[=(,]\s*\*\s*$/.test(code.masked(span(statement.start, whole.start)));
  if (isCopied || /^\s*->/.test(code.masked(span(whole.end, statement.end)))) return true;
  const outer = callsIn(analysed, span(0, code.body.end)).filter(({ args }) =>
    (args ?? []).some((arg) => contains(arg.span, call.whole)),
  );
  return outer.length > 0 && outer.every((one) => mayPointInto(patient, one, new Set()));
}

/** Whether the memory stays in the function, where a call gives something that may point into it. */
function mayPointInto(patient: Patient, { result }: CallEffect, seen: Set<string>): boolean {
  const local = patient.analysed.effects.locals[result];
  if (local === undefined) return result.startsWith("call@") || result.startsWith("look ");
  return !local.type.includes("*") || staysInside(patient, result, seen);
}

/** Of what a function is given it can return a part; an object has a copy. */
function returnsPointer({ analysed }: Patient): boolean {
  const { returns } = analysed.ref.extent;
  return returns.includes("*") && !/\bPy\w*Object\b/.test(returns);
}

/** A local variable that is neither returned, nor copied to where it could outlive the function, nor has its address taken. */
function staysInside(patient: Patient, name: string, seen: Set<string>): boolean {
  const { analysed, code } = patient;
  const { blocks, locals } = analysed.effects;
  if (locals[name]?.isStatic !== false) return false;
  if (seen.has(name)) return true;
  seen.add(name);
  const returns = allStatements(code.root).flatMap((one) => returnedValue(code, one) ?? []);
  if (returns.some((value) => isUsedIn(patient, name, value, !returnsPointer(patient)))) return false;
  return blocks.every(({ effects }) =>
    effects.every((effect) => {
      if (effect.kind === "store") {
        if (effect.target === name || !isUsedIn(patient, name, valueBehind(code, effect), true)) return true;
        const local = effect.through === "name" ? locals[effect.target] : undefined;
        return local !== undefined && (!local.type.includes("*") || staysInside(patient, effect.target, seen));
      }
      if (effect.kind !== "call") return true;
      const handed = (effect.args ?? []).filter(({ base }) => base === name);
      if (handed.some(({ kind }) => kind === "address")) return false;
      return handed.length === 0 || mayPointInto(patient, effect, seen);
    }),
  );
}

/** What is stored, and what follows it in the statement. */
function valueBehind(code: Code, { span: target }: StoreEffect): Span {
  const statement = code.statementAt(target.start + code.body.start);
  return span(target.end + code.body.start, statement.kind === "control" ? statement.headEnd : statement.end);
}

/** Whether the variable's own value is used in a part, not what it points to; `calls`: except as an argument. */
function isUsedIn({ analysed, code }: Patient, name: string, part: Span, calls: boolean): boolean {
  const bare = new RegExp(`(?<![\\w.>]|[=(,]\\s*\\*\\s*)${name}(?!\\w|\\s*(?:->|\\[))`, "g");
  const found = [...code.masked(part).matchAll(bare)].map(({ index }) => part.start - code.body.start + index);
  const args = calls
    ? callsIn(analysed, shift(part, -code.body.start)).flatMap((call) => (call.args ?? []).map((arg) => arg.span))
    : [];
  return found.some((at) => !args.some((arg) => contains(arg, span(at, at + 1))));
}

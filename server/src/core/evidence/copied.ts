// Python objects that are copied for somebody else: for a parameter taken by value, and for a thread, which destroys its copy without the GIL.
import { keepsOnThread } from "../capi/cplusplus.ts";
import { registrarOf } from "../contexts/registrars.ts";
import type { Registration } from "../contexts/registrations.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { parametersOf } from "../syntax/parameters.ts";
import type { Span } from "../text/span.ts";

/** A variable that is copied, and the type of the Python object in it. */
export interface Copied {
  readonly variable: string;
  readonly type: string;
  readonly span: Span;
}

/** The variables a call copies for the parameters of a function of the workspace. */
export function copiedFor(program: Program, { ref }: Analysed, { effect }: Use<CallEffect>): readonly Copied[] {
  const target = program.target(effect, ref.path);
  if (ref.extent.cplusplus === undefined || target.kind !== "functions" || target.throughPointer) return [];
  const [callee, ...others] = target.refs;
  if (callee === undefined || others.length > 0 || effect.cplusplus?.object?.role === "destroy") return [];
  const { params, cplusplus } = callee.extent;
  const parameters = parametersOf(program.text(callee.path).slice(params.start, params.end), "cpp");
  return (effect.args ?? []).flatMap(({ kind, text, span }, i): Copied[] => {
    const declared = parameters[i]?.type;
    if (kind !== "name" || declared === undefined) return [];
    const type = program.handling("copy", declared, cplusplus?.scope ?? "", callee.path).python;
    return type === null ? [] : [{ variable: text, type, span }];
  });
}

/** What a thread is given by value, in the closure of its lambda or beside its function: it goes with the thread. */
export function keptByThread(program: Program, { callee, from, use }: Registration): readonly Copied[] {
  if (from === null || use?.effect.kind !== "call") return [];
  const { effect } = use as Use<CallEffect>;
  if (!keepsOnThread(registrarOf(effect, program))) return [];
  const { effects } = program.analysed(from);
  const given = (effect.args ?? []).flatMap(({ kind, text, span }): Copied[] => {
    const type = kind === "name" ? typeOf(program, effects.locals[text]?.type, from) : null;
    return type === null ? [] : [{ variable: text, type, span }];
  });
  const at = from.extent.cplusplus?.lambdas.find(({ name }) => name === callee.extent.name)?.at;
  const captured = effects.blocks
    .flatMap((block) => block.effects)
    .flatMap((copy): Copied[] => {
      const object = copy.kind === "call" ? copy.cplusplus?.object : null;
      if (copy.kind !== "call" || object?.role !== "copy" || copy.span.start !== at) return [];
      const type = program.target(copy, from.path).kind === "api" ? typeOf(program, object.type, from) : null;
      return type === null ? [] : [{ variable: object.text, type, span: copy.span }];
    });
  return [...given, ...captured];
}

function typeOf(program: Program, type: string | null | undefined, { path, extent }: FunctionRef): string | null {
  if (type === null || type === undefined || type.endsWith("*")) return null;
  return program.handling("copy", type.replace(/\s*&$/, ""), extent.cplusplus?.scope ?? "", path).python;
}

// Functions that one function of the workspace hands to another, which calls them through its parameter.
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";

const MAX_FORWARDS = 3;

/** The functions that callers pass as this parameter, through callers that only pass it on too. */
export function handedTo(program: Program, ref: FunctionRef, parameter: number, forwards = 0): readonly FunctionRef[] {
  const { name } = ref.extent;
  return program.mentions.callersOf(ref).flatMap((caller) => {
    const { effects, uses } = program.analysed(caller);
    return uses.flatMap(({ effect }) => {
      if (effect.kind !== "call" || !(effect.callee === name || effect.callee.endsWith(`::${name}`))) return [];
      const target = program.target(effect, caller.path);
      if (target.kind !== "functions" || !target.refs.includes(ref)) return [];
      const text = (effect.args?.[parameter]?.text ?? "").replace(/^&/, "");
      const local = effects.locals[text];
      if (local !== undefined)
        return local.parameter < 0 || forwards === MAX_FORWARDS
          ? []
          : handedTo(program, caller, local.parameter, forwards + 1);
      return program.symbols.handed(text, caller) ?? [];
    });
  });
}

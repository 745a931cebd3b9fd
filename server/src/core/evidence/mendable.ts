// Whether a fix may move the code of a function, and the body it reads.
import { mask } from "../mask/mask.ts";
import type { Program } from "../summaries/program.ts";
import { perFunction } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";

/**
 * Always in C. In C++ only what is written as in C: where objects live and die, exceptions leave, or `auto` declares, a fix that moves
 * code may change what it does.
 */
export function mayBeMended(ref: FunctionRef, program: Program): boolean {
  const { cplusplus } = ref.extent;
  if (cplusplus === undefined) return true;
  if (cplusplus.isLambda || cplusplus.initialises) return false;
  const { blocks, locals } = program.effects(ref);
  const needsCare = blocks.some(({ effects }) =>
    effects.some((effect) => {
      if (effect.kind === "throw") return true;
      const role = effect.kind === "call" ? effect.cplusplus?.object?.role : undefined;
      return role === "construct" || role === "destroy";
    }),
  );
  return !needsCare && !Object.values(locals).some(({ type }) => /\bauto\b|&$/.test(type));
}

/** The body of a function as C that can be parsed, as long as it is written. */
export const maskedBody: (ref: FunctionRef, program: Program) => string = perFunction(({ path, extent }, program) => {
  const { body, cplusplus } = extent;
  return mask(program.text(path).slice(body.start, body.end), {
    language: cplusplus === undefined ? "c" : "cpp",
    macros: program.macros.scopeAt(path, extent.span.start),
    isTransition: (name) => program.traits.isTransition(name),
  }).text;
});

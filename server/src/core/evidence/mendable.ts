// Whether a fix may move the code of a function.
import type { Program } from "../summaries/program.ts";
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

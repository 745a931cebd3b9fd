// Whether a function has to do with Python at all.

import type { Program } from "./program.ts";
import type { FunctionRef } from "./symbols.ts";
import { Trait } from "./traits.ts";

/** Whether a function knows Python: it uses the C-API or has its types in its signature. */
export function knowsPython(ref: FunctionRef, program: Pick<Program, "traits" | "text">): boolean {
  if ((program.traits.of(ref) & (Trait.api | Trait.transition)) !== 0) return true;
  const { span, body } = ref.extent;
  return /\b_?Py[A-Z]\w*/.test(program.text(ref.path).slice(span.start, body.start));
}

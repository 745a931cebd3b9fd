// What is known of the GIL at one place, in words.
import type { FunctionEffects } from "../core/analyze.ts";
import type { Related } from "../core/findings/finding.ts";
import type { Span } from "../core/text/span.ts";
import type { View } from "./view.ts";

export interface GilState {
  readonly state: "held" | "released" | "maybe" | "not-analysed";
  /** A sentence. */
  readonly reason: string;
  readonly function: string | null;
  readonly steps: readonly Related[];
}

export function gilStateAt(view: View, path: string, offset: number): GilState {
  const inside = view.functionAt(path, offset);
  const region = inside?.regions.find(({ stretches }) => stretches.some(({ span }) => holds(span, offset)));
  if (region !== undefined) {
    const certain = region.stretches.some((stretch) => stretch.certain && holds(stretch.span, offset));
    return {
      state: certain ? "released" : "maybe",
      reason: certain ? "The GIL is released here." : "The GIL is released here on some paths.",
      function: region.function,
      steps: [{ path, span: region.release, message: "released here" }],
    };
  }
  if (inside === undefined) {
    return { state: "not-analysed", reason: "This is not inside a function.", function: null, steps: [] };
  }
  if (inside.unanalysed !== null) {
    return { state: "not-analysed", reason: `Not analysed: ${inside.unanalysed}.`, function: inside.name, steps: [] };
  }
  return { ...atEntry(inside), function: inside.name };
}

/** Outside its own regions a function runs in the state it was entered in. */
function atEntry({ name, contexts }: FunctionEffects): Omit<GilState, "function"> {
  const released = contexts.filter(({ state }) => state === "released");
  const held = contexts.filter(({ state }) => state === "held");
  const steps = [...released, ...held].flatMap(({ because }) => because);
  if (released.length > 0 && held.length > 0) {
    return { state: "maybe", reason: `${name} is called with the GIL held and with the GIL released.`, steps };
  }
  if (released.length > 0) return { state: "released", reason: `${name} is called without the GIL.`, steps };
  if (held.length > 0) return { state: "held", reason: `${name} is called with the GIL held.`, steps };
  return { state: "held", reason: `Nothing known calls ${name} without the GIL.`, steps };
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

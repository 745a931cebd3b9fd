// Regions that macros open and close in the text, as Py_BEGIN_ALLOW_THREADS does: where they end, and what jumps out of them.
import type { EffectEdge, FunctionEffects } from "../effects/effect.ts";
import type { Meanings } from "./solution.ts";
import { SITE, type Status, statusOf } from "./status.ts";

export class Scopes {
  readonly #fn: FunctionEffects;
  readonly #closings: ReadonlyMap<number, number>;

  constructor(fn: FunctionEffects, meanings: Meanings) {
    this.#fn = fn;
    this.#closings = closings(fn, meanings);
  }

  /** Whether a jump leaves the scope of the region that is released. */
  isLeft({ frames }: Status, { span, target }: NonNullable<EffectEdge["jump"]>): boolean {
    const top = frames.at(-1);
    if (top?.kind !== "released" || !top.lexical || target < 0) return false;
    const end = this.#closings.get(top.site);
    const begin = this.#fn.blocks[Math.floor(top.site / SITE)]?.effects[top.site % SITE]?.span.start;
    if (end === undefined || begin === undefined) return false;
    const from = span.start;
    return from >= begin && from < end && (target < begin || target >= end);
  }
}

/** The status before the region that was opened last. */
export function beforeScope({ frames }: Status): Status {
  return statusOf(frames.slice(0, -1));
}

/** Site of each scope-opening release to the offset of the macro that closes its scope, by nesting in the text. */
function closings(fn: FunctionEffects, meanings: Meanings): ReadonlyMap<number, number> {
  const marks: { at: number; site: number; opens: boolean }[] = [];
  for (const [block, { effects }] of fn.blocks.entries())
    for (const [index, effect] of effects.entries()) {
      if (effect.kind !== "call") continue;
      for (const { operations } of meanings.of(effect)?.outcomes ?? [])
        for (const operation of operations)
          if ((operation.op === "release" || operation.op === "acquire") && operation.lexical)
            marks.push({ at: effect.span.start, site: block * SITE + index, opens: operation.op === "release" });
    }
  marks.sort((a, b) => a.at - b.at);
  const scopes = new Map<number, number>();
  const open: number[] = [];
  for (const mark of marks) {
    if (mark.opens) open.push(mark.site);
    else {
      const site = open.pop();
      if (site !== undefined) scopes.set(site, mark.at);
    }
  }
  return scopes;
}

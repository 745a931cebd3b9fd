// Local variables that are another name for something: `self` for `Engine *e = (Engine *)self`.
import type { FunctionEffects, StoreEffect } from "./effect.ts";

/** Those that are only ever a copy of one thing, and whose address nobody takes; each with what makes it one. */
export function aliasesIn({ blocks, locals }: FunctionEffects): ReadonlyMap<string, StoreEffect> {
  const found = new Map<string, StoreEffect | null>();
  for (const { effects } of blocks)
    for (const effect of effects) {
      if (effect.kind === "store" && effect.through === "name") {
        const known = found.get(effect.target);
        const isAgain = known?.from === effect.from || known === undefined;
        found.set(effect.target, isAgain && !effect.modifies ? (known ?? effect) : null);
      }
      if (effect.kind === "call")
        for (const { kind, base, text } of effect.args ?? [])
          if (kind === "address" && base !== null && !text.startsWith(`&${base}->`)) found.set(base, null);
    }
  const aliases = new Map<string, StoreEffect>();
  for (const [name, store] of found)
    if (store !== null && store.from !== null && locals[name]?.parameter === -1) aliases.set(name, store);
  return aliases;
}

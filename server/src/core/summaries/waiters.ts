// Who may come to wait, told by the names functions mention: up to the functions that know Python, where the GIL can be released.
import { knowsPython } from "./knows-python.ts";
import type { Program } from "./program.ts";
import { perMentions } from "./remembered.ts";
import type { FunctionRef } from "./symbols.ts";

export interface Waiters {
  /** Functions that know Python. */
  readonly aware: readonly FunctionRef[];
  /** Functions that do not, by id. */
  readonly unaware: ReadonlySet<string>;
  /** Those of them that have the trait, or are few calls away from it: it is what they are about. */
  readonly close: ReadonlyMap<string, FunctionRef>;
}

const FEW_CALLS = 2;

/** The functions with a trait, and those that come to them through functions that know nothing of Python. */
export function functionsThatMay(program: Program, trait: number): Waiters {
  const all = waitersByTrait(program);
  const known = all.get(trait) ?? lookFor(program, trait);
  all.set(trait, known);
  return known;
}

const waitersByTrait = perMentions(() => new Map<number, Waiters>());

function lookFor(program: Program, trait: number): Waiters {
  const aware = new Map<string, FunctionRef>();
  const unaware = new Set<string>();
  const close = new Map<string, FunctionRef>();
  let found = program.symbols.functions.filter((ref) => (program.traits.of(ref) & trait) !== 0);
  for (let calls = 0; found.length > 0; calls++) {
    const callees: FunctionRef[] = [];
    for (const ref of found) {
      if (aware.has(ref.id) || unaware.has(ref.id)) continue;
      if (knowsPython(ref, program)) aware.set(ref.id, ref);
      else {
        unaware.add(ref.id);
        if (calls <= FEW_CALLS) close.set(ref.id, ref);
        callees.push(ref);
      }
    }
    found = program.mentions.callersOf(...callees);
  }
  return { aware: [...aware.values()], unaware, close };
}

// What functions and methods of C++ libraries throw.
import { throws } from "./generated/throws.ts";
import { factTable } from "./packed-table.ts";

/** `always`; on `input` that is wrong, as text that is no number; out of `bounds`, which the code may have made sure of; without `memory`. */
export type HowItThrows = "always" | "input" | "bounds" | "memory";

export interface ThrowFact {
  readonly how: HowItThrows;
  /** A clause: what may be wrong. */
  readonly why: string;
}

/** Of a function by its qualified name, `std::stoi`, or a method as `T::at`. */
export function throwing(name: string): ThrowFact | undefined {
  return facts.first(name);
}

const facts = factTable(throws, ({ how, why }) => ({ how: how as HowItThrows, why }));

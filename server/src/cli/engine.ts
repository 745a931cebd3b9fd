// How V8 runs the command line and the language server, wherever they are started from.
import v8 from "node:v8";

/**
 * A check runs for seconds, and a key is to be answered in milliseconds while two cores are shared with an editor. What the optimiser
 * inlines without end, and what it compiles before it is hot for certain, is not earned back; and a young generation that grows in small
 * steps copies what lives for the whole run again and again.
 */
export function tuneEngine(): void {
  for (const flag of [
    "max-inlined-bytecode-size-cumulative=300",
    "interrupt-budget=500000",
    "semi-space-growth-factor=16",
  ])
    v8.setFlagsFromString(`--${flag}`);
}

// How V8 runs the command line and the language server, wherever they are started from.
import v8 from "node:v8";

/**
 * A check runs for seconds, and a key is to be answered in milliseconds while an editor wants the processor too. What the optimiser
 * inlines without end, and what it compiles before it is hot for certain, is not earned back; and a young generation that grows in small
 * steps copies what lives for the whole run again and again.
 */
export function tuneEngine(): void {
  const major = Number.parseInt(process.versions.v8, 10);
  const flags = ["max-inlined-bytecode-size-cumulative=300", "semi-space-growth-factor=16"];
  // Later versions have a compiler for what is warm between those for what is cold and hot, and another measure of heat.
  if (major < 12) flags.push("interrupt-budget=500000");
  for (const flag of flags) v8.setFlagsFromString(`--${flag}`);
}

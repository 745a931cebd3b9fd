#!/usr/bin/env node
import module from "node:module";
import v8 from "node:v8";

// A check runs for seconds at most. What the optimiser inlines without end, and what it compiles before it is hot for certain, is not
// earned back; and a young generation that grows in small steps copies what lives for the whole run again and again.
if (process.argv[2] !== "server")
  for (const flag of [
    "max-inlined-bytecode-size-cumulative=300",
    "interrupt-budget=500000",
    "semi-space-growth-factor=16",
  ])
    v8.setFlagsFromString(`--${flag}`);
// Node 22 and later keep what they compiled.
module.enableCompileCache?.();
await import("../dist/gilint.js");

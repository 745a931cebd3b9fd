#!/usr/bin/env node
import module from "node:module";
import v8 from "node:v8";

// A check runs for seconds at most: what the optimiser inlines without end is not earned back (an eighth of a cold check's CPU time).
v8.setFlagsFromString("--max-inlined-bytecode-size-cumulative=300");
// Node 22 and later keep what they compiled.
module.enableCompileCache?.();
await import("../dist/gilint.js");

#!/usr/bin/env node
import module from "node:module";

// Node 22 and later keep what they compiled.
module.enableCompileCache?.();
await import("../dist/gilint.js");

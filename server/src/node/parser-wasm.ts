// The parser's WASM build, from files on disk.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Parser } from "../core/syntax/parser.ts";
import { wasmParser } from "./wasm-engine.ts";

export async function loadWasmParser(): Promise<Parser> {
  return wasmParser({
    runtime: await readFile(grammarFile("tree-sitter.wasm")),
    c: await readFile(grammarFile("tree-sitter-c.wasm")),
    cpp: () => readFile(grammarFile("tree-sitter-cpp.wasm")),
  });
}

/** Beside the bundle; in a checkout that runs from source, in its folder of grammars. */
function grammarFile(name: string): string {
  const beside = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../../../grammars/${name}`, import.meta.url));
}

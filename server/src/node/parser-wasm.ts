// The parser port on web-tree-sitter: runs wherever JavaScript does. Its version holds the same tree-sitter core as the
// native package; later ones recover from errors differently, and findings must not depend on the parser.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import Engine from "web-tree-sitter";
import type { Parser } from "../core/syntax/parser.ts";
import { PortCursor, requireGrammar, type SymbolTable } from "./parser-cursor.ts";

export async function loadWasmParser(): Promise<Parser> {
  await Engine.init({ wasmBinary: await readFile(grammarFile("tree-sitter.wasm")) });
  const engine = new Engine();
  engine.setLanguage(await Engine.Language.load(await readFile(grammarFile("tree-sitter-c.wasm"))));
  return wasmParser(engine);
}

function wasmParser(engine: Engine): Parser {
  const symbols: SymbolTable = [];
  return {
    kind: "wasm",
    parse: (language, text, read) => {
      requireGrammar(language);
      const tree = engine.parse(text);
      const cursor = tree.walk();
      try {
        return read(new PortCursor(cursor, symbols));
      } finally {
        cursor.delete();
        tree.delete();
      }
    },
  };
}

/** Beside the bundle; in a checkout that runs from source, in its folder of grammars. */
function grammarFile(name: string): string {
  const beside = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../../../grammars/${name}`, import.meta.url));
}

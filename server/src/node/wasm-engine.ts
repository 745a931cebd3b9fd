// The parser port on web-tree-sitter: runs wherever JavaScript does. Its version holds the same tree-sitter core as the
// native package; later ones recover from errors differently, and findings must not depend on the parser.
import Engine from "web-tree-sitter";
import type { Parser } from "../core/syntax/parser.ts";
import { PortCursor, requireGrammar, type SymbolTable } from "./parser-cursor.ts";

/** From the bytes of the runtime and of the grammar. */
export async function wasmParser(runtime: Uint8Array, grammar: Uint8Array): Promise<Parser> {
  await Engine.init({ wasmBinary: runtime });
  const engine = new Engine();
  engine.setLanguage(await Engine.Language.load(grammar));
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

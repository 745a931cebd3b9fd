// The parser port on node-tree-sitter and its prebuilt grammar. Both are optional packages outside the bundle.
import { createRequire } from "node:module";
import type { Parser } from "../core/syntax/parser.ts";
import { type EngineCursor, PortCursor, requireGrammar, type SymbolTable } from "./parser-cursor.ts";

export type NativeParser =
  | { readonly parser: Parser; readonly reason?: never }
  | { readonly parser?: never; readonly reason: string };

/** Never throws: a missing package, another platform or another ABI is a reason to use WASM. */
export function loadNativeParser(): NativeParser {
  try {
    const require = createRequire(import.meta.url);
    const Engine = require("tree-sitter") as EngineConstructor;
    const engine = new Engine();
    engine.setLanguage(require("tree-sitter-c"));
    return { parser: nativeParser(engine) };
  } catch (error) {
    return { reason: error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error) };
  }
}

function nativeParser(engine: Engine): Parser {
  const symbols: SymbolTable = [];
  return {
    kind: "native",
    parse: (language, text, read) => {
      requireGrammar(language);
      // One buffer for the whole text and its final NUL: with the default of 32 KiB each chunk costs a call.
      const tree = engine.parse(text, null, { bufferSize: text.length + 1 });
      return read(new PortCursor(tree.walk(), symbols));
    },
  };
}

type EngineConstructor = new () => Engine;

interface Engine {
  setLanguage(language: unknown): void;
  parse(text: string, old: null, options: { bufferSize: number }): { walk(): EngineCursor };
}

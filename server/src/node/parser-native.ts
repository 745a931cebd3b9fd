// The parser port on node-tree-sitter and its prebuilt grammars. All are optional packages outside the bundle.
import { createRequire } from "node:module";
import type { Parser, TreeCursor } from "../core/syntax/parser.ts";
import { type EngineCursor, PortCursor, type SymbolTable } from "./parser-cursor.ts";

export type NativeParser =
  | { readonly parser: Parser; readonly reason?: never }
  | { readonly parser?: never; readonly reason: string };

/**
 * Never throws: a missing package, another platform or another ABI is a reason to use WASM. Where that is so of the grammar of C++
 * only, `other` reads C++.
 */
export function loadNativeParser(other: () => Promise<Parser>): NativeParser {
  try {
    const require = createRequire(import.meta.url);
    const Engine = require("tree-sitter") as EngineConstructor;
    return { parser: nativeParser(Engine, require, other) };
  } catch (error) {
    return { reason: error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error) };
  }
}

function nativeParser(Engine: EngineConstructor, require: NodeJS.Require, other: () => Promise<Parser>): Parser {
  const c = reader(Engine, require("tree-sitter-c"));
  let cpp: Reader | undefined;
  const own = (): Reader => {
    cpp ??= reader(Engine, require("tree-sitter-cpp"));
    return cpp;
  };
  return {
    kind: "native",
    prepareCplusplus: async () => {
      try {
        own();
      } catch {
        const parser = await other();
        await parser.prepareCplusplus();
        cpp = (text, read) => parser.parse("cpp", text, read);
      }
    },
    parse: (language, text, read) => (language === "c" ? c : own())(text, read),
  };
}

type Reader = <T>(text: string, read: (cursor: TreeCursor) => T) => T;

function reader(Engine: EngineConstructor, grammar: unknown): Reader {
  const engine = new Engine();
  engine.setLanguage(grammar);
  const symbols: SymbolTable = [];
  return (text, read) => {
    // One buffer for the whole text and its final NUL: with the default of 32 KiB each chunk costs a call.
    const tree = engine.parse(text, null, { bufferSize: text.length + 1 });
    return read(new PortCursor(tree.walk(), symbols));
  };
}

type EngineConstructor = new () => Engine;

interface Engine {
  setLanguage(language: unknown): void;
  parse(text: string, old: null, options: { bufferSize: number }): { walk(): EngineCursor };
}

// The parser port on web-tree-sitter: runs wherever JavaScript does. Its version holds the same tree-sitter core as the
// native package; later ones recover from errors differently, and findings must not depend on the parser.
import Engine from "web-tree-sitter";
import type { Parser, TreeCursor } from "../core/syntax/parser.ts";
import { PortCursor, type SymbolTable } from "./parser-cursor.ts";

/** The bytes of the runtime and of the grammars; that of C++ is large, and asked for when it is needed. */
interface WasmSources {
  readonly runtime: Uint8Array;
  readonly c: Uint8Array;
  cpp(): Promise<Uint8Array>;
}

export async function wasmParser(sources: WasmSources): Promise<Parser> {
  await Engine.init({ wasmBinary: sources.runtime });
  const c = await reader(sources.c);
  let loading: Promise<void> | undefined;
  let cpp: Reader | undefined;
  const loadCplusplus = async (): Promise<void> => {
    cpp = await reader(await sources.cpp());
  };
  return {
    kind: "wasm",
    prepareCplusplus: () => {
      loading ??= loadCplusplus();
      return loading;
    },
    parse: (language, text, read) => {
      if (language === "c") return c(text, read);
      if (cpp === undefined) throw new Error("C++ has not been made ready for");
      return cpp(text, read);
    },
  };
}

type Reader = <T>(text: string, read: (cursor: TreeCursor) => T) => T;

async function reader(grammar: Uint8Array): Promise<Reader> {
  const engine = new Engine();
  engine.setLanguage(await Engine.Language.load(grammar));
  const symbols: SymbolTable = [];
  return (text, read) => {
    const tree = engine.parse(text);
    const cursor = tree.walk();
    try {
      return read(new PortCursor(cursor, symbols));
    } finally {
      cursor.delete();
      tree.delete();
    }
  };
}

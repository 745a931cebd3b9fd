// Finds a tree-sitter that runs here: the native build where its binary loads, else the WASM one.
import type { Parser } from "../core/syntax/parser.ts";
import { InputError } from "./input-error.ts";
import { loadNativeParser } from "./parser-native.ts";

export type ParserChoice = "auto" | "native" | "wasm";

/** `GILINT_PARSER=native|wasm` decides where the choice is `auto`. Rejects, with an `InputError`, if the chosen parser does not load. */
export async function loadParser(choice: ParserChoice): Promise<Parser> {
  const chosen = choice === "auto" ? choiceOfEnvironment() : choice;
  if (chosen === "wasm") return loadWasm();
  const native = loadNativeParser(loadWasm);
  if (native.parser !== undefined) return native.parser;
  if (chosen === "native") throw new InputError(`the native parser does not load: ${native.reason}`);
  return loadWasm();
}

/** Imported when needed: the WASM module is large, and most machines never start it. */
async function loadWasm(): Promise<Parser> {
  const { loadWasmParser } = await import("./parser-wasm.ts");
  return loadWasmParser();
}

function choiceOfEnvironment(): ParserChoice {
  const value = process.env["GILINT_PARSER"] ?? "";
  if (value === "" || value === "auto") return "auto";
  if (value === "native" || value === "wasm") return value;
  throw new InputError(`GILINT_PARSER is "${value}"; it can be auto, native or wasm`);
}

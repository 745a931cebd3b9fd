// The cursor of the parser port over either build of tree-sitter: their cursors have the same shape.
import type { TreeCursor } from "../core/syntax/parser.ts";

/** What node-tree-sitter and web-tree-sitter share. Their indices are UTF-16 where the text is a string. */
export interface EngineCursor {
  readonly nodeType: string;
  readonly nodeTypeId: number;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly currentFieldName: string | null | undefined;
  readonly startIndex: number;
  readonly endIndex: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** Names by the grammar's number for them: making the string anew at each node is dear. */
export type SymbolTable = { readonly type: string; readonly named: boolean }[];

/** Each property read crosses into C++ or WASM: what every reader wants is read once per move. */
export class PortCursor implements TreeCursor {
  type = "";
  named = false;
  start = 0;
  end = 0;
  readonly #engine: EngineCursor;
  readonly #symbols: SymbolTable;

  constructor(engine: EngineCursor, symbols: SymbolTable) {
    this.#engine = engine;
    this.#symbols = symbols;
    this.#arrive();
  }

  get field(): string | null {
    return this.#engine.currentFieldName ?? null;
  }

  get broken(): boolean {
    return this.type === "ERROR" || (this.start === this.end && this.#engine.nodeIsMissing);
  }

  firstChild(): boolean {
    return this.#engine.gotoFirstChild() && this.#arrive();
  }

  nextSibling(): boolean {
    return this.#engine.gotoNextSibling() && this.#arrive();
  }

  parent(): boolean {
    return this.#engine.gotoParent();
  }

  #arrive(): true {
    const id = this.#engine.nodeTypeId;
    let symbol = this.#symbols[id];
    if (symbol === undefined) {
      symbol = { type: this.#engine.nodeType, named: this.#engine.nodeIsNamed };
      this.#symbols[id] = symbol;
    }
    this.type = symbol.type;
    this.named = symbol.named;
    this.start = this.#engine.startIndex;
    this.end = this.#engine.endIndex;
    return true;
  }
}

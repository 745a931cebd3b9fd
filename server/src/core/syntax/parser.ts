// The parser port: what the core asks of tree-sitter, so that the native and the WASM build can stand behind it.

/** A cursor over one tree. Offsets are UTF-16, into the text that was parsed. */
export interface TreeCursor {
  readonly type: string;
  readonly named: boolean;
  /** The field this node fills in its parent, or null. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  /** Whether the node is an ERROR or was invented by error recovery. */
  readonly broken: boolean;
  firstChild(): boolean;
  nextSibling(): boolean;
  parent(): boolean;
}

export type Language = "c" | "cpp";

export interface Parser {
  /** `native` or `wasm`: for messages only, findings never depend on it. */
  readonly kind: "native" | "wasm";
  /** Parses `text` and hands a cursor on the root to `read`; the tree is freed when it returns. */
  parse<T>(language: Language, text: string, read: (cursor: TreeCursor) => T): T;
}

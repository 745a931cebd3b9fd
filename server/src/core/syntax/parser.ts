// The parser port: what the core asks of tree-sitter, so that the native and the WASM build can stand behind it.
import type { Language } from "../text/language.ts";

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
  /** Goes on from the parent; what the cursor says is that of the node it left until it moves on. */
  parent(): boolean;
}

export interface Parser {
  /** `native` or `wasm`: for messages only, findings never depend on it. */
  readonly kind: "native" | "wasm";
  /** Makes ready to parse C++: its grammar is large, and most workspaces have no use for it. C is always ready. */
  prepareCplusplus(): Promise<void>;
  /** Parses `text` and hands a cursor on the root to `read`; the tree is freed when it returns. */
  parse<T>(language: Language, text: string, read: (cursor: TreeCursor) => T): T;
}

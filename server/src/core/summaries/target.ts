// What a call calls, as far as it is known.
import type { FunctionRef } from "./symbols.ts";

export type Target =
  | { readonly kind: "api"; readonly name: string; readonly certain: boolean }
  | { readonly kind: "accessor"; readonly name: string }
  | { readonly kind: "functions"; readonly refs: readonly FunctionRef[]; readonly throughPointer: boolean }
  /** A comment on its declaration says whether it needs the GIL. */
  | { readonly kind: "declared"; readonly name: string; readonly needs: boolean }
  | { readonly kind: "external"; readonly name: string }
  | { readonly kind: "pointer"; readonly text: string };

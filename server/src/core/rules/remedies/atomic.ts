// A counter made atomic instead of locked.
import { atomicDeclaration } from "../../fixes/atomic.ts";
import { Refusal } from "../../fixes/refusal.ts";
import type { Remedies } from "../rule.ts";
import type { Patient } from "./region.ts";

/** _Atomic is C11, which compilers for C++ and for Windows may not have. */
export function madeAtomic({ analysed, code }: Patient, name: string): Remedies {
  if (!analysed.ref.path.endsWith(".c") || /\b(?:_WIN(?:32|64)|MS_WIN(?:DOWS|32|64)|_MSC_VER)\b/.test(code.text))
    return new Refusal("Compilers for C++ and for Windows may not have _Atomic.");
  const edits = atomicDeclaration(code.text, name);
  return edits instanceof Refusal ? edits : [{ title: `Make ${name} atomic (C11)`, safe: false, edits }];
}

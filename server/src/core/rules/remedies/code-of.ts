// The code of a function, for whoever wants to mend or change it.
import { maskedBody, mayBeMended } from "../../evidence/mendable.ts";
import { type Code, readCode } from "../../fixes/code.ts";
import { Refusal } from "../../fixes/refusal.ts";
import type { Program } from "../../summaries/program.ts";
import type { FunctionRef } from "../../summaries/symbols.ts";

export function codeOf(program: Program, ref: FunctionRef): Code | Refusal {
  const { path, extent } = ref;
  if (!mayBeMended(ref, program))
    return new Refusal(`${extent.name} has objects, lambdas or exceptions of C++, which moving code would change.`);
  const code = readCode(program.text(path), extent.body, maskedBody(ref, program));
  return code ?? new Refusal(`gilint cannot tell the statements of ${extent.name} apart.`);
}

// The thread's last error read inside the region, into a variable.
import { errorStateFact } from "../../capi/waits.ts";
import { SITE } from "../../dataflow/status.ts";
import type { CallEffect } from "../../effects/effect.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { ancestors } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { Use } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import { shift } from "../../text/span.ts";
import type { Remedies } from "../rule.ts";
import { onlyRelease, type Patient } from "./region.ts";

const VARIABLE = "last_error";

/** `reader` is the only call that reads the error after `taker`. */
export function readBeforeEnd({ analysed, code }: Patient, reader: CallEffect, taker: Use<CallEffect>): Remedies {
  const frame = onlyRelease(taker.released.map(({ before }) => before.status));
  const begin =
    frame === null ? undefined : analysed.effects.blocks[Math.floor(frame.site / SITE)]?.effects[frame.site % SITE];
  const read = reading(reader);
  if (begin === undefined) return new Refusal("Which release the region belongs to cannot be told.");
  if (read === null || reader.macro !== null)
    return new Refusal("The error is read in a macro, or in more than one place.");
  if (code.mentions(VARIABLE)) return new Refusal(`The function has something else called ${VARIABLE}.`);
  const opened = code.statementAt(begin.span.start + code.body.start);
  const ended = code.statementAt(taker.effect.span.start + code.body.start);
  const place = code.statementAt(reader.span.start + code.body.start);
  if (opened.parent === null || !ancestors(place).includes(opened.parent) || ended.parent !== opened.parent)
    return new Refusal("The region begins, ends and is asked for its error in different blocks.");
  const declared = surround(code, opened, opened, [`${read.type} ${VARIABLE};`], []);
  const kept = surround(code, ended, ended, [`${VARIABLE} = ${read.call};`], []);
  if (declared === null || kept === null) return new Refusal("There is no place for a declaration.");
  const used: TextEdit = { span: shift(read.replaced, code.body.start), newText: VARIABLE };
  return [
    { title: `Read the last error before ${taker.effect.callee}`, safe: true, edits: [...declared, ...kept, used] },
  ];
}

/** What reads the error, its type, and what stands for it afterwards: the call, or the argument that asks for it. */
function reading({ callee, args, whole }: CallEffect): {
  readonly call: string;
  readonly type: string;
  readonly replaced: CallEffect["span"];
} | null {
  const argument = errorStateFact(callee)?.argument ?? -1;
  if (argument < 0) return { call: `${callee}()`, type: callee.startsWith("WSA") ? "int" : "DWORD", replaced: whole };
  const arg = args?.[argument];
  return arg === undefined ? null : { call: "GetLastError()", type: "DWORD", replaced: arg.span };
}

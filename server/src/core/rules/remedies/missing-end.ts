// A region that is never ended: its end, put where the code needs the GIL again or leaves.
import type { Frame } from "../../dataflow/status.ts";
import type { Code } from "../../fixes/code.ts";
import { beforeEnd, exitAt } from "../../fixes/exits.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { declaresBetween } from "../../fixes/remove.ts";
import { allStatements, type Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import { contains, shift } from "../../text/span.ts";
import type { Remedies } from "../rule.ts";
import { callsIn, demandOf } from "./calls.ts";
import { openingOf, type Patient } from "./region.ts";

const BEGIN = "Py_BEGIN_ALLOW_THREADS";
const END = "Py_END_ALLOW_THREADS";

/** Null where the region has an end, and the mistake is another. */
export function missingEnd(patient: Patient, frame: Frame): Remedies | null {
  const { analysed, code } = patient;
  const opening = openingOf(patient, frame);
  if (opening?.effect.callee !== BEGIN) return null;
  const { statement, name, effect } = opening;
  if (effect.macro !== null)
    return analysed.solution.undone.has(frame.site)
      ? null
      : new Refusal(`${name} begins the region, and should end it.`);
  if (!isUnended(patient, statement)) return null;
  // Which branch it is missing in cannot be told.
  if (code.hasDirective(code.body))
    return new Refusal(`Which branch of the #if the ${END} is missing in cannot be told.`);
  const block = statement.parent?.children ?? [];
  const behind = block.slice(block.indexOf(statement) + 1);
  const stop = stopOf(patient, behind);
  const last = stop ?? behind.at(-1);
  if (stop === "none" || last === undefined || last === "none" || stop === behind[0])
    return new Refusal(`Where the missing ${END} belongs cannot be told.`);
  if (declaresBetween(code, statement, last))
    return new Refusal("What is declared in the region would not be seen behind it.");
  const edits =
    stop !== undefined
      ? surround(code, stop, stop, [END], [])
      : statement.parent === code.root
        ? beforeEnd(code, END)
        : surround(code, last, last, [], [END]);
  return edits === null
    ? new Refusal("There is no place for it.")
    : [{ title: `Add the missing ${END}`, safe: true, edits }];
}

/** The first statement the region must not hold any more; undefined if it goes on to the end of its block, `none` if no place will do. */
function stopOf(patient: Patient, behind: readonly Statement[]): Statement | "none" | undefined {
  const { code } = patient;
  // Where jumps from inside the region land: it goes on at least to there.
  let least = 0;
  for (const [i, one] of behind.entries()) {
    const targets = [one, ...allStatements(one)].flatMap((jump) => targetOf(code, jump) ?? []);
    const landings = targets.map((name) => behind.findIndex(({ kind, word }) => kind === "label" && word === name));
    const stops = landings.some((at) => at < i) || stopsRegion(patient, one);
    least = Math.max(least, ...landings.map((at) => at + 1));
    if (!stops) continue;
    const rest = code.masked({ start: one.start, end: code.body.end });
    return i < least || holdsLock(patient, one) || /\bPy_(?:UN)?BLOCK_THREADS\b/.test(rest) ? "none" : one;
  }
  return undefined;
}

function targetOf(code: Code, { kind, word, start, end }: Statement): string | null {
  return kind === "simple" && word === "goto" ? (/^goto\s+(\w+)/.exec(code.masked({ start, end }))?.[1] ?? null) : null;
}

/** Whoever waits for the GIL with a lock in hand can wait for ever. */
function holdsLock({ analysed, code }: Patient, statement: Statement): boolean {
  const inside = shift(statement, -code.body.start);
  const first = analysed.uses.find(({ effect }) => contains(inside, effect.span));
  return first?.released.some(({ before }) => before.mayLocks.size > 0) === true;
}

/** Counted in the text: of two regions in a row, the first can lack its end. */
function isUnended({ code }: Patient, begin: Statement): boolean {
  const open: number[] = [];
  for (const { start, end } of allStatements(code.root)) {
    const word = code.text.slice(start, end).replace(/\s*;$/, "");
    if (word === BEGIN) open.push(start);
    else if (word === END) open.pop();
  }
  return open.includes(begin.start);
}

/** Leaves the region, needs the GIL, or releases it again. */
function stopsRegion({ evidence, analysed, code }: Patient, statement: Statement): boolean {
  const text = code.slice(statement);
  if (text.includes("Py_BLOCK_THREADS")) return false;
  if (text.includes(BEGIN)) return true;
  const inside = [statement, ...allStatements(statement)];
  if (inside.some((one) => exitAt(code, one.start) === one && /^(?:return|Py_RETURN_\w+)$/.test(one.word))) return true;
  const calls = callsIn(analysed, shift(statement, -code.body.start));
  return calls.some((call) => demandOf(evidence, analysed, call) === "gil");
}

// Functions that Python calls from any thread, and what keeps other threads out of them besides the GIL.
import type { Visit } from "../dataflow/solution.ts";
import type { Related } from "../findings/finding.ts";
import { evaluate } from "../mask/conditions.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, type Use, visitsOf } from "../summaries/uses.ts";
import type { Evidence } from "./evidence.ts";

/** The functions Python can come to that mention one of the names asked for, in order. */
export function attachedFunctions(evidence: Evidence, mentions: (name: string) => boolean): readonly FunctionRef[] {
  const { entries, program } = evidence;
  return program.symbols.functions.filter(
    (ref) => entries.isReached(ref) && ref.extent.names.some((name) => mentions(name)),
  );
}

/** Whether a use is reached with the GIL held, and no lock besides. Where the GIL is released, other rules speak. */
export function onlyGilGuards(evidence: Evidence, { ref }: Analysed, use: Use): boolean {
  if (use.released.length > 0 || evidence.contexts.released(ref) !== undefined) return false;
  const free = [...use.entry, ...use.held].some(({ before }) => before.mayLocks.size === 0 && isFreeThreaded(before));
  return free && !isCalledLocked(evidence, ref, 0);
}

/** Whether a build without the GIL comes to a state: there has been one since Python 3.13, and it says so by a macro. */
export function isFreeThreaded({ facts }: Visit["before"]): boolean {
  for (const [key, value] of facts) {
    if (!key.startsWith("#")) continue;
    const condition = key.slice(1);
    if (/^defined\(?Py_GIL_DISABLED\)?$/.test(condition) ? !value : isOfOlder(condition, value)) return false;
  }
  return true;
}

/** Whether only Pythons before 3.13 compile what stands there: `#if PY_VERSION_HEX < 0x030D0000`, or the `#else` of the opposite. */
function isOfOlder(condition: string, value: boolean): boolean {
  if (!/\bPY_(?:VERSION_HEX|M(?:AJ|IN)OR_VERSION)\b/.test(condition)) return false;
  const [older, newer] = value ? ["<", ">"] : [">", "<"];
  return condition.includes(older) && !condition.includes(newer) && evaluate(condition) === !value;
}

/** How Python comes to a function. */
export function wayFromPython({ entries, program }: Evidence, ref: FunctionRef): Related[] {
  const [first, ...rest] = entries.wayTo(ref);
  const entry = first === undefined ? undefined : entries.entry(first);
  const through = entry === undefined ? undefined : program.files.get(entry.path)?.index.tables[entry.ordinal];
  if (entry === undefined || first === undefined || through === undefined) return [];
  const { start } = through.span;
  const table = {
    path: entry.path,
    span: { start, end: start },
    message: `Python calls ${first.extent.name} through ${through.variable}, from any thread`,
  };
  const calls = rest.map((callee, i) => {
    const caller = i === 0 ? first : (rest[i - 1] ?? first);
    return {
      path: caller.path,
      span: caller.extent.nameSpan,
      message: `${caller.extent.name} calls ${callee.extent.name}`,
    };
  });
  return [table, ...calls];
}

const MAX_CALLERS = 4;

/** Whether whoever calls the function holds a lock, on every way that is known. */
function isCalledLocked(evidence: Evidence, ref: FunctionRef, depth: number): boolean {
  const { entries, program } = evidence;
  if (program.annotations(ref).some(({ kind }) => kind === "guarded-by")) return true;
  const callers = entries.callersOf(ref);
  if (depth >= MAX_CALLERS || callers.length === 0 || entries.entry(ref) !== undefined) return false;
  return callers.every((caller) => {
    const calls = program.analysed(caller).uses.filter(({ effect }) => {
      if (effect.kind !== "call") return false;
      const target = program.target(effect, caller.path);
      return target.kind === "functions" && target.refs.includes(ref);
    });
    const visits = calls.flatMap(visitsOf);
    const isLocked = visits.length > 0 && visits.every(({ before }) => before.mayLocks.size > 0);
    return isLocked || (caller !== ref && isCalledLocked(evidence, caller, depth + 1));
  });
}

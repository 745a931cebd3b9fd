// What ends a release or an Ensure only where there is one to end: guards that can be ended early, and whatever asks before it takes back.
import type { Solution } from "../dataflow/solution.ts";
import { changesGil, type Ending, type Operation } from "../dataflow/status.ts";
import type { FunctionEffects } from "../effects/effect.ts";

type Acquire = Extract<Operation, { op: "acquire" }>;

/** `if (save) PyEval_RestoreThread(save);`, as destructors have it: of several ways out, those that do nothing had nothing to take back. */
export function takenIfSaved(ways: readonly (readonly Operation[])[], { visits }: Solution): Acquire | null {
  const [first] = ways.flat();
  if (first?.op !== "acquire" || first.from === null) return null;
  const taken = JSON.stringify([first]);
  if (!ways.every((operations) => operations.length === 0 || JSON.stringify(operations) === taken)) return null;
  const from = first.from.replace(/^this->/, "");
  const untouched = visits.filter(
    ({ effect, before }) => (effect.kind === "return" || effect.kind === "fall") && before.status.frames.length === 0,
  );
  return untouched.every(({ before: { facts } }) => (facts.get(from) ?? facts.get(`this->${from}`)) === false)
    ? ifReleased(first)
    : null;
}

/** `~Guard() { restore(); }`, where `restore` asks whether there is something to take back: so does this. */
export function takenBack({ locals }: FunctionEffects, solution: Solution): Acquire | null {
  const [from, ...others] = [...solution.takenBack].filter(
    (place) => locals[/\w+/.exec(place)?.[0] ?? ""] === undefined,
  );
  return from === undefined || others.length > 0 ? null : ifReleased({ op: "acquire", from, lexical: false });
}

/**
 * A guard that can be ended early remembers that, and its destructor asks: what ends what it began for certain. Null for other guards.
 */
export function endingOf(begun: readonly Operation[] | null, ended: readonly Operation[]): Ending | null {
  const [first, ...others] = begun?.filter(changesGil) ?? [];
  const [last, ...more] = ended;
  const perhaps = last?.op === "lose" ? last.perhaps : undefined;
  if (first === undefined || perhaps === undefined || others.length > 0 || more.length > 0) return null;
  if (first.op === "release" && perhaps.op === "acquire") return ifReleased(perhaps);
  return first.op === "ensure" && perhaps.op === "release-ensure" ? { ...perhaps, ifEnsured: true } : null;
}

function ifReleased(acquire: Omit<Acquire, "ifReleased">): Acquire {
  return { ...acquire, ifReleased: true };
}

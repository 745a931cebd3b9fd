// What a function does to the GIL and to locks between entry and exit, in its own terms and in a caller's.

import type { Outcome, Solution } from "../dataflow/solution.ts";
import { ENDED, type Ending, type Frame, type Operation, STARTED, type Status } from "../dataflow/status.ts";
import type { Argument, CallEffect, Constant, Fact, FunctionEffects } from "../effects/effect.ts";
import { factsOfConstant } from "../effects/facts.ts";

/** One way out: what was done, where the state is kept, and what is returned then. */
export interface Exit {
  readonly operations: readonly Operation[];
  readonly constant: Constant | null;
}

export interface Net {
  /** Distinct exits; empty if the function is not known to return. */
  readonly exits: readonly Exit[];
}

type Beginning = Extract<Operation, { op: "release" | "ensure" }>;

/** Marks the place of a thread state that is returned. */
const RESULT = "\u0000result";

export const KEEPS: Net = { exits: [{ operations: [], constant: null }] };

export function netOf(fn: FunctionEffects, solution: Solution): Net {
  if (solution.widened || fn.damage !== null || fn.blocks.length === 0) return KEEPS;
  const exits = new Map<string, Exit>();
  const unlocks = unlocked(solution);
  for (const { effect, before } of solution.visits) {
    if (effect.kind !== "return" && effect.kind !== "fall") continue;
    const returned = effect.kind === "return" ? effect.value : null;
    let constant = effect.kind === "return" ? effect.constant : null;
    if (constant === null && returned !== null) {
      const known = before.facts.get(returned);
      if (known !== undefined) constant = known ? "nonzero" : 0;
      else if (SUCCESS.test(returned)) constant = 0;
    }
    const operations = [
      ...operationsOf(before.status, returned),
      ...[...before.locks].map((lock): Operation => ({ op: "lock", lock })),
      ...unlocks,
    ];
    exits.set(JSON.stringify([operations, constant]), { operations, constant });
  }
  const all = [...exits.values()];
  const [first] = all;
  if (first === undefined) return { exits: [] };
  const gil = (exit: Exit): string =>
    JSON.stringify(exit.operations.filter(({ op }) => op !== "lock" && op !== "unlock"));
  if (all.every((exit) => gil(exit) === gil(first))) {
    // What is returned matters only where it tells exits apart; a lock counts if every exit that returns the same leaves it so.
    const results = new Set(all.map(({ constant }) => constant));
    const told = [...results].map((constant) =>
      agreed(
        all.filter((exit) => exit.constant === constant),
        constant,
      ),
    );
    const differ = told.some(({ operations }) => JSON.stringify(operations) !== JSON.stringify(told[0]?.operations));
    const usable = differ && !results.has(null) && told.length <= MAX_EXITS;
    return { exits: usable ? told : [withTakenBack(agreed(all, null), fn, solution)] };
  }
  if (all.every(gives)) return { exits: [{ operations: [GIVEN], constant: null }] };
  if (all.every((exit) => onlyChange(exit)?.op === "acquire"))
    return { exits: [{ operations: [TAKEN], constant: null }] };
  // What the caller cannot tell apart by the result, it cannot rely on.
  const told = byResult(all)?.slice(0, MAX_EXITS);
  return { exits: told ?? [{ operations: [takenIfSaved(all, solution) ?? lost(all)], constant: null }] };
}

/** `~Guard() { restore(); }`, where `restore` asks whether there is something to take back: so does this. */
function withTakenBack(exit: Exit, { locals }: FunctionEffects, { takenBack }: Solution): Exit {
  const [from, ...others] = [...takenBack].filter((place) => locals[/\w+/.exec(place)?.[0] ?? ""] === undefined);
  if (from === undefined || others.length > 0 || exit.operations.length > 0) return exit;
  return { ...exit, operations: [{ op: "acquire", from, lexical: false, ifReleased: true }] };
}

/** Exits differ, and the result does not tell how. */
function lost(all: readonly Exit[]): Operation {
  const changes = all.filter((exit) => !changesNothing(exit)).map(onlyChange);
  const [perhaps] = changes;
  const isOne = new Set(changes.map((change) => JSON.stringify(change))).size === 1;
  if (!isOne || perhaps === undefined) return { op: "lose" };
  switch (perhaps.op) {
    case "acquire":
    case "ensure":
    case "release":
    case "release-ensure":
      return { op: "lose", perhaps };
    default:
      return { op: "lose" };
  }
}

/** Constants of libraries that stand for 0. */
const SUCCESS = /^(?:[A-Z][A-Z\d]*_)+(?:SUCCESS|OK)$/;

/** One exit for each result; null where some result says nothing, or the same whatever was done. */
function byResult(all: readonly Exit[]): readonly Exit[] | null {
  const exits = new Map<Constant, Exit>();
  for (const exit of withTheOther(all)) {
    if (exit.constant === null) return null;
    const known = exits.get(exit.constant);
    if (known === undefined) exits.set(exit.constant, exit);
    else if (!takes(known) || !takes(exit)) return null;
    // With a thread state or with PyGILState_Ensure: the GIL is held, and which of them gives it back is for the caller to know.
    else exits.set(exit.constant, { constant: exit.constant, operations: [TAKEN] });
  }
  return exits.size > 1 ? [...exits.values()] : null;
}

/** `if (save) PyEval_RestoreThread(save);`, as destructors have it: what was released is taken back, and nothing done where nothing was. */
function takenIfSaved(all: readonly Exit[], { visits }: Solution): Operation | null {
  const [first] = all.flatMap(({ operations }) => operations);
  if (first?.op !== "acquire" || first.from === null) return null;
  const from = first.from.replace(/^this->/, "");
  const isTaken = (exit: Exit): boolean => JSON.stringify(exit.operations) === JSON.stringify([first]);
  if (!all.every((exit) => exit.operations.length === 0 || isTaken(exit))) return null;
  const untouched = visits.filter(
    ({ effect, before }) => (effect.kind === "return" || effect.kind === "fall") && before.status.frames.length === 0,
  );
  return untouched.every(({ before: { facts } }) => (facts.get(from) ?? facts.get(`this->${from}`)) === false)
    ? { ...first, ifReleased: true }
    : null;
}

/** An error code is not 0: callers could not go on if a function that did nothing returned what it returns else. */
function withTheOther(all: readonly Exit[]): readonly Exit[] {
  const [unknown, ...others] = all.filter(({ constant }) => constant === null);
  const known = all.filter(({ constant }) => constant !== null);
  if (unknown === undefined || others.length > 0 || onlyChange(unknown) !== undefined) return all;
  return known.every(({ constant }) => constant === 0) ? [...known, { ...unknown, constant: "nonzero" }] : all;
}

const TAKEN: Operation = { op: "acquire", from: null, lexical: false, ifReleased: false };
const GIVEN: Operation = { op: "release", saved: null, lexical: false };

function takes(exit: Exit): boolean {
  const op = onlyChange(exit)?.op;
  return op === "acquire" || op === "ensure";
}

function gives(exit: Exit): boolean {
  const op = onlyChange(exit)?.op;
  return op === "release" || op === "release-ensure";
}

function onlyChange({ operations }: Exit): Operation | undefined {
  const gil = operations.filter(changesGil);
  return gil.length === 1 ? gil[0] : undefined;
}

function changesNothing({ operations }: Exit): boolean {
  return !operations.some(changesGil);
}

function changesGil({ op }: Operation): boolean {
  return op !== "lock" && op !== "unlock";
}

const MAX_EXITS = 8;

/** What all these exits have done. */
function agreed(exits: readonly Exit[], constant: Constant | null): Exit {
  const others = exits.map(({ operations }) => new Set(operations.map((operation) => JSON.stringify(operation))));
  const operations =
    exits[0]?.operations.filter((one) => others.every((other) => other.has(JSON.stringify(one)))) ?? [];
  return { operations, constant };
}

export function keeps(net: Net): boolean {
  return net.exits.every(({ operations }) => operations.length === 0) && net.exits.length > 0;
}

function operationsOf(status: Status, returned: string | null): Operation[] {
  return status.frames.map((frame) => operationOf(frame, returned));
}

/** What would bring a frame about in a caller. */
function operationOf({ kind, saved, site }: Frame, returned: string | null): Operation {
  // Whether the GIL is still held where no thread state is left differs from one version of Python to the next.
  if (site < 0 || saved === ENDED) return { op: "lose" };
  const place = saved !== null && saved === returned ? RESULT : saved;
  switch (kind) {
    case "released":
      return { op: "release", saved: place, lexical: false };
    case "acquired":
      return { op: "acquire", from: place, lexical: false, ifReleased: saved === STARTED };
    case "ensured":
      return { op: "ensure", saved: place };
    case "unknown":
      return { op: "release-ensure", saved: place };
  }
}

/** Locks given back that were not taken here. */
function unlocked(solution: Solution): Operation[] {
  const result = new Map<string, Operation>();
  for (const { lock, held } of solution.unlocks) if (!held) result.set(lock, { op: "unlock", lock });
  return [...result.values()].filter(
    (operation) =>
      operation.op !== "unlock" || !solution.unlocks.some(({ lock, held }) => held && lock === operation.lock),
  );
}

/** The outcomes of a call of a function with this net effect. */
export function outcomesAt(call: CallEffect, callee: FunctionEffects, net: Net): readonly Outcome[] {
  const parameters = Object.entries(callee.locals).filter(([, { parameter }]) => parameter >= 0);
  const place = (text: string | null): string | null => {
    if (text === null) return null;
    if (text === RESULT) return call.result;
    const member = memberOf(text, call, callee);
    if (member !== null) return member;
    return substitute(text, parameters, call.args ?? []);
  };
  const moved = <Op extends Beginning | Ending>(operation: Op): Op =>
    operation.op === "acquire"
      ? { ...operation, from: place(operation.from) }
      : { ...operation, saved: place(operation.saved) };
  const placed = (operation: Operation): Operation => {
    switch (operation.op) {
      case "doubt":
      case "settle":
        return { ...operation, saved: place(operation.saved) };
      case "lose":
        return operation.perhaps === undefined ? operation : { op: "lose", perhaps: moved(operation.perhaps) };
      case "lock":
      case "unlock":
        return { ...operation, lock: place(operation.lock) ?? operation.lock };
      default:
        return moved(operation);
    }
  };
  return net.exits.map(({ operations, constant }) => ({
    operations: operations.map(placed),
    result: constant === null ? [] : resultFacts(constant),
  }));
}

/** What a method calls `x` or `this->x` is the `x` of the object it is called of. */
function memberOf(text: string, { cplusplus }: CallEffect, callee: FunctionEffects): string | null {
  const name = /^(?:this->)?([A-Za-z_]\w*)$/.exec(text)?.[1];
  if (name === undefined || cplusplus === undefined || callee.locals[text] !== undefined) return null;
  return cplusplus.object === null ? `this->${name}` : `${cplusplus.object.text}.${name}`;
}

function resultFacts(constant: Constant): Fact[] {
  return factsOfConstant("", constant);
}

/** An lvalue of the callee in the caller's words: `*tstate` with `&_save` passed for it is `_save`. */
export function substitute(
  text: string,
  parameters: readonly (readonly [string, { readonly parameter: number }])[],
  args: readonly Argument[],
): string {
  for (const [name, { parameter }] of parameters) {
    const at = new RegExp(`(?<![\\w>.])${name.replace(/\$/g, "\\$")}(?!\\w)`);
    if (!at.test(text)) continue;
    const arg = args[parameter];
    if (arg === undefined) return text;
    const target = arg.kind === "address" ? arg.text.slice(1) : null;
    if (text === `*${name}`) return target ?? `*${arg.text}`;
    if (target !== null && text.startsWith(`${name}->`)) return `${target}.${text.slice(name.length + 2)}`;
    return text.replace(at, arg.text).replace(/\*&|&\*/g, "");
  }
  return text;
}

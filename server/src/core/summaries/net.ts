// What a function does to the GIL and to locks between entry and exit, in its own terms.
import type { Solution } from "../dataflow/solution.ts";
import type { State } from "../dataflow/state.ts";
import { changesGil, ENDED, type Frame, type Operation, STARTED, type Status } from "../dataflow/status.ts";
import { aliasesIn } from "../effects/aliases.ts";
import type { Constant, Fact, FunctionEffects } from "../effects/effect.ts";
import { takenBack, takenIfSaved } from "./endings.ts";

/** One way out: what was done, where the state is kept, and what is returned then. */
export interface Exit {
  readonly operations: readonly Operation[];
  readonly constant: Constant | null;
}

export interface Net {
  /** Distinct exits; empty if the function is not known to return. */
  readonly exits: readonly Exit[];
}

/** Marks the place of a thread state that is returned. */
export const RESULT = "\u0000result";

export const KEEPS: Net = { exits: [{ operations: [], constant: null }] };

/** `changesItself`: the function mentions what releases or takes the GIL, and does not leave that to others alone. */
export function netOf(fn: FunctionEffects, solution: Solution, changesItself: boolean): Net {
  if (solution.widened || fn.damage !== null || fn.blocks.length === 0) return KEEPS;
  const all = exitsOf(fn, solution);
  const [first] = all;
  if (first === undefined) return { exits: [] };
  if (all.every((exit) => gilChanges(exit) === gilChanges(first))) {
    const whole = agreed(all, null);
    const taken = whole.operations.length === 0 ? takenBack(fn, solution) : null;
    return { exits: toldByLocks(all) ?? [taken === null ? whole : { ...whole, operations: [taken] }] };
  }
  if (all.every(gives)) return { exits: [{ operations: [GIVEN], constant: null }] };
  if (all.every((exit) => onlyChange(exit)?.op === "acquire"))
    return { exits: [{ operations: [TAKEN], constant: null }] };
  // Somewhere below, on some way, a program may end its Python: what calls that is not what loses the GIL.
  if (!changesItself && all.every((exit) => changesNothing(exit) || isLost(exit)))
    return { exits: [agreed(all, null)] };
  // What the caller cannot tell apart by the result, it cannot rely on.
  const told = byResult(all)?.slice(0, MAX_EXITS);
  const ways = all.map(({ operations }) => operations);
  return { exits: told ?? [{ operations: [takenIfSaved(ways, solution) ?? lost(all, fn, solution)], constant: null }] };
}

/** The ways out, each once. */
function exitsOf(fn: FunctionEffects, solution: Solution): readonly Exit[] {
  const exits = new Map<string, Exit>();
  const calls = fn.blocks.reduce((sum, { effects }) => sum + effects.filter(({ kind }) => kind === "call").length, 0);
  const named = namesForCallers(fn);
  const unlocks = unlocked(solution, calls > MAX_CALLS ? 1 : MAX_THROUGH).flatMap((one) =>
    named(one.lock).map((lock) => ({ ...one, lock })),
  );
  for (const { effect, before } of solution.visits) {
    if (effect.kind !== "return" && effect.kind !== "fall") continue;
    const returned = effect.kind === "return" ? effect.value : null;
    const constant = effect.kind === "return" ? (effect.constant ?? knownResult(returned, before)) : null;
    const operations = [
      ...operationsOf(before.status, returned),
      ...[...before.locks].flatMap(named).map((lock): Operation => ({ op: "lock", lock })),
      ...unlocks,
    ];
    exits.set(JSON.stringify([operations, constant]), { operations, constant });
  }
  return [...exits.values()];
}

/** A lock as callers can speak of it: nothing where only this function has a name for it, and `self->lock` where `own` is a copy of `self`. */
function namesForCallers(fn: FunctionEffects): (lock: string) => readonly string[] {
  const { locals } = fn;
  let aliases: ReturnType<typeof aliasesIn> | null = null;
  return (lock) => {
    const base = /[A-Za-z_]\w*/.exec(lock)?.[0] ?? "";
    if ((locals[base]?.parameter ?? 0) >= 0) return [lock];
    aliases ??= aliasesIn(fn);
    const from = aliases.get(base)?.from ?? "";
    return /^\w+$/.test(from) && (locals[from]?.parameter ?? 0) >= 0 ? [lock.replace(base, from)] : [];
  };
}

function knownResult(returned: string | null, { facts }: State): Constant | null {
  if (returned === null) return null;
  const known = facts.get(returned);
  if (known !== undefined) return known ? "nonzero" : 0;
  return SUCCESS.test(returned) ? 0 : null;
}

/**
 * Exits that do the same to the GIL: what is returned matters only where it tells apart which locks are held; a lock counts if every exit that
 * returns the same leaves it so. Null where it does not tell.
 */
function toldByLocks(all: readonly Exit[]): readonly Exit[] | null {
  const results = new Set(all.map(({ constant }) => constant));
  if (results.has(null) || results.size > MAX_EXITS) return null;
  const told = [...results].map((constant) =>
    agreed(
      all.filter((exit) => exit.constant === constant),
      constant,
    ),
  );
  const differ = told.some(({ operations }) => JSON.stringify(operations) !== JSON.stringify(told[0]?.operations));
  return differ ? told : null;
}

function gilChanges({ operations }: Exit): string {
  return JSON.stringify(operations.filter(changesGil));
}

/** Exits differ, and the result does not tell how. */
function lost(all: readonly Exit[], fn: FunctionEffects, solution: Solution): Operation {
  const changes = all.filter((exit) => !changesNothing(exit)).map(onlyChange);
  const [perhaps] = changes;
  const isOne = new Set(changes.map((change) => JSON.stringify(change))).size === 1;
  if (!isOne || perhaps === undefined) return { op: "lose" };
  switch (perhaps.op) {
    case "acquire":
    case "ensure":
    case "release":
    case "release-ensure":
      return { op: "lose", perhaps, leaves: leftBy(fn, solution) };
    default:
      return { op: "lose" };
  }
}

/** What holds, of the fields that the function sets, on every way out on which it has changed the GIL's state: so its caller can tell. */
function leftBy({ blocks, locals }: FunctionEffects, { visits }: Solution): readonly Fact[] {
  const fields = new Set(
    blocks.flatMap(({ effects }) =>
      effects.flatMap((effect) =>
        effect.kind === "store" && effect.value !== null && locals[effect.base ?? ""] === undefined
          ? [effect.target]
          : [],
      ),
    ),
  );
  const ends = visits.filter(
    ({ effect, before }) => (effect.kind === "return" || effect.kind === "fall") && before.status.frames.length > 0,
  );
  return [...fields].flatMap((key): Fact[] => {
    const values = new Set(ends.map(({ before }) => before.facts.get(key)));
    const [value] = values;
    return values.size === 1 && value !== undefined ? [{ key, value }] : [];
  });
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

function isLost(exit: Exit): boolean {
  const change = onlyChange(exit);
  return change?.op === "lose" && change.perhaps === undefined;
}

function changesNothing({ operations }: Exit): boolean {
  return !operations.some(changesGil);
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

/** The locks that are taken go with something else. */
export function withoutLocks({ exits }: Net): Net {
  return {
    exits: exits.map((exit) => ({ ...exit, operations: exit.operations.filter(({ op }) => op !== "lock") })),
  };
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

/**
 * Locks given back that were not taken here, directly or through fewer than so many functions. Who gives back many is no wrapper of one: their
 * places alone would grow from caller to caller.
 */
function unlocked({ unlocks }: Solution, most: number): Extract<Operation, { op: "unlock" }>[] {
  const own = new Set(unlocks.flatMap(({ lock, held }) => (held ? [lock] : [])));
  const given = new Map<string, number>();
  for (const { lock, through } of unlocks)
    if (!own.has(lock) && through < most) given.set(lock, Math.min(given.get(lock) ?? most, through + 1));
  return given.size > MAX_GIVEN ? [] : [...given].map(([lock, through]) => ({ op: "unlock", lock, through }));
}

const MAX_GIVEN = 8;
/** Of wrappers, one around the other; farther up, the words of who gives the lock back mean nothing. */
const MAX_THROUGH = 3;
/** A wrapper does little else. */
const MAX_CALLS = 10;

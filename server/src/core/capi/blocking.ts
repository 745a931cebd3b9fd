// Which library calls wait, and for how long.
import { words } from "./cells.ts";
import { arities } from "./generated/arities.ts";
import { blocking } from "./generated/blocking.ts";
import { blockingArguments as blockingCases } from "./generated/blocking-arguments.ts";
import { factTable } from "./packed-table.ts";

/** How likely the wait is long enough to matter: sleep, sockets, databases; disks, long computation; bounded work; no wait at all. */
export type BlockingWeight = "high" | "medium" | "low" | "none";

export interface BlockingFact {
  readonly name: string;
  readonly family: string;
  readonly weight: BlockingWeight;
  readonly why: string;
  readonly source: string;
}

export function blockingFact(name: string): BlockingFact | undefined {
  return blockingFacts.first(name);
}

/** By its path as written: of a longer one the last two names stand in the index, `this_thread::sleep_for`. */
export function blockingAsWritten(path: string): BlockingFact | undefined {
  return blockingFact(path) ?? (path.includes("::") ? blockingFact(`std::${path}`) : undefined);
}

/** What a method of a library's class waits for: `join` of a `std::thread`. */
export function blockingMethod(type: string, method: string): BlockingFact | undefined {
  return blockingAsWritten(`${type}::${method}`) ?? blockingFact(`std::${type}::${method}`);
}

/** Whether a method of this name waits in some class. */
export function waitsAsMethod(name: string): boolean {
  return waitingClasses().has(name);
}

/** Whether a function that makes these calls and mentions these names may wait in a method: `get` of many things is none of a future. */
export function mayWaitInMethod(calls: readonly string[], names: readonly string[]): boolean {
  return calls.some((method) => {
    const classes = waitingClasses().get(method);
    return classes !== undefined && (method !== COMMON || names.some((name) => classes.has(name)));
  });
}

const COMMON = "get";

/** By method: the last names of the classes in which it waits. */
function waitingClasses(): ReadonlyMap<string, ReadonlySet<string>> {
  if (classesByMethod !== undefined) return classesByMethod;
  const found = new Map<string, Set<string>>();
  for (const known of blockingFacts.names()) {
    const [method, owner] = known.split("::").reverse();
    if (method === undefined || owner === undefined) continue;
    found.set(method, (found.get(method) ?? new Set()).add(owner));
  }
  classesByMethod = found;
  return found;
}

let classesByMethod: ReadonlyMap<string, ReadonlySet<string>> | undefined;

const blockingFacts = factTable(blocking, (row): BlockingFact => ({ ...row, weight: row.weight as BlockingWeight }));

/** How long a call waits when an argument reads so: a time-out of zero, a path that the kernel answers. */
export interface BlockingCase {
  /** Of a function, or of a family of them. */
  readonly name: string;
  /** -1: any of them. */
  readonly argument: number;
  /** Canonical texts, with `*` for anything; `zeroed`: the address of something that holds zeros. */
  readonly texts: readonly string[];
  readonly weight: BlockingWeight;
  readonly why: string;
  readonly source: string;
}

/** The first that fits decides. */
export function blockingArguments(nameOrFamily: string): readonly BlockingCase[] {
  return blockingCaseFacts.all(nameOrFamily);
}

const blockingCaseFacts = factTable(
  blockingCases,
  (row): BlockingCase => ({
    ...row,
    argument: row.argument === "*" ? -1 : Number(row.argument),
    texts: words(row.texts),
    weight: row.weight as BlockingWeight,
  }),
);

/** Whether a call with so many arguments can be one of the library function of this name: others have functions and methods called so. */
export function takesAsMany(name: string, count: number): boolean {
  const fact = arityFacts.first(name);
  return fact === undefined || (count >= fact.least && count <= fact.most);
}

const arityFacts = factTable(arities, ({ least, most }) => ({ least: Number(least), most: Number(most) }));

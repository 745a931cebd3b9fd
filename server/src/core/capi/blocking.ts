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

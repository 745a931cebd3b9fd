// Calls that give a pointer into an object: how long it is good for.
import { lentMemory as rows } from "./generated/lent-memory.ts";
import { factTable } from "./packed-table.ts";

export interface LentMemoryFact {
  /** Where the pointer goes; -1: it is the result. */
  readonly argument: number;
  /** The memory can move, or be freed, while the object lives. */
  readonly moves: boolean;
}

export function lentMemory(name: string): LentMemoryFact | undefined {
  return facts.first(name);
}

const facts = factTable(
  rows,
  (row): LentMemoryFact => ({
    argument: row.argument === "result" ? -1 : Number(row.argument),
    moves: row.moves === "yes",
  }),
);

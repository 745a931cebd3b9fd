// Python's objects in memory: references that are only borrowed, fields, and what a struct that is an object begins with.
import { textOrNull } from "./cells.ts";
import { borrowed as borrowedReferences } from "./generated/borrowed.ts";
import { fields } from "./generated/fields.ts";
import { objectHeads } from "./generated/object-heads.ts";
import { factTable } from "./packed-table.ts";

export interface BorrowedFact {
  readonly name: string;
  readonly kind: "borrowed" | "unsafe-macro";
  readonly replacement: string;
  /** First version of CPython with the replacement. */
  readonly since: string | null;
  readonly risk: "low" | "medium" | "high";
  readonly note: string;
  readonly source: string;
}

export function borrowed(name: string): BorrowedFact | undefined {
  return borrowedFacts.first(name);
}

const borrowedFacts = factTable(
  borrowedReferences,
  (row): BorrowedFact => ({
    ...row,
    kind: row.kind as BorrowedFact["kind"],
    since: textOrNull(row.since),
    risk: row.risk as BorrowedFact["risk"],
  }),
);

/** A field of one of CPython's own object structs, as `ob_refcnt`. */
export interface FieldFact {
  readonly name: string;
  /** The macro or function that reads the same; null where there is none. */
  readonly accessor: string | null;
  readonly source: string;
}

export function objectField(name: string): FieldFact | undefined {
  return fieldFacts.first(name);
}

/** Does a struct whose first member this is belong to Python, as `PyObject_HEAD`? A macro or a type. */
export function isObjectHead(name: string): boolean {
  return objectHeadFacts.first(name) !== undefined;
}

const objectHeadFacts = factTable(objectHeads, (row) => row);

const fieldFacts = factTable(fields, (row): FieldFact => ({ ...row, accessor: textOrNull(row.accessor) }));

// What a fix has to know to write C around a library name.
import { accessorTypes } from "./generated/accessor-types.ts";
import { reentrant } from "./generated/reentrant.ts";
import { resultTypes } from "./generated/result-types.ts";
import { factTable } from "./packed-table.ts";

/** What an accessor, or a field of an object, gives. Only what stays right when it is read earlier. */
export interface AccessorType {
  readonly name: string;
  readonly type: string;
  /** A name for a variable that keeps it. */
  readonly variable: string;
  readonly source: string;
}

export function accessorType(name: string): AccessorType | undefined {
  return accessorTypeFacts.first(name);
}

const accessorTypeFacts = factTable(accessorTypes, (row): AccessorType => row);

/** The type of what a call that waits gives. */
export function resultType(name: string): string | undefined {
  return resultTypeFacts.first(name)?.type;
}

const resultTypeFacts = factTable(resultTypes, (row) => row);

/** The form of a call that gets its memory from the caller: one more argument, behind the others. */
export interface ReentrantForm {
  readonly name: string;
  readonly form: string;
  /** How many arguments the call has without it. */
  readonly arguments: number;
  /** A name for the memory, its declaration with `%` for the name, and whether the name is passed or its address. */
  readonly variable: string;
  readonly declaration: string;
  readonly passed: "name" | "address";
  /** `result`: what the call gives points into the memory; `position`: the next call goes on from there. */
  readonly keeps: "result" | "position";
  readonly source: string;
}

export function reentrantForm(name: string): ReentrantForm | undefined {
  return reentrantFacts.first(name);
}

const reentrantFacts = factTable(
  reentrant,
  (row): ReentrantForm => ({
    ...row,
    arguments: Number(row.arguments),
    passed: row.passed as ReentrantForm["passed"],
    keeps: row.keeps as ReentrantForm["keeps"],
  }),
);

// Where control goes: which functions are called back, in which state, and which calls never return.
import { callbacks } from "./generated/callbacks.ts";
import { noReturn as neverReturning } from "./generated/no-return.ts";
import { factTable } from "./packed-table.ts";

export interface CallbackFact {
  readonly name: string;
  /** Which argument is the function; -1: the name is a variable, or `T::field`, and assigning a function to it registers that. */
  readonly argument: number;
  /**
   * The state the callee is entered in. `released`: on a thread without a thread state; `caller`: on the calling thread, in the state it
   * has at that call or at a later one into the library; `held`: Python calls it.
   */
  readonly state: "released" | "caller" | "held";
  readonly note: string;
  readonly source: string;
}

export function callbackRegistrations(name: string): readonly CallbackFact[] {
  return callbackFacts.all(name);
}

/** Whether what is handed to a function runs when the interpreter is gone, and no GIL is left to take. */
export function runsAfterPython(registrar: string): boolean {
  return callbackRegistrations(registrar).some(({ note }) => note.startsWith(AFTER_PYTHON));
}

/** How the table puts it. */
const AFTER_PYTHON = "runs when the interpreter is gone";

/** Of a field of a struct, by its name: the struct's name, and what is called through it. */
export function fieldRegistrations(field: string): readonly (CallbackFact & { readonly owner: string })[] {
  return byField().get(field) ?? [];
}

let fields: Map<string, (CallbackFact & { readonly owner: string })[]> | null = null;

function byField(): NonNullable<typeof fields> {
  if (fields !== null) return fields;
  fields = new Map();
  for (const name of callbackFacts.names()) {
    const [owner = "", field] = name.split("::");
    const facts = field === undefined ? [] : callbackFacts.all(name).filter(({ argument }) => argument < 0);
    if (field !== undefined && facts.length > 0)
      fields.set(field, [...(fields.get(field) ?? []), ...facts.map((fact) => ({ ...fact, owner }))]);
  }
  return fields;
}

const callbackFacts = factTable(
  callbacks,
  (row): CallbackFact => ({
    ...row,
    argument: Number(row.argument),
    state: row.state as CallbackFact["state"],
  }),
);

export function noReturn(name: string): boolean {
  return noReturnFacts.first(name) !== undefined;
}

const noReturnFacts = factTable(neverReturning, (row) => row);

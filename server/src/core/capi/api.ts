// What the names of the C-API mean for the GIL.
import { textOrNull, words } from "./cells.ts";
import { api } from "./generated/api.ts";
import { apiArguments } from "./generated/api-arguments.ts";
import { factTable } from "./packed-table.ts";

/** `accessor`: reads an object's memory and touches no reference count and no error. */
type GilNeed = "needs" | "free" | "accessor" | "transition";

export interface ApiFact {
  readonly name: string;
  readonly kind: "function" | "macro" | "inline" | "constant" | "type" | "variable";
  readonly gil: GilNeed;
  /** How sure `free` is: CPython says so, its code shows it, it depends on the version, or nobody promises it. Null where not `free`. */
  readonly certainty: "documented" | "implementation" | "version-dependent" | "uncertain" | null;
  /** First and last version of CPython that has it; null: unknown, or still there. */
  readonly first: string | null;
  readonly last: string | null;
  /** Set where the name looks safe without the GIL and is not. */
  readonly trap: { readonly why: string; readonly alternative: string } | null;
  readonly accessorRisk: "low" | "medium" | "high" | null;
  readonly source: string;
}

export function apiFact(name: string): ApiFact | undefined {
  return apiFacts.first(name);
}

/** Shaped like the C-API (`Py[A-Z]…`, `Py_…`, `_Py…`): for a name no table and no header knows. */
export function looksLikeApi(name: string): boolean {
  return /^(?:Py[A-Z_]|_Py)\w*$/.test(name);
}

const apiFacts = factTable(
  api,
  (row): ApiFact => ({
    name: row.name,
    kind: row.kind as ApiFact["kind"],
    gil: row.gil as GilNeed,
    certainty: row.certainty === "" ? null : (row.certainty as ApiFact["certainty"]),
    first: textOrNull(row.first),
    last: textOrNull(row.last),
    trap: row.why === "" ? null : { why: row.why, alternative: row.alternative },
    accessorRisk: row.risk === "" ? null : (row.risk as ApiFact["accessorRisk"]),
    source: row.source,
  }),
);

/** Whether a call that needs the GIL does so with these arguments: some only report errors as exceptions where they are given no other place. */
export function needsGilWith(name: string, args: readonly { readonly text: string }[]): boolean {
  return apiCases.all(name).every(({ argument, texts }) => texts.includes(args[argument]?.text ?? ""));
}

const apiCases = factTable(apiArguments, (row) => ({ argument: Number(row.argument), texts: words(row.texts) }));

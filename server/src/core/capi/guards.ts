// Types of C++ whose objects release or take the GIL, or hold a lock, while they live.
import { guards } from "./generated/guards.ts";
import { lockGuards } from "./generated/lock-guards.ts";
import { factTable } from "./packed-table.ts";

/** A C++ type whose objects release or acquire while they live (or, for one, a macro that declares such an object). */
export interface ScopedGuard {
  readonly name: string;
  readonly op: "release" | "acquire";
  readonly conditional: boolean;
  readonly project: string;
  readonly note: string;
  readonly source: string;
}

/** `typeName` as written: qualified or not, with template arguments or not. */
export function scopedGuard(typeName: string): ScopedGuard | undefined {
  return guardFacts.first(unqualified(typeName));
}

/** Is it a C++ type whose objects hold a lock while they live, as `std::lock_guard<std::mutex>`? */
export function isLockGuard(typeName: string): boolean {
  return lockGuardFacts.first(unqualified(typeName)) !== undefined;
}

/** Whether whoever waits for the lock of such an object keeps the GIL: those of free-threaded Python give up their thread state. */
export function isOrderedGuard(typeName: string): boolean {
  return lockGuardFacts.first(unqualified(typeName))?.ordered !== "";
}

const guardFacts = factTable(
  guards,
  (row): ScopedGuard => ({
    name: row.name,
    op: row.op as ScopedGuard["op"],
    conditional: row.conditional === "yes",
    project: row.project,
    note: row.note,
    source: row.source,
  }),
);
const lockGuardFacts = factTable(lockGuards, (row) => row);

function unqualified(typeName: string): string {
  return typeName.replace(/<.*$/s, "").replace(/^.*::/, "").trim();
}

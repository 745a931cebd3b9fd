// What a name is for in making modules, types and objects: what the rules about free-threaded Python ask.
import { roles } from "./generated/roles.ts";
import { factTable } from "./packed-table.ts";

export type Role =
  | "multi-phase-init"
  | "single-phase-init"
  /** Says whether a module needs the GIL. */
  | "gil-declaration"
  | "module-definition"
  | "module-slots"
  /** The slot of a function that runs while the module is imported. */
  | "runs-at-import"
  /** Says whether the calling thread holds the GIL. */
  | "tells-gil"
  /** The type of a table through which Python calls functions. */
  | "python-table"
  /** The slot of a function that is called while no other thread has the object: not yet, or not any more. */
  | "alone-with-object"
  /** A type whose objects the garbage collector can find. */
  | "collected-type"
  /** From then on it does not find this one. */
  | "hides-from-collector"
  /** Gives an object that nobody else knows. */
  | "fresh-object"
  | "new-reference"
  | "steals-reference"
  /** Gives back the reference of its argument, and no more. */
  | "drops-reference"
  /** Puts another value where its first argument is, and gives back the reference that was there. */
  | "replaces-argument"
  /** Others can reach its argument afterwards. */
  | "publishes-object"
  /** The type of a lock. */
  | "lock-type"
  /** Writes to the memory that its first argument points to. */
  | "writes-buffer"
  /** Puts what it reads from objects at the addresses that follow. */
  | "parses-arguments"
  /** Gives a buffer back: pointers into it are good no longer. */
  | "ends-buffer"
  /** A macro that leaves the function unless its first argument is true. */
  | "returns-unless"
  /** A macro that leaves the function. */
  | "returns"
  /** Is true or false as its first argument is. */
  | "stands-for-argument"
  /** In a live interpreter that is not ending: code is read as it runs there. */
  | "always-true"
  | "always-false"
  /** Its last argument says where the reference goes; the result says how it went. */
  | "gives-through-argument";

export function playsRole(name: string, role: Role): boolean {
  return facts.all(name).some((fact) => fact.role === role);
}

/** Whether the caller's reference to an argument is gone after a call: somebody else has it, or nobody. */
export function takesReference(name: string): boolean {
  return playsRole(name, "steals-reference") || playsRole(name, "drops-reference");
}

export function roleOf(name: string): Role | undefined {
  return facts.first(name)?.role as Role | undefined;
}

const facts = factTable(roles, (row) => row);

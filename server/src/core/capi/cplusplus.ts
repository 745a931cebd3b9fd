// What names of C++ libraries mean for the GIL: pybind11's, nanobind's and Boost.Python's objects, and what the standard library calls its own.

import { cplusplus } from "./generated/cplusplus.ts";
import { factTable } from "./packed-table.ts";

type Role =
  | "namespace"
  | "object"
  | "handle"
  | "function"
  | "method"
  | "maybe"
  | "standard"
  | "call-guard"
  | "emplace"
  | "scope-guard"
  | "container"
  | "unique"
  | "adds"
  | "drops"
  | "empties"
  | "maker"
  | "thread"
  | "override"
  | "factory"
  | "binder";

const facts = factTable(cplusplus, (row) => row.roles.split(" "));

function is(name: string, role: Role): boolean {
  return facts.first(name)?.includes(role) === true;
}

/** A type as `py::list` or `const pybind11::handle&`: `object` owns a reference, `handle` does not; null for all other types. */
export function pythonType(type: string): "object" | "handle" | null {
  const name = inPython(type.replace(/^(?:const|static|constexpr) /, "").replace(/\s*(?:const)?\s*[&*]*$/, ""));
  if (name === null || name.includes("::")) return null;
  return is(name, "object") ? "object" : is(name, "handle") ? "handle" : null;
}

/** Whether a call of `py::cast`, `py::str(…)`, `py::module_::import` needs the GIL. */
export function pythonCall(name: string): boolean {
  const inside = inPython(name);
  if (inside === null) return false;
  const last = inside.slice(inside.lastIndexOf(":") + 1);
  return is(last, "function") || (!inside.includes("::") && is(last, "object"));
}

/** Whether a method of Python's objects needs the GIL. */
export function pythonMethod(name: string): boolean {
  return is(name, "method");
}

/** Whether types of the standard library have methods of this name. */
export function standardMethod(name: string): boolean {
  return is(name, "standard");
}

/** The guard of `py::call_guard<T>()`, an argument of a binding: it lives while the bound function runs; null for all else. */
export function callGuard(text: string): string | null {
  const match = /^(?:\w+::)*(\w+)<(.*)>\(\)$/s.exec(text);
  return match?.[1] !== undefined && is(match[1], "call-guard") ? (match[2] ?? null) : null;
}

/** What `py::init(…)` has Python call to make an object, a function or a lambda; null for all else. */
export function factoryOf(text: string): string | null {
  const [, name = "", given = ""] = /^((?:\w+::)+\w+)\((.+)\)$/s.exec(text) ?? [];
  return is(inPython(name) ?? "", "factory") ? given : null;
}

/** The types of `py::init<A, B>()`, which has Python call the constructor that takes them; null for all else. */
export function initialised(text: string): readonly string[] | null {
  const [, name = ""] = /^((?:\w+::)+\w+)<.*>\(\)$/s.exec(text) ?? [];
  return is(inPython(name) ?? "", "factory") ? templateArguments(text).filter((type) => type !== "") : null;
}

/** The `T` of `py::class_<T, …>`, with whatever follows; null for other types. */
export function boundClass(text: string): string | null {
  const [, name = ""] = /^(?:const )?((?:\w+::)+\w+)</.exec(text) ?? [];
  return is(inPython(name) ?? "", "binder") ? (templateArguments(text)[0] ?? null) : null;
}

/** Whether a name is that of a guard for bindings. */
export function isCallGuard(name: string): boolean {
  return is(name, "call-guard");
}

/** Whether a type, or the function that makes one, runs what it was given at the end of a scope. */
export function isScopeGuard(type: string): boolean {
  return is(type.replace(/<.*$/s, "").replace(/^.*::/, ""), "scope-guard");
}

/** Whether a method makes an element of a container from its arguments. */
export function makesElement(name: string): boolean {
  return is(name, "emplace");
}

/** The `T` of `std::optional<T>` and its kin, which may hold one; null for other types. */
export function maybeHolds(type: string): string | null {
  const match = /^(?:const )?(?:std::|boost::|absl::)?(\w+)\s*<\s*(.*?)\s*>$/s.exec(type.trim());
  return match?.[1] !== undefined && is(match[1], "maybe") ? (match[2] ?? null) : null;
}

/** What a container, a pair or an optional holds by value; for one that is destroyed, what a unique_ptr points to as well. */
export function heldBy(type: string, when: "copy" | "destroy"): readonly string[] {
  const name = /^(?:const )?(?:\w+::)*(\w+)\s*</.exec(type.trim())?.[1];
  if (name === undefined) return [];
  if (is(name, "container")) return templateArguments(type);
  return when === "destroy" && is(name, "unique") ? templateArguments(type).slice(0, 1) : [];
}

/** Whether a type is one of Boost.Python's, as far as the usual names of its namespace tell. */
export function isBoost(type: string): boolean {
  return /^(?:const )?(?:::)?(?:boost::python|bp|python)::/.test(type);
}

/** What indexing or a loop gives of a container of Python's objects, or of one of those; null for other types. A dict gives pairs. */
export function elementType(type: string): string | null {
  const plain = type.replace(/\s*&+$/, "");
  if (pythonType(plain) !== null) return `${plain.replace(/^const /, "").replace(/::\w+$/, "")}::handle`;
  const name = /^(?:const )?(?:\w+::)*(\w+)\s*</.exec(plain)?.[1] ?? "";
  const element = /^(?:tuple|pair|variant|optional)$/.test(name) ? undefined : heldBy(plain, "copy").at(-1);
  return element !== undefined && pythonType(element) !== null ? element : null;
}

/** Whether it is a type of Python's objects, or of what holds them. */
export function holdsPython(type: string): boolean {
  return pythonType(type) === "object" || heldBy(type, "destroy").some(holdsPython);
}

/** What a method of a container or a smart pointer does to the objects in it; null for others. */
export function heldAfter(method: string): "copy" | "destroy" | null {
  return is(method, "adds") ? "copy" : is(method, "drops") ? "destroy" : null;
}

/** Whether what is made runs on a thread of its own, with copies of what it is given that go there. */
export function keepsOnThread(name: string): boolean {
  return /^(?:std|boost)::/.test(name) && is(name.replace(/^.*::/s, ""), "thread");
}

/** What looks for an override of Python's: the virtual functions that C++ calls into Python with. */
export function overrideLookups(): ReadonlySet<string> {
  return new Set([...facts.names()].filter(isOverrideLookup));
}

export function isOverrideLookup(name: string): boolean {
  return is(name, "override");
}

/** Whether an object or a pointer holds nothing after a method of this name. */
export function isEmptiedBy(method: string): boolean {
  return is(method, "empties");
}

/** The `T` of `std::make_unique<T>`; null for other functions. */
export function madeBy(callee: string): string | null {
  const name = /^(?:\w+::)*(\w+)</.exec(callee)?.[1];
  return name !== undefined && is(name, "maker") ? (templateArguments(callee)[0] ?? null) : null;
}

/** The name within the namespace of a library that wraps Python's objects; null outside of them. */
function inPython(name: string): string | null {
  const plain = name.replace(/<.*$/s, "").replace(/^::/, "").trim();
  const at = plain.startsWith("boost::python::") ? "boost::python".length : plain.indexOf("::");
  return at > 0 && is(plain.slice(0, at), "namespace") ? plain.slice(at + 2) : null;
}

/** `std::map<K, V<T>>` has `K` and `V<T>`. */
function templateArguments(type: string): readonly string[] {
  const open = type.indexOf("<");
  if (open < 0) return [];
  const result: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let i = open; i < type.length; i++) {
    const c = type[i];
    if (c === "<" || c === "(") depth++;
    else if (c === ">" || c === ")") depth--;
    if (depth === 0 || (depth === 1 && c === ",")) {
      result.push(type.slice(from, i).trim());
      from = i + 1;
    }
    if (depth === 0) break;
  }
  return result;
}

/** Whether what is assigned to a variable of a type of C++ is copied: `std::string`, `QString` or `Glib::ustring` by value, but no view. */
export function copiesText(type: string): boolean {
  return /(?:^|\W)\w*string(?:\s*\[\])?$/i.test(type);
}

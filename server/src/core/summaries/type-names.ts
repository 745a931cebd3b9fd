// Names of types and scopes of C++, taken apart.
import { withoutTemplates } from "../text/names.ts";

/** A scope and those around it: `a::b`, `a` and the file's. */
export function levels(scope: string): string[] {
  const result: string[] = [];
  for (let at = scope; at !== ""; at = at.includes("::") ? at.slice(0, at.lastIndexOf("::")) : "") result.push(at);
  return [...result, ""];
}

export function partsOf(scope: string): readonly string[] {
  return scope === "" ? [] : scope.split("::").filter((part) => part !== "");
}

export function split(name: string): { qualifier: string; last: string } {
  const at = name.lastIndexOf("::");
  return at < 0 ? { qualifier: "", last: name } : { qualifier: name.slice(0, at), last: name.slice(at + 2) };
}

/** `ns::T<int>&` is T. */
export function lastOf(type: string): string {
  return split(plainType(type)).last;
}

/** `const ns::T<int>&` is ns::T. */
export function plainType(type: string): string {
  return withoutTemplates(type)
    .replace(/\b(?:const|volatile|class|struct|typename)\b/g, "")
    .replace(/[\s*&]+/g, "");
}

/** `std::thread` of `std::vector<std::thread>`; empty for other types. */
export function elementOf(type: string): string {
  return /<([\w:]+)[>,]/.exec(type)?.[1] ?? "";
}

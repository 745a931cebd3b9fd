// Names of C++ as text.

/** The name without template arguments. */
export function withoutTemplates(name: string): string {
  if (!name.includes("<") || name.includes("operator")) return name;
  let depth = 0;
  let result = "";
  for (const c of name) {
    if (c === "<") depth++;
    else if (c === ">") depth--;
    else if (depth === 0) result += c;
  }
  return result;
}

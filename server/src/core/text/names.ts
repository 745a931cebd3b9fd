// Names in a text.

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

/** The words of C, names and keywords, in order. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? [];
}

/** Whether it is the name that a lambda is given. */
export function isLambda(name: string): boolean {
  return /::lambda\d+$/.test(name);
}

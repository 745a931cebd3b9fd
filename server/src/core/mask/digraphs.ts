// Digraphs (C11 6.4.6): other spellings of brackets and of `#`, as long as what they stand for and a blank.

const SPELLINGS = new Map([
  ["<%", "{ "],
  ["%>", "} "],
  ["<:", "[ "],
  [":>", "] "],
  ["%:", "# "],
]);

/** The text with brackets and `#` spelled the usual way, of the same length. Files without `<%` are left alone. */
export function withoutDigraphs(text: string): string {
  if (!text.includes("<%") || !text.includes("%>")) return text;
  return text.replace(/<%|%>|<:|:>|%:/g, (digraph) => SPELLINGS.get(digraph) ?? digraph);
}

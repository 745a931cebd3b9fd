// Whether a header can be read as C at all.
import { tokenize } from "./scanner.ts";

/** Whether a text has at its surface what no C compiler takes; what stands under `#ifdef __cplusplus` does not count. */
export function needsCplusplus(text: string): boolean {
  if (!HINT.test(text)) return false;
  const open: boolean[] = []; // per #if: inside a branch that only C++ compiles
  let previous = "";
  let before = "";
  for (const token of tokenize(text)) {
    const word = text.slice(token.start, token.end);
    if (word.startsWith("#")) follow(word, open);
    else if (!open.includes(true)) {
      const pair = `${previous} ${word}`;
      if (/^(?:namespace|using|class) [A-Za-z_]|^namespace \{|^template <|^(?:public|private|protected) :$/.test(pair))
        return true;
      if (pair === ": :" && /^[A-Za-z_]/.test(before)) return true;
    }
    before = previous;
    previous = word.startsWith("#") ? "" : word;
  }
  return false;
}

const HINT = /\b(?:class|namespace|template|using|public|private|protected)\b|::/;

function follow(directive: string, open: boolean[]): void {
  const keyword = /^#\s*(\w+)/.exec(directive)?.[1] ?? "";
  const cplusplus = /\b__cplusplus\b/.test(directive);
  const negated = /^#\s*ifndef\b|!\s*defined/.test(directive);
  if (keyword.startsWith("if")) open.push(cplusplus && !negated);
  else if (keyword === "else" || keyword.startsWith("elif")) open.push(open.pop() === false && cplusplus);
  else if (keyword === "endif") open.pop();
}

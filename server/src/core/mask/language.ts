// Whether a header can be read as C at all.
import { tokenize } from "./scanner.ts";

/** Whether a text has at its surface what no C compiler takes; what stands under `#ifdef __cplusplus` does not count. */
export function needsCplusplus(text: string): boolean {
  if (!HINT.test(text)) return false;
  const open: Branch[] = [];
  let previous = "";
  let before = "";
  for (const token of tokenize(text)) {
    const word = text.slice(token.start, token.end);
    if (word.startsWith("#")) follow(word, open);
    else if (!open.some(({ isCplusplus }) => isCplusplus)) {
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

/** A branch of `#if`: whether only C++ compiles it, and whether only C++ compiles the next one. */
interface Branch {
  readonly isCplusplus: boolean;
  readonly otherwise: boolean;
}

function follow(directive: string, open: Branch[]): void {
  const keyword = /^#\s*(\w+)/.exec(directive)?.[1] ?? "";
  const asks = /\b__cplusplus\b/.test(directive);
  const isNegated = /^#\s*ifndef\b|!\s*defined/.test(directive);
  if (keyword.startsWith("if")) open.push({ isCplusplus: asks && !isNegated, otherwise: asks && isNegated });
  else if (keyword === "else" || keyword.startsWith("elif")) {
    const branch = open.pop();
    open.push({ isCplusplus: branch?.otherwise === true || asks, otherwise: false });
  } else if (keyword === "endif") open.pop();
}

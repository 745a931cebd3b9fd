// Member initialisers, which run before a constructor's body, as statements at its beginning.
import type { Body } from "./body.ts";
import { Kind } from "./scanner.ts";

/**
 * Rewrites a constructor's body that begins with the colon of its member initialisers: `: a(1), b{2} { … }` becomes `{ a(1); b{2}; … }`. The
 * offsets of the members' names.
 */
export function initialisersAsStatements({ tokens, words, close, letters }: Body): ReadonlySet<number> {
  const names = new Set<number>();
  const put = (i: number, sign: string): void => {
    const token = tokens[i];
    if (token !== undefined) letters.put(token.start, sign);
  };
  put(0, "{");
  let fresh = true;
  for (let i = 1; i < tokens.length; i++) {
    const word = words[i];
    const token = tokens[i];
    if (token === undefined) break;
    if (fresh && token.kind === Kind.identifier) {
      names.add(token.start);
      fresh = false;
    }
    const isBody = word === "{" && tokens[i - 1]?.kind !== Kind.identifier && words[i - 1] !== ">";
    if (isBody) {
      put(i, ";");
      break;
    }
    if (word === "(" || word === "{") i = Math.max(i, close[i] ?? i);
    else if (word === ",") {
      put(i, ";");
      fresh = true;
    }
  }
  return names;
}

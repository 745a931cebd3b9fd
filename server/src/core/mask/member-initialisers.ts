// Member initialisers, which run before a constructor's body, as statements at its beginning.
import { Kind, type Token } from "./scanner.ts";

interface Rewrite {
  /** Offsets of the members' names. */
  readonly names: ReadonlySet<number>;
  readonly signs: readonly { readonly at: number; readonly sign: string }[];
}

/** The tokens of a constructor's body from the colon of its member initialisers on; `close` has the partner of each bracket. */
export function initialisersAsStatements(
  tokens: readonly Token[],
  words: readonly string[],
  close: Int32Array,
): Rewrite {
  const names = new Set<number>();
  const signs: { at: number; sign: string }[] = [];
  const put = (i: number, sign: string): void => {
    const token = tokens[i];
    if (token !== undefined) signs.push({ at: token.start, sign });
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
  return { names, signs };
}

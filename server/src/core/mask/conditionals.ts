// `#if` groups inside a function: those whose branches are whole statements stay and become control flow, the others are
// resolved to one branch.
import type { Language } from "../text/language.ts";
import { assume, conditionalOf, isNever } from "./conditions.ts";
import { Kind, type Token } from "./scanner.ts";

interface Group {
  /** Indices of the directive tokens: #if, #elif…, #else, #endif. */
  readonly marks: number[];
  readonly conditions: string[];
  closed: boolean;
}

interface Asked {
  readonly language: Language;
  /** Whether a name is known to change the GIL's state. */
  readonly isTransition: (name: string) => boolean;
}

/**
 * Blanks, through `blank`, directives that are not conditionals and the branches that cannot stay.
 * Returns the tokens that are left, directives of kept groups among them.
 */
export function resolveConditionals(
  text: string,
  tokens: readonly Token[],
  { language, isTransition }: Asked,
  blank: (from: number, to: number) => void,
): Token[] {
  if (!tokens.some((token) => token.kind === Kind.directive)) return [...tokens];
  const gone = new Uint8Array(tokens.length);
  const remove = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const token = tokens[i];
      if (token === undefined || gone[i] === 1) continue;
      gone[i] = 1;
      blank(token.start, token.end);
    }
  };
  const groups = groupsOf(text, tokens, remove);
  const isGone = ({ marks: [first = 0] }: Group): boolean => gone[first] === 1;
  const decided = new Set<string>();
  for (const group of groups) {
    if (isGone(group) || (group.closed && isWhole(text, tokens, group, gone))) continue;
    if (isAlternative(text, tokens, group, gone)) {
      for (const mark of group.marks) remove(mark, mark + 1);
      continue;
    }
    if (movesWithBlock(text, tokens, group, isTransition)) decided.add(matterOf(group));
    resolve(group, tokens.length, language, remove);
  }
  // One branch of it ends a region, say, and another opens a block: on that matter all of the function goes the same way.
  if (decided.size > 0)
    for (const group of groups)
      if (!isGone(group) && decided.has(matterOf(group))) resolve(group, tokens.length, language, remove);
  return tokens.filter((_, i) => gone[i] === 0);
}

/** What its first condition asks, whichever way round. */
function matterOf({ conditions: [condition = ""] }: Group): string {
  return condition.replace(/[!()\s]/g, "");
}

/** The groups, outermost first; other directives are removed. */
function groupsOf(text: string, tokens: readonly Token[], remove: (from: number, to: number) => void): Group[] {
  const groups: Group[] = [];
  const stack: Group[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== Kind.directive) continue;
    const conditional = conditionalOf(text.slice(token.start, token.end));
    const top = stack.at(-1);
    if (conditional?.keyword === "if") {
      const group = { marks: [i], conditions: [conditional.condition], closed: false };
      groups.push(group);
      stack.push(group);
    } else if (conditional === null || top === undefined) remove(i, i + 1);
    else {
      top.marks.push(i);
      top.conditions.push(conditional.keyword === "else" ? "1" : conditional.condition);
      if (conditional.keyword !== "endif") continue;
      top.closed = true;
      stack.pop();
    }
  }
  return groups;
}

/** Whether what a branch does to the GIL goes with a block that it opens or closes for what follows. */
function movesWithBlock(
  text: string,
  tokens: readonly Token[],
  { marks }: Group,
  isTransition: (name: string) => boolean,
): boolean {
  let moves = false;
  const isCut = marks.slice(1).map((end, b) => {
    let depth = 0;
    for (const { kind, start, end: to } of tokens.slice(marks[b], end)) {
      const word = text.slice(start, to);
      if (word === "{") depth++;
      else if (word === "}") depth--;
      else moves ||= kind === Kind.identifier && isTransition(word);
    }
    return depth !== 0;
  });
  return moves && isCut.includes(true);
}

/** Keeps the first branch whose condition holds by assumption; removes the others and the directives. */
function resolve(group: Group, end: number, language: Language, remove: (from: number, to: number) => void): void {
  const branches = group.closed ? group.marks.length - 1 : group.marks.length;
  const kept = group.conditions.slice(0, branches).findIndex((condition) => assume(condition, language));
  for (let b = 0; b < branches; b++) {
    const from = group.marks[b] ?? 0;
    remove(from, b === kept ? from + 1 : (group.marks[b + 1] ?? end));
  }
  const last = group.marks.at(-1);
  if (group.closed && last !== undefined) remove(last, last + 1);
}

/** Whether the group stands between statements and each branch is a run of whole statements. */
function isWhole(text: string, tokens: readonly Token[], group: Group, gone: Uint8Array): boolean {
  const first = group.marks[0] ?? 0;
  if (!endsStatement(text, tokens, previous(tokens, first, gone)) || parens(text, tokens, first, gone) !== 0)
    return false;
  for (let b = 0; b + 1 < group.marks.length; b++)
    if (!isWholeBranch(text, tokens, (group.marks[b] ?? 0) + 1, group.marks[b + 1] ?? 0, gone)) return false;
  const after = next(tokens, (group.marks.at(-1) ?? 0) + 1, gone);
  return after === undefined || text.slice(after.start, after.end) !== "else";
}

/**
 * `if (…) …; else` or `else if (…) …;` between `#ifdef X` and `#endif`: one way more for the statements around it, which are whole with
 * it and without it.
 */
function isAlternative(text: string, tokens: readonly Token[], group: Group, gone: Uint8Array): boolean {
  const [first = 0, end = 0, ...more] = group.marks;
  const [condition = ""] = group.conditions;
  if (!group.closed || more.length > 0 || isNever(condition)) return false;
  const words = tokens.slice(first + 1, end).filter((_, i) => gone[first + 1 + i] === 0);
  const wordAt = (token: Token | undefined): string => (token === undefined ? "" : text.slice(token.start, token.end));
  const begins = wordAt(words[0]);
  const ends = wordAt(words.at(-1));
  const isBefore = begins === "if" && ends === "else";
  const isBehind = begins === "else" && wordAt(words[1]) === "if" && (ends === "}" || ends === ";");
  return (isBefore || isBehind) && depthOf(words.map(wordAt)) === 0;
}

function depthOf(words: readonly string[]): number {
  let depth = 0;
  for (const word of words) {
    if (word === "{" || word === "(" || word === "[") depth++;
    else if (word === "}" || word === ")" || word === "]") depth--;
  }
  return depth;
}

function isWholeBranch(text: string, tokens: readonly Token[], from: number, to: number, gone: Uint8Array): boolean {
  let depth = 0;
  let firstWord = "";
  let last: Token | undefined;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token === undefined || gone[i] === 1) continue;
    if (token.kind === Kind.directive) {
      last = token;
      continue;
    }
    const word = text.slice(token.start, token.end);
    if (firstWord === "") firstWord = word;
    if (word === "{" || word === "(" || word === "[") depth++;
    else if (word === "}" || word === ")" || word === "]") depth--;
    if (depth < 0) return false;
    last = token;
  }
  if (depth !== 0 || /^(?:else|[-+*/%&|^=<>,?.)\]]|and|or)$/.test(firstWord)) return false;
  return last === undefined || endsStatement(text, tokens, last);
}

/** A statement can end with this token. A name or `)` at a line's end is a macro used as one, unless it heads a statement. */
function endsStatement(text: string, tokens: readonly Token[], token: Token | undefined): boolean {
  if (token === undefined || token.kind === Kind.directive) return true;
  const word = text.slice(token.start, token.end);
  if (word === ";" || word === "{" || word === "}" || word === ":") return true;
  if (token.kind === Kind.identifier) return /^_?[A-Z][A-Za-z]*_[A-Z0-9_]+$|^[A-Z][A-Z0-9_]+$/.test(word);
  return word === ")" && isMacroCall(text, tokens, token);
}

/** The `)` closes the arguments of a macro-like name that begins its line. */
function isMacroCall(text: string, tokens: readonly Token[], close: Token): boolean {
  let depth = 0;
  for (let i = tokens.indexOf(close); i >= 0; i--) {
    const token = tokens[i];
    if (token === undefined || token.kind === Kind.directive) return false;
    const word = text.slice(token.start, token.end);
    if (word === ")") depth++;
    else if (word === "(" && --depth === 0) {
      const name = tokens[i - 1];
      return (
        name?.first === true &&
        name.kind === Kind.identifier &&
        !/^(?:if|while|for|switch)$/.test(text.slice(name.start, name.end))
      );
    }
  }
  return false;
}

function previous(tokens: readonly Token[], at: number, gone: Uint8Array): Token | undefined {
  for (let i = at - 1; i >= 0; i--) if (gone[i] === 0) return tokens[i];
  return undefined;
}

function next(tokens: readonly Token[], at: number, gone: Uint8Array): Token | undefined {
  for (let i = at; i < tokens.length; i++) if (gone[i] === 0) return tokens[i];
  return undefined;
}

/** How many parentheses and brackets are open before the token. */
function parens(text: string, tokens: readonly Token[], at: number, gone: Uint8Array): number {
  let depth = 0;
  for (let i = 0; i < at; i++) {
    const token = tokens[i];
    if (token === undefined || gone[i] === 1 || token.kind !== Kind.punctuation) continue;
    const word = text[token.start];
    if (word === "(" || word === "[") depth++;
    else if (word === ")" || word === "]") depth--;
    else if (word === ";" || word === "{" || word === "}") depth = Math.max(0, word === ";" ? depth : 0);
  }
  return depth;
}

// The lexical level of C: where comments, strings, identifiers and directives begin and end. Knows no grammar.

/** Kinds of token. Numbers, so that millions of them stay cheap. */
export const Kind = {
  identifier: 0,
  number: 1,
  string: 2,
  character: 3,
  punctuation: 4,
  /** A whole preprocessor line, continuation lines included, without the final line end. */
  directive: 5,
  end: 6,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

export interface Token {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** The first token of its line. */
  readonly first: boolean;
}

const IDENTIFIER_START = 1;
const IDENTIFIER_PART = 2;
const SPACE = 4;
const DIGIT = 8;

const CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const letter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 36;
  const digit = c >= 48 && c <= 57;
  if (letter) CLASS[c] = IDENTIFIER_START | IDENTIFIER_PART;
  else if (digit) CLASS[c] = IDENTIFIER_PART | DIGIT;
  else if (c === 32 || (c >= 9 && c <= 13) || c === 0) CLASS[c] = SPACE;
}

/** Letters, `_`, `$` and everything outside ASCII: what tree-sitter-c takes for an identifier too. */
export function startsIdentifier(c: number): boolean {
  return c > 127 ? c !== 0xfeff && c !== 0xa0 && !Number.isNaN(c) : ((CLASS[c] ?? 0) & IDENTIFIER_START) !== 0;
}

export function inIdentifier(c: number): boolean {
  return c > 127 ? c !== 0xfeff && c !== 0xa0 && !Number.isNaN(c) : ((CLASS[c] ?? 0) & IDENTIFIER_PART) !== 0;
}

export function isSpace(c: number): boolean {
  return c > 127 ? c === 0xfeff || c === 0xa0 : ((CLASS[c] ?? 0) & SPACE) !== 0;
}

export function isDigit(c: number): boolean {
  return c < 128 && ((CLASS[c] ?? 0) & DIGIT) !== 0;
}

/** The end of the comment that starts at `at` (`//` or `/*`); the text's end if it is never closed. */
export function endOfComment(text: string, at: number, end: number): number {
  if (text.charCodeAt(at + 1) === 42) {
    const close = text.indexOf("*/", at + 2);
    return close < 0 || close + 2 > end ? end : close + 2;
  }
  return endOfLine(text, at, end);
}

/** The offset of the line end that finishes the logical line at `at`: a backslash joins the next line. */
export function endOfLine(text: string, at: number, end: number): number {
  let from = at;
  for (;;) {
    const newline = text.indexOf("\n", from);
    if (newline < 0 || newline >= end) return end;
    let last = newline - 1;
    if (text.charCodeAt(last) === 13) last--;
    if (text.charCodeAt(last) !== 92) return text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
    from = newline + 1;
  }
}

/** The end of a quoted literal that starts at `at`; an unterminated one ends with its line. */
export function endOfQuoted(text: string, at: number, end: number): number {
  const quote = text.charCodeAt(at);
  for (let i = at + 1; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) {
      i++;
      if (text.charCodeAt(i) === 13 && text.charCodeAt(i + 1) === 10) i++;
    } else if (c === quote) return i + 1;
    else if (c === 10 || c === 13) return i;
  }
  return end;
}

/** The end of a C++ raw string whose opening quote is at `at` (the `"` of `R"delimiter(`). */
export function endOfRawString(text: string, at: number, end: number): number {
  const open = text.indexOf("(", at);
  if (open < 0 || open - at > 17 || open >= end) return endOfQuoted(text, at, end);
  const close = text.indexOf(`)${text.slice(at + 1, open)}"`, open);
  return close < 0 ? end : Math.min(end, close + (open - at) + 1);
}

/** The end of a directive that starts at `#`, comments that span lines included. */
export function endOfDirective(text: string, at: number, end: number): number {
  let i = at + 1;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) {
      let last = i - 1;
      if (c === 10 && text.charCodeAt(last) === 13) last--;
      if (text.charCodeAt(last) !== 92) return i;
      if (c === 13 && text.charCodeAt(i + 1) === 10) i++;
      i++;
    } else if (c === 47 && text.charCodeAt(i + 1) === 42) i = endOfComment(text, i, end);
    else if (c === 47 && text.charCodeAt(i + 1) === 47) return endOfComment(text, i, end);
    else if (c === 34) i = endOfQuoted(text, i, end);
    else i++;
  }
  return end;
}

const RAW_PREFIX = /^(?:u8|u|U|L)?R$/;

/** The tokens of `text` from `start` to `end`, without comments and white space. */
export function tokenize(text: string, start = 0, end: number = text.length): Token[] {
  const tokens: Token[] = [];
  let first = true;
  let i = start;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) {
      first = true;
      i++;
      continue;
    }
    if (isSpace(c) || (c === 92 && isSpace(text.charCodeAt(i + 1)))) {
      i++;
      if (c === 92) i += text.charCodeAt(i) === 13 && text.charCodeAt(i + 1) === 10 ? 2 : 1;
      continue;
    }
    if (c === 47 && (text.charCodeAt(i + 1) === 42 || text.charCodeAt(i + 1) === 47)) {
      i = endOfComment(text, i, end);
      continue;
    }
    const from = i;
    let kind: Kind = Kind.punctuation;
    if (startsIdentifier(c)) {
      kind = Kind.identifier;
      do i++;
      while (i < end && inIdentifier(text.charCodeAt(i)));
      if (text.charCodeAt(i) === 34 && i - from <= 3 && RAW_PREFIX.test(text.slice(from, i))) {
        kind = Kind.string;
        i = endOfRawString(text, i, end);
      }
    } else if (c === 34) {
      kind = Kind.string;
      i = endOfQuoted(text, i, end);
    } else if (c === 39) {
      kind = Kind.character;
      i = endOfQuoted(text, i, end);
    } else if (c === 35 && first) {
      kind = Kind.directive;
      i = endOfDirective(text, i, end);
    } else if (isDigit(c) || (c === 46 && isDigit(text.charCodeAt(i + 1)))) {
      kind = Kind.number;
      i = endOfNumber(text, i, end);
    } else i++;
    if (i === from) i++;
    tokens.push({ kind, start: from, end: i, first });
    first = false;
  }
  return tokens;
}

function endOfNumber(text: string, at: number, end: number): number {
  let i = at + 1;
  while (i < end) {
    const c = text.charCodeAt(i);
    const exponent = (c === 43 || c === 45) && /[eEpP]/.test(text[i - 1] ?? "");
    if (!inIdentifier(c) && c !== 46 && !exponent && !(c === 39 && inIdentifier(text.charCodeAt(i + 1)))) break;
    i++;
  }
  return i;
}

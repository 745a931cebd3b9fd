// Turns C into something like C: what a person half-way through an edit, a bad merge or a broken disk leaves behind.
import type { Random } from "./random.ts";

type Mutation = (text: string, random: Random, other: string) => string;

/** Between one and four changes; `other` is another source to take pieces from. */
export function mutate(text: string, other: string, random: Random): string {
  let result = text;
  for (let left = 1 + random.below(4); left > 0; left--) result = random.pick(MUTATIONS)(result, random, other);
  // A cut through a surrogate pair is nothing a decoder would hand us.
  return Buffer.from(result, "utf8").toString("utf8");
}

const MUTATIONS: readonly [Mutation, ...Mutation[]] = [
  (text, random) => atToken(text, random, () => ""),
  (text, random) => atToken(text, random, (token) => `${token} ${token}`),
  (text, random) => atToken(text, random, (token) => token.repeat(2 + random.below(2000))),
  (text, random) => atToken(text, random, () => random.pick(TOKENS)),
  (text, random) => insert(text, random, ` ${random.pick(TOKENS)} `),
  (text, random) => insert(text, random, ` ${random.pick(TOKENS)}\n${random.pick(TOKENS)} `),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => insert(text, random, noise(random)),
  (text, random) => atPlace(text, random, /[{}()[\]]/g, () => ""),
  (text, random) => insert(text, random, random.pick(OPENING).repeat(1 + random.below(3000))),
  (text, random) => nest(text, random),
  (text, random) => text.replaceAll("\n", random.pick([" ", "\r\n", "\r", "\\\n", "\n\n"])),
  (text, random) => lines(text, random, () => []),
  (text, random) => lines(text, random, (chosen) => [...chosen, ...chosen]),
  (text, random) => lines(text, random, (chosen) => [...chosen].reverse()),
  (text, random) => lines(text, random, (chosen) => ["#if A", ...chosen, random.pick(["#else", "#elif B", "#endif"])]),
  (text, random, other) => insert(text, random, piece(other, random)),
  (text, random, other) => piece(text, random) + piece(other, random),
];

/** What changes the meaning of all that follows: GIL transitions, jumps, borders of comments, strings and groups. */
const TOKENS: readonly [string, ...string[]] = [
  "Py_BEGIN_ALLOW_THREADS",
  "Py_END_ALLOW_THREADS",
  "Py_BLOCK_THREADS",
  "Py_UNBLOCK_THREADS",
  "_save = PyEval_SaveThread();",
  "PyEval_RestoreThread(_save);",
  "gil = PyGILState_Ensure();",
  "PyGILState_Release(gil);",
  "PyErr_Clear();",
  "return NULL;",
  "goto error;",
  "error:",
  "break;",
  "case 1:",
  "else",
  "if (x)",
  "do",
  "while (x);",
  "switch (x) {",
  "pthread_mutex_lock(&lock);",
  'printf("%d", x);',
  "static",
  "#if 0\n",
  "#else\n",
  "#endif\n",
  "#define X(a) a a\n",
  "#define Py_END_ALLOW_THREADS\n",
  "/*",
  "*/",
  "//",
  '"',
  "'",
  "\\",
  ";",
  ",",
  "{",
  "}",
  "(",
  ")",
  "??/",
];

const OPENING: readonly [string, ...string[]] = [
  "{",
  "(",
  "[",
  "if (x) ",
  "!",
  "*",
  "x ? ",
  "x = ",
  "#if A\n",
  "f(",
  "do ",
];

const PAIRS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ["{", "}"],
  ["(", ")"],
  ["[", "]"],
  ["f(", ")"],
  ["\n#if A\n", "\n#endif\n"],
  ["do {", "} while (x);"],
  ["Py_BEGIN_ALLOW_THREADS ", " Py_END_ALLOW_THREADS"],
];

function atToken(text: string, random: Random, change: (token: string) => string): string {
  return atPlace(text, random, /\w+|[^\s\w]/g, change);
}

function atPlace(text: string, random: Random, pattern: RegExp, change: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  const match = found[random.below(found.length)];
  if (match === undefined) return text;
  return text.slice(0, match.index) + change(match[0]) + text.slice(match.index + match[0].length);
}

function insert(text: string, random: Random, what: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}

function noise(random: Random): string {
  const characters = Array.from({ length: 1 + random.below(60) }, () =>
    random.below(4) === 0
      ? random.pick(["\0", "\ufffd", "\ufeff", "\u2028", "🐍", "\r", "\\\n"])
      : String.fromCharCode(random.below(256)),
  );
  return characters.join("");
}

function nest(text: string, random: Random): string {
  const [open, close] = random.pick(PAIRS);
  const depth = 1 + random.below(2000);
  const start = random.below(text.length + 1);
  const end = start + random.below(Math.min(200, text.length + 1 - start));
  return text.slice(0, start) + open.repeat(depth) + text.slice(start, end) + close.repeat(depth) + text.slice(end);
}

function lines(text: string, random: Random, change: (chosen: readonly string[]) => readonly string[]): string {
  const all = text.split("\n");
  const start = random.below(all.length);
  const count = 1 + random.below(12);
  return [...all.slice(0, start), ...change(all.slice(start, start + count)), ...all.slice(start + count)].join("\n");
}

function piece(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  return text.slice(start, start + random.below(4000));
}

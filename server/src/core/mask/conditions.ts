// Conditions of `#if` and its kin: what they come to on the platform gilint reads code for, and which branch to keep
// where both cannot stay.

import type { Language } from "../text/language.ts";

/** Names taken as not defined: other platforms, other languages, debug and free-threaded builds. */
const UNDEFINED = new Set(
  `MS_WINDOWS MS_WIN32 MS_WIN64 _WIN32 _WIN64 WIN32 WIN64 __WIN32__ _WINDOWS __CYGWIN__ __MINGW32__ _MSC_VER __BORLANDC__ __WATCOMC__
   __APPLE__ __MACH__ __OS2__ PYOS_OS2 __BEOS__ __VMS VMS RISCOS macintosh __sun __hpux _AIX __EMSCRIPTEN__ __wasi__ __wasm__ __ANDROID__
   Py_DEBUG Py_GIL_DISABLED Py_TRACE_REFS Py_REF_DEBUG Py_LIMITED_API PYPY_VERSION PYPY_VERSION_NUM NDEBUG EXPERIMENTAL_ISOLATED_SUBINTERPRETERS
   WITHOUT_THREADS NO_THREADS SWIG __clang_analyzer__ __CPPCHECK__ __COVERITY__`.split(/\s+/),
);

/** Names taken as defined: threads exist, and Python is CPython. */
const DEFINED = new Set([
  "WITH_THREAD",
  "WITH_THREADS",
  "HAVE_PTHREAD_H",
  "_REENTRANT",
  "Py_PYTHON_H",
  "__GNUC__",
  "__linux__",
  "__unix__",
  "__STDC__",
]);

/** Values known well enough to compare with: a current CPython. */
const VALUES = new Map<string, number>([
  ["PY_VERSION_HEX", 0x030d_00f0],
  ["PY_MAJOR_VERSION", 3],
  ["PY_MINOR_VERSION", 13],
  ["NPY_ALLOW_THREADS", 1],
  ["HAVE_THREADS", 1],
  ["__GNUC__", 12],
  ["__STDC_VERSION__", 201710],
  ["true", 1],
  ["false", 0],
]);

/** What only a compiler of C++ defines. */
const CPLUSPLUS = "__cplusplus";
const CPLUSPLUS_VALUE = 201703;

/** The text of a conditional directive taken apart: `#ifdef X` is the condition `defined(X)`. */
export interface Conditional {
  readonly keyword: "if" | "elif" | "else" | "endif";
  readonly condition: string;
}

/** The conditional in a directive's text; null for `#define`, `#include` and the rest. */
export function conditionalOf(directive: string): Conditional | null {
  const match = /^#\s*(ifdef|ifndef|if|elifdef|elifndef|elif|else|endif)\b([\s\S]*)$/.exec(directive);
  if (match === null) return null;
  const rest = (match[2] ?? "")
    .replace(/\\\r?\n/g, " ")
    .replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/.*/g, " ")
    .trim();
  const name = /^\w*/.exec(rest)?.[0] ?? "";
  switch (match[1]) {
    case "ifdef":
      return { keyword: "if", condition: `defined(${name})` };
    case "ifndef":
      return { keyword: "if", condition: `!defined(${name})` };
    case "elifdef":
      return { keyword: "elif", condition: `defined(${name})` };
    case "elifndef":
      return { keyword: "elif", condition: `!defined(${name})` };
    case "elif":
      return { keyword: "elif", condition: rest };
    case "if":
      return { keyword: "if", condition: rest };
    case "else":
      return { keyword: "else", condition: "" };
    default:
      return { keyword: "endif", condition: "" };
  }
}

interface Judgement {
  readonly value: boolean | undefined;
  readonly assumed: boolean;
}

/** What a condition comes to: undefined where it depends on what gilint does not know. */
export function evaluate(condition: string, language: Language = "c"): boolean | undefined {
  return judge(condition, language).value;
}

/** The branch to keep where only one can stay. Unknown names count as defined, the same everywhere, so that pairs agree. */
export function assume(condition: string, language: Language = "c"): boolean {
  return judge(condition, language).assumed;
}

/** The same few conditions stand in all files of a project, and are asked about after every edit. */
const judged: Record<Language, Map<string, Judgement>> = { c: new Map(), cpp: new Map() };
const MAX_JUDGED = 20_000;

function judge(condition: string, language: Language): Judgement {
  const known = judged[language].get(condition);
  if (known !== undefined) return known;
  const truth = (guess: boolean): boolean | undefined => {
    const value = new Evaluator(condition, language, guess).value();
    return value === undefined ? undefined : value !== 0;
  };
  const judgement = { value: truth(false), assumed: truth(true) ?? true };
  if (judged[language].size >= MAX_JUDGED) judged[language].clear();
  judged[language].set(condition, judgement);
  return judgement;
}

/** A switch for debugging output, or for slowing down what is to be tested: nobody runs with it but the authors. */
function isDebugName(name: string): boolean {
  return /(?<!N)DEBUG|(?:^|_)(?:DBG|SIMULATE)(?:_|$)/.test(name);
}

/** Whether code under the condition is never compiled into what people run: `#if 0`, `#ifdef X_DEBUG`. */
export function isNever(condition: string): boolean {
  if (evaluate(condition) !== false) return false;
  // Python has had no build without threads since 3.7.
  return /^[\s()!]*\d+[\s)]*$/.test(condition) || isDebugName(condition) || /\bWITH_THREADS?\b/.test(condition);
}

const TOKEN = /\s*(?:([A-Za-z_]\w*)|(0[xX][0-9a-fA-F]+|\d+)\w*|(&&|\|\||[<>=!]=|<<|>>|[-+*/%!<>()~&|^?:,.]))/y;

type Value = number | undefined;

/** A recursive-descent evaluator over three-valued logic; gives up (undefined) on what it does not know. */
class Evaluator {
  readonly #tokens: string[] = [];
  readonly #language: Language;
  readonly #guess: boolean;
  #at = 0;
  #depth = 0;

  constructor(text: string, language: Language, guess: boolean) {
    this.#language = language;
    this.#guess = guess;
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match !== null && this.#tokens.length < 500; match = TOKEN.exec(text))
      this.#tokens.push(match[1] ?? match[2] ?? match[3] ?? "");
  }

  value(): Value {
    const value = this.#conditional();
    return this.#at < this.#tokens.length ? undefined : value;
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? "";
  }

  #conditional(): Value {
    const test = this.#binary(0);
    if (this.#tokens[this.#at] !== "?") return test;
    this.#at++;
    const then = this.#conditional();
    if (this.#next() !== ":") return undefined;
    const otherwise = this.#conditional();
    return test === undefined ? undefined : test !== 0 ? then : otherwise;
  }

  #binary(least: number): Value {
    let left = this.#unary();
    for (;;) {
      const operator = this.#tokens[this.#at] ?? "";
      const level = LEVELS.get(operator);
      if (level === undefined || level < least) return left;
      this.#at++;
      const right = this.#binary(level + 1);
      left = combine(operator, left, right);
    }
  }

  #unary(): Value {
    if (++this.#depth > 200) return undefined;
    const token = this.#next();
    if (token === "!") {
      const value = this.#unary();
      return value === undefined ? undefined : value === 0 ? 1 : 0;
    }
    if (token === "-" || token === "+" || token === "~") {
      const value = this.#unary();
      return value === undefined || token === "+" ? value : token === "-" ? -value : ~value;
    }
    if (token === "(") {
      const value = this.#conditional();
      if (this.#tokens[this.#at] === ")") this.#at++;
      return value;
    }
    if (token === "defined") return this.#defined();
    if (/^\d/.test(token)) return Number(token);
    return this.#named(token);
  }

  #defined(): Value {
    let name = this.#next();
    if (name === "(") {
      name = this.#next();
      this.#next();
    }
    if (name === CPLUSPLUS) return this.#language === "cpp" ? 1 : 0;
    if (UNDEFINED.has(name) || isDebugName(name)) return 0;
    if (DEFINED.has(name) || VALUES.has(name)) return 1;
    return this.#guess ? 1 : undefined;
  }

  #named(name: string): Value {
    const isCall = this.#tokens[this.#at] === "(";
    if (isCall) {
      let open = 0;
      do {
        const token = this.#next();
        if (token === "(") open++;
        else if (token === ")") open--;
        else if (token === "") break;
      } while (open > 0);
      return undefined;
    }
    if (name === CPLUSPLUS) return this.#language === "cpp" ? CPLUSPLUS_VALUE : 0;
    if (UNDEFINED.has(name) || isDebugName(name)) return 0;
    return VALUES.get(name);
  }
}

const LEVELS = new Map<string, number>(
  [
    ["||"],
    ["&&"],
    ["|"],
    ["^"],
    ["&"],
    ["==", "!="],
    ["<", ">", "<=", ">="],
    ["<<", ">>"],
    ["+", "-"],
    ["*", "/", "%"],
  ].flatMap((operators, level) => operators.map((operator) => [operator, level + 1] as const)),
);

function combine(operator: string, left: Value, right: Value): Value {
  if (operator === "||") return left || right ? 1 : left === 0 && right === 0 ? 0 : undefined;
  if (operator === "&&")
    return left === 0 || right === 0 ? 0 : left === undefined || right === undefined ? undefined : 1;
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case "==":
      return Number(left === right);
    case "!=":
      return Number(left !== right);
    case "<":
      return Number(left < right);
    case ">":
      return Number(left > right);
    case "<=":
      return Number(left <= right);
    case ">=":
      return Number(left >= right);
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? undefined : Math.trunc(left / right);
    case "%":
      return right === 0 ? undefined : left % right;
    case "<<":
      return left << right;
    case ">>":
      return left >> right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    default:
      return left & right;
  }
}

// Functions that a library for bindings has Python call: with the GIL in hand, whether they know of Python or not.
import { callbackRegistrations } from "../capi/control.ts";
import { callGuard } from "../capi/cplusplus.ts";
import { scopedGuard } from "../capi/guards.ts";
import type { Program } from "../summaries/program.ts";
import { perFunction, those } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { functionsThatMay } from "../summaries/waiters.ts";
import { isLambda, withoutTemplates } from "../text/names.ts";
import { functionsNamed } from "./registrars.ts";

/** By id: functions with a trait, or close to it, which know nothing of Python and are bound without a guard that releases the GIL. */
export function boundFunctionsThatMay(program: Program, trait: number): ReadonlyMap<string, FunctionRef> {
  const found = new Map<string, FunctionRef>();
  if (![...program.files.values()].some(({ index }) => index.language === "cpp")) return found;
  const binders = binding(program);
  const { close } = functionsThatMay(program, trait);
  const names = new Set([...close.values()].map(({ extent }) => unqualified(extent.name)));
  for (const binder of binders)
    for (const text of mentionsOne(binder, names) ? boundIn(binder, program) : [])
      if (names.has(unqualified(text)))
        for (const ref of functionsNamed(text, binder, program)) if (close.has(ref.id)) found.set(ref.id, ref);
  return found;
}

const binding = those(({ extent }) => extent.cplusplus !== undefined && extent.calls.some(isBinding));

function isBinding(name: string): boolean {
  return callbackRegistrations(name).some(({ state }) => state === "held");
}

function mentionsOne({ extent }: FunctionRef, names: ReadonlySet<string>): boolean {
  const lambdas = extent.cplusplus?.lambdas ?? [];
  return extent.names.some((name) => names.has(name)) || lambdas.some(({ name }) => names.has(unqualified(name)));
}

/** What a function binds without such a guard, as its text says: names, and those its lambdas are given. */
const boundIn = perFunction(({ path, extent }, program: Program): readonly string[] => {
  const body = program.text(path).slice(extent.body.start, extent.body.end);
  return [...body.matchAll(/\b([A-Za-z_]\w*)\s*\(/g)].flatMap((match): string[] => {
    if (!isBinding(match[1] ?? "")) return [];
    const start = match.index + match[0].length;
    const { shallow, holes } = argumentsAt(body, start);
    if (hasReleasingGuard(shallow)) return [];
    const named = [...shallow.matchAll(/(?:^|[&,(])\s*((?:\w+::)*[A-Za-z_]\w*)\s*(?=[,)]|$)/g)].flatMap(
      ({ 1: name = "", index }) => (isBoundItself(shallow, index) ? [name] : []),
    );
    const end = start + shallow.length;
    const isArgument = (at: number): boolean =>
      at >= start &&
      at < end &&
      !holes.some((hole) => hole.start < at && at < hole.end) &&
      isBoundItself(shallow, at - start);
    const lambdas = (extent.cplusplus?.lambdas ?? []).filter(({ at }) => isArgument(at)).map(({ name }) => name);
    return [...named, ...lambdas];
  });
});

/** Whether what stands there among the arguments is bound as it is: not where a wrapper takes it, `allow_threads(&f)`, which may release the GIL. */
function isBoundItself(args: string, at: number): boolean {
  let depth = 0;
  for (let i = at; i >= 0; i--) {
    if (args[i] === ")") depth++;
    else if (args[i] === "(" && depth-- === 0) {
      depth = 0;
      const [, wrapper = ""] = /(\w+)\s*$/.exec(withoutTemplates(args.slice(0, i))) ?? [];
      if (wrapper !== "" && !isBinding(wrapper) && !GIVES_SAME.test(wrapper)) return false;
    }
  }
  return true;
}

/** What gives the function back that it is given, or calls it as it was. */
const GIVES_SAME =
  /_cast(?:_impl)?$|^(?:init|factory|cpp_function|make_function|make_constructor|raw_function|vectorize|overload|mem_fn|bind|bind_front|move|forward|ref|cref|function|property|method)$/;

interface Hole {
  readonly start: number;
  readonly end: number;
}

const LITERAL = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;

/** The arguments of a call up to its end, as long as they are, with blanks for literals, comments and what stands in braces. */
function argumentsAt(body: string, start: number): { readonly shallow: string; readonly holes: readonly Hole[] } {
  let shallow = "";
  const holes: Hole[] = [];
  let parens = 0;
  let braces = 0;
  let opened = 0;
  for (let i = start; i < body.length; i++) {
    const c = body[i] ?? "";
    LITERAL.lastIndex = i;
    const literal = c === '"' || c === "'" || c === "/" ? LITERAL.exec(body)?.[0] : undefined;
    if (literal !== undefined) {
      shallow += " ".repeat(literal.length);
      i += literal.length - 1;
      continue;
    }
    if (c === "{" && braces++ === 0) opened = i;
    if (c === "}" && --braces === 0) holes.push({ start: opened, end: i });
    if (braces === 0) {
      if (c === "(") parens++;
      if (c === ")" && parens-- === 0) break;
    }
    shallow += braces > 0 ? " " : c;
  }
  return { shallow, holes };
}

function hasReleasingGuard(text: string): boolean {
  return [...text.matchAll(/(?:\w+::)*\w+\s*<[^()]*>\s*\(\s*\)/g)].some(([piece]) => {
    const guard = callGuard(piece.replace(/\s+/g, ""));
    return guard !== null && scopedGuard(guard)?.op === "release";
  });
}

/** Lambdas are told apart by the functions they are in. */
function unqualified(name: string): string {
  return isLambda(name) ? name : name.slice(name.lastIndexOf(":") + 1);
}

// Answers about the text of a file or a function, kept as long as the text is as it was.
import type { IndexedFile } from "../mask/file-index.ts";
import type { Program } from "./program.ts";
import type { FunctionRef } from "./symbols.ts";
import type { Analysed } from "./uses.ts";

/** Remembers what `find` says of a file and a name. */
export function perFile<T>(find: (file: IndexedFile, name: string) => T): (file: IndexedFile, name: string) => T {
  const files = new WeakMap<IndexedFile, Map<string, T>>();
  return (file, name) => {
    const known = files.get(file) ?? new Map<string, T>();
    files.set(file, known);
    const old = known.get(name);
    if (old !== undefined) return old;
    const found = find(file, name);
    known.set(name, found);
    return found;
  };
}

/**
 * Remembers what `find` says of a function's own text. The rest it may ask, of a program for instance, is what stays as it is while
 * only bodies of functions change: what names mean, what tables hold, which types there are; not what other functions do.
 */
export function perFunction<T, C = void>(
  find: (ref: FunctionRef, context: C) => T,
): (ref: FunctionRef, context: C) => T {
  return perThing(find);
}

/** The same of a function's text and a name. */
export function perFunctionAndName<T, C = void>(
  find: (ref: FunctionRef, name: string, context: C) => T,
): (ref: FunctionRef, name: string, context: C) => T {
  const answersOf = perFunction(() => new Map<string, T>());
  return (ref, name, context) => {
    const answers = answersOf(ref);
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = find(ref, name, context);
    answers.set(name, answer);
    return answer;
  };
}

/** Remembers what `find` says of a function as it was followed, with what calls do to the GIL: of nothing beyond that and its text. */
export function perAnalysed<T, C = void>(
  find: (analysed: Analysed, context: C) => T,
): (analysed: Analysed, context: C) => T {
  return perThing(find);
}

/** Remembers what `find` says of a function as it was followed, and of what its calls call: as long as names mean the same. */
export function perNames<T>(
  find: (analysed: Analysed, program: Program) => T,
): (analysed: Analysed, program: Program) => T {
  const keptOf = perAnalysed((): { last: { readonly names: object; readonly answer: T } | null } => ({ last: null }));
  return (analysed, program) => {
    const kept = keptOf(analysed);
    if (kept.last?.names !== program.names) kept.last = { names: program.names, answer: find(analysed, program) };
    return kept.last.answer;
  };
}

/** Answers stand in what they are about, by the number of the question: there are thousands to look up after each edit. */
function perThing<S extends { readonly answers: unknown[] }, T, C>(
  find: (subject: S, context: C) => T,
): (subject: S, context: C) => T {
  const question = nextQuestion++;
  return (subject, context) => {
    const known = subject.answers[question] as T | undefined;
    if (known !== undefined) return known;
    const answer = find(subject, context);
    subject.answers[question] = answer;
    return answer;
  };
}

let nextQuestion = 0;

/** Remembers of which functions of a program something holds, in order: after an edit those are asked again that changed. As with `perFunction`. */
export function those(
  holds: (ref: FunctionRef, program: Program) => boolean,
): (program: Program) => readonly FunctionRef[] {
  const known = new WeakMap<Program, { readonly found: readonly FunctionRef[]; readonly seen: number }>();
  return (program) => {
    const { changes } = program;
    const old = known.get(program);
    if (old?.seen === changes.length) return old.found;
    const found = old === undefined ? program.symbols.functions.filter((ref) => holds(ref, program)) : [...old.found];
    if (old !== undefined) {
      const again = new Set(changes.slice(old.seen));
      const kept = found.filter((ref) => !again.has(ref));
      found.splice(0, found.length, ...kept, ...[...again].filter((ref) => holds(ref, program)));
      found.sort((a, b) => (a.id < b.id ? -1 : 1));
    }
    known.set(program, { found, seen: changes.length });
    return found;
  };
}

/** Remembers what `find` makes of the types of a program, and of what stays while only bodies of functions change. */
export function perTypes<T extends object>(find: (program: Program) => T): (program: Program) => T {
  return perPart(({ types }) => types, find);
}

/** The same of who mentions and calls what in a program, and what the names say. */
export function perMentions<T extends object>(find: (program: Program) => T): (program: Program) => T {
  return perPart(({ mentioned }) => mentioned, find);
}

function perPart<T extends object>(
  partOf: (program: Program) => object,
  find: (program: Program) => T,
): (program: Program) => T {
  const answers = new WeakMap<object, T>();
  return (program) => {
    let known = answers.get(partOf(program));
    if (known === undefined) {
      known = find(program);
      answers.set(partOf(program), known);
    }
    return known;
  };
}

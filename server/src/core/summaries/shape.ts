// What an edit changed of a file beside the bodies of functions: whether what was linked stays linked.
import type {
  CplusplusExtent,
  FileIndex,
  FunctionExtent,
  MacroDefinition,
  StaticVariable,
} from "../mask/file-index.ts";

/** What a file declares otherwise than before an edit, where that matters to those only who mention it. */
export interface Redeclared {
  /** Variables and macros that are other ones, or new, or gone. */
  readonly names: ReadonlySet<string>;
  /** Functions that give back another type, and those that are linked otherwise. */
  readonly heads: ReadonlySet<string>;
  /** Functions that are static now, or no longer. */
  readonly linked: ReadonlySet<string>;
}

/** What tells of a name. */
interface Known {
  readonly isFunction: (name: string) => boolean;
  readonly isMacro: (name: string) => boolean;
}

/** What two versions of a file declare otherwise, but for spans and bodies of functions; null if that is more than names can tell. */
export function redeclared(a: FileIndex, b: FileIndex, known: Known): Redeclared | null {
  const same =
    a.functions.length === b.functions.length &&
    a.functions.every((fn, i) => sameFunction(fn, b.functions[i])) &&
    sameNames(telling(a, known), telling(b, known)) &&
    sameItems(
      a.classes,
      b.classes,
      ({ name, scope, bases, fields }) =>
        `${scope}::${name}:${bases.join()}{${fields.map((field) => `${field.type} ${field.name}`).join()}}`,
    ) &&
    sameItems(a.comments, b.comments, ({ text }) => text) &&
    sameNames(a.includes, b.includes) &&
    sameNames(a.noReturn, b.noReturn) &&
    sameNames(a.pointerFields, b.pointerFields) &&
    sameNames(pointers(a, known), pointers(b, known));
  if (!same) return null;
  return {
    names: new Set([...differing(a.macros, b.macros, macroKey), ...differing(a.variables, b.variables, variableKey)]),
    heads: new Set(a.functions.flatMap((fn, i) => (sameHead(fn, b.functions[i]) ? [] : [fn.name]))),
    linked: new Set(a.functions.flatMap((fn, i) => (fn.isStatic === b.functions[i]?.isStatic ? [] : [fn.name]))),
  };
}

function macroKey({ params, body, alive, renewed, isConditional }: MacroDefinition): string {
  return `(${params?.join() ?? "-"})${body}${alive}${renewed}${isConditional}`;
}

function variableKey({ type, isStatic, isArray }: StaticVariable): string {
  return `${type}:${isStatic}:${isArray}`;
}

function sameFunction(a: FunctionExtent, b: FunctionExtent | undefined): boolean {
  return b !== undefined && a.name === b.name && sameCplusplus(a, b);
}

function sameHead(a: FunctionExtent, b: FunctionExtent | undefined): boolean {
  return a.returns === b?.returns && a.isStatic === b.isStatic;
}

function sameCplusplus({ cplusplus: a }: FunctionExtent, { cplusplus: b }: FunctionExtent): boolean {
  if (a === undefined || b === undefined) return a === b;
  const names = ({ lambdas }: CplusplusExtent): string => lambdas.map(({ name }) => name).join();
  return (
    a.scope === b.scope &&
    a.arity.least === b.arity.least &&
    a.arity.most === b.arity.most &&
    a.forwards === b.forwards &&
    names(a) === names(b)
  );
}

/** The entries of tables that may come down to functions, each with the one before it, which may say when it is called. */
function telling({ tables }: FileIndex, { isFunction, isMacro }: Known): string[] {
  return tables.flatMap(({ variable, type, entries }) =>
    entries.flatMap(({ field, name }, i) =>
      isFunction(name) || isMacro(name) ? [`${variable}:${type}:${entries[i - 1]?.name},${field}=${name}`] : [],
    ),
  );
}

/** Assignments of functions to pointers; all others say nothing. */
function pointers({ assignments }: FileIndex, { isFunction }: Known): string[] {
  return assignments.filter(({ value }) => isFunction(value)).map(({ target, value }) => `${target}=${value}`);
}

/** The names of which two lists say something else. */
function differing<T extends { readonly name: string }>(
  a: readonly T[],
  b: readonly T[],
  key: (item: T) => string,
): string[] {
  const alike = (one: T | undefined, other: T | undefined): boolean =>
    one !== undefined && other !== undefined && (one === other || (one.name === other.name && key(one) === key(other)));
  let start = 0;
  while (alike(a[start], b[start])) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && alike(a[a.length - 1 - end], b[b.length - 1 - end])) end++;
  const [before, after] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const said = (all: readonly T[], wanted: string): string =>
    all.flatMap((item) => (item.name === wanted ? [key(item)] : [])).join("\n");
  const names = new Set([...before, ...after].map(({ name }) => name));
  return [...names].filter((name) => said(before, name) !== said(after, name));
}

function sameItems<T>(a: readonly T[], b: readonly T[], key: (item: T) => string): boolean {
  return (
    a.length === b.length && a.every((item, i) => item === b[i] || (b[i] !== undefined && key(item) === key(b[i])))
  );
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

// Whether an edit left everything of a file as it was but the bodies of functions: then what was linked stays linked.
import type { CplusplusExtent, FileIndex, FunctionExtent } from "../mask/file-index.ts";

/** True if both files define and declare the same. Spans may differ, and bodies of functions. */
export function sameShape(a: FileIndex, b: FileIndex, isFunction: (name: string) => boolean): boolean {
  return (
    a.functions.length === b.functions.length &&
    a.functions.every((fn, i) => {
      const other = b.functions[i];
      return (
        other !== undefined &&
        fn.name === other.name &&
        fn.isStatic === other.isStatic &&
        fn.returns === other.returns &&
        sameCplusplus(fn, other)
      );
    }) &&
    same(
      a.macros,
      b.macros,
      ({ name, params, body, alive, renewed, isConditional }) =>
        `${name}(${params?.join() ?? "-"})${body}${alive}${renewed}${isConditional}`,
    ) &&
    same(a.variables, b.variables, ({ name, type, isStatic, isArray }) => `${name}:${type}:${isStatic}:${isArray}`) &&
    same(
      a.tables,
      b.tables,
      ({ variable, type, entries }) =>
        `${variable}:${type}:${entries.map(({ field, name }) => `${field}=${name}`).join()}`,
    ) &&
    same(
      a.classes,
      b.classes,
      ({ name, scope, bases, fields }) =>
        `${scope}::${name}:${bases.join()}{${fields.map((field) => `${field.type} ${field.name}`).join()}}`,
    ) &&
    same(a.comments, b.comments, ({ text }) => text) &&
    sameNames(a.includes, b.includes) &&
    sameNames(a.noReturn, b.noReturn) &&
    sameNames(a.pointerFields, b.pointerFields) &&
    sameNames(pointers(a, isFunction), pointers(b, isFunction))
  );
}

function sameCplusplus({ cplusplus: a }: FunctionExtent, { cplusplus: b }: FunctionExtent): boolean {
  if (a === undefined || b === undefined) return a === b;
  const names = ({ lambdas }: CplusplusExtent): string => lambdas.map(({ name }) => name).join();
  return (
    a.scope === b.scope && a.arity.least === b.arity.least && a.arity.most === b.arity.most && names(a) === names(b)
  );
}

/** Assignments of functions to pointers; all others say nothing. */
function pointers({ assignments }: FileIndex, isFunction: (name: string) => boolean): string[] {
  return assignments.filter(({ value }) => isFunction(value)).map(({ target, value }) => `${target}=${value}`);
}

function same<T>(a: readonly T[], b: readonly T[], key: (item: T) => string): boolean {
  return (
    a.length === b.length && a.every((item, i) => item === b[i] || (b[i] !== undefined && key(item) === key(b[i])))
  );
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

// What tells functions of one name apart in C++, as their definitions say it.
import type { FunctionRef } from "./symbols.ts";

function takes({ extent }: FunctionRef, count: number | undefined): boolean {
  const arity = extent.cplusplus?.arity;
  return count === undefined || arity === undefined || (arity.least <= count && count <= arity.most);
}

/** Those that take so many arguments; where none does, those that may, by defaults that only their declarations have. */
export function fitting(all: readonly FunctionRef[], count: number | undefined): readonly FunctionRef[] {
  const exact = all.filter((ref) => takes(ref, count));
  if (exact.length > 0 || count === undefined) return exact;
  return all.filter(({ extent }) => (extent.cplusplus?.arity.most ?? -1) >= count);
}

/** The type of the result, as written. */
export function resultOf({ extent }: FunctionRef): string {
  return extent.returns.replace(/\b(?:static|inline|extern|constexpr|virtual|explicit)\b|"C"|\s/g, "");
}

export function scopeOf({ extent }: FunctionRef): string {
  return extent.cplusplus?.scope ?? "";
}

export function isIn(ref: FunctionRef, qualifier: string): boolean {
  const scope = scopeOf(ref);
  return scope === qualifier || scope.endsWith(`::${qualifier}`);
}

/** But for those that only hand what they are given to another one: whoever calls them calls that, and so do they. */
export function withoutForwarders(all: readonly FunctionRef[]): readonly FunctionRef[] {
  if (all.length < 2 || !all.some(forwards)) return all;
  return all.filter(
    (ref) => !forwards(ref) || !all.some((other) => !forwards(other) && scopeOf(other) === scopeOf(ref)),
  );
}

function forwards({ extent }: FunctionRef): boolean {
  return extent.cplusplus?.forwards === true;
}

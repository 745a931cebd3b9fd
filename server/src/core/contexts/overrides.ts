// Virtual functions of C++ that ask Python for an override of theirs, and those beside them in their classes.
import { overrideLookups } from "../capi/cplusplus.ts";
import type { Program } from "../summaries/program.ts";
import { perFile, perFunction } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { takingCalls } from "./takers.ts";

/** In order. */
export function askingForOverride(program: Program): readonly FunctionRef[] {
  return program.mentions.of(overrideLookups()).filter((ref) => isVirtual(ref, program));
}

/**
 * Whether a call stands in a macro that asks for an override: it takes the GIL whoever calls, so that it says nothing of who does. `at`:
 * where in the function's body, in UTF-16 code units.
 */
export function isPartOfLookup(program: Program, { path, extent }: FunctionRef, at: number): boolean {
  const place = extent.body.start + at;
  const [name] = /^\w+/.exec(program.text(path).slice(place, place + MAX_NAME)) ?? [];
  return name !== undefined && lookups(program).has(name);
}

const MAX_NAME = 80;

/** Whether a function takes the GIL in its own words, not only with a macro that asks for an override. */
export function takesInItsWords(program: Program, ref: FunctionRef): boolean {
  return takingCalls(program.analysed(ref)).some(({ span }) => !isPartOfLookup(program, ref, span.start));
}

function lookups(program: Program): ReadonlySet<string> {
  return program.traits.withMacros(overrideLookups());
}

/** The other methods of the classes these are methods of, in order. */
export function methodsBeside(program: Program, methods: readonly FunctionRef[]): readonly FunctionRef[] {
  const owners = new Set(methods.map(ownerOf));
  return program.symbols.functions.filter((ref) => owners.has(ownerOf(ref)) && !methods.includes(ref));
}

export function ownerOf({ extent }: FunctionRef): string | undefined {
  return extent.cplusplus?.owner;
}

/** A method that says so, or one that is defined outside of its class. */
const isVirtual = perFunction(({ path, extent }, program: Program): boolean => {
  const { params, body, span, nameSpan, cplusplus } = extent;
  if (cplusplus === undefined || cplusplus.owner === "" || cplusplus.isLambda) return false;
  const text = program.text(path);
  const before = text.slice(span.start, nameSpan.start);
  return (
    /::\s*$/.test(before) || /\b(?:override|final|virtual)\b/.test(`${before} ${text.slice(params.end, body.start)}`)
  );
});

/** Whether a method is said to be virtual or to override one, where it is defined or where a class declares it. */
export function overrides(ref: FunctionRef, program: Program): boolean {
  const { name } = ref.extent;
  return isVirtual(ref, program) && [...program.files.values()].some((file) => declaresOverride(file, name));
}

const declaresOverride = perFile(({ text }, name) => {
  if (!/^\w+$/.test(name)) return false;
  const declared = `${name}\\s*\\(`;
  return new RegExp(
    `\\bvirtual\\b[^;{}()]*\\b${declared}|\\b${declared}[^;{}]*\\)[^;{}()]*\\b(?:override|final)\\b`,
  ).test(text);
});

// What functions are handed to, and which function an argument stands for.

import { callbackRegistrations } from "../capi/control.ts";
import { boundClass, callGuard, factoryOf, initialised, makesElement } from "../capi/cplusplus.ts";
import { scopedGuard } from "../capi/guards.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { perFunctionAndName } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { elementOf } from "../summaries/type-names.ts";
import { withoutTemplates } from "../text/names.ts";

/** The name of the function an argument stands for: `&f`, `&T::f<int>`, `std::bind(&T::f, this)`, `py::init(&make)`, `std::move(f)`. */
export function functionIn(text: string): string {
  const plain = withoutTemplates(factoryOf(text) ?? text);
  const wrapped = /^std::(?:bind|bind_front|ref|cref|move|mem_fn)\(([^,)]*)/.exec(plain)?.[1];
  return (wrapped ?? plain).replace(/^[&*]/, "").trim();
}

/** The functions an argument names: itself, or those of a constant table. */
export function functionsNamed(text: string, by: FunctionRef, program: Program): readonly FunctionRef[] {
  return namedBy(by, text, program);
}

const namedBy = perFunctionAndName(({ path, extent }, text, { symbols }: Program): readonly FunctionRef[] => {
  const name = functionIn(text);
  const { cplusplus } = extent;
  if (cplusplus !== undefined && /^[\w:]+$/.test(name)) {
    const ref = symbols.methods.named(name, cplusplus.scope, path);
    return ref === undefined ? [] : [ref];
  }
  if (/^\w+$/.test(name)) {
    const ref = symbols.resolve(name, path);
    if (ref !== undefined) return [ref];
  }
  return symbols.table(/^\w+/.exec(name)?.[0] ?? "", path);
});

/** The constructor that a binding has Python call: `py::class_<T>(…).def(py::init<A, B>())` names one of T that takes an A and a B. */
export function constructorsNamed(
  text: string,
  call: CallEffect,
  by: FunctionRef,
  program: Program,
): readonly FunctionRef[] {
  const given = initialised(text);
  const object = call.cplusplus?.object;
  if (given === null || object == null) return [];
  const variable = program.analysed(by).effects.locals[/^\w+/.exec(object.text)?.[0] ?? ""];
  const made = boundClass(object.text) ?? boundClass(variable?.type ?? "");
  if (made === null) return [];
  const { methods } = program.symbols;
  const [ref, ...others] = methods.constructors(made, given.length);
  const named = methods.named(made, by.extent.cplusplus?.scope ?? "", by.path, given.length);
  return ref !== undefined && others.length === 0 && named === ref ? [ref] : [];
}

/** What takes a function: the callee, or the element that a container makes of it: `threads.emplace_back(f)`. */
export function registrarOf({ callee, pointer, cplusplus }: CallEffect, { symbols }: Program): string {
  const { object = null, scope = "" } = cplusplus ?? {};
  if (pointer === null) return callee;
  if (object === null || !makesElement(pointer.slot)) return pointer.slot;
  const element = elementOf(object.type ?? symbols.methods.classes.fieldType(object.text, scope) ?? "");
  return callbackRegistrations(element).length > 0 ? element : pointer.slot;
}

/** The guard of a binding that releases the GIL while the bound function runs; null where there is none. */
export function bindingGuard({ args }: CallEffect): string | null {
  for (const { text } of args ?? []) {
    const guard = callGuard(text);
    if (guard !== null && scopedGuard(guard)?.op === "release") return guard;
  }
  return null;
}

/** Whether a library keeps the callback for later calls; else it calls it before it returns, as qsort does. */
export function isKept(registrar: string): boolean {
  return /set|create|register|add|hook|handler|init|install|opt$|_cb$|callback|open|new|progress|trace|authorizer|collation|notify|watch|conf/i.test(
    registrar,
  );
}

/** `sqlite3` of `sqlite3_step`: functions of one library begin alike. */
export function familyOf(name: string): string {
  return (
    /^([A-Za-z]+\d*)_/.exec(name)?.[1]?.toLowerCase() ??
    /^(?:(?:SQL|XML|Tcl|Tk|Mix|SDL|UA|FT|LDAP)(?=[A-Z])|PQ(?=[a-z]))/.exec(name)?.[0]?.toLowerCase() ??
    // `virConnectOpen`; `getName` is named by what it does.
    /^(?!(?:add|at|call|create|del|do|find|free|get|has|init|is|load|make|new|on|open|put|read|run|set|to|use|write)[A-Z])([a-z]{2,6})(?=[A-Z])/.exec(
      name,
    )?.[1] ??
    ""
  );
}

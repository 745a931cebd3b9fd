// What calls call: functions of the workspace, the C-API, or something that only its name is known of.

import { apiFact, looksLikeApi, needsGilWith } from "../capi/api.ts";
import { transitionFact } from "../capi/transitions.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { MacroTable } from "../mask/macro-table.ts";
import { wordsOf } from "../text/names.ts";
import type { Annotations } from "./annotations.ts";
import { type ConfiguredNames, isAddress, swapsOut } from "./meanings.ts";
import type { ObjectTargets } from "./object-targets.ts";
import type { FunctionRef, Symbols } from "./symbols.ts";
import type { Target } from "./target.ts";

export class Targets {
  readonly #symbols: Symbols;
  readonly #macros: MacroTable;
  readonly #configured: ConfiguredNames;
  readonly #annotations: Annotations;
  readonly #objects: ObjectTargets;
  /** Holds while names mean what they did. */
  #known = new WeakMap<CallEffect, Target>();

  constructor(
    symbols: Symbols,
    macros: MacroTable,
    configured: ConfiguredNames,
    annotations: Annotations,
    objects: ObjectTargets,
  ) {
    this.#symbols = symbols;
    this.#macros = macros;
    this.#configured = configured;
    this.#annotations = annotations;
    this.#objects = objects;
  }

  /** Another one after `forget`: what was made of targets before no longer holds. */
  get names(): object {
    return this.#known;
  }

  /** What a call in the file at `path` calls. */
  of(call: CallEffect, path: string): Target {
    let target = this.#known.get(call);
    if (target === undefined) {
      target = this.#find(call, path);
      this.#known.set(call, target);
    }
    return target;
  }

  /** After an edit that made something else of a name. */
  forget(): void {
    this.#known = new WeakMap();
  }

  #find(call: CallEffect, path: string): Target {
    if (call.cplusplus !== undefined) {
      const target = this.#objects.of(call, path);
      if (target !== null) return target;
    }
    if (call.pointer !== null) {
      const { slot, text } = call.pointer;
      const known = this.#mayBeField(call, slot) ? this.#symbols.slot(slot, path) : [];
      const refs = known.length > 0 ? known : this.#namedIn(text, path);
      return refs.length > 0
        ? { kind: "functions", refs, throughPointer: true }
        : { kind: "pointer", text: call.pointer.text };
    }
    const name = call.callee;
    if (this.#configured.free.has(name)) return { kind: "declared", name, needs: false };
    if (this.#configured.transition(name) !== undefined) return { kind: "external", name };
    if (this.#configured.needy.has(name)) return { kind: "api", name, certain: true };
    if (this.callee(call, path) === undefined)
      for (const { kind } of this.#annotations.declaredAs(name, path))
        if (kind !== "guarded-by") return { kind: "declared", name, needs: kind === "needs-gil" };
    // `#define update Prefix_update` in a header, and the function itself defined as `update`.
    const own = this.callee(call, path) ?? (call.macro === null ? undefined : this.#symbols.resolve(call.macro, path));
    if (isAddress(call)) return { kind: "external", name };
    const fact = apiFact(name);
    if (swapsOut(call)) return { kind: "api", name, certain: false };
    const shadowed = own?.extent.isStatic === true && own.path === path && fact?.gil !== "needs";
    if (fact !== undefined && !shadowed) {
      if (fact.gil === "needs" && (fact.kind === "function" || fact.kind === "macro" || fact.kind === "inline"))
        return needsGilWith(name, call.args ?? []) ? { kind: "api", name, certain: true } : { kind: "external", name };
      return fact.gil === "accessor" ? { kind: "accessor", name } : { kind: "external", name };
    }
    if (own !== undefined) return { kind: "functions", refs: [own], throughPointer: false };
    if (this.#symbols.variable(name, path) !== undefined) {
      const refs = this.#symbols.slot(name, path);
      return refs.length > 0 ? { kind: "functions", refs, throughPointer: true } : { kind: "pointer", text: name };
    }
    return this.#isUnknownApi(call, path) ? { kind: "api", name, certain: false } : { kind: "external", name };
  }

  /** The function of the workspace that a call by name calls. */
  callee(call: CallEffect, path: string): FunctionRef | undefined {
    if (this.#standsForNothing(call.callee, path)) return undefined;
    return call.cplusplus === undefined
      ? this.#symbols.resolve(call.callee, path)
      : this.#symbols.methods.callee(call, path)?.ref;
  }

  /** `#define trace(...)`, where it is compiled for people: the function of that name is there for its authors. */
  #standsForNothing(name: string, path: string): boolean {
    const macro = this.#macros.scope(path).get(name);
    return macro !== undefined && macro.params !== null && macro.body === "" && macro.alive && !macro.isConditional;
  }

  /** `plug.hash()`, where nothing says that the type of `plug` has a field of that name: a method, whatever else is called so. */
  #mayBeField({ cplusplus }: CallEffect, slot: string): boolean {
    const object = cplusplus?.object ?? null;
    if (object?.role !== "member" || object.type === null || object.type === "auto") return true;
    return this.#symbols.isPointerField(slot) || this.#symbols.methods.classes.fieldType(slot, object.type) !== null;
  }

  /** The functions a pointer expression itself names: `(fast ? f : g)`, or those of the table it indexes. */
  #namedIn(text: string, path: string): readonly FunctionRef[] {
    const names = text.includes("?") ? wordsOf(text) : [];
    const chosen = names.flatMap((name) => this.#symbols.resolve(name, path) ?? []);
    return chosen.length > 0 ? chosen : this.#symbols.table(/^\w+/.exec(text)?.[0] ?? "", path);
  }

  /** Named like the C-API, and nothing in the workspace or the tables says what it is. */
  #isUnknownApi({ callee, args, macro }: CallEffect, path: string): boolean {
    if (!looksLikeApi(callee) || args === null || transitionFact(callee) !== undefined) return false;
    if (this.#symbols.methods.classes.has(callee)) return false;
    if (this.#macros.scope(path).get(callee) !== undefined || this.#symbols.isFunction(callee)) return false;
    return macro === null || !this.#symbols.isFunction(macro);
  }
}

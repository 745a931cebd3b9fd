// Which calls of C++ may throw: functions of the workspace that do, what tables know, and what other libraries' C++ may do.
import { isScopeGuard, pythonType, standardMethod } from "../capi/cplusplus.ts";
import { isLockGuard, scopedGuard } from "../capi/guards.ts";
import { type HowItThrows, throwing } from "../capi/throws.ts";
import type { CallEffect, Effect, FunctionEffects } from "../effects/effect.ts";
import { withoutTemplates } from "../text/names.ts";
import type { Span } from "../text/span.ts";
import type { Prototypes } from "./prototypes.ts";
import type { FunctionRef, Symbols } from "./symbols.ts";
import type { Targets } from "./targets.ts";

/** What may come out of a call. */
export interface Raise {
  /** `thrown`: by a function of the workspace. `unknown`: a function of C++ that nothing is known of. */
  readonly how: HowItThrows | "thrown" | "unknown";
  /** From the function called down to the one that throws. */
  readonly chain: readonly Origin[];
}

/** A `throw`, or a call, that an exception of a function comes from. */
export interface Origin {
  readonly ref: FunctionRef;
  readonly span: Span;
}

interface Linked {
  readonly symbols: Symbols;
  readonly targets: Targets;
  readonly prototypes: Prototypes;
  effects(ref: FunctionRef): FunctionEffects;
}

const MAX_FUNCTIONS = 400;

export class Throws {
  readonly #linked: Linked;
  readonly #known = new Map<string, Raise | null>();

  constructor(linked: Linked) {
    this.#linked = linked;
  }

  /** After the body of a function has changed. */
  forget(): void {
    this.#known.clear();
  }

  /** What a call in the file at `path` may throw; null for nothing that is known. */
  at(call: CallEffect, path: string): Raise | null {
    const role = call.cplusplus?.object?.role ?? "";
    if (call.cplusplus === undefined || ["destroy", "members", "copy", "convert", "operator"].includes(role))
      return null;
    if (isScopeGuard(call.callee)) return null;
    const target = this.#linked.targets.of(call, path);
    if (target.kind === "functions") {
      const [ref] = target.refs;
      return target.throughPointer || ref === undefined ? null : this.#of(ref);
    }
    if (target.kind !== "external" && target.kind !== "pointer" && target.kind !== "api") return null;
    const fact = knownAs(call)
      .map(throwing)
      .find((known) => known !== undefined);
    if (fact !== undefined) return { how: fact.how, chain: [] };
    return target.kind !== "api" && this.#isForeign(call, path) ? { how: "unknown", chain: [] } : null;
  }

  /** What leaves a function of the workspace: by the shortest chain of calls that nothing catches. */
  #of(root: FunctionRef): Raise | null {
    const known = this.#known.get(root.id);
    if (known !== undefined) return known;
    const from = new Map<FunctionRef, Origin | null>([[root, null]]);
    let raise: Raise | null = null;
    for (const [ref] of from) {
      raise = from.size > MAX_FUNCTIONS ? null : this.#thrownIn(ref, from);
      if (raise !== null) break;
    }
    this.#known.set(root.id, raise);
    return raise;
  }

  /** What a function throws itself; the functions it calls are added to `from`. */
  #thrownIn(ref: FunctionRef, from: Map<FunctionRef, Origin | null>): Raise | null {
    if (!mayThrow(ref)) return null;
    const { blocks } = this.#linked.effects(ref);
    const effects = blocks.flatMap((block) => block.effects);
    const caught = effects.some((effect) => effect.kind === "throw" && effect.rethrows)
      ? new Set<Effect>()
      : caughtIn(blocks);
    const own = effects.find((effect) => effect.kind === "throw" && !effect.rethrows);
    if (own !== undefined) return { how: "thrown", chain: chainTo(ref, own.span, from) };
    for (const effect of effects) {
      if (effect.kind !== "call" || effect.cplusplus === undefined || caught.has(effect)) continue;
      const target = this.#linked.targets.of(effect, ref.path);
      if (target.kind === "external" || target.kind === "api") {
        const how = knownAs(effect)
          .map(throwing)
          .find((fact) => fact !== undefined)?.how;
        if (how === "always" || how === "input") return { how, chain: chainTo(ref, effect.span, from) };
      }
      if (target.kind !== "functions" || target.throughPointer) continue;
      for (const callee of target.refs) if (!from.has(callee)) from.set(callee, { ref, span: effect.span });
    }
    return null;
  }

  /** C++ of another library, as far as its name tells: in a namespace, a method, or declared so in the workspace. */
  #isForeign({ callee, pointer, cplusplus, args }: CallEffect, path: string): boolean {
    if (args === null) return false;
    const object = cplusplus?.object ?? null;
    const { classes } = this.#linked.symbols.methods;
    const type = classes.aliased(object?.type ?? "", cplusplus?.scope ?? "");
    if (object?.role === "construct") return args.length > 0 && type.includes("::") && !isHarmless(type);
    if (object !== null) {
      const method = pointer?.slot ?? callee;
      if (pointer === null || standardMethod(method) || this.#linked.symbols.isPointerField(method)) return false;
      return object.type === null || !isHarmless(type);
    }
    if (pointer !== null || callee === "") return false;
    if (callee.includes("::")) return !callee.startsWith("std::") && !callee.startsWith("::");
    return this.#linked.prototypes.mayThrow(callee, path);
  }
}

/** Calls inside of a `try`. */
export function caughtIn(blocks: FunctionEffects["blocks"]): ReadonlySet<Effect> {
  const inside = blocks.flatMap(({ edges }) => edges.flatMap(({ raises }) => raises ?? []));
  return new Set(inside.flatMap((block) => blocks[block]?.effects ?? []));
}

/** Not a function of C, one that says so, or a destructor. */
export function mayThrow({ extent }: FunctionRef): boolean {
  return extent.cplusplus !== undefined && !extent.cplusplus.isNoexcept && !extent.name.startsWith("~");
}

/** The names under which tables may know what is called. */
function knownAs({ callee, pointer, cplusplus }: CallEffect): string[] {
  if (cplusplus?.object?.role === "member") return [`T::${pointer?.slot ?? callee}`];
  const name = withoutTemplates(cplusplus?.object?.type ?? callee).replace(/^const /, "");
  return name.includes("::") ? [name] : [name, `std::${name}`];
}

/** Types whose functions do not throw, or are told of elsewhere. */
function isHarmless(type: string): boolean {
  return (
    /^(?:const )?std::/.test(type) || scopedGuard(type) !== undefined || isLockGuard(type) || pythonType(type) !== null
  );
}

function chainTo(ref: FunctionRef, span: Span, from: ReadonlyMap<FunctionRef, Origin | null>): Origin[] {
  const chain: Origin[] = [{ ref, span }];
  for (let at = from.get(ref) ?? null; at !== null; at = from.get(at.ref) ?? null) chain.unshift(at);
  return chain;
}

// Names of C++ to functions: by scope, class, bases and number of arguments. What stays ambiguous is not resolved.
import { maybeHolds, standardMethod } from "../capi/cplusplus.ts";
import type { CallEffect } from "../effects/effect.ts";
import { isLambda, withoutTemplates } from "../text/names.ts";
import type { Classes } from "./classes.ts";
import { fitting, isIn, resultOf, scopeOf, withoutForwarders } from "./overloads.ts";
import type { FunctionRef } from "./symbols.ts";
import { lastOf, levels, split } from "./type-names.ts";

export interface Resolved {
  readonly ref: FunctionRef;
  /** False where only the name and the number of arguments speak for it. */
  readonly isCertain: boolean;
}

export class Methods {
  readonly classes: Classes;
  readonly #byName: (name: string) => readonly FunctionRef[];
  readonly #choose: (all: readonly FunctionRef[], from: string) => FunctionRef | undefined;

  /** `choose` picks among functions of one name the one a file means */
  constructor(
    classes: Classes,
    byName: (name: string) => readonly FunctionRef[],
    choose: (all: readonly FunctionRef[], from: string) => FunctionRef | undefined,
  ) {
    this.#byName = byName;
    this.#choose = choose;
    this.classes = classes;
  }

  /** Holds while functions give back what they did. */
  #callees = new WeakMap<CallEffect, Resolved | { readonly ref: null }>();

  /** After an edit that made something else of a name. */
  forget(): void {
    this.#callees = new WeakMap();
  }

  /** What a call in a function of C++ calls. */
  callee(call: CallEffect, from: string): Resolved | undefined {
    let known = this.#callees.get(call);
    if (known === undefined) {
      known = this.#resolve(call, from) ?? { ref: null };
      this.#callees.set(call, known);
    }
    return known.ref === null ? undefined : known;
  }

  #resolve(call: CallEffect, from: string): Resolved | undefined {
    const object = call.cplusplus?.object ?? null;
    const scope = call.cplusplus?.scope ?? "";
    const count = call.args?.length ?? 0;
    if (object === null) return certain(this.named(call.callee, scope, from, count));
    if (object.role === "construct") return certain(this.#ofClass(call.callee, lastOf(call.callee), count, from));
    if (object.role === "destroy")
      return certain(this.#ofClass(object.type ?? "", `~${lastOf(object.type ?? "")}`, 0, from));
    const name = call.pointer?.slot ?? call.callee;
    const type = this.receiver(call, from);
    return type === null ? this.#unique(name, count, from) : certain(this.#ofClass(type, name, count, from));
  }

  /** The type of the object whose method is called; null where it cannot be told. */
  receiver({ pointer, cplusplus }: CallEffect, from: string): string | null {
    const { object = null, scope = "" } = cplusplus ?? {};
    if (object === null) return null;
    const type = object.text === "this" ? scope : (object.type ?? this.#reached(object, scope, from));
    if (type === null || type === "auto") return null;
    return (pointer?.text.startsWith(`${object.text}->`) === true ? maybeHolds(type) : null) ?? type;
  }

  /**
   * The type of `a->b.c()`, by fields and methods of the workspace's classes; where one on the way is no class of the workspace, that
   * class: what follows is a library's. Null where it cannot be told.
   */
  #reached({ text, head }: { text: string; head?: string | undefined }, scope: string, from: string): string | null {
    const [, first, steps] = CHAIN.exec(text) ?? [];
    if (first === undefined || steps === undefined) return null;
    let type = head ?? this.classes.fieldType(first, scope);
    for (const [, arrow, name = "", call] of steps.matchAll(STEP)) {
      if (type === null || type === "auto") return null;
      const held = arrow === "->" ? maybeHolds(type) : null;
      const owner: string = held ?? type;
      if (!this.classes.has(owner)) return held === null ? null : owner;
      type = call === undefined ? this.classes.fieldType(name, owner) : this.#resultOf(owner, name, from);
    }
    return type;
  }

  #resultOf(owner: string, name: string, from: string): string | null {
    const ref = this.#ofClass(owner, name, 0, from);
    return ref?.extent.returns.replace(/\b(?:static|inline|virtual|explicit|constexpr)\b/g, "").trim() ?? null;
  }

  /** The type of what a call of a function of the workspace gives, as it is written: `f(…)`. */
  resultNamed(call: string, scope: string, from: string): string | null {
    const name = /^([\w:]+)\(/.exec(withoutTemplates(call))?.[1];
    const type = name === undefined ? undefined : this.named(name, scope, from)?.extent.returns;
    const plain = type?.replace(/\b(?:static|inline|virtual|constexpr|extern)\b/g, "").trim() ?? "";
    return plain === "" || plain === "auto" || /\btemplate\b/.test(plain) ? null : plain;
  }

  destructor(type: string, from: string): FunctionRef | undefined {
    return this.#ofClass(type, `~${lastOf(type)}`, 0, from);
  }

  /** The constructors of a class that can be called with so many arguments. */
  constructors(type: string, count: number): readonly FunctionRef[] {
    const last = lastOf(type);
    const all = this.#byName(last).filter((ref) => ref.extent.cplusplus?.owner === last);
    return fitting(all, count);
  }

  /** Whether an unqualified name means something of the scope, even if it cannot be told which: no library function then. */
  hides(name: string, scope: string): boolean {
    if (scope === "" || name.includes("::")) return false;
    return this.#byName(name).some(
      ({ extent: { cplusplus } }) =>
        cplusplus !== undefined && cplusplus.scope !== "" && levels(scope).includes(cplusplus.scope),
    );
  }

  /** The function a name means in a scope; `count` undefined: it is not called. */
  named(name: string, scope: string, from: string, count?: number): FunctionRef | undefined {
    const plain = withoutTemplates(name).replace(/^::/, "");
    const exact = this.#byName(plain);
    if (exact.length > 0 && isLambda(plain)) return this.#choose(exact, from);
    const { qualifier, last } = split(plain);
    const all = this.#byName(last);
    if (qualifier !== "") {
      const inside = fitting(
        all.filter((ref) => isIn(ref, qualifier)),
        count,
      );
      return this.#one(inside, from) ?? (this.classes.has(plain) ? this.#ofClass(plain, last, count, from) : undefined);
    }
    for (const level of levels(scope)) {
      const here = fitting(
        all.filter((ref) => scopeOf(ref) === level),
        count,
      );
      if (here.length > 0) return this.#one(here, from);
      const inherited = this.classes.has(level) ? this.#ofClass(level, last, count, from) : undefined;
      // Several of them, none of which can be told: what stands outside of the class is not meant for that.
      if (inherited !== undefined || this.#hasMethod(level, last)) return inherited;
    }
    if (this.classes.has(plain)) return this.#ofClass(plain, plain, count, from);
    // `using namespace` is not followed: a name that only one namespace has is meant.
    const outside = all.filter((ref) => !this.classes.has(scopeOf(ref)));
    return this.#one(fitting(outside, count), from);
  }

  /** A method of a class or of one of its bases. */
  #ofClass(
    type: string,
    name: string,
    count: number | undefined,
    from: string,
    seen: Set<string> = new Set(),
  ): FunctionRef | undefined {
    const owner = lastOf(type);
    // Many classes can have one name, and each its own bases: none is looked into twice.
    if (!this.classes.has(owner) || seen.has(owner)) return undefined;
    seen.add(owner);
    const methods = this.#byName(name).filter(
      (ref) => ref.extent.cplusplus?.owner === owner && this.classes.mayBeOf(this.classes.whole(scopeOf(ref)), type),
    );
    const own = fitting(methods, count);
    if (own.length > 0) return this.#one(own, from);
    // Constructors and destructors are not inherited.
    if (name === owner || name.startsWith("~")) return undefined;
    for (const base of this.classes.basesOf(owner)) {
      const found = this.#ofClass(base, name, count, from, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether a class or a base of it defines a method of a name, whatever it takes. */
  #hasMethod(type: string, name: string, seen: Set<string> = new Set()): boolean {
    const owner = lastOf(type);
    if (seen.has(owner)) return false;
    seen.add(owner);
    return (
      this.#byName(name).some(({ extent }) => extent.cplusplus?.owner === owner) ||
      this.classes.basesOf(owner).some((base) => this.#hasMethod(base, name, seen))
    );
  }

  #unique(name: string, count: number, from: string): Resolved | undefined {
    if (standardMethod(name)) return undefined;
    // What the definition asks for may have a default in the declaration: any method that can take so many may be meant.
    const all = this.#byName(name).filter(
      ({ extent }) => (extent.cplusplus?.arity.most ?? -1) >= count && this.classes.has(extent.cplusplus?.scope ?? ""),
    );
    const [first] = all;
    return all.length === 1 && first !== undefined && this.#choose(all, from) === first
      ? { ref: first, isCertain: false }
      : undefined;
  }

  /** Several definitions in one file, or with different results, are overloads of which one cannot be told. */
  #one(candidates: readonly FunctionRef[], from: string): FunctionRef | undefined {
    const all = withoutForwarders(candidates);
    const chosen = this.#choose(all, from);
    if (chosen === undefined) return undefined;
    const isOverload = (ref: FunctionRef): boolean =>
      ref.path === chosen.path || (!ref.extent.isStatic && resultOf(ref) !== resultOf(chosen));
    return all.some((ref) => ref !== chosen && isOverload(ref)) ? undefined : chosen;
  }
}

const CHAIN = /^(?:this->)?(\w+)((?:(?:->|\.)\w+(?:\(\))?)*)$/;
const STEP = /(->|\.)(\w+)(\(\))?/g;

function certain(ref: FunctionRef | undefined): Resolved | undefined {
  return ref === undefined ? undefined : { ref, isCertain: true };
}

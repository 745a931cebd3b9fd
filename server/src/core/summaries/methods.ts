// Names of C++ to functions: by scope, class, bases and number of arguments. What stays ambiguous is not resolved.
import { maybeHolds, standardMethod } from "../capi/cplusplus.ts";
import { isLockGuard, scopedGuard } from "../capi/guards.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { ClassDeclaration, FileIndex } from "../mask/file-index.ts";
import { isLambda, withoutTemplates } from "../text/names.ts";
import { isIn, resultOf, scopeOf, takes } from "./overloads.ts";
import type { FunctionRef } from "./symbols.ts";
import { lastOf, levels, partsOf, plainType, split } from "./type-names.ts";

export interface Resolved {
  readonly ref: FunctionRef;
  /** False where only the name and the number of arguments speak for it. */
  readonly isCertain: boolean;
}

export class Methods {
  readonly #classes = new Map<string, ClassDeclaration[]>();
  readonly #byName: (name: string) => readonly FunctionRef[];
  readonly #choose: (all: readonly FunctionRef[], from: string) => FunctionRef | undefined;

  /** `choose` picks among functions of one name the one a file means */
  constructor(
    files: readonly FileIndex[],
    byName: (name: string) => readonly FunctionRef[],
    choose: (all: readonly FunctionRef[], from: string) => FunctionRef | undefined,
  ) {
    this.#byName = byName;
    this.#choose = choose;
    for (const { classes } of files)
      for (const declared of classes) {
        const known = this.#classes.get(declared.name);
        if (known === undefined) this.#classes.set(declared.name, [declared]);
        else known.push(declared);
      }
    this.guards = this.#findGuards();
  }

  #findGuards(): ReadonlySet<string> {
    const own = [...this.#classes].filter(([, declared]) =>
      declared
        .flatMap(({ bases, fields }) => [...bases, ...fields.map(({ type }) => maybeHolds(type) ?? type)])
        .some((type) => scopedGuard(type) !== undefined || isLockGuard(type)),
    );
    return this.withHolders(own.map(([name]) => name));
  }

  /** Classes whose objects may change the GIL's state or hold a lock because a field or a base of theirs does. */
  readonly guards: ReadonlySet<string>;

  /** The classes a type may mean in a scope. */
  classes(type: string, scope: string): readonly ClassDeclaration[] {
    const all = this.#classes.get(lastOf(type)) ?? [];
    const { qualifier } = split(withoutTemplates(type).replace(/[\s*&]|\b(?:const|typename)\b/g, ""));
    const wanted = all.filter((declared) =>
      qualifier === ""
        ? levels(scope).includes(declared.scope)
        : declared.scope === qualifier || declared.scope.endsWith(`::${qualifier}`),
    );
    return wanted.length > 0 ? wanted : all;
  }

  /** Whether a type can mean a class, by the namespaces and classes that are written before its name. */
  canMean(type: string, { scope, name }: ClassDeclaration): boolean {
    return this.#mayBeOf(`${scope}::${name}`, type);
  }

  /** Whether a name in a scope means a field of its class. */
  isField(name: string, scope: string): boolean {
    return scope !== "" && this.fieldType(name, scope) !== null;
  }

  /** The names, and those of the classes that have objects of such a class as fields or bases. */
  withHolders(names: Iterable<string>): ReadonlySet<string> {
    const all = new Set(names);
    for (let size = -1; size !== all.size; ) {
      size = all.size;
      for (const [name, declared] of this.#classes) {
        const parts = declared.flatMap(({ bases, fields }) => [
          ...bases,
          ...fields.map(({ type }) => maybeHolds(type) ?? type),
        ]);
        if (parts.some((type) => all.has(lastOf(type)))) all.add(name);
      }
    }
    return all;
  }

  /** By name: all classes. */
  get declared(): ReadonlyMap<string, readonly ClassDeclaration[]> {
    return this.#classes;
  }

  isClass(type: string): boolean {
    return this.#classes.has(lastOf(type));
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
    let type = head ?? this.fieldType(first, scope);
    for (const [, arrow, name = "", call] of steps.matchAll(STEP)) {
      if (type === null || type === "auto") return null;
      const held = arrow === "->" ? maybeHolds(type) : null;
      const owner: string = held ?? type;
      if (!this.isClass(owner)) return held === null ? null : owner;
      type = call === undefined ? this.fieldType(name, owner) : this.#resultOf(owner, name, from);
    }
    return type;
  }

  #resultOf(owner: string, name: string, from: string): string | null {
    const ref = this.#ofClass(owner, name, 0, from);
    return ref?.extent.returns.replace(/\b(?:static|inline|virtual|explicit|constexpr)\b/g, "").trim() ?? null;
  }

  destructor(type: string, from: string): FunctionRef | undefined {
    return this.#ofClass(type, `~${lastOf(type)}`, 0, from);
  }

  /** The constructors of a class that can be called with so many arguments. */
  constructors(type: string, count: number): readonly FunctionRef[] {
    const last = lastOf(type);
    return this.#byName(last).filter((ref) => ref.extent.cplusplus?.owner === last && takes(ref, count));
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
    const all = this.#byName(last).filter((ref) => takes(ref, count));
    if (qualifier !== "") {
      const inside = all.filter((ref) => isIn(ref, qualifier));
      return this.#one(inside, from) ?? (this.isClass(plain) ? this.#ofClass(plain, last, count, from) : undefined);
    }
    for (const level of levels(scope)) {
      const here = all.filter((ref) => scopeOf(ref) === level);
      if (here.length > 0) return this.#one(here, from);
      const inherited = this.isClass(level) ? this.#ofClass(level, last, count, from) : undefined;
      // Several of them, none of which can be told: what stands outside of the class is not meant for that.
      if (inherited !== undefined || this.#hasMethod(level, last)) return inherited;
    }
    if (this.isClass(plain)) return this.#ofClass(plain, plain, count, from);
    // `using namespace` is not followed: a name that only one namespace has is meant.
    return this.#one(
      all.filter((ref) => !this.isClass(scopeOf(ref))),
      from,
    );
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
    if (!this.isClass(owner) || seen.has(owner)) return undefined;
    seen.add(owner);
    const own = this.#byName(name).filter(
      (ref) => ref.extent.cplusplus?.owner === owner && takes(ref, count) && this.#mayBeOf(scopeOf(ref), type),
    );
    if (own.length > 0) return this.#one(own, from);
    // Constructors and destructors are not inherited.
    if (name === owner || name.startsWith("~")) return undefined;
    for (const base of (this.#classes.get(owner) ?? []).flatMap(({ bases }) => bases)) {
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
      (this.#classes.get(owner) ?? []).some(({ bases }) => bases.some((base) => this.#hasMethod(base, name, seen)))
    );
  }

  /**
   * Whether a class in this scope can be the one that a type names: `a::b::T` is none of `a::c::T`. Parts that the type leaves out may be
   * inline namespaces, and those of a class without any may be opened by a macro, unless they are opened elsewhere.
   */
  #mayBeOf(scope: string, type: string): boolean {
    const qualifier = partsOf(split(plainType(type)).qualifier);
    const around = partsOf(scope).slice(0, -1);
    if (around.length === 0) return !qualifier.some((part) => this.#namespaces.has(part));
    let at = 0;
    for (const part of around) if (part === qualifier[at]) at++;
    return at === qualifier.length;
  }

  #opened: ReadonlySet<string> | null = null;

  /** Names of the namespaces and classes that something stands in. */
  get #namespaces(): ReadonlySet<string> {
    this.#opened ??= new Set([...this.#classes.values()].flat().flatMap(({ scope }) => partsOf(scope)));
    return this.#opened;
  }

  #unique(name: string, count: number, from: string): Resolved | undefined {
    if (standardMethod(name)) return undefined;
    // What the definition asks for may have a default in the declaration: any method that can take so many may be meant.
    const all = this.#byName(name).filter(
      ({ extent }) => (extent.cplusplus?.arity.most ?? -1) >= count && this.isClass(extent.cplusplus?.scope ?? ""),
    );
    const [first] = all;
    return all.length === 1 && first !== undefined && this.#choose(all, from) === first
      ? { ref: first, isCertain: false }
      : undefined;
  }

  /** The declared type of a field of the class a method belongs to. */
  fieldType(text: string, scope: string): string | null {
    const name = /^(?:this->)?([A-Za-z_]\w*)$/.exec(text)?.[1];
    if (name === undefined) return null;
    for (const { fields } of this.#classes.get(lastOf(scope)) ?? [])
      for (const field of fields) if (field.name === name) return field.type;
    return null;
  }

  /** Several definitions in one file, or with different results, are overloads of which one cannot be told. */
  #one(all: readonly FunctionRef[], from: string): FunctionRef | undefined {
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

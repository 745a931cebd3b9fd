// The classes of a workspace by name: which one a type means, their fields and bases, and which hold guards of the GIL or of locks.
import { callbackRegistrations } from "../capi/control.ts";
import { makesElement, maybeHolds } from "../capi/cplusplus.ts";
import { isLockGuard, scopedGuard } from "../capi/guards.ts";
import type { ClassDeclaration, FileIndex } from "../mask/file-index.ts";
import { withoutTemplates } from "../text/names.ts";
import { elementOf, lastOf, levels, partsOf, plainType, split } from "./type-names.ts";

export class Classes {
  readonly #byName = new Map<string, ClassDeclaration[]>();
  readonly #bases = new Map<string, readonly string[]>();
  /** Names of classes whose objects may change the GIL's state or hold a lock because a field or a base of theirs does. */
  readonly guards: ReadonlySet<string>;
  /** Those of them that may change the GIL's state. */
  readonly gilGuards: ReadonlySet<string>;

  constructor(files: readonly FileIndex[]) {
    for (const { classes } of files)
      for (const declared of classes) {
        if (declared.isAlias === true && !declared.bases.some(isGuard)) continue;
        const known = this.#byName.get(declared.name);
        if (known === undefined) this.#byName.set(declared.name, [declared]);
        else known.push(declared);
      }
    const withPart = (isOne: (type: string) => boolean): ReadonlySet<string> =>
      this.#holding(
        (declared) => partsOfObject(declared).some(isOne),
        () => false,
      );
    this.gilGuards = withPart(isGilGuard);
    this.guards = withPart(isGuard);
  }

  /** By name: all classes. */
  get all(): ReadonlyMap<string, readonly ClassDeclaration[]> {
    return this.#byName;
  }

  has(type: string): boolean {
    return this.#byName.has(lastOf(type));
  }

  /** The classes a type may mean in a scope. */
  meant(type: string, scope: string): readonly ClassDeclaration[] {
    const all = this.#byName.get(lastOf(type)) ?? [];
    const { qualifier } = split(withoutTemplates(type).replace(/[\s*&]|\b(?:const|typename)\b/g, ""));
    const wanted = all.filter((declared) =>
      qualifier === ""
        ? levels(scope).includes(declared.scope)
        : declared.scope === qualifier || declared.scope.endsWith(`::${qualifier}`),
    );
    if (wanted.length > 0) return wanted;
    // What stands in another class has to be named with it, but in those that inherit it.
    return qualifier === ""
      ? all.filter(({ scope: around }) => !this.has(around) || this.#inherits(scope, around))
      : all;
  }

  /** The guard that a type is another name for; other types as they are. */
  aliased(type: string, scope: string): string {
    if (this.#byName.get(lastOf(type))?.some(({ isAlias }) => isAlias) !== true) return type;
    const [only, ...others] = this.meant(type, scope);
    return only?.isAlias === true && others.length === 0 ? (only.bases[0] ?? type) : type;
  }

  /** Whether a class around a scope is derived from another one. */
  #inherits(scope: string, from: string): boolean {
    const reached = new Set(
      levels(scope)
        .filter((level) => level !== "" && this.has(level))
        .map(lastOf),
    );
    for (const name of reached) for (const base of this.basesOf(name)) reached.add(lastOf(base));
    return reached.has(lastOf(from));
  }

  /** Of all classes of a name: many libraries have a `Node`. */
  basesOf(name: string): readonly string[] {
    let bases = this.#bases.get(name);
    if (bases === undefined) {
      bases = [...new Set((this.#byName.get(name) ?? []).flatMap((declared) => declared.bases))];
      this.#bases.set(name, bases);
    }
    return bases;
  }

  /** Whether a type can mean a class, by the namespaces and classes that are written before its name. */
  canMean(type: string, { scope, name }: ClassDeclaration): boolean {
    return this.mayBeOf(`${scope}::${name}`, type);
  }

  /**
   * Whether a class in this scope can be the one that a type names: `a::b::T` is none of `a::c::T`. Parts that the type leaves out may be
   * inline namespaces, and those of a class without any may be opened by a macro, unless they are opened elsewhere.
   */
  mayBeOf(scope: string, type: string): boolean {
    const qualifier = partsOf(split(plainType(type)).qualifier);
    const around = partsOf(scope).slice(0, -1);
    if (around.length === 0) return !qualifier.some((part) => this.#namespaces.has(part));
    let at = 0;
    for (const part of around) if (part === qualifier[at]) at++;
    return at === qualifier.length;
  }

  /**
   * The scope that methods were defined in, with the namespaces that `using namespace` lets a definition leave out: `T::f` is `a::T::f`
   * where `a::T` is the only class that can be meant.
   */
  whole(scope: string): string {
    const [only, ...others] = this.#byName.get(lastOf(scope)) ?? [];
    if (only === undefined || others.length > 0) return scope;
    const full = `${only.scope}::${only.name}`;
    return full.endsWith(`::${scope}`) ? full.replace(/^::/, "") : scope;
  }

  #opened: ReadonlySet<string> | null = null;

  /** Names of the namespaces and classes that something stands in. */
  get #namespaces(): ReadonlySet<string> {
    this.#opened ??= new Set([...this.#byName.values()].flat().flatMap(({ scope }) => partsOf(scope)));
    return this.#opened;
  }

  #startsThreads: boolean | null = null;

  /** Whether a method of this name may start a thread, as an element of what a class holds: `threads_.emplace_back(f)`. */
  mayStartThreads(method: string): boolean {
    if (!makesElement(method)) return false;
    this.#startsThreads ??= [...this.#byName.values()]
      .flat()
      .some(({ fields }) => fields.some(({ type }) => callbackRegistrations(elementOf(type)).length > 0));
    return this.#startsThreads;
  }

  /** Whether a name in a scope means a field of its class. */
  isField(name: string, scope: string): boolean {
    return scope !== "" && this.fieldType(name, scope) !== null;
  }

  /** The declared type of a field of the class a method belongs to, or of one of its bases. */
  fieldType(text: string, scope: string): string | null {
    const name = /^(?:this->)?([A-Za-z_]\w*)$/.exec(text)?.[1];
    return name === undefined ? null : (this.#field(name, scope)?.type ?? null);
  }

  /** The name of the class, this one or a base of it, that declares a field. */
  declaring(field: string, scope: string): string | null {
    return this.#field(field, scope)?.owner ?? null;
  }

  #field(name: string, scope: string): { readonly owner: string; readonly type: string } | null {
    const owners = new Set([lastOf(scope)]);
    for (const owner of owners) {
      for (const { fields } of this.#byName.get(owner) ?? [])
        for (const field of fields) if (field.name === name) return { owner, type: field.type };
      for (const base of this.basesOf(owner)) owners.add(lastOf(base));
    }
    return null;
  }

  /** The names, and those of the classes that have objects of such a class as fields or bases. */
  withHolders(names: Iterable<string>): ReadonlySet<string> {
    const given = new Set(names);
    const holding = this.#holding(
      ({ name }) => given.has(name),
      (type) => given.has(type) && !this.has(type),
    );
    return new Set([...given, ...holding]);
  }

  /** The names of these classes, and of those that have objects of such a class, or of one declared elsewhere, as fields or bases. */
  #holding(
    isOne: (declared: ClassDeclaration) => boolean,
    isOneElsewhere: (type: string) => boolean,
  ): ReadonlySet<string> {
    const others = new Set([...this.#byName.values()].flat());
    const held = new Set<ClassDeclaration>();
    const names = new Set<string>();
    const add = (declared: ClassDeclaration): void => {
      others.delete(declared);
      held.add(declared);
      names.add(declared.name);
    };
    for (const declared of others) if (isOne(declared)) add(declared);
    for (let size = -1; size !== held.size; ) {
      size = held.size;
      for (const declared of others) {
        const inside = `${declared.scope}::${declared.name}`.replace(/^::/, "");
        const isHeld = (type: string): boolean =>
          isOneElsewhere(lastOf(type)) ||
          (names.has(lastOf(type)) && this.meant(type, inside).some((part) => held.has(part)));
        if (partsOfObject(declared).some(isHeld)) add(declared);
      }
    }
    return names;
  }
}

/** The types of what an object consists of. */
function partsOfObject({ bases, fields }: ClassDeclaration): readonly string[] {
  return [...bases, ...fields.map(({ type }) => maybeHolds(type) ?? type)];
}

function isGilGuard(type: string): boolean {
  return scopedGuard(type) !== undefined;
}

function isGuard(type: string): boolean {
  return isGilGuard(type) || isLockGuard(type);
}

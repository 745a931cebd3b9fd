// What the objects of C++ do to the GIL and to locks while they live: guards that tables know, and those of the project.

import { isScopeGuard, maybeHolds } from "../capi/cplusplus.ts";
import { isLockGuard, scopedGuard } from "../capi/guards.ts";
import type { Meaning } from "../dataflow/solution.ts";
import { changesGil, type Operation } from "../dataflow/status.ts";
import type { CallEffect, CplusplusCall, FunctionEffects } from "../effects/effect.ts";
import type { FunctionExtent } from "../mask/file-index.ts";
import { isLambda, wordsOf } from "../text/names.ts";
import { endingOf } from "./endings.ts";
import type { Methods } from "./methods.ts";
import type { Net } from "./net.ts";
import { outcomesAt } from "./outcomes.ts";
import type { FunctionRef } from "./symbols.ts";
import { lastOf } from "./type-names.ts";

type Object = NonNullable<CplusplusCall["object"]>;

/** What a function of the workspace does to the GIL; null for nothing. */
type NetOf = (ref: FunctionRef) => { readonly net: Net; readonly effects: FunctionEffects } | null;

const MAX_DEPTH = 6;

/** What making and destroying objects of the workspace's classes does: their bases, their fields, and what their own code adds. */
export class Lifetimes {
  readonly #methods: Methods;
  readonly #netOf: NetOf;
  readonly #holders: () => ReadonlySet<string>;

  /** `holders`: the classes whose objects may change the GIL's state or hold a lock. */
  constructor(methods: Methods, netOf: NetOf, holders: () => ReadonlySet<string>) {
    this.#methods = methods;
    this.#netOf = netOf;
    this.#holders = holders;
  }

  meaning(call: CallEffect, object: Object, path: string): Meaning {
    const deferred = this.#deferred(call, object, path);
    if (deferred !== null) return object.role === "destroy" && deferred.length > 0 ? one(...deferred) : null;
    const role = object.role === "destroy" ? "construct" : "destroy";
    const twin = this.#operations(call, { ...object, role }, path, 0);
    const own = this.#operations(call, object, path, 0);
    const operations =
      object.role === "destroy" && own !== null ? [...own, ...this.#endOfLocks(call, object, twin ?? [], own)] : own;
    if (operations === null || operations.length === 0) return null;
    const begun = role === "construct" ? twin : operations;
    const ending = twin === null ? null : endingOf(begun, role === "construct" ? operations : twin);
    if (ending !== null) return one(...(role === "construct" ? [ending] : operations.map(nesting)));
    // It asks whether there is something to take back, which a method may have given up.
    const isIdle = begun === null || begun.length === 0;
    if (isIdle && operations.every((done) => done.op === "acquire" && done.ifReleased)) return one(...operations);
    const isWhole = twin !== null && twin.some(changesGil) === operations.some(changesGil);
    const isTold = !operations.some(({ op }) => op === "lose") && twin?.every(({ op }) => op !== "lose") === true;
    return isWhole && isTold ? one(...operations) : doubtful(object);
  }

  /**
   * What the initialiser of a field does that holds a lock as long as its object lives, `held_(m, std::defer_lock)` or `held_(m)`; undefined
   * for others.
   */
  initialised({ callee, args, cplusplus }: CallEffect): Meaning | undefined {
    if (cplusplus === undefined) return undefined;
    const copied = cplusplus.object?.role === "copy" ? cplusplus.object : null;
    const text = copied?.text ?? callee;
    const type = this.#methods.classes.fieldType(text, cplusplus.scope);
    if (type === null || !isLockGuard(type)) return undefined;
    return locked({ role: "construct", text, type, made: copied?.made ?? args ?? [] }, "");
  }

  /** The locks that go with the fields which hold them, unless the destructor has given them back itself. */
  #endOfLocks(call: CallEffect, object: Object, begun: readonly Operation[], ended: readonly Operation[]): Operation[] {
    const classes = this.#methods.classes.meant(object.type ?? "", call.cplusplus?.scope ?? "");
    if (!classes.some(({ fields }) => fields.some(({ type }) => isLockGuard(type)))) return [];
    const given = new Set(ended.flatMap((done) => (done.op === "unlock" ? [done.lock] : [])));
    return begun.flatMap((done) =>
      done.op === "lock" && !given.has(done.lock) ? [{ op: "unlock", lock: done.lock, ifHeld: true }] : [],
    );
  }

  /**
   * What a method does that may end what the object began, as its destructor may after it: `guard.end()`. Null where the object began
   * nothing for certain, or the method does something else.
   */
  ended(call: CallEffect, object: Object, path: string, operations: readonly Operation[]): Meaning {
    const begun = this.#operations(call, { ...object, role: "construct", made: [] }, path, 0);
    const ending = endingOf(begun, operations);
    return ending === null ? null : one(ending);
  }

  /** Whether the object that a constructor or a destructor belongs to has bases or fields that take the GIL before it, and keep it until after. */
  isHeldByParts({ path, extent: { name, cplusplus } }: FunctionRef): boolean {
    const { scope = "", owner = "" } = cplusplus ?? {};
    if (owner === "" || (name !== owner && name !== `~${owner}`) || !this.#isGuard(owner)) return false;
    return this.#methods.classes.meant(owner, scope).some(({ bases, fields }) =>
      [...bases, ...fields.filter(isOwn).map(({ type }) => type)].some((type) => {
        const object: Object = { role: "construct", text: "part", type, made: [] };
        return this.#operations(madeIn(scope, object), object, path, 1)?.some(({ op }) => op === "ensure") === true;
      }),
    );
  }

  /** Whether a function gives back an object, with which the locks go that it has taken: `Guard lock()`. */
  areGivenBack({ cplusplus, returns }: FunctionExtent): boolean {
    if (cplusplus === undefined || /[*&]\s*$/.test(returns)) return false;
    return isLockGuard(returns) || this.#methods.classes.has(returns) || /lock|guard/i.test(lastOf(returns));
  }

  /**
   * What a lambda does that the object was given to run when it goes; null where it was given none. `lose` where nothing is known of the
   * type, and the lambda changes the GIL's state.
   */
  #deferred(call: CallEffect, { made, type }: Object, path: string): readonly Operation[] | null {
    const [only, ...others] = made;
    const scope = call.cplusplus?.scope ?? "";
    if (only === undefined || others.length > 0 || !isLambda(only.text)) return null;
    const runs = this.#runsAtEnd(call, type ?? "", path);
    if (runs === false) return null;
    const ref = this.#methods.named(only.text, scope, path);
    const found = ref === undefined ? null : this.#netOf(ref);
    if (found === null) return runs === null ? null : [];
    const run: CallEffect = { ...call, callee: only.text, args: [], cplusplus: { scope, object: null } };
    const [first, ...more] = outcomesAt(run, found.effects, found.net);
    const done: readonly Operation[] = first === undefined ? [] : more.length > 0 ? [{ op: "lose" }] : first.operations;
    return runs === true ? done : done.some(changesGil) ? [{ op: "lose" }] : null;
  }

  /** Whether objects of a type, or those a function of this name makes, call in their destructor what they were given; null where nothing is known of them. */
  #runsAtEnd(call: CallEffect, type: string, path: string): boolean | null {
    if (isScopeGuard(type)) return true;
    const scope = call.cplusplus?.scope ?? "";
    const maker = this.#methods.classes.has(type) ? undefined : this.#methods.named(type, scope, path, 1);
    const [declared] = this.#methods.classes.meant(maker?.extent.returns.replace(/<.*$/s, "") ?? type, scope);
    // Of the standard library, the tables know which do.
    if (declared === undefined) return type.startsWith("std::") ? false : null;
    const { name, fields } = declared;
    const object: Object = { role: "destroy", text: "", type: name, made: [] };
    const destructor = this.#methods.callee({ ...call, cplusplus: { scope, object } }, path)?.ref;
    return fields.some(({ name: field }) => destructor?.extent.calls.includes(field) === true);
  }

  /** In order; null where nothing is known of the type. `lose` where it cannot be told. */
  #operations(call: CallEffect, object: Object, path: string, depth: number): readonly Operation[] | null {
    const type = this.#methods.classes.aliased(object.type ?? "", call.cplusplus?.scope ?? "");
    const known = objectMeaning(object.type === null ? object : { ...object, type }, "", object.type);
    if (known !== undefined) return known?.outcomes[0]?.operations ?? [];
    const held = maybeHolds(type);
    if (held !== null)
      return this.#isGuard(held) ? [{ op: object.role === "construct" ? "doubt" : "settle", saved: object.text }] : [];
    const [declared, ...others] = this.#methods.classes.meant(type, call.cplusplus?.scope ?? "");
    if (declared === undefined || depth > MAX_DEPTH)
      return depth === 0 && namesGil(type)
        ? [{ op: object.role === "construct" ? "doubt" : "settle", saved: object.text }]
        : null;
    if (others.length > 0) return this.#isGuard(type) ? [{ op: "lose" }] : this.#own(call, object, path);
    const parts = [
      ...declared.bases.map((base) => ({ type: base, name: "" })),
      ...(this.#isGuard(type) ? declared.fields.filter(isOwn) : []),
    ].map(({ type: part, name }) => {
      const text = name === "" ? object.text : `${object.text}.${name}`;
      return this.#operations(call, { ...object, type: part, text, made: [] }, path, depth + 1) ?? [];
    });
    const own = this.#own(call, object, path);
    return object.role === "construct" ? [...parts.flat(), ...own] : [...own, ...parts.reverse().flat()];
  }

  /** What the constructor's or the destructor's own code does. */
  #own(call: CallEffect, object: Object, path: string): readonly Operation[] {
    const args = object.role === "construct" ? object.made : [];
    const callee = (object.type ?? "").replace(/\b(?:const|typename)\b|\s+/g, "");
    const side: CallEffect = { ...call, callee, args, cplusplus: { scope: call.cplusplus?.scope ?? "", object } };
    const ref = this.#methods.callee(side, path)?.ref;
    const found = ref === undefined ? null : this.#netOf(ref);
    if (found === null) return [];
    const outcomes = outcomesAt(side, found.effects, found.net);
    const [first] = outcomes;
    if (outcomes.length !== 1 || first === undefined) return [{ op: "lose" }];
    return object.role === "construct" && !asksArguments(found.effects)
      ? first.operations.map(begun)
      : first.operations;
  }

  #isGuard(type: string): boolean {
    return scopedGuard(type) !== undefined || this.#holders().has(type.replace(/<.*$/s, "").replace(/^.*::/, ""));
  }
}

/** Whether a field is made and destroyed with its object, not somebody else's that it points to. */
function isOwn({ type }: { readonly type: string }): boolean {
  return !/[*&]\s*$/.test(type);
}

/** The making of an object that no text speaks of. */
function madeIn(scope: string, object: Object): CallEffect {
  const span = { start: 0, end: 0 };
  const callee = object.type ?? "";
  const cplusplus: CplusplusCall = { scope, object };
  return { kind: "call", callee, pointer: null, args: [], span, whole: span, result: "", macro: null, cplusplus };
}

/** `AcquireGIL`, `py_gil_guard`: a class that nothing is known of but its name. A field may keep the state of a guard that is known. */
function namesGil(type: string): boolean {
  return /gil(?:$|_)|(?:^|_)gil|(?:^|[a-z])(?:GIL|Gil)(?:$|[A-Z_])|^GIL/.test(lastOf(type));
}

/** What a constructor may begin it does, where only the object is asked: nothing has been begun for that yet. */
function begun(operation: Operation): Operation {
  const perhaps = operation.op === "lose" ? operation.perhaps : undefined;
  return perhaps?.op === "release" || perhaps?.op === "ensure" ? perhaps : operation;
}

function asksArguments({ blocks, locals }: FunctionEffects): boolean {
  const parameters = Object.entries(locals).flatMap(([name, { parameter }]) => (parameter < 0 ? [] : [name]));
  const words = blocks.flatMap(({ edges }) => edges.flatMap(({ fact }) => wordsOf(fact?.key ?? "")));
  return parameters.some((name) => words.includes(name));
}

function nesting(operation: Operation): Operation {
  return operation.op === "release" ? { ...operation, nests: true } : operation;
}

/**
 * What a constructor, a destructor or a method of an object means; undefined where no table knows its type. `receiver` is the type as far as
 * the workspace tells it, where the text beside the call does not.
 */
export function objectMeaning(object: Object, method: string, receiver: string | null): Meaning | undefined {
  const { type } = object;
  if (type === null) return /weak/i.test(lastOf(receiver ?? "")) ? undefined : lockMethod(object, method);
  const held = maybeHolds(type);
  if (held !== null && scopedGuard(held) !== undefined) return doubtful(object);
  const guard = scopedGuard(type);
  if (guard !== undefined && object.role === "member" && ASKS.test(method)) return null;
  if (guard !== undefined) return guard.conditional ? doubtful(object) : guarded(object, guard.op);
  if (isLockGuard(type)) return locked(object, method);
  return lockMethod(object, method);
}

/** A method of a guard that changes nothing: `guard.is_valid()`. */
const ASKS = /^(?:is|has|owns)_|^(?:is|has|owns)[A-Z]|^valid$/;

function guarded({ role, text }: Object, op: "release" | "acquire"): Meaning {
  if (role === "member") return one({ op: "lose" });
  if (op === "release")
    return role === "construct"
      ? one({ op: "release", saved: text, lexical: false, nests: true })
      : one({ op: "acquire", from: text, lexical: false, ifReleased: true });
  return one({ op: role === "construct" ? "ensure" : "release-ensure", saved: text });
}

/** Whether the guard did anything is not known; after its end all is as before. */
function doubtful({ role, text }: Pick<Object, "role" | "text">): Meaning {
  if (role === "member") return null;
  return one({ op: role === "construct" ? "doubt" : "settle", saved: text });
}

/** `std::unique_lock lk(m, std::defer_lock)` takes nothing yet. */
function locked({ role, made }: Object, method: string): Meaning {
  const locks = made.map(({ text }) => text.replace(/^&/, ""));
  const mutexes = locks.filter((lock) => !/\b(?:defer_lock|try_to_lock|adopt_lock)\b/.test(lock));
  const isDeferred = locks.some((lock) => lock.endsWith("defer_lock"));
  const takes = role === "construct" ? !isDeferred : role === "member" && /^(?:try_)?lock\w*$/.test(method);
  const gives = role === "destroy" || (role === "member" && method === "unlock");
  if (takes) return one(...mutexes.map((lock): Operation => ({ op: "lock", lock })));
  const ending = role === "destroy" ? ({ ifHeld: true } as const) : {};
  return gives ? one(...mutexes.map((lock): Operation => ({ op: "unlock", lock, ...ending }))) : null;
}

/** `m.lock()` where the type is a mutex, or not known. A `weak_ptr` has a `lock` too. */
function lockMethod({ role, type, text }: Object, method: string): Meaning | undefined {
  if (role !== "member" || (type !== null && !/mutex|lock|critical/i.test(type))) return undefined;
  if (method === "lock" && (type !== null || !/weak|wp/i.test(text))) return one({ op: "lock", lock: text });
  return method === "unlock" ? one({ op: "unlock", lock: text }) : undefined;
}

function one(...operations: Operation[]): Meaning {
  return { outcomes: [{ operations, result: [] }] };
}

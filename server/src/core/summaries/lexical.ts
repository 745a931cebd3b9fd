// Which functions can matter at all, told by the names they mention: the others are never parsed.

import { apiFact, looksLikeApi } from "../capi/api.ts";
import { blockingAsWritten, mayWaitInMethod } from "../capi/blocking.ts";
import { callbackRegistrations, noReturn } from "../capi/control.ts";
import { isCallGuard, pythonCall } from "../capi/cplusplus.ts";
import { isLockGuard, scopedGuard } from "../capi/guards.ts";
import { lockCall, onceCall } from "../capi/locks.ts";
import { handleCall, streamCall, unsafeCall } from "../capi/sharing.ts";
import { changesState, transitionFact } from "../capi/transitions.ts";
import { callbackWaitsOf, takesCallbacks } from "../capi/waits.ts";
import type { FileIndex, FunctionExtent, MacroDefinition } from "../mask/file-index.ts";
import { type MacroScope, type MacroTable, namesIn } from "../mask/macro-table.ts";
import type { Settings } from "../settings.ts";
import type { Annotation } from "../syntax/comments.ts";
import { MacroMentions } from "./macro-mentions.ts";
import type { ConfiguredNames } from "./meanings.ts";
import { pastedIn } from "./pasted.ts";
import { perFunction } from "./remembered.ts";
import type { FunctionRef, Symbols } from "./symbols.ts";
import { Trait } from "./traits.ts";

/** What only counts where the name is called: `send` as a field is no wait. */
const CALLED = Trait.blocking | Trait.registration | Trait.noReturn | Trait.callbackWait;

/** Beside the traits of a name by itself: some macro of that name has others. Most macros say nothing, in no file. */
const IS_TELLING_MACRO = 1 << 16;

const JUMPS = /\b(?:return|goto|break|continue)\b/;
const WRITES_FIELD = /(?:->|\.)\s*\w+\s*(?:=(?!=)|\+\+|--|[-+|&]=)|(?:\+\+|--)\s*\(*\w+\)*(?:->|\.)/;
const MAX_MACROS = 12;
const WEIGHTS = { high: 3, medium: 2, low: 1, none: 0 } as const;

export class LexicalTraits {
  readonly #traits = new Map<string, number>();
  /** Of macros, by what their bodies mention. */
  readonly #macros = new Map<string, number>();
  readonly #configured: ConfiguredNames;
  readonly #callbacks: ReadonlySet<string>;
  readonly #symbols: Symbols;
  readonly #leastWeight: number;
  readonly #mentions: MacroMentions;
  readonly #neverReturning: ReadonlySet<string>;
  readonly #ofMacro = new Map<MacroDefinition, number>();
  readonly #table: MacroTable;
  readonly #text: (path: string) => string;

  constructor(
    files: readonly FileIndex[],
    macros: MacroTable,
    symbols: Symbols,
    configured: ConfiguredNames,
    settings: Settings,
    annotated: ReadonlyMap<string, readonly { readonly annotations: readonly Annotation[] }[]>,
    text: (path: string) => string,
  ) {
    this.#text = text;
    this.#configured = configured;
    this.#symbols = symbols;
    this.#table = macros;
    this.#callbacks = new Set(settings.callbacks.map((callback) => callback.function));
    this.#leastWeight = WEIGHTS[settings.minConfidence];
    for (const [name, all] of annotated)
      for (const { kind } of all.flatMap(({ annotations }) => annotations)) {
        if (kind === "releases-gil" || kind === "acquires-gil") this.#traits.set(name, Trait.transition);
        else if (kind === "needs-gil") this.#traits.set(name, Trait.api);
      }
    for (const name of configured.names) this.#traits.set(name, Trait.transition | Trait.lock);
    this.#mentions = new MacroMentions(files);
    this.#neverReturning = new Set(files.flatMap((file) => file.noReturn));
    this.#closeMacros();
    for (const name of this.#macros.keys()) this.#markTelling(name);
  }

  /** The traits of everything a function mentions, macros as its file sees them. */
  of(ref: FunctionRef): number {
    return traitsOf(ref, this.#find);
  }

  readonly #find = (ref: FunctionRef): number => {
    const { path, extent } = ref;
    const scope = this.#table.scope(path);
    let traits = 0;
    for (const name of extent.names) traits |= this.#inScope(name, scope, ref) & ~CALLED;
    for (const name of extent.calls) traits |= this.#inScope(name, scope, ref) & CALLED;
    if (extent.cplusplus !== undefined && mayWaitInMethod(extent.calls, extent.names)) traits |= Trait.blocking;
    // `m.lock()` says it in C++ only: elsewhere it is a name like any other.
    if (extent.cplusplus !== undefined && extent.calls.includes("lock")) traits |= Trait.lock;
    // The initialisers of a constructor take the locks that its fields hold.
    if (extent.cplusplus?.owner === extent.name && this.#symbols.methods.classes.guards.has(extent.name))
      traits |= Trait.lock;
    return this.#symbols.holders.areHandledIn(extent, this.#text(path)) ? traits | Trait.holder : traits;
  };

  /** After the body of a function has changed: `before` is what it was, `traits` those it had. False if macros may have other traits now. */
  reread(ref: FunctionRef, before: FunctionExtent, traits: number): boolean {
    const mattered = traits !== 0 || this.#callsOne(before);
    return (
      mattered === (this.of(ref) !== 0 || this.#callsOne(ref.extent)) || !this.#mentions.isInMacro(ref.extent.name)
    );
  }

  /**
   * After an edit that made something else of these names: variables, macros, or neither. False if that may say something of other
   * names too, or of the GIL.
   */
  redeclare(files: Iterable<FileIndex>, names: ReadonlySet<string>): boolean {
    const all = [...names];
    const moves = (name: string): boolean => this.isTransition(name);
    if (all.some(moves)) return false;
    this.#mentions.update(files, names);
    if (all.some((name) => this.#mentions.isInMacro(name))) return false;
    for (const name of all) {
      this.#traits.delete(name);
      this.#macros.delete(name);
      const inside = this.#mentions.all.get(name);
      if (inside !== undefined) this.#macros.set(name, this.#inMacro(inside));
      this.#markTelling(name);
    }
    return !all.some(moves);
  }

  isMacro(name: string): boolean {
    return this.#mentions.isMacro(name);
  }

  /** What a name may say, whichever file it stands in. */
  ofName(name: string): number {
    return this.#nameOnly(name) | (this.#macros.get(name) ?? 0);
  }

  /** The names, and those of the macros that come down to one of them. */
  withMacros(names: ReadonlySet<string>): ReadonlySet<string> {
    return this.#mentions.withMacros(names);
  }

  /** Whether a macro does anything worth reading its expansion for. */
  matters(definition: MacroDefinition, scope: MacroScope): boolean {
    return this.#ofDefinition(definition, scope, 0) !== 0;
  }

  /**
   * Whether the tables know a macro for a change of the GIL that its definition hides: it calls through a pointer that nothing in the
   * workspace is assigned to, and mentions nothing else that tells.
   */
  isKnownByName(definition: MacroDefinition, scope: MacroScope): boolean {
    if ((transitionFact(definition.name)?.op ?? "none") === "none") return false;
    const slots = [...definition.body.matchAll(/(?:->|\.)\s*(\w+)\s*\)?\s*\(/g)].map(([, slot]) => slot ?? "");
    const isKnown = (slot: string): boolean =>
      this.#symbols.assignedTo(slot).length > 0 || this.#symbols.isFunction(slot);
    if (slots.length === 0 || slots.some(isKnown)) return false;
    return (this.#ofDefinition(definition, scope, 0) & Trait.transition) === 0;
  }

  /** A function of the workspace that mentions something, or calls another one. */
  #canMatter(name: string): boolean {
    return this.#symbols.byName(name).some((ref) => this.of(ref) !== 0 || this.#callsOne(ref.extent));
  }

  #callsOne({ calls }: FunctionExtent): boolean {
    return calls.some((callee) => this.#symbols.isFunction(callee));
  }

  /**
   * A macro with parameters is one only where it is called: a member may have its name. In C++ so may a method, where nothing that is
   * included defines the macro and it is not written as macros are.
   */
  #inScope(name: string, scope: MacroScope, { path, extent }: FunctionRef): number {
    const known = this.#traits.get(name) ?? this.#nameOnly(name);
    if ((known & IS_TELLING_MACRO) === 0) return known;
    const own = known & ~IS_TELLING_MACRO;
    const used = scope.get(name);
    if (used === undefined || (used.params !== null && !extent.calls.includes(name))) return own;
    const mayBeMethod = used.params !== null && extent.cplusplus !== undefined && /[a-z]/.test(name);
    if (mayBeMethod && this.#table.variants(name, path).length === 0) return own;
    return own | this.#ofDefinition(used, scope, 0);
  }

  #ofDefinition(definition: MacroDefinition, scope: MacroScope, depth: number): number {
    const known = this.#ofMacro.get(definition);
    if (known !== undefined) return known;
    this.#ofMacro.set(definition, 0);
    let traits = JUMPS.test(definition.body) || WRITES_FIELD.test(definition.body) ? Trait.behaviour : 0;
    for (const { name, isCalled } of [...namesIn(definition), ...pastedIn(definition)]) {
      traits |= this.#nameOnly(name) & (isCalled ? ~0 : ~CALLED);
      if (this.#canMatter(name)) traits |= Trait.behaviour;
      const inner = depth < MAX_MACROS ? scope.get(name) : undefined;
      if (inner !== undefined) traits |= this.#ofDefinition(inner, scope, depth + 1);
    }
    this.#ofMacro.set(definition, traits);
    return traits;
  }

  /** The macros that are, beside the names that tables and settings know. */
  get transitionMacros(): readonly string[] {
    return [...this.#macros].flatMap(([name, traits]) => ((traits & Trait.transition) === 0 ? [] : [name])).sort();
  }

  isTransition(name: string): boolean {
    return (this.ofName(name) & Trait.transition) !== 0;
  }

  /** Whether waiting in this call is worth a finding at the confidence asked for. */
  isBlocking(name: string): boolean {
    if (this.#configured.blocking.has(name)) return true;
    const fact = blockingAsWritten(name);
    return fact !== undefined && WEIGHTS[fact.weight] >= this.#leastWeight;
  }

  #own(name: string): number {
    let traits = 0;
    const transition = transitionFact(name);
    if (changesState(name)) traits |= Trait.transition;
    if (this.#symbols.assignedTo(name).some(({ extent }) => extent.names.some(changesState))) traits |= Trait.behaviour;
    const { classes } = this.#symbols.methods;
    if (scopedGuard(name) !== undefined || classes.gilGuards.has(name)) traits |= Trait.transition;
    if (
      callbackRegistrations(name).some(({ state }) => state !== "held") ||
      takesCallbacks(name) ||
      classes.mayStartThreads(name) ||
      isCallGuard(name) ||
      this.#callbacks.has(name)
    )
      traits |= Trait.registration;
    if (callbackWaitsOf(name).length > 0) traits |= Trait.callbackWait;
    if (noReturn(name) || this.#neverReturning.has(name)) traits |= Trait.noReturn;
    if (lockCall(name) !== undefined || onceCall(name) !== undefined || isLockGuard(name) || classes.guards.has(name))
      traits |= Trait.lock;
    if (this.isBlocking(name)) traits |= Trait.blocking;
    if (
      streamCall(name) !== undefined ||
      unsafeCall(name) !== undefined ||
      handleCall(name) !== undefined ||
      this.#symbols.isVariable(name)
    )
      traits |= Trait.shared;
    if (this.#symbols.holders.has(name)) traits |= Trait.holder;
    if (this.#configured.needy.has(name) || pythonCall(name)) traits |= Trait.api;
    else if (!this.#configured.free.has(name)) {
      const gil = apiFact(name)?.gil;
      if (
        gil === "needs" ||
        (gil === undefined && transition === undefined && looksLikeApi(name) && !this.#symbols.isFunction(name))
      )
        traits |= Trait.api;
    }
    return traits;
  }

  /** A macro has the traits of what its body mentions, through other macros too. */
  #closeMacros(): void {
    for (let changed = true, round = 0; changed && round < 12; round++) {
      changed = false;
      for (const [name, names] of this.#mentions.all) {
        const all = (this.#macros.get(name) ?? 0) | this.#inMacro(names);
        if (all === (this.#macros.get(name) ?? 0)) continue;
        this.#macros.set(name, all);
        changed = true;
      }
    }
  }

  #inMacro(names: ReadonlySet<string>): number {
    let all = 0;
    for (const inner of names) all |= this.#nameOnly(inner) | (this.#macros.get(inner) ?? 0);
    return all;
  }

  #markTelling(name: string): void {
    if ((this.#macros.get(name) ?? 0) !== 0) this.#traits.set(name, this.#nameOnly(name) | IS_TELLING_MACRO);
  }

  #nameOnly(name: string): number {
    const known = this.#traits.get(name) ?? this.#own(name);
    this.#traits.set(name, known);
    return known & ~IS_TELLING_MACRO;
  }
}

const traitsOf = perFunction((ref, find: (ref: FunctionRef) => number) => find(ref));

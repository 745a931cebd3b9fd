// A workspace, linked: functions read and solved on demand, and their net effects on the GIL brought to a fixpoint.

import type { Meanings } from "../dataflow/solution.ts";
import { changesGil, type Operation } from "../dataflow/status.ts";
import type { CallEffect, FunctionEffects } from "../effects/effect.ts";
import type { FileIndex, IndexedFile } from "../mask/file-index.ts";
import { IncludeGraph } from "../mask/include-graph.ts";
import type { MacroTable } from "../mask/macro-table.ts";
import type { Settings } from "../settings.ts";
import type { Annotation } from "../syntax/comments.ts";
import type { Parser } from "../syntax/parser.ts";
import { Annotations, sameAnnotations } from "./annotations.ts";
import { EntryPoints } from "./entry-points.ts";
import { LexicalTraits } from "./lexical.ts";
import { macrosOf } from "./library-macros.ts";
import { ConfiguredNames } from "./meanings.ts";
import { Mentions } from "./mentions.ts";
import { type Changed, moveFunctions } from "./moved.ts";
import { Namespaces } from "./namespaces.ts";
import { NetEffects } from "./net-effects.ts";
import { ObjectTargets } from "./object-targets.ts";
import { type Handling, Owners } from "./owners.ts";
import { Prototypes } from "./prototypes.ts";
import { type EffectsMemo, FunctionReader } from "./read-function.ts";
import { type Redeclared, redeclared } from "./shape.ts";
import { type FunctionRef, Symbols } from "./symbols.ts";
import type { Target } from "./target.ts";
import { Targets } from "./targets.ts";
import { Throws } from "./throws.ts";
import { redeclaredWords, sameSurface, Types } from "./types.ts";
import { type Analysed, analysedOf } from "./uses.ts";

/** How many functions are followed anew before it takes less to link all of them. */
const MAX_USERS = 300;

export class Program {
  readonly files: Map<string, IndexedFile>;
  readonly symbols: Symbols;
  readonly entryPoints: EntryPoints;
  readonly macros: MacroTable;
  readonly traits: LexicalTraits;
  readonly settings: Settings;
  readonly configured: ConfiguredNames;
  readonly mentions: Mentions;
  /** Others, once a file says something else between the bodies of its functions. */
  types: Types;
  readonly throws: Throws;
  readonly #reader: FunctionReader;
  readonly #effects = new Map<string, FunctionEffects>();
  readonly #analysed = new Map<string, Analysed>();
  readonly #annotations: Annotations;
  readonly #prototypes: Prototypes;
  readonly #targets: Targets;
  readonly #owners: Owners;
  readonly nets: NetEffects;

  /** `files` in order of path. */
  constructor(files: readonly IndexedFile[], parser: Parser, settings: Settings, memo: EffectsMemo) {
    const indices = files.map(({ index }) => index);
    this.files = new Map(files.map((file) => [file.index.path, file]));
    this.types = new Types(this.files);
    this.settings = settings;
    this.configured = new ConfiguredNames(settings);
    const includes = new IncludeGraph(indices);
    this.macros = macrosOf(indices, includes);
    this.symbols = new Symbols(indices, includes);
    this.entryPoints = new EntryPoints(indices, this.symbols, (name) => this.mentions.of(new Set([name])));
    this.#annotations = new Annotations(files);
    this.traits = new LexicalTraits(
      indices,
      this.macros,
      this.symbols,
      this.configured,
      settings,
      this.#annotations.byName,
      (path) => this.text(path),
    );
    const isTransition = (name: string): boolean => this.traits.isTransition(name);
    this.#reader = new FunctionReader(
      parser,
      memo,
      isTransition,
      (definition, scope) => this.traits.matters(definition, scope) && !this.traits.isKnownByName(definition, scope),
      (name) => this.#annotations.byName.has(name),
      JSON.stringify([this.traits.transitionMacros, [...this.configured.names], [...this.#annotations.byName.keys()]]),
    );
    this.mentions = new Mentions(this.symbols, this.traits, this.macros);
    const { symbols } = this;
    const namespaces = new Namespaces(this.files, (name) => symbols.methods.classes.has(name) || symbols.isFree(name));
    this.#owners = new Owners(symbols.methods, namespaces, (path) => this.text(path));
    const objects = new ObjectTargets(symbols, namespaces, this.#owners);
    this.#targets = new Targets(symbols, this.macros, this.configured, this.#annotations, objects);
    this.#prototypes = new Prototypes(this.files, includes);
    this.throws = new Throws({
      symbols: this.symbols,
      targets: this.#targets,
      prototypes: this.#prototypes,
      effects: (ref) => this.effects(ref),
    });
    this.nets = new NetEffects(
      {
        symbols: this.symbols,
        traits: this.traits,
        mentions: this.mentions,
        configured: this.configured,
        annotations: this.#annotations,
        targets: this.#targets,
        throws: this.throws,
        noReturn: new Set(indices.flatMap(({ noReturn }) => noReturn)),
        effects: (ref) => this.effects(ref),
      },
      (ref) => this.#analysed.delete(ref.id),
    );
  }

  #version = 0;

  /** Changes with every update: what was asked of an earlier one is no longer answered by this. */
  get version(): number {
    return this.#version;
  }

  readonly #changes: FunctionRef[] = [];

  /** The functions that updates changed, one update after the other. */
  get changes(): readonly FunctionRef[] {
    return this.#changes;
  }

  /** Another one whenever a function mentions or calls something else, or says something else by the names it mentions. */
  mentioned: object = {};

  annotations(ref: FunctionRef): readonly Annotation[] {
    return this.#annotations.of(ref);
  }

  text(path: string): string {
    return this.files.get(path)?.text ?? "";
  }

  /** The function, read and followed. */
  analysed(ref: FunctionRef): Analysed {
    let analysed = this.#analysed.get(ref.id);
    if (analysed === undefined) {
      analysed = analysedOf(ref, this.effects(ref), this.nets.solution(ref), this.nets.of(ref));
      this.#analysed.set(ref.id, analysed);
    }
    return analysed;
  }

  effects(ref: FunctionRef): FunctionEffects {
    let effects = this.#effects.get(ref.id);
    if (effects === undefined) {
      effects = this.#reader.read(ref, this.text(ref.path), this.macros.scopeAt(ref.path, ref.extent.span.start));
      this.#effects.set(ref.id, effects);
    }
    return effects;
  }

  /** Another one whenever a name means something else than it did. */
  get names(): object {
    return this.#targets.names;
  }

  /** What a call in the file at `path` calls. */
  target(call: CallEffect, path: string): Target {
    return this.#targets.of(call, path);
  }

  /** What runs where C++ copies or destroys a value of a type. */
  handling(when: "copy" | "destroy", type: string, scope: string, path: string): Handling {
    return this.#owners.of(when, type, scope, path);
  }

  /** What the calls of a function do to the GIL. */
  meanings(ref: FunctionRef): Meanings {
    return this.nets.meanings(ref);
  }

  /** Whether a call may do something of a kind, in one of the ways it may come out. */
  may(ref: FunctionRef, call: CallEffect, wanted: (operation: Operation) => boolean): boolean {
    return (this.meanings(ref).of(call)?.outcomes ?? []).some(({ operations }) => operations.some(wanted));
  }

  /** Whether a call may leave the GIL's state other than it was. */
  changesGil(ref: FunctionRef, call: CallEffect): boolean {
    return this.may(ref, call, changesGil);
  }

  /** Whether a call may take a lock, or give it back. */
  locks(ref: FunctionRef, call: CallEffect, op: "lock" | "unlock", lock: string): boolean {
    return this.may(ref, call, (one) => one.op === op && one.lock === lock);
  }

  /** Whether a call that no function of the workspace stands for releases the GIL, however it comes out. */
  releases(ref: FunctionRef, call: CallEffect): boolean {
    if (this.target(call, ref.path).kind === "functions") return false;
    const outcomes = this.meanings(ref).of(call)?.outcomes ?? [];
    return outcomes.length > 0 && outcomes.every(({ operations }) => operations.some(({ op }) => op === "release"));
  }

  /**
   * Takes over files that differ from its own in the bodies of functions, or in what one of them declares for those who mention it. False,
   * and of no use any more, if more has changed than that.
   */
  update(files: readonly IndexedFile[]): boolean {
    this.#version += 1;
    if (files.length !== this.files.size) return false;
    const changed: Changed[] = [];
    const edited = files.filter((file) => this.files.get(file.index.path)?.index !== file.index);
    for (const file of edited) {
      const old = this.files.get(file.index.path);
      if (old === undefined || !sameAnnotations(old, file)) return false;
      const others = redeclared(old.index, file.index, {
        isFunction: (name) => this.symbols.isFunction(name),
        isMacro: (name) => this.traits.isMacro(name),
      });
      const isAsItWas = others !== null && others.names.size + others.heads.size === 0;
      if (others === null || (edited.length > 1 && !isAsItWas)) return false;
      const isSameSurface = sameSurface(old, file);
      if (!isSameSurface && file.index.language === "cpp" && !this.#standsInCplusplus(old, file)) return false;
      const moved = moveFunctions(this, old, file);
      this.files.set(file.index.path, file);
      const users = this.#redeclare(file.index, others);
      if (users === null) return false;
      changed.push(...moved, ...users.filter(({ ref }) => !moved.some((one) => one.ref === ref)));
      if (isSameSurface && isAsItWas) continue;
      this.types = new Types(this.files);
      // Tables may stand in other places among those of their file.
      this.mentioned = {};
    }
    if (!changed.every((one) => this.#reread(one))) return false;
    this.#changes.push(...changed.map(({ ref }) => ref));
    return this.nets.settle(changed.map(({ ref }) => ref));
  }

  /** Brings up to date what names mean. Gives the functions that mention them; null if others have to do with it. */
  #redeclare(file: FileIndex, { names, heads, linked }: Redeclared): readonly Changed[] | null {
    const all = [...names];
    if (all.some((name) => this.#isLinked(name)) || [...linked].some((name) => this.symbols.isHeld(name))) return null;
    const called = [...heads].flatMap((name) => this.symbols.byName(name).flatMap((ref) => this.symbols.namesOf(ref)));
    const users = new Set([...all.flatMap((name) => this.mentions.users(name)), ...this.mentions.of(new Set(called))]);
    if (users.size > MAX_USERS) return null;
    const changed = [...users].map((ref) => ({ ref, before: ref.extent, traits: this.traits.of(ref), sameHead: true }));
    for (const ref of users) ref.answers = [];
    this.symbols.redeclare(file, names, heads);
    this.macros.update(file, names);
    const indices = [...this.files.values()].map(({ index }) => index);
    if (all.length > 0 && !this.traits.redeclare(indices, names)) return null;
    for (const name of all) this.mentions.redeclare(name);
    // Of a name that no function ever mentioned, nothing was asked.
    if (heads.size > 0 || all.some((name) => this.mentions.isKnown(name))) {
      this.symbols.methods.forget();
      this.#targets.forget();
      this.nets.forget();
    }
    return changed;
  }

  /** What declarations of C++ say of exceptions, and of libraries' namespaces, is part of how functions were followed. */
  #standsInCplusplus(old: IndexedFile, file: IndexedFile): boolean {
    const words = redeclaredWords(old, file);
    return words !== null && ![...words].some((word) => this.#prototypes.isAsked(word));
  }

  /** Whether a name means something that others of the workspace were linked to. */
  #isLinked(name: string): boolean {
    const { symbols } = this;
    return (
      symbols.isCallable(name) ||
      symbols.methods.classes.has(name) ||
      this.#annotations.byName.has(name) ||
      this.configured.has(name)
    );
  }

  /** Forgets what is known of a function whose body has changed. False if macros mean something else now. */
  #reread({ ref, before, traits, sameHead }: Changed): boolean {
    const macrosStand = this.traits.reread(ref, before, traits);
    this.mentions.update(ref, before.names);
    this.#effects.delete(ref.id);
    const sameMentions = this.mentions.areSame(before, ref.extent);
    if (!sameMentions || !sameHead || this.traits.of(ref) !== traits) this.mentioned = {};
    return macrosStand;
  }

  /** The functions whose control flow had to be followed to know what they do to the GIL, in order. */
  get relevant(): readonly FunctionRef[] {
    return [...this.nets.relevant];
  }
}

// What the functions of a workspace do to the GIL and to locks, brought to a fixpoint, and so what a call does.

import { apiFact } from "../capi/api.ts";
import { playsRole } from "../capi/roles.ts";
import type { Meaning, Meanings, Solution } from "../dataflow/solution.ts";
import { solve } from "../dataflow/solve.ts";
import { changesGil } from "../dataflow/status.ts";
import type { CallEffect, CplusplusCall, FunctionEffects } from "../effects/effect.ts";
import { type Annotations, annotatedOutcomes } from "./annotations.ts";
import type { LexicalTraits } from "./lexical.ts";
import { type ConfiguredNames, isKept, knownMeaning } from "./meanings.ts";
import type { Mentions } from "./mentions.ts";
import { KEEPS, keeps, type Net, netOf, withoutLocks } from "./net.ts";
import { apart, outcomesAt } from "./outcomes.ts";
import { Lifetimes, objectMeaning } from "./raii.ts";
import type { FunctionRef, Symbols } from "./symbols.ts";
import type { Targets } from "./targets.ts";
import type { Throws } from "./throws.ts";
import { Trait } from "./traits.ts";
import { split } from "./type-names.ts";

const MAX_ROUNDS = 10;
/** What may leave the state of the GIL or a lock other than it was. */
const MOVES = Trait.transition | Trait.lock;
const LOSES: Meaning = { outcomes: [{ operations: [{ op: "lose" }], result: [] }] };
/** How long the body of a function is, in UTF-16 code units, that is looked at for never returning. */
const MAX_ENDING = 1_200;

/** What the fixpoint is worked out from. */
export interface Linked {
  readonly symbols: Symbols;
  readonly traits: LexicalTraits;
  readonly mentions: Mentions;
  readonly configured: ConfiguredNames;
  readonly annotations: Annotations;
  readonly targets: Targets;
  readonly throws: Throws;
  /** Functions that are declared never to return. */
  readonly noReturn: ReadonlySet<string>;
  effects(ref: FunctionRef): FunctionEffects;
}

export class NetEffects {
  readonly #linked: Linked;
  /** Told of each function that is followed anew. */
  readonly #changed: (ref: FunctionRef) => void;
  readonly #nets = new Map<string, Net>();
  /** Those that have one. */
  readonly #moving = new Set<FunctionRef>();
  /** Holds while the nets stay as they are, and names mean what they did. */
  #meanings = new WeakMap<CallEffect, Meaning>();
  /** Of the functions whose net effect is known: solved with the nets that hold in the end. */
  readonly #solutions = new Map<string, Solution>();
  readonly #ending = new Map<string, boolean>();
  readonly #lifetimes: Lifetimes;
  /** Those in which it was asked what a call throws: what other functions throw, near or far, is part of their answer. */
  readonly #raising = new Set<FunctionRef>();
  /** Classes whose objects may change the GIL's state or hold a lock. */
  #holders: ReadonlySet<string> = new Set();
  #relevant: ReadonlySet<FunctionRef> = new Set();

  /** Of all functions that release, take or lock, and of those that call a function which does not undo it. */
  constructor(linked: Linked, changed: (ref: FunctionRef) => void) {
    this.#linked = linked;
    this.#changed = changed;
    this.#lifetimes = new Lifetimes(
      linked.symbols.methods,
      (ref) => {
        const net = this.#nets.get(ref.id);
        return net === undefined || keeps(net) ? null : { net, effects: linked.effects(ref) };
      },
      () => this.#holders,
    );
    this.settle(linked.symbols.functions.filter((ref) => (linked.traits.of(ref) & MOVES) !== 0));
  }

  of(ref: FunctionRef): Net {
    return this.#nets.get(ref.id) ?? KEEPS;
  }

  /** Whether a constructor or a destructor has the GIL by what its object consists of. */
  isHeldByParts(ref: FunctionRef): boolean {
    return this.#lifetimes.isHeldByParts(ref);
  }

  /** The functions whose control flow had to be followed to know what they do to the GIL, in order. */
  get relevant(): ReadonlySet<FunctionRef> {
    return this.#relevant;
  }

  /** The function followed with the net effects that hold; handed out once. */
  solution(ref: FunctionRef): Solution {
    const solution = this.#solutions.get(ref.id) ?? solve(this.#linked.effects(ref), this.meanings(ref));
    this.#solutions.delete(ref.id);
    return solution;
  }

  meanings(ref: FunctionRef): Meanings {
    return {
      of: (call) => {
        let meaning = this.#meanings.get(call);
        if (meaning === undefined) {
          meaning = this.#meaning(call, ref.path);
          this.#meanings.set(call, meaning);
        }
        return meaning;
      },
      raises: (call) => {
        this.#raising.add(ref);
        const raise = this.#linked.throws.at(call, ref.path);
        return raise !== null && raise.how !== "memory";
      },
      tellsGil: (callee) => playsRole(callee, "tells-gil"),
    };
  }

  #meaning(call: CallEffect, path: string): Meaning {
    const configured = this.#linked.configured.meaning(call);
    if (configured !== null) return configured;
    const object = call.cplusplus?.object ?? null;
    if (object !== null) return this.#objectMeaning(call, object, path);
    if (call.pointer !== null) return this.#throughPointer(call, path);
    const field = this.#lifetimes.initialised(call);
    if (field !== undefined) return field;
    const ref = this.#linked.targets.callee(call, path);
    const declared = ref === undefined ? split(call.callee).last : call.callee;
    if (this.#linked.noReturn.has(declared)) return { outcomes: [] };
    if (ref === undefined) {
      const outcomes = annotatedOutcomes(this.#linked.annotations.declaredAs(call.callee, path));
      return outcomes === null ? knownMeaning(call) : { outcomes };
    }
    if (apiFact(call.callee) !== undefined) return knownMeaning(call);
    const annotated = annotatedOutcomes(this.#linked.annotations.of(ref));
    if (annotated !== null) return { outcomes: annotated };
    const net = this.#nets.get(ref.id);
    if (net === undefined) return this.#ends(ref) ? { outcomes: [] } : null;
    if (keeps(net)) return null;
    const outcomes = outcomesAt(call, this.#linked.effects(ref), net);
    const scope = call.cplusplus?.scope ?? "";
    return {
      outcomes:
        call.args?.length === 0 && scope !== "" && scope === ref.extent.cplusplus?.scope
          ? outcomes.flatMap(apart)
          : outcomes,
    };
  }

  /** What the making or the end of an object, or a method of it, does to the GIL. */
  #objectMeaning(call: CallEffect, written: NonNullable<CplusplusCall["object"]>, path: string): Meaning {
    const { role, type } = written;
    if (role === "copy") return this.#lifetimes.initialised(call) ?? null;
    if (role === "convert" || role === "members" || role === "operator") return null;
    const { classes } = this.#linked.symbols.methods;
    const object = type === null ? written : { ...written, type: classes.aliased(type, call.cplusplus?.scope ?? "") };
    const receiver = object.type ?? this.#linked.symbols.methods.receiver(call, path);
    const method = call.pointer?.slot ?? "";
    // A mutex gives nothing back: what is kept is the object of a `weak_ptr`.
    const known = method === "lock" && isKept(call) ? undefined : objectMeaning(object, method, receiver);
    if (known !== undefined) return known;
    if (object.role !== "member") return this.#lifetimes.meaning(call, object, path);
    const found = this.#linked.symbols.methods.callee(call, path);
    if (found === undefined) return this.#throughPointer(call, path);
    const net = this.#nets.get(found.ref.id);
    if (net === undefined || keeps(net)) return null;
    const outcomes = outcomesAt(call, this.#linked.effects(found.ref), net);
    // Another method of this name may be meant, which does nothing to the GIL: of locks nothing is said then.
    if (!found.isCertain) return outcomes.some(({ operations }) => operations.some(changesGil)) ? LOSES : null;
    const [only] = outcomes;
    const ended =
      outcomes.length === 1 && only !== undefined ? this.#lifetimes.ended(call, object, path, only.operations) : null;
    return ended ?? { outcomes };
  }

  /** What a call through a pointer does to the GIL: what the functions it can mean do, where they agree. */
  #throughPointer(call: CallEffect, path: string): Meaning {
    const target = this.#linked.targets.of(call, path);
    if (target.kind !== "functions") return null;
    // Where threads are off, an empty function stands in for the one that takes or releases the GIL.
    const meanings = this.#withBody(target.refs).map((ref): Meaning => {
      const net = this.#nets.get(ref.id);
      return net === undefined || keeps(net) ? null : { outcomes: outcomesAt(call, this.#linked.effects(ref), net) };
    });
    const [first] = meanings;
    const agree = new Set(meanings.map((meaning) => JSON.stringify(meaning))).size <= 1;
    return agree ? (first ?? null) : LOSES;
  }

  /** Those that do something, or all where none does. */
  #withBody(refs: readonly FunctionRef[]): readonly FunctionRef[] {
    const some =
      refs.length < 2 ? refs : refs.filter(({ extent }) => extent.names.length > 0 || extent.calls.length > 0);
    return some.length > 0 ? some : refs;
  }

  /** Whether a short function is there to end the process. */
  #ends(ref: FunctionRef): boolean {
    const { body } = ref.extent;
    if (body.end - body.start > MAX_ENDING || (this.#linked.traits.of(ref) & Trait.noReturn) === 0) return false;
    let ends = this.#ending.get(ref.id);
    if (ends === undefined) {
      this.#ending.set(ref.id, false);
      const effects = this.#linked.effects(ref);
      ends = effects.damage === null && netOf(effects, solve(effects, this.meanings(ref)), true).exits.length === 0;
      this.#ending.set(ref.id, ends);
    }
    return ends;
  }

  /** After an edit that made something else of a name. */
  forget(): void {
    this.#meanings = new WeakMap();
  }

  /** Brings net effects up to date, from these functions on. False if they have not come to rest. */
  settle(first: readonly FunctionRef[]): boolean {
    let pending = first.some(({ extent }) => extent.cplusplus !== undefined) ? this.#withRaising(first) : first;
    let sameRelevant = true;
    let rounds = 0;
    for (; pending.length > 0 && rounds < MAX_ROUNDS; rounds++) {
      const movers = this.#movers();
      const changed = new Set<string>();
      for (const ref of pending) {
        const relevant =
          (this.#linked.traits.of(ref) & MOVES) !== 0 || ref.extent.names.some((name) => movers.has(name));
        sameRelevant &&= relevant === this.#relevant.has(ref);
        // What the tables know by name is taken from them.
        if (this.#resettle(ref, relevant) && apiFact(ref.extent.name) === undefined)
          for (const name of this.#linked.symbols.namesOf(ref)) changed.add(name);
      }
      if (changed.size === 0) break;
      sameRelevant = false;
      this.#meanings = new WeakMap();
      pending = this.#linked.mentions.of(this.#linked.symbols.methods.classes.withHolders(changed));
    }
    // Where nets do not come to rest, what they were last is still better than nothing.
    if (!sameRelevant) this.#relevant = this.#findRelevant();
    return rounds < MAX_ROUNDS;
  }

  #withRaising(changed: readonly FunctionRef[]): readonly FunctionRef[] {
    this.#linked.throws.forget();
    return [...new Set([...changed, ...this.#raising])];
  }

  /** Whether a function, followed anew, looks different to those that call it. */
  #resettle(ref: FunctionRef, relevant: boolean): boolean {
    const before = this.#nets.get(ref.id) ?? KEEPS;
    const ended = this.#ending.get(ref.id);
    this.#changed(ref);
    this.#solutions.delete(ref.id);
    this.#ending.delete(ref.id);
    this.#nets.delete(ref.id);
    let net = KEEPS;
    if (relevant) {
      const effects = this.#linked.effects(ref);
      const solution = solve(effects, this.meanings(ref));
      this.#solutions.set(ref.id, solution);
      net = netOf(effects, solution, (this.#linked.traits.of(ref) & Trait.transition) !== 0);
      if (this.#lifetimes.areGivenBack(ref.extent)) net = withoutLocks(net);
    }
    if (keeps(net) === this.#moving.has(ref)) this.#movingNames = null;
    if (keeps(net)) this.#moving.delete(ref);
    else {
      this.#moving.add(ref);
      this.#nets.set(ref.id, net);
    }
    return JSON.stringify(net) !== JSON.stringify(before) || (ended !== undefined && this.#ends(ref) !== ended);
  }

  /** What functions mention that call one which leaves the GIL's state or a lock other than it was. */
  #movers(): ReadonlySet<string> {
    return this.#linked.traits.withMacros(this.#namesOfMoving());
  }

  /** Null where other functions than before leave something other than it was. */
  #movingNames: ReadonlySet<string> | null = null;

  #namesOfMoving(): ReadonlySet<string> {
    this.#movingNames ??= this.#findMovingNames();
    return this.#movingNames;
  }

  #findMovingNames(): ReadonlySet<string> {
    const { methods } = this.#linked.symbols;
    const names = (ref: FunctionRef): readonly string[] => this.#linked.symbols.namesOf(ref);
    this.#holders = methods.classes.withHolders([...methods.classes.guards, ...[...this.#moving].flatMap(names)]);
    // Nobody calls a program's `main`: others of this name are meant.
    const moving = [...this.#moving].filter(
      ({ extent }) => extent.name !== "main" && apiFact(extent.name) === undefined,
    );
    return methods.classes.withHolders(moving.flatMap(names));
  }

  #findRelevant(): ReadonlySet<FunctionRef> {
    const own = this.#linked.symbols.functions.filter((ref) => (this.#linked.traits.of(ref) & MOVES) !== 0);
    const all = [...new Set([...own, ...this.#linked.mentions.of(this.#namesOfMoving())])];
    return new Set(all.sort((a, b) => (a.id < b.id ? -1 : 1)));
  }
}

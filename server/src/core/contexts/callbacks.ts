// The workspace's callbacks that take the GIL, by what they are handed to.
import { callbackRegistrations } from "../capi/control.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { those } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import type { Use } from "../summaries/uses.ts";
import type { Chains, Link } from "./chains.ts";

/** A callback that takes the GIL when a library or a thread calls it. */
export interface Taker {
  readonly callback: FunctionRef;
  /** Down to where it takes the GIL. */
  readonly link: Link;
  /** Where it is handed over; null for the field of a struct that is assigned or initialised. */
  readonly handed: { readonly from: FunctionRef; readonly call: CallEffect } | null;
}

export class CallbackTakers {
  readonly #program: Program;
  readonly #takes: Chains;
  readonly #known = new Map<string, readonly Taker[]>();
  #registrars: ReadonlyMap<string, readonly FunctionRef[]> | null = null;

  constructor(program: Program, takes: Chains) {
    this.#program = program;
    this.#takes = takes;
  }

  /** `registrar` is a function, or `Type.field`. */
  of(registrar: string): readonly Taker[] {
    const known = this.#known.get(registrar);
    if (known !== undefined) return known;
    const [type = "", field] = registrar.split(".");
    const takers = field === undefined ? [...this.#handedTo(registrar)] : [...this.#assignedTo(type, field)];
    this.#known.set(registrar, takers);
    return takers;
  }

  /** How many calls of a registrar there are, whatever they hand over. */
  handedOver(registrar: string): number {
    return this.#callersOf(registrar).reduce(
      (sum, ref) =>
        sum +
        this.#program.analysed(ref).uses.filter(({ effect }) => effect.kind === "call" && effect.callee === registrar)
          .length,
      0,
    );
  }

  /** The link in which the GIL is taken. */
  lastOf(link: Link): Link {
    return this.#takes.chain(link.ref).at(-1) ?? link;
  }

  *#handedTo(registrar: string): Iterable<Taker> {
    for (const ref of this.#callersOf(registrar))
      for (const use of this.#program.analysed(ref).uses) {
        if (use.effect.kind !== "call" || use.effect.callee !== registrar) continue;
        const { effect } = use as Use<CallEffect>;
        for (const callback of this.#functionsIn(effect, registrar, ref.path)) {
          const link = this.#takes.of(callback);
          if (link !== null) yield { callback, link, handed: { from: ref, call: effect } };
        }
      }
  }

  #functionsIn({ args }: CallEffect, registrar: string, path: string): FunctionRef[] {
    const named = callbackRegistrations(registrar).map(({ argument }) => args?.[argument]);
    return (named.length > 0 ? named : (args ?? [])).flatMap((arg) => {
      const name = arg?.text.replace(/^&/, "") ?? "";
      return /^\w+$/.test(name) ? (this.#program.symbols.resolve(name, path) ?? []) : [];
    });
  }

  /** Functions a field of this name is given, in files that know the type. */
  *#assignedTo(type: string, field: string): Iterable<Taker> {
    for (const [path, { index, text }] of this.#program.files) {
      const assigned = index.assignments.filter(({ target }) => target === field).map(({ value }) => value);
      const entries = index.tables.flatMap((table) =>
        table.type.includes(type) ? table.entries.filter((entry) => entry.field === field) : [],
      );
      const names = new Set([...assigned, ...entries.map(({ name }) => name)]);
      if (names.size === 0 || !new RegExp(`\\b${type}\\b`).test(text)) continue;
      for (const name of names) {
        const callback = this.#program.symbols.resolve(name, path);
        const link = callback === undefined ? null : this.#takes.of(callback);
        if (callback !== undefined && link !== null) yield { callback, link, handed: null };
      }
    }
  }

  #callersOf(registrar: string): readonly FunctionRef[] {
    if (this.#registrars === null) {
      const all = new Map<string, FunctionRef[]>();
      for (const ref of registrants(this.#program)) {
        for (const use of this.#program.analysed(ref).uses) {
          if (use.effect.kind !== "call") continue;
          const known = all.get(use.effect.callee) ?? [];
          all.set(use.effect.callee, known);
          if (known.at(-1) !== ref) known.push(ref);
        }
      }
      this.#registrars = all;
    }
    return this.#registrars.get(registrar) ?? [];
  }
}

const registrants = those((ref, { traits }) => (traits.of(ref) & Trait.registration) !== 0);

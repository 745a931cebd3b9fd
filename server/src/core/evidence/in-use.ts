// What keeps others from an object while the GIL is released, without being a lock: flags, counters, being tied to a thread.
import { tellsThread } from "../capi/sharing.ts";
import type { Effect, StoreEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import type { Callers } from "./callers.ts";
import type { Place, Places } from "./places.ts";
import { reaches } from "./sharing.ts";

const MAX_CALLERS = 16;
const MAX_TESTERS = 200;
/** How long the body of a helper is, in UTF-16 code units, that is looked into for the flags it sets. */
const MAX_HELPER = 1_500;

export class InUse {
  readonly #program: Program;
  readonly #callers: Callers;
  readonly #places: Places;
  readonly #tested = new Map<string, boolean>();

  constructor(program: Program, callers: Callers, places: Places) {
    this.#program = program;
    this.#callers = callers;
    this.#places = places;
  }

  /**
   * Whether a flag or counter of the object says, for as long as the GIL is released, that it is in use: set before the access and
   * reset behind it, here or in every caller, or through helpers that get the object. Also where the object belongs to one thread.
   */
  isMarked(analysed: Analysed, place: Place, use: Use): boolean {
    return (
      this.#isTakenOut(analysed, place, use.effect) ||
      this.#isBracketed(analysed, place.object, use) ||
      this.#isTiedToThread(analysed.ref, 0) ||
      this.#isMarkedByCallers(analysed, place, 0)
    );
  }

  /** The field was emptied before: nobody else finds the handle there. */
  #isTakenOut(analysed: Analysed, { text, copied }: Place, effect: Effect): boolean {
    if (copied < 0) return false;
    return analysed.uses.some(
      ({ effect: other }) =>
        other.kind === "store" &&
        other.target === text &&
        other.span.start > copied &&
        other.span.start < effect.span.start,
    );
  }

  #isBracketed(analysed: Analysed, object: string, use: Use): boolean {
    const marks = analysed.uses.flatMap((other) =>
      this.#marksOf(analysed, other.effect, object).map((mark) => ({ ...mark, by: other })),
    );
    return marks.some(
      ({ field, sets, by }) =>
        sets &&
        // What a loop writes behind the access says how it went.
        by.effect.span.start <= use.effect.span.start &&
        comesBefore(analysed, by, use) &&
        marks.some(
          (mark) => mark.resets && mark.field === field && mark.by !== by && comesBefore(analysed, use, mark.by),
        ) &&
        this.#isTested(analysed.ref, field),
    );
  }

  /** Whether some function decides by a field: a flag nobody looks at keeps nobody away. */
  #isTested({ path }: FunctionRef, field: string): boolean {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const key = `${folder}\u0000${field}`;
    const known = this.#tested.get(key);
    if (known !== undefined) return known;
    const test = new RegExp(`(?:->|\\.)${field}\\b`);
    const { mentions, symbols } = this.#program;
    // A macro may do the asking, so that only the file can be told.
    const tested = [...new Set([...symbols.inFile(path), ...mentions.users(field)])]
      .filter(({ path: other }) => other.startsWith(folder))
      .slice(0, MAX_TESTERS)
      .some((ref) => {
        const { blocks } = this.#program.effects(ref);
        return blocks.some(({ edges }) => edges.some(({ decision }) => test.test(decision?.text ?? "")));
      });
    this.#tested.set(key, tested);
    return tested;
  }

  /** The flags of an object that an effect changes: those it writes itself, or hands the object over for. */
  #marksOf(analysed: Analysed, effect: Effect, object: string): readonly Mark[] {
    if (effect.kind === "store") {
      // `Engine *e = self; e->busy = 1` marks self.
      const { base } = effect;
      const own = base === null ? null : this.#places.original(analysed, base);
      const counts = effect.modifies && own !== null && (object === own || object.startsWith(`${own}-`));
      // A counter of users may stand in an object that owns this one, as `self->env->users`.
      if (counts && effect.through === "field") return [counterOf(effect)];
      return markOf(effect, own === object && base !== null && base !== own ? base : object);
    }
    if (effect.kind !== "call" || effect.pointer !== null) return [];
    const at = (effect.args ?? []).findIndex(({ text }) => text === object);
    const target = at < 0 ? null : this.#program.target(effect, analysed.ref.path);
    if (target?.kind !== "functions" || target.throughPointer) return [];
    return target.refs.flatMap((ref) => this.#marksIn(ref, at));
  }

  #marksIn(ref: FunctionRef, parameter: number): Mark[] {
    if (ref.extent.body.end - ref.extent.body.start > MAX_HELPER) return [];
    const { effects } = this.#program.analysed(ref);
    const [name] = Object.entries(effects.locals).find(([, local]) => local.parameter === parameter) ?? [];
    if (name === undefined) return [];
    return effects.blocks.flatMap((block) =>
      block.effects.flatMap((effect) => (effect.kind === "store" ? markOf(effect, name) : [])),
    );
  }

  #isMarkedByCallers(analysed: Analysed, place: Place, depth: number): boolean {
    const { ref, effects } = analysed;
    const parameter = effects.locals[place.root]?.parameter ?? -1;
    if (depth > 1 || parameter < 0 || this.#callers.isPointedTo(ref)) return false;
    const callers = this.#callers.of(ref);
    if (callers.length === 0 || callers.length > MAX_CALLERS) return false;
    return callers.every((caller) => {
      const above = this.#program.analysed(caller);
      const calls = above.uses.filter(isCallUse).filter(({ effect }) => effect.callee === ref.extent.name);
      return calls.every((call) => {
        const object = call.effect.args?.[parameter]?.text;
        return object !== undefined && this.#isBracketed(above, object, call);
      });
    });
  }

  /** The function, a helper it asks first, or every caller of it compares threads. */
  #isTiedToThread(ref: FunctionRef, depth: number): boolean {
    if (this.#comparesThreads(ref, 0)) return true;
    if (depth > 2 || this.#callers.isPointedTo(ref)) return false;
    const callers = this.#callers.of(ref).filter((caller) => this.#callers.rolesOf(caller).has("method"));
    return callers.length > 0 && callers.every((caller) => this.#isTiedToThread(caller, depth + 1));
  }

  #comparesThreads({ extent, path }: FunctionRef, depth: number): boolean {
    if (extent.calls.some(tellsThread)) return true;
    if (depth > 1) return false;
    const { symbols } = this.#program;
    return extent.calls.some((name) => {
      const helper = /thread|check/i.test(name) ? symbols.resolve(name, path) : undefined;
      return helper !== undefined && this.#comparesThreads(helper, depth + 1);
    });
  }
}

/** Whether one runs before the other on some path. */
export function comesBefore(analysed: Analysed, a: Use, b: Use): boolean {
  return (a.block === b.block && a.index < b.index) || reaches(analysed, a.block, b.block);
}

/** Whether a condition on the field stands before a use of it. */
export function isAskedBefore(analysed: Analysed, { text }: Place, { block, effect }: Use): boolean {
  const field = text.replace(/^\w+/, "");
  return analysed.effects.blocks.some(({ edges }) =>
    edges.some(
      ({ to, decision }) =>
        decision?.text.includes(field) === true &&
        // In a macro's expansion all stands where the macro does.
        decision.span.start <= effect.span.start &&
        (to === block || reaches(analysed, to, block)),
    ),
  );
}

/** A field that is written as flags and counters of users are. */
interface Mark {
  readonly field: string;
  readonly sets: boolean;
  readonly resets: boolean;
}

function counterOf({ target }: StoreEffect): Mark {
  return { field: /\w+$/.exec(target)?.[0] ?? target, sets: true, resets: true };
}

function markOf({ target, through, modifies, value, from }: StoreEffect, object: string): Mark[] {
  const field = through === "field" ? fieldBehind(target, object) : null;
  if (field === null) return [];
  const sets = modifies || (value !== null && value !== 0) || (value === null && from === null);
  return [{ field, sets, resets: modifies || value === 0 }];
}

/** `busy` of `self->busy` behind `self`; null for what lies elsewhere or deeper. */
function fieldBehind(target: string, object: string): string | null {
  if (!target.startsWith(object)) return null;
  return /^(?:->|\.)(\w+)$/.exec(target.slice(object.length))?.[1] ?? null;
}

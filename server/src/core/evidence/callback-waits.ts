// Calls into libraries that do not return before a callback of theirs has taken the GIL.
import { blockingFact } from "../capi/blocking.ts";
import { type CallbackWait, callbackWaitsOf } from "../capi/waits.ts";
import type { CallbackTakers, Taker } from "../contexts/callbacks.ts";
import { type CallGraph, Chains } from "../contexts/chains.ts";
import { waitsForCallbacks } from "../contexts/goals.ts";
import { waitOf } from "../contexts/waits.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Confidence } from "../findings/finding.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import { functionsThatMay, type Waiters } from "../summaries/waiters.ts";

/** A call that waits, and the callback it waits for. */
export interface WaitForCallback {
  readonly fact: CallbackWait;
  readonly taker: Taker;
  readonly confidence: Confidence;
}

export class CallbackWaits {
  readonly #program: Program;
  readonly #takers: CallbackTakers;
  readonly #calls: CallGraph;
  #waiters: Waiters | null = null;
  #chains: Chains | null = null;

  constructor(program: Program, takers: CallbackTakers, calls: CallGraph) {
    this.#program = program;
    this.#takers = takers;
    this.#calls = calls;
  }

  /** The functions that know Python and may come to such a wait. */
  get waiting(): readonly FunctionRef[] {
    return this.#found.aware;
  }

  /** Down from functions that know nothing of Python to such a wait. */
  get chains(): Chains {
    const waitsIn = (call: CallEffect, ref: FunctionRef): boolean => this.at(call, ref) !== null;
    this.#chains ??= new Chains(this.#calls, waitsForCallbacks(this.#program, this.#found.unaware, waitsIn));
    return this.#chains;
  }

  get #found(): Waiters {
    this.#waiters ??= functionsThatMay(this.#program, Trait.callbackWait);
    return this.#waiters;
  }

  /** What a call of a library's function waits for; null if no callback of the workspace that takes the GIL is known to be meant. */
  at(call: CallEffect, ref: FunctionRef): WaitForCallback | null {
    if (call.pointer !== null || !this.#mayWait(call, ref) || this.#program.target(call, ref.path).kind !== "external")
      return null;
    let best: WaitForCallback | null = null;
    for (const fact of callbackWaitsOf(call.callee)) {
      if (!fits(fact, call)) continue;
      for (const taker of fact.registrars.flatMap((registrar) => this.#takers.of(registrar))) {
        const confidence = this.#confidence(fact, taker, call, ref);
        if (confidence === "high") return { fact, taker, confidence };
        if (confidence !== null && (best === null || best.confidence === "low")) best = { fact, taker, confidence };
      }
    }
    return best;
  }

  /** A time-out of zero asks. */
  #mayWait(call: CallEffect, ref: FunctionRef): boolean {
    if ((blockingFact(call.callee)?.weight ?? "none") === "none") return true;
    return waitOf({ ref, effects: this.#program.effects(ref) }, call, this.#program) !== null;
  }

  #confidence(fact: CallbackWait, taker: Taker, call: CallEffect, ref: FunctionRef): Confidence | null {
    switch (fact.how) {
      case "locked":
        return fact.weight === "at-end" ? null : fact.weight;
      case "joins":
      case "joins-handle":
        return this.#joins(fact, taker, call, ref);
      case "inside":
        return this.#takesSavedState(taker) ? "high" : null;
      case "handlers":
        return fact.weight !== "at-end" ? fact.weight : runsAtEnd(ref) ? "medium" : "low";
    }
  }

  /** The thread that is waited for may be another one than the callback's. */
  #joins(fact: CallbackWait, taker: Taker, call: CallEffect, ref: FunctionRef): Confidence | null {
    const [handle] = call.args ?? [];
    const given = taker.handed?.call;
    // A thread that the function starts itself runs what it is given there.
    if (handle !== undefined && taker.handed?.from !== ref && this.#startsOwn(handle.text, ref)) return null;
    if (handle === undefined || given === undefined || !isThread(taker.handed?.call.callee ?? ""))
      return fact.weight === "at-end" ? null : fact.weight;
    if (handlesOf(given).some((text) => lastName(text) === lastName(handle.text))) return "high";
    if (fact.how === "joins-handle") return null;
    return this.#takers.handedOver(given.callee) === 1 ? "medium" : "low";
  }

  /** Whether a variable of a function stands for a thread that is started in that function. */
  #startsOwn(handle: string, ref: FunctionRef): boolean {
    const { blocks, locals } = this.#program.effects(ref);
    const local = locals[lastName(handle)];
    if (local === undefined || local.isStatic || local.parameter >= 0 || /->|\./.test(handle)) return false;
    return blocks.some(({ effects }) =>
      effects.some(
        (effect) =>
          effect.kind === "call" &&
          isThread(effect.callee) &&
          handlesOf(effect).some((text) => lastName(text) === lastName(handle)),
      ),
    );
  }

  /** Whether the callback takes the GIL with a thread state that was saved: on a thread that has the GIL it waits for itself. */
  #takesSavedState({ link }: Taker): boolean {
    const last = this.#takers.lastOf(link);
    return this.#program.may(last.ref, last.use.effect, ({ op }) => op === "acquire");
  }
}

function fits({ arguments: words }: CallbackWait, { args }: CallEffect): boolean {
  return words.length === 0 || (args ?? []).some(({ text }) => words.some((word) => text.includes(word)));
}

/** What may stand for the thread that a call starts: its result, or a variable that it fills in. */
function handlesOf({ result, args }: CallEffect): readonly string[] {
  const filled = (args ?? []).filter(({ kind }) => kind === "address").map(({ text }) => text);
  return [result, ...filled];
}

/** Whether what is registered is the main function of a thread, which a handle stands for. */
function isThread(registrar: string): boolean {
  return /thread/i.test(registrar) || /^thrd_create$/.test(registrar);
}

function lastName(text: string): string {
  return /([A-Za-z_]\w*)(?:\[[^\]]*\])?$/.exec(text)?.[1] ?? text;
}

/** The end of an object, where its last reference to something else goes. */
function runsAtEnd({ extent }: FunctionRef): boolean {
  return /(?:dealloc|clear|finali[sz]e|dispose)(?:_|$)/i.test(extent.name);
}

// What a call means for the GIL and for locks: from configuration, annotations, the tables, and summaries of functions.
import { apiFact, looksLikeApi } from "../capi/api.ts";
import { noReturn } from "../capi/control.ts";
import { isLockGuard } from "../capi/guards.ts";
import { type LockFact, lockCall } from "../capi/locks.ts";
import { type TransitionFact, transitionFact } from "../capi/transitions.ts";
import type { Meaning } from "../dataflow/solution.ts";
import { ENDED, type Operation, SECTION, STARTED, STATELESS } from "../dataflow/status.ts";
import type { CallEffect, Fact } from "../effects/effect.ts";
import type { Settings } from "../settings.ts";

/** What the configuration says of names. */
export class ConfiguredNames {
  readonly #transitions = new Map<string, { op: "release" | "acquire"; lexical: boolean }>();
  readonly #locks = new Map<string, { readonly op: "lock" | "unlock"; readonly name: string }>();
  readonly free: ReadonlySet<string>;
  readonly needy: ReadonlySet<string>;
  readonly blocking: ReadonlySet<string>;

  constructor(settings: Settings) {
    // The first name of an acquire pair takes the GIL, its partner gives it up again.
    for (const { open, close } of settings.releaseMacros) this.#pair(open, close, "release", true);
    for (const { open, close } of settings.releaseFunctions) this.#pair(open, close, "release", false);
    for (const { open, close } of [...settings.acquireMacros, ...settings.acquireFunctions])
      this.#pair(open, close, "acquire", false);
    for (const { open, close } of settings.locks) {
      this.#locks.set(open, { op: "lock", name: open });
      this.#locks.set(close, { op: "unlock", name: open });
    }
    this.free = new Set(settings.gilFreeFunctions);
    this.needy = new Set(settings.needsGilFunctions);
    this.blocking = new Set(settings.blockingFunctions);
  }

  #pair(open: string, close: string, op: "release" | "acquire", lexical: boolean): void {
    this.#transitions.set(open, { op, lexical });
    this.#transitions.set(close, { op: op === "release" ? "acquire" : "release", lexical });
  }

  get names(): Iterable<string> {
    return [...this.#transitions.keys(), ...this.#locks.keys()];
  }

  has(name: string): boolean {
    return this.#transitions.has(name) || this.#locks.has(name);
  }

  transition(name: string): { readonly op: "release" | "acquire"; readonly lexical: boolean } | undefined {
    return this.#transitions.get(name);
  }

  meaning(call: CallEffect): Meaning {
    const transition = this.#transitions.get(call.callee);
    if (transition !== undefined) return one(operation(transition.op, null, transition.lexical));
    const lock = this.#locks.get(call.callee);
    if (lock === undefined) return null;
    const [arg] = call.args ?? [];
    return one({ op: lock.op, lock: arg === undefined ? lock.name : arg.text.replace(/^&/, "") });
  }
}

function one(...operations: Operation[]): Meaning {
  return { outcomes: [{ operations, result: [] }] };
}

function operation(op: "release" | "acquire", saved: string | null, lexical: boolean, ifReleased = false): Operation {
  return op === "release" ? { op, saved, lexical } : { op, from: saved, lexical, ifReleased };
}

/** What the tables say of a name that the workspace does not define. */
export function knownMeaning(call: CallEffect): Meaning {
  if (isAddress(call)) return null;
  const transition = transitionFact(call.callee);
  // A critical section changes nothing about the GIL, PyMutex_Lock comes back as it was called; both are locks.
  if (transition !== undefined && transition.op !== "none" && transition.op !== "release-inside")
    return transitionMeaning(call, transition);
  const lock = lockMeaning(call);
  if (lock !== null) return lock;
  if (noReturn(call.callee) || assertsFalsehood(call)) return { outcomes: [] };
  return null;
}

/** The name of a function, or of a macro that takes arguments, without any: `if (!PyEval_SaveThread)`. Nothing runs. */
export function isAddress({ callee, args }: CallEffect): boolean {
  const fact = args === null ? apiFact(callee) : undefined;
  // Of the macros whose version is known, those that need the GIL all take arguments.
  return fact?.kind === "function" || (fact?.gil === "needs" && fact.first !== null);
}

/** `assert(0)`, `g_assert(FALSE)`, `cr_assert(false, "…")`: whoever wrote it means that nothing follows. */
function assertsFalsehood({ callee, args }: CallEffect): boolean {
  return /(?:^|_)assert(?:_true)?$/i.test(callee) && /^(?:0|false|FALSE)$/.test(args?.[0]?.text ?? "");
}

function transitionMeaning(call: CallEffect, fact: TransitionFact): Meaning {
  const saved = placeOf(call, fact);
  const lexical = fact.scope !== "none";
  switch (fact.op) {
    case "release": {
      const release = { ...operation("release", saved, lexical && !fact.block), ...given(call, fact) };
      if (!fact.conditional) return one(release);
      const facts = saved === null ? [] : [{ key: saved, value: false }];
      return {
        outcomes: [
          { operations: [release], result: [] },
          { operations: [], result: [], facts },
        ],
      };
    }
    case "acquire":
      return one(operation("acquire", saved, lexical && !fact.block, fact.conditional));
    case "ensure":
      return one({ op: "ensure", saved });
    case "release-ensure":
      return one({ op: "release-ensure", saved });
    case "swap":
      return swapMeaning(call);
    case "lose":
      return one({ op: "lose" });
    default:
      return null;
  }
}

/** PyEval_ReleaseThread only checks its argument: nothing is kept in it. */
function given({ args }: CallEffect, fact: TransitionFact): { gives?: string } {
  const arg = fact.state === "argument" && fact.project === "CPython" ? args?.[Math.max(0, fact.argument)] : undefined;
  return arg === undefined || arg.kind === "address" ? {} : { gives: arg.text };
}

/** From 3.12 on PyThreadState_Swap(NULL) detaches and gives the GIL up, and swapping a state in takes it. */
function swapMeaning(call: CallEffect): Meaning {
  return swapsOut(call) ? null : one(operation("acquire", null, false, true));
}

/** `PyThreadState_Swap(NULL)`: until 3.11 the GIL must be held for it; where it is not, there is nothing to swap out. */
export function swapsOut({ callee, args }: CallEffect): boolean {
  return transitionFact(callee)?.op === "swap" && /^(?:NULL|0|nullptr)$/.test(args?.[0]?.text ?? "");
}

function placeOf(call: CallEffect, fact: TransitionFact): string | null {
  switch (fact.state) {
    case "lexical":
      return fact.variable ?? "_save";
    case "result":
      return call.result;
    case "argument": {
      const arg = call.args?.[Math.max(0, fact.argument)];
      if (arg === undefined) return null;
      if (arg.kind === "address") return arg.text.slice(1);
      return fact.op === "release" && fact.project === "CPython" ? null : arg.text;
    }
    case "started":
      return STARTED;
    case "ended":
      return ENDED;
    case "none":
      return STATELESS;
    default:
      return null;
  }
}

function lockMeaning(call: CallEffect): Meaning {
  if (call.args === null) return null;
  const fact = lockCall(call.callee);
  if (fact === undefined) return guessedLock(call);
  const lock = fact.argument < 0 ? fact.kind : lockOf(call, fact);
  const taken: Operation = { op: "lock", lock };
  switch (fact.op) {
    case "lock":
      return isTry(call) || (fact.taken !== null && isKept(call)) ? tried(taken, fact) : one(taken);
    case "unlock":
      return one({ op: "unlock", lock });
    case "trylock":
      return tried(taken, fact);
    case "wait":
      return null;
  }
}

/** The lock as written; of a section that ends without naming it, with the kind in front, as `SECTION`. */
function lockOf({ callee, args }: CallEffect, { argument, kind }: LockFact): string {
  const lock = (args?.[argument]?.text ?? callee).replace(/^&/, "");
  return transitionFact(callee)?.scope === "opens" ? `${kind}${SECTION}${lock}` : lock;
}

/** `PyThread_acquire_lock(lock, NOWAIT_LOCK)`, and a time-out of nothing. */
export function isTry({ args }: CallEffect): boolean {
  return /^(?:NOWAIT_LOCK|0)$/.test(args?.[1]?.text ?? "");
}

/** `status = pthread_mutex_lock(&mutex)`: the function wants to know whether it has the lock. */
export function isKept({ result }: CallEffect): boolean {
  return !result.startsWith("call@");
}

/** Two ways it can come out, which the result tells apart. */
function tried(operation: Operation, { taken, takenAs }: LockFact): Meaning {
  const result = (has: boolean): Fact[] => [
    ...(taken === null ? [] : [{ key: "", value: has === (taken === "nonzero") }]),
    ...(takenAs === null ? [] : [{ key: `==${takenAs}`, value: has }]),
  ];
  return {
    outcomes: [
      { operations: [operation], result: result(true) },
      { operations: [], result: result(false) },
    ],
  };
}

/** A function of another library whose name says it locks: better taken for a lock than for nothing. */
function guessedLock(call: CallEffect): Meaning {
  if (
    call.callee === "" ||
    /barrier|membar|fence/i.test(call.callee) ||
    apiFact(call.callee) !== undefined ||
    looksLikeApi(call.callee)
  )
    return null;
  // A guard without a name is gone at the end of its statement.
  if (isLockGuard(call.callee) && !isKept(call)) return null;
  const lock = (call.args?.[0]?.text ?? "").replace(/^&/, "");
  const name = call.callee;
  if (
    /(?:^|_)(?:unlock|mutex_leave|lock_release|leave_critical_section)(?:_|$)|Unlock(?:Mutex)?$|UNLOCK(?:_|$)/.test(
      name,
    )
  )
    return one({ op: "unlock", lock });
  if (
    /(?:^|_)(?:lock|mutex_enter|lock_acquire|enter_critical_section)(?:_|$)|(?:^|[a-z])Lock(?:Mutex)?$|(?:^|_)LOCK(?:_|$)/.test(
      name,
    )
  )
    return one({ op: "lock", lock });
  return null;
}

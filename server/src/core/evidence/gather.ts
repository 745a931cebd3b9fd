// What is read of a workspace, and no more: functions with a region, those they reach without the GIL, callbacks, waits.
import { apiFact } from "../capi/api.ts";
import { blockingFact } from "../capi/blocking.ts";
import { boundFunctionsThatMay } from "../contexts/bindings.ts";
import { CallbackTakers } from "../contexts/callbacks.ts";
import { CallGraph, Chains } from "../contexts/chains.ts";
import { Contexts, type ReleasedContext } from "../contexts/contexts.ts";
import { needsGil, releasesGil, takesGil, waits } from "../contexts/goals.ts";
import { knowsPython } from "../summaries/knows-python.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import type { Analysed } from "../summaries/uses.ts";
import { functionsThatMay } from "../summaries/waiters.ts";
import { CallbackWaits } from "./callback-waits.ts";
import { Evidence } from "./evidence.ts";
import { type Habit, habitsOf } from "./habits.ts";
import { LockOrder } from "./lock-order.ts";
import { Origins } from "./origins.ts";

export function gather(program: Program): Evidence {
  const relevant = program.relevant.map((ref) => program.analysed(ref));
  const calls = new CallGraph(program);
  const { aware, unaware } = functionsThatMay(program, Trait.blocking);
  const bound = boundFunctionsThatMay(program, Trait.blocking);
  // Where Python calls the function itself, the wait is told of there.
  const helpers = { has: (id: string): boolean => unaware.has(id) && !bound.has(id) };
  const chains = {
    needs: new Chains(calls, needsGil(program)),
    releases: new Chains(calls, releasesGil(program)),
    waits: new Chains(calls, waits(program, helpers, false)),
    longWaits: new Chains(calls, waits(program, helpers, true)),
    takes: new Chains(calls, takesGil(program)),
  };
  const contexts = new Contexts(program, calls, chains.needs, relevant);
  const functions = new Map(relevant.map((analysed) => [analysed.ref.id, analysed]));
  for (const context of contexts.all)
    if (worthFollowing(program, contexts, context)) functions.set(context.ref.id, program.analysed(context.ref));
  const followed = inOrder([...functions.values()]);
  const origins = new Origins(program);
  // A generator releases the GIL for everything, or for nothing.
  const written = followed.filter(({ ref }) => !origins.isGenerated(ref.path));
  const habits = habitsOf(program, written);
  const waiting = new Set([...aware, ...bound.values(), ...callersByHabit(program, habits)]);
  const deadlocks = {
    locks: new LockOrder(program, chains, contexts, relevant),
    callbacks: new CallbackWaits(program, new CallbackTakers(program, chains.takes), calls),
  };
  return new Evidence(
    program,
    chains,
    contexts,
    deadlocks,
    habits,
    followed,
    inOrder([...waiting].map((ref) => program.analysed(ref))),
  );
}

/** A helper that computes on what it is given is not read, but where that is an object; one of a callback may be at the callback's own data. */
function worthFollowing({ traits, symbols }: Program, contexts: Contexts, context: ReleasedContext): boolean {
  const { ref } = context;
  if (traits.of(ref) !== 0 || ref.extent.names.some((name) => name === "static" || symbols.isCallable(name)))
    return true;
  if (ref.extent.calls.some((name) => apiFact(name)?.gil === "accessor")) return true;
  return contexts.rootOf(context).registration !== null;
}

/** Functions that know Python and call what no table lists, and what the GIL is released for elsewhere. */
function callersByHabit(program: Program, habits: ReadonlyMap<string, Habit>): readonly FunctionRef[] {
  const names = new Set([...habits.keys()].filter((name) => blockingFact(name) === undefined));
  return [...names].flatMap((name) =>
    program.mentions.users(name).filter((ref) => ref.extent.calls.includes(name) && knowsPython(ref, program)),
  );
}

function inOrder(all: readonly Analysed[]): Analysed[] {
  return [...all].sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1));
}

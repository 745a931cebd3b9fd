// What is read of a workspace, and no more: functions with a region, those they reach without the GIL, callbacks, waits.
import { CallGraph, Chains } from "./chains.ts";
import { Contexts } from "./contexts.ts";
import { Evidence } from "./evidence.ts";
import { needsGil, releasesGil, waits } from "./goals.ts";
import { knowsPython, Trait } from "./lexical.ts";
import type { Analysed, Program } from "./program.ts";
import type { FunctionRef } from "./symbols.ts";

export function gather(program: Program): Evidence {
  const relevant = program.relevant.map((ref) => program.analysed(ref));
  const calls = new CallGraph(program);
  const python = (ref: FunctionRef): boolean => knowsPython(ref, program.text(ref.path), program.traits);
  const { aware, unaware } = program.waiters ?? mayWait(program, python);
  program.waiters = { aware, unaware };
  const chains = {
    needs: new Chains(calls, needsGil(program)),
    releases: new Chains(calls, releasesGil(program)),
    waits: new Chains(calls, waits(program, unaware, false)),
    longWaits: new Chains(calls, waits(program, unaware, true)),
  };
  const contexts = new Contexts(program, calls, chains.needs, relevant);
  const functions = new Map(relevant.map((analysed) => [analysed.ref.id, analysed]));
  for (const { ref } of contexts.all) functions.set(ref.id, program.analysed(ref));
  const waiting = aware.map((ref) => program.analysed(ref));
  return new Evidence(program, chains, contexts, inOrder([...functions.values()]), inOrder(waiting));
}

/** The functions that may come to wait, by the names they mention: those that know Python, and those that do not. */
function mayWait(
  program: Program,
  python: (ref: FunctionRef) => boolean,
): { aware: FunctionRef[]; unaware: ReadonlySet<string> } {
  const aware = new Map<string, FunctionRef>();
  const unaware = new Set<string>();
  let found = program.symbols.functions.filter((ref) => (program.traits.of(ref) & Trait.blocking) !== 0);
  while (found.length > 0) {
    const names = new Set<string>();
    for (const ref of found) {
      if (aware.has(ref.id) || unaware.has(ref.id)) continue;
      if (python(ref)) aware.set(ref.id, ref);
      else {
        unaware.add(ref.id);
        names.add(ref.extent.name);
      }
    }
    found = program.mentions.calling(names);
  }
  return { aware: [...aware.values()], unaware };
}

function inOrder(all: readonly Analysed[]): Analysed[] {
  return [...all].sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1));
}

// Calls that wait, or compute for long, where the GIL is held: how sure it is that somebody would want it released there.

import { apiFact } from "../capi/api.ts";
import { blockingFact } from "../capi/blocking.ts";
import { isToldOtherwise } from "../contexts/asked.ts";
import { REMOTE } from "../contexts/chains.ts";
import { runsAtStartUp } from "../contexts/contexts.ts";
import { leadsToMany } from "../contexts/goals.ts";
import { leadsToExit } from "../contexts/last-words.ts";
import { ensuresGil, takesGilItself } from "../contexts/takers.ts";
import { asksNotToWait, mayWait, type Wait, waitOf } from "../contexts/waits.ts";
import { STARTED } from "../dataflow/status.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Confidence } from "../findings/finding.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { isHeader } from "../text/language.ts";
import { isChosen } from "./alternatives.ts";
import type { Evidence } from "./evidence.ts";

export interface Stall {
  readonly analysed: Analysed;
  readonly use: Use<CallEffect>;
  readonly wait: Wait;
  /** The function of the workspace, ignorant of Python, in which the wait is; null where it is called here. */
  readonly helper: FunctionRef | null;
  readonly confidence: Confidence;
}

/** In order of position. */
export function stallsIn(evidence: Evidence, analysed: Analysed): readonly Stall[] {
  // What implements a part of the C-API that may be called without the GIL, locks first of all, is called that way.
  if (apiFact(analysed.ref.extent.name)?.gil === "free") return [];
  // Entered without the GIL as far as is known: then nothing is stalled before it is taken.
  const enteredWithout =
    evidence.contexts.released(analysed.ref) !== undefined || takesGilItself(analysed) || ensuresGil(analysed);
  const stalls: Stall[] = [];
  for (const use of analysed.uses) {
    if (!isCallUse(use) || use.held.length + (enteredWithout ? 0 : use.entry.length) === 0) continue;
    const found = waitAt(evidence, analysed, use.effect);
    if (found === null || isAlone(evidence.program, analysed, use)) continue;
    if (isToldOtherwise(evidence.program, analysed, use)) continue;
    const doubtful = use.released.length + use.unknown.length > 0 || isChosen(analysed, use);
    stalls.push({ analysed, use, ...found, confidence: doubtful ? "low" : sureness(found, evidence.program) });
  }
  if (stalls.every(({ confidence }) => confidence === "low")) return stalls;
  if (isUnused(evidence.program, analysed.ref)) return [];
  switch (reachedFrom(evidence, analysed.ref)) {
    case "child":
      return [];
    case "start":
      return stalls.map((stall) => ({ ...stall, confidence: "low" }));
    default:
      return stalls;
  }
}

/** What a header offers, and no file of the workspace takes. */
function isUnused({ mentions, symbols }: Program, ref: FunctionRef): boolean {
  const { isStatic, name } = ref.extent;
  if (!isStatic || !isHeader(ref.path) || symbols.isPointedTo(name)) return false;
  return mentions.callersOf(ref).length === 0;
}

interface Found {
  readonly wait: Wait;
  readonly helper: FunctionRef | null;
  /** Calls of plain C down to the wait. */
  readonly depth: number;
}

function waitAt(evidence: Evidence, analysed: Analysed, call: CallEffect): Found | null {
  const { program } = evidence;
  const own = mayWait(call, program) ? waitOf(analysed, call, program) : null;
  if (own !== null) return { wait: own, helper: null, depth: 0 };
  const target = program.target(call, analysed.ref.path);
  if (target.kind === "external" && evidence.habits.has(target.name) && blockingFact(target.name) === undefined) {
    const wait: Wait = {
      name: target.name,
      family: "habit",
      weight: "medium",
      why: "the GIL is released around it elsewhere",
    };
    return { wait, helper: null, depth: 0 };
  }
  if (target.kind !== "functions" || target.throughPointer) return null;
  for (const chains of [evidence.longWaits, evidence.waits])
    for (const helper of target.refs) {
      const chain = chains.chain(helper);
      const last = chain.at(-1);
      if (last === undefined || asksOnly(evidence, call, helper)) continue;
      const where = program.analysed(last.ref);
      const found = waitOf(where, last.use.effect, program);
      if (found === null || (found.family === "locks" && isLock(last.ref))) continue;
      const asked = asksNotToWait(found, [analysed.ref, ...chain.map(({ ref }) => ref)]);
      const wait: Wait = asked ? { ...found, weight: "low" } : found;
      return { wait, helper, depth: chains.of(helper)?.length ?? 1 };
    }
  return null;
}

/** How many calls down a wait is still what the caller is about: where it may be short, and where it is long. */
const NEAR = 2;
const FAR = 4;

function sureness({ wait, helper, depth }: Found, program: Program): Confidence {
  if (wait.weight === "medium") return depth > NEAR ? "low" : "medium";
  // Far down in what runs half of an editor or a server, there is always something that waits.
  if (depth > REMOTE || (depth > FAR && helper !== null && leadsToMany(program, helper))) return "low";
  return wait.weight === "high" && depth > FAR ? "medium" : wait.weight;
}

/** A lock of the project's own making is, like any lock, mostly held for moments. */
function isLock({ extent }: FunctionRef): boolean {
  return /(?:^|_)(?:[rw]?lock|mutex|acquire|enter)(?:_|$)/i.test(extent.name);
}

/** A helper's time-out of zero. */
function asksOnly(evidence: Evidence, { args }: CallEffect, helper: FunctionRef): boolean {
  if (args?.some(({ text }) => text === "0") !== true) return false;
  const { locals } = evidence.program.effects(helper);
  return Object.entries(locals).some(
    ([name, { parameter }]) => /time_?out|wait/i.test(name) && args[parameter]?.text === "0",
  );
}

/**
 * No thread to stall: in the child after a fork there is but one, as there is where Python has just been started, and where all ends
 * in the end of the process it is over anyway.
 */
function isAlone(program: Program, analysed: Analysed, use: Use): boolean {
  return runsInChild(analysed, use) || hasStartedPython(use) || leadsToExit(program, analysed, use);
}

function hasStartedPython({ entry, held }: Use): boolean {
  return entry.length === 0 && held.every(({ before }) => before.status.frames.some(({ saved }) => saved === STARTED));
}

function runsInChild({ ref, uses }: Analysed, use: Use): boolean {
  if (!ref.extent.calls.some(isFork)) return false;
  const results = uses.flatMap(({ effect }) =>
    effect.kind === "call" && isFork(effect.callee) ? [effect.result] : [],
  );
  const visits = [...use.entry, ...use.held];
  return visits.every(({ before }) => results.some((result) => before.facts.get(result) === false));
}

function isFork(name: string): boolean {
  return blockingFact(name)?.family === "fork";
}

const MAX_CALLERS_UP = 4;

/**
 * `start`: while the module is imported, or in a program before it starts Python; `child`: after a fork, or on the way out. Only if
 * every way to the function that is known leads from there.
 */
function reachedFrom(evidence: Evidence, ref: FunctionRef, depth = 0): "start" | "child" | "anywhere" {
  if (runsAtStartUp(ref)) return "start";
  if (depth === MAX_CALLERS_UP || !ref.extent.isStatic) return "anywhere";
  const { symbols, mentions } = evidence.program;
  const { name } = ref.extent;
  if (symbols.isPointedTo(name)) return "anywhere";
  const ways = new Set<"start" | "child" | "anywhere">();
  for (const caller of mentions.callersOf(ref)) {
    if (caller.path !== ref.path) continue;
    ways.add(callsAlone(evidence, caller, name) ? "child" : reachedFrom(evidence, caller, depth + 1));
    if (ways.has("anywhere") || ways.size > 1) return "anywhere";
  }
  const [way = "anywhere"] = ways;
  return way;
}

/** Whether a function that forks calls another one only in the child. */
function callsAlone(evidence: Evidence, caller: FunctionRef, callee: string): boolean {
  if (!caller.extent.calls.some(isFork)) return false;
  const analysed = evidence.program.analysed(caller);
  const calls = analysed.uses.filter(({ effect }) => effect.kind === "call" && effect.callee === callee);
  return calls.length > 0 && calls.every((use) => isAlone(evidence.program, analysed, use));
}

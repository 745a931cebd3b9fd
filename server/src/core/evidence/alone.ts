// What no other thread runs beside: what only an import comes to, and a program of a single thread that embeds Python.
import type { Contexts } from "../contexts/contexts.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Evidence } from "./evidence.ts";

/** More ways to a function are not gone back. */
const MAX_WAYS = 60;

/** Whether every way to the function begins where there is one thread only: it takes callers, all of which are known. */
export function runsAlone({ program, contexts }: Evidence, ref: FunctionRef): boolean {
  let alone = known.get(contexts);
  if (alone === undefined) {
    alone = new Alone(program, contexts);
    known.set(contexts, alone);
  }
  return alone.runs(ref);
}

/** Contexts are found anew with every version of the program. */
const known = new WeakMap<Contexts, Alone>();

class Alone {
  readonly #program: Program;
  readonly #contexts: Contexts;
  readonly #known = new Map<string, boolean>();
  #hasThreads: boolean | null = null;

  constructor(program: Program, contexts: Contexts) {
    this.#program = program;
    this.#contexts = contexts;
  }

  runs(ref: FunctionRef): boolean {
    let alone = this.#known.get(ref.id);
    if (alone === undefined) {
      alone = this.#leadsBackToFirst(ref);
      this.#known.set(ref.id, alone);
    }
    return alone;
  }

  #leadsBackToFirst(ref: FunctionRef): boolean {
    const ways = new Set([ref]);
    for (const way of ways) {
      if (this.#isFirst(way)) continue;
      const callers = this.#callersOf(way);
      if (callers.length === 0 || ways.size + callers.length > MAX_WAYS) return false;
      for (const caller of callers) ways.add(caller);
    }
    return true;
  }

  #isFirst(ref: FunctionRef): boolean {
    if (isMain(ref)) return !this.#startsThreads();
    return this.#program.entryPoints.isCalledAtImport(ref);
  }

  /** None where others may call it as well. */
  #callersOf(ref: FunctionRef): readonly FunctionRef[] {
    const { symbols, mentions, entryPoints } = this.#program;
    if (symbols.isPointedTo(ref.extent.name) || entryPoints.isInTable(ref)) return [];
    return mentions.callersOf(ref).filter((caller) => caller !== ref);
  }

  #startsThreads(): boolean {
    this.#hasThreads ??= this.#contexts.registrations.some(({ note }) => /\bthreads?\b/.test(note));
    return this.#hasThreads;
  }
}

/** Where a program begins. */
function isMain({ extent: { name } }: FunctionRef): boolean {
  return /^w?main$|^w?WinMain$/.test(name);
}

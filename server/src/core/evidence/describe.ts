// What is believed, for people to read: regions, and the effects of functions.
import { SITE } from "../dataflow/status.ts";
import type { Effect } from "../effects/effect.ts";
import type { Related } from "../findings/finding.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, releaseSites } from "../summaries/uses.ts";
import { type Span, shift } from "../text/span.ts";
import type { Evidence } from "./evidence.ts";
import { usesOf } from "./wording.ts";

/** A stretch of source in which the GIL is released: `certain` on every path, else on some. */
export interface Stretch {
  readonly span: Span;
  readonly certain: boolean;
}

/** One release of the GIL and the code that runs until it is taken back. */
export interface Region {
  readonly path: string;
  readonly function: string;
  /** The macro or call that releases. */
  readonly release: Span;
  /** The macros or calls that take it back. */
  readonly ends: readonly Span[];
  readonly stretches: readonly Stretch[];
  /** What is called while it is released, by name, in the order of the text. */
  readonly runs: readonly string[];
}

/** One state a function can be entered in, and why. */
export interface Context {
  readonly state: "held" | "released" | "unknown";
  readonly because: readonly Related[];
}

/** What gilint believes about a function: the text of `gilint effects` and of hovers. */
export interface FunctionDescription {
  readonly path: string;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** The shortest chain of calls down to a use of the C-API that needs the GIL; null if none is known. */
  readonly needsGil: readonly Related[] | null;
  /** What the function does to the GIL between entry and exit. */
  readonly exit: "keeps" | "releases" | "acquires" | "varies";
  /** Regions it opens itself. */
  readonly regions: readonly Region[];
  /** The chain down to a call that may block while the GIL is as it was at entry; null if none is known. */
  readonly blocks: readonly Related[] | null;
  readonly contexts: readonly Context[];
  /** Why the function could not be analysed; null if it could. */
  readonly unanalysed: string | null;
}

/** In which states a function is entered: what a list of functions asks for, as the rest takes longer to find out. */
export type FunctionContexts = Pick<FunctionDescription, "path" | "nameSpan" | "span" | "contexts">;

export function describeContexts(evidence: Evidence, ref: FunctionRef): FunctionContexts {
  const { path, extent } = ref;
  return { path, nameSpan: extent.nameSpan, span: extent.span, contexts: contextsOf(evidence, ref) };
}

/** The regions that begin in a function, in order of position. */
export function regionsOf(analysed: Analysed): Region[] {
  const { path, extent } = analysed.ref;
  const moved = (span: Span): Span => shift(span, extent.body.start);
  return regionsIn(analysed).map(({ release, ends, stretches, runs }) => ({
    path,
    function: extent.name,
    release: moved(release),
    ends: ends.map(moved),
    stretches: stretches.map((stretch) => ({ ...stretch, span: moved(stretch.span) })),
    runs,
  }));
}

/** The same, with places in the function's body: these stay when the function moves. */
const regionsIn = perAnalysed((analysed): readonly Omit<Region, "path" | "function">[] => {
  const regions = [...releaseSites(analysed.solution)].flatMap((site) => {
    const begin = analysed.effects.blocks[Math.floor(site / SITE)]?.effects[site % SITE];
    if (begin?.kind !== "call") return [];
    const ends = [...(analysed.solution.undone.get(site) ?? [])].map(({ span }) => span);
    ends.sort((a, b) => a.start - b.start);
    const stretches = stretchesOf(analysed, site, begin);
    return [{ release: begin.span, ends, stretches, runs: callsUnder(analysed, site) }];
  });
  return regions.sort((a, b) => a.release.start - b.release.start);
});

function callsUnder({ uses, solution }: Analysed, site: number): string[] {
  const names = new Set<string>();
  for (const { effect, released } of uses) {
    const inside = released.some(({ before }) => before.status.frames.some((frame) => frame.site === site));
    if (effect.kind !== "call" || !inside || solution.undone.get(site)?.has(effect) === true) continue;
    const name = effect.macro ?? effect.pointer?.text ?? effect.callee;
    if (name !== "") names.add(name);
  }
  return [...names];
}

/** Runs of effects, in order of the text, that are reached with this release in force. */
function stretchesOf({ uses }: Analysed, site: number, begun: Effect): Stretch[] {
  const stretches: Stretch[] = [];
  let open: { start: number; end: number; certain: boolean } | null = null;
  for (const { effect, entry, held, released, unknown } of uses) {
    if (effect === begun) {
      open = { start: begun.span.end, end: begun.span.end, certain: true };
      continue;
    }
    const inside = released.some(({ before }) => before.status.frames.some((frame) => frame.site === site));
    if (!inside) {
      if (open !== null && open.end > open.start)
        stretches.push({ span: { start: open.start, end: open.end }, certain: open.certain });
      open = null;
      continue;
    }
    const certain = entry.length + held.length + unknown.length === 0;
    const span = effect.kind === "call" ? effect.whole : effect.span;
    if (open !== null && open.certain === certain) open.end = Math.max(open.end, span.end);
    else {
      if (open !== null && open.end > open.start)
        stretches.push({ span: { start: open.start, end: open.end }, certain: open.certain });
      open = { start: open === null ? span.start : open.end, end: span.end, certain };
    }
  }
  if (open !== null && open.end > open.start)
    stretches.push({ span: { start: open.start, end: open.end }, certain: open.certain });
  return stretches;
}

export function describeFunction(evidence: Evidence, ref: FunctionRef): FunctionDescription {
  const analysed = evidence.program.analysed(ref);
  const need = evidence.needs.of(ref);
  const wait = evidence.waits.of(ref);
  const { extent, path } = ref;
  return {
    path,
    name: extent.name,
    nameSpan: extent.nameSpan,
    span: extent.span,
    needsGil:
      need === null
        ? null
        : evidence.down(
            evidence.needs,
            ref,
            ({ ref: at, name }) => `${at.extent.name} ${usesOf(name)}, which needs the GIL`,
          ),
    exit: exitOf(analysed),
    regions: regionsOf(analysed),
    blocks:
      wait === null
        ? null
        : evidence.down(evidence.waits, ref, ({ ref: at, name }) => `${at.extent.name} calls ${name}`),
    contexts: contextsOf(evidence, ref),
    unanalysed: analysed.effects.damage?.reason ?? null,
  };
}

function exitOf({ net }: Analysed): FunctionDescription["exit"] {
  const kinds = new Set(
    net.exits.map(({ operations }) => {
      if (operations.some(({ op }) => op === "release" || op === "release-ensure")) return "releases";
      return operations.some(({ op }) => op === "acquire" || op === "ensure") ? "acquires" : "keeps";
    }),
  );
  const [only] = kinds;
  return kinds.size > 1 ? "varies" : (only ?? "keeps");
}

function contextsOf(evidence: Evidence, ref: FunctionRef): Context[] {
  const contexts: Context[] = [];
  const released = evidence.contexts.released(ref);
  if (released !== undefined) contexts.push({ state: "released", because: evidence.wayTo(released) });
  const table = tableOf(evidence, ref);
  if (table !== null) contexts.push({ state: "held", because: [table] });
  else if (released === undefined) contexts.push({ state: ref.extent.isStatic ? "unknown" : "held", because: [] });
  return contexts;
}

/** The table of methods or slots through which Python calls the function. */
function tableOf(evidence: Evidence, ref: FunctionRef): Related | null {
  const tables = evidence.program.files.get(ref.path)?.index.tables ?? [];
  const table = tables.find(
    ({ type, entries }) =>
      /\bPy\w*(?:Def|Object|Methods|Slot|Procs|Spec)\b/.test(type) &&
      entries.some(({ name }) => name === ref.extent.name),
  );
  return table === undefined
    ? null
    : {
        path: ref.path,
        span: { start: table.span.start, end: table.span.start },
        message: `Python calls it through ${table.variable}`,
      };
}

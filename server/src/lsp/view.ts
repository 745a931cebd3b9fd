// One analysis, arranged by file for the handlers.
import type { Analysis, FunctionEffects, FunctionPlace, Region } from "../core/analyze.ts";
import type { Finding } from "../core/findings/finding.ts";
import { contains } from "../core/text/span.ts";

/** What concerns one file is worked out for that file alone; `all…` costs more. */
export class View {
  readonly analysis: Analysis;
  readonly #regions = new Map<string, readonly Region[]>();
  readonly #effects = new Map<string, readonly FunctionEffects[]>();

  constructor(analysis: Analysis) {
    this.analysis = analysis;
  }

  findings(path: string): readonly Finding[] {
    return this.analysis.findingsIn(path);
  }

  /** Files with findings. */
  allReported(): ReadonlySet<string> {
    return new Set(this.analysis.findings.map(({ path }) => path));
  }

  regions(path: string): readonly Region[] {
    return remembered(this.#regions, path, () => this.analysis.regionsIn(path));
  }

  /** Files with regions. */
  allReleasing(): ReadonlySet<string> {
    return new Set(this.analysis.regions.map(({ path }) => path));
  }

  effects(path: string): readonly FunctionEffects[] {
    return remembered(this.#effects, path, () => this.analysis.effects(path));
  }

  /** The function whose definition an offset is in. */
  functionAt(path: string, offset: number): FunctionEffects | undefined {
    return this.#first(path, ({ span }) => contains(span, { start: offset, end: offset }));
  }

  /** A function by its name: one of this file before one that another file lets others call. */
  functionNamed(name: string, path: string): FunctionEffects | undefined {
    return this.#first(path, (known) => known.name === name);
  }

  /** A cursor asks at every turn: of the other functions nothing is worked out. */
  #first(path: string, wanted: (known: FunctionPlace) => boolean): FunctionEffects | undefined {
    const known = this.#effects.get(path);
    return known === undefined ? this.analysis.effects(path, wanted)[0] : known.find(wanted);
  }
}

function remembered<T>(known: Map<string, T>, path: string, find: () => T): T {
  const old = known.get(path);
  if (old !== undefined) return old;
  const found = find();
  known.set(path, found);
  return found;
}

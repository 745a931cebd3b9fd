// One analysis, arranged by file for the handlers.
import type { Analysis, FunctionEffects, Region } from "../core/analyze.ts";
import type { Finding } from "../core/findings/finding.ts";
import { contains } from "../core/text/span.ts";

export class View {
  readonly analysis: Analysis;
  readonly #findings: ReadonlyMap<string, readonly Finding[]>;
  readonly #regions: ReadonlyMap<string, readonly Region[]>;
  readonly #effects = new Map<string, readonly FunctionEffects[]>();

  constructor(analysis: Analysis) {
    this.analysis = analysis;
    this.#findings = byPath(analysis.findings);
    this.#regions = byPath(analysis.regions);
  }

  findings(path: string): readonly Finding[] {
    return this.#findings.get(path) ?? [];
  }

  /** Files with findings. */
  get reported(): readonly string[] {
    return [...this.#findings.keys()];
  }

  regions(path: string): readonly Region[] {
    return this.#regions.get(path) ?? [];
  }

  /** Files with regions. */
  get released(): readonly string[] {
    return [...this.#regions.keys()];
  }

  effects(path: string): readonly FunctionEffects[] {
    let effects = this.#effects.get(path);
    if (effects === undefined) {
      effects = this.analysis.effects(path);
      this.#effects.set(path, effects);
    }
    return effects;
  }

  /** The function whose definition an offset is in. */
  functionAt(path: string, offset: number): FunctionEffects | undefined {
    return this.effects(path).find(({ span }) => contains(span, { start: offset, end: offset }));
  }

  /** A function by its name: one of this file before one that another file lets others call. */
  functionNamed(name: string, path: string): FunctionEffects | undefined {
    return this.effects(path).find((known) => known.name === name);
  }
}

function byPath<T extends { readonly path: string }>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.path);
    if (group === undefined) groups.set(item.path, [item]);
    else group.push(item);
  }
  return groups;
}

// What a project can tell the analysis. Outer layers read it from files; the core only sees this plain data.
import type { Confidence, Severity } from "./findings/finding.ts";

/** A pair of names that do and undo: release/acquire, lock/unlock. */
export interface NamePair {
  readonly open: string;
  readonly close: string;
}

/** `function` calls argument number `argument` (zero-based) with the GIL `held`, `released`, or in the caller's state. */
export interface CallbackSetting {
  readonly function: string;
  readonly argument: number;
  readonly state: "held" | "released" | "caller";
}

/** A program that writes C. */
export type Generator = "cython" | "sip" | "swig";

export const GENERATORS: readonly Generator[] = ["cython", "sip", "swig"];

export interface Settings {
  /** Rule ids or group names (`correctness`, `races`, `stalls`, `free-threading`, `hygiene`, `all`). */
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly severity: Readonly<Record<string, Severity | "off">>;
  readonly minConfidence: Confidence;
  /** Oldest Python version supported, as [major, minor]. */
  readonly python: readonly [number, number];
  readonly releaseMacros: readonly NamePair[];
  readonly acquireMacros: readonly NamePair[];
  readonly releaseFunctions: readonly NamePair[];
  readonly acquireFunctions: readonly NamePair[];
  readonly gilFreeFunctions: readonly string[];
  readonly needsGilFunctions: readonly string[];
  readonly locks: readonly NamePair[];
  readonly blockingFunctions: readonly string[];
  readonly callbacks: readonly CallbackSetting[];
  readonly sharedStreams: readonly string[];
  /** What these programs wrote is analysed; what others wrote is said to be skipped. */
  readonly generated: readonly Generator[];
}

export const DEFAULT_SETTINGS: Settings = {
  select: ["correctness", "races", "stalls", "hygiene"],
  ignore: [],
  severity: {},
  minConfidence: "medium",
  python: [3, 9],
  releaseMacros: [],
  acquireMacros: [],
  releaseFunctions: [],
  acquireFunctions: [],
  gilFreeFunctions: [],
  needsGilFunctions: [],
  locks: [],
  blockingFunctions: [],
  callbacks: [],
  sharedStreams: [],
  // Cython checks itself where the GIL is released, and writes more C than all hand-written code beside it.
  generated: ["sip", "swig"],
};

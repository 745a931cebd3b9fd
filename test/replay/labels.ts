// Labels of real, historical bugs: one JSON object a line. The code they are about stays where it is.
import { readFileSync } from "node:fs";

export const CLASSES = ["K1", "K2", "K3", "K4", "K5", "K6", "R1", "R2", "R3", "R4", "R5"] as const;
export type BugClass = (typeof CLASSES)[number];

export interface Label {
  readonly id: string;
  /** owner/name */
  readonly repository: string;
  readonly buggyCommit: string;
  readonly fixCommit: string;
  readonly path: string;
  /** One-based, in the buggy version: where a linter should speak. */
  readonly lines: readonly number[];
  /** One-based, in the fixed version: where it must be silent. */
  readonly fixedLines: readonly number[];
  readonly functions: readonly string[];
  readonly class: BugClass;
  /** Whether a linter can hardly see it: what matters is in a library or in the program's meaning. */
  readonly hardlyVisible: boolean;
  readonly note: string;
}

/** Which rules speak of which class of bug. */
export const RULES_OF: Readonly<Record<BugClass, readonly string[]>> = {
  K1: ["api-call-without-gil"],
  // A helper may also release the GIL before it uses the C-API.
  K2: ["indirect-api-call-without-gil", "api-call-without-gil", "nested-release"],
  K3: ["exit-without-reacquire"],
  K4: ["nested-release", "unmatched-acquire", "unbalanced-gilstate", "exit-without-reacquire"],
  K5: ["callback-without-gil", "api-call-without-gil", "indirect-api-call-without-gil"],
  K6: ["object-access-without-gil", "api-call-without-gil", "unguarded-object-state"],
  R1: ["unguarded-shared-io", "unguarded-shared-state", "thread-unsafe-call", "unguarded-object-state"],
  R2: ["blocking-call-with-gil"],
  R3: ["lock-order-with-gil"],
  R4: ["unguarded-object-state", "object-access-without-gil"],
  R5: [
    "missing-mod-gil",
    "borrowed-reference",
    "unguarded-static-object",
    "unguarded-instance-state",
    "critical-section-exit",
    "unguarded-shared-state",
    "thread-unsafe-call",
    "unguarded-object-state",
  ],
};

export function readLabels(file: string): readonly Label[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => toLabel(JSON.parse(line) as RawLabel));
}

interface RawLabel {
  readonly id: string;
  readonly repo: string;
  readonly buggy_commit: string;
  readonly fix_commit: string;
  readonly path: string;
  readonly lines: readonly number[];
  readonly alt_lines?: readonly number[];
  readonly fixed_lines: readonly number[];
  readonly function: string | null;
  readonly class: string;
  readonly scope?: string;
  readonly note?: string;
}

function toLabel(raw: RawLabel): Label {
  const bugClass = CLASSES.find((name) => name === raw.class);
  if (bugClass === undefined) throw new Error(`${raw.id}: unknown class ${raw.class}`);
  return {
    id: raw.id,
    repository: raw.repo,
    buggyCommit: raw.buggy_commit,
    fixCommit: raw.fix_commit,
    path: raw.path,
    lines: [...raw.lines, ...(raw.alt_lines ?? [])],
    fixedLines: raw.fixed_lines,
    functions: (raw.function ?? "").split(/[,;/\s]+/).filter((name) => name !== ""),
    class: bugClass,
    hardlyVisible: raw.scope === "semantic" || raw.scope === "library",
    note: raw.note ?? "",
  };
}

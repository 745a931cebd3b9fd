// Says how far the experiment is: on one line of a terminal, or as JSON, a line for each step, for other programs.

import type { Output } from "../node/io.ts";
import type { Progress } from "./experiment.ts";
import { interpreterName } from "./words.ts";

export interface ProgressReporter {
  readonly report: (progress: Progress) => void;
  /** Clears the line. */
  readonly end: () => void;
}

export function progressTo(stderr: Output, style: "auto" | "none" | "json"): ProgressReporter {
  if (style === "json") {
    return { report: (progress) => stderr.write(`${JSON.stringify(brief(progress))}\n`), end: () => {} };
  }
  if (style === "none" || stderr.isTTY !== true) return { report: () => {}, end: () => {} };
  const width = (stderr.columns ?? 80) - 1;
  return {
    report: (progress) => stderr.write(`\r${sentence(progress).slice(0, width)}\x1b[K`),
    end: () => stderr.write("\r\x1b[K"),
  };
}

/** The steps without the results, which the report holds. */
function brief(progress: Progress): object {
  switch (progress.kind) {
    case "interpreter":
      return { kind: progress.kind, asked: progress.asked, name: nameOf(progress) };
    case "finished": {
      const { variant, done, of } = progress;
      return { kind: progress.kind, variant: variant.id, status: variant.status, done, of };
    }
    case "building":
    case "running":
      return progress;
  }
}

function sentence(progress: Progress): string {
  switch (progress.kind) {
    case "interpreter":
      return nameOf(progress);
    case "building":
      return `building ${progress.modules} modules`;
    case "running":
      return `running ${progress.variant}, ${progress.run} of ${progress.of}`;
    case "finished":
      return `${progress.variant.id}: ${progress.variant.status} (${progress.done} of ${progress.of})`;
  }
}

function nameOf({ asked, interpreter }: Extract<Progress, { kind: "interpreter" }>): string {
  return interpreter === null ? asked : interpreterName(interpreter);
}

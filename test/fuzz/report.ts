// What a fuzzing run says.
import type { Fuzzing } from "./fuzz.ts";

/** How much of an input that could not be made small is worth printing. */
const MOST_TEXT = 4000;

export function report({ inputs, found }: Fuzzing): string {
  const failures = found.map(
    ({ kind, detail, number, text }) =>
      `${kind} with --seed ${number}\n${detail}\n----- the input, as JSON -----\n${JSON.stringify(text).slice(0, MOST_TEXT)}\n-----`,
  );
  return [...failures, `${inputs} inputs, ${found.length} failures`].join("\n");
}

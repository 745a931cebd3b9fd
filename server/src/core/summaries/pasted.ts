// The names that a macro puts together with `##`, as far as the tables know them.
import { lockNames } from "../capi/locks.ts";
import { transitionNames } from "../capi/transitions.ts";
import type { MacroDefinition } from "../mask/file-index.ts";
import type { MentionedName } from "../mask/macro-table.ts";

/** `pthread_mutex_##op` can be `pthread_mutex_lock`. */
export function pastedIn({ body }: MacroDefinition): readonly MentionedName[] {
  if (!body.includes("##")) return [];
  const beginnings = [...body.matchAll(PASTED)].map(([, beginning]) => beginning ?? "");
  const names = beginnings.flatMap((beginning) => known().filter((name) => name.startsWith(beginning)));
  return names.map((name) => ({ name, isCalled: true }));
}

/** Long enough to tell of what it is the beginning. */
const PASTED = /\b([A-Za-z_]\w{4,})\s*##/g;

let all: readonly string[] | null = null;

function known(): readonly string[] {
  all ??= [...transitionNames(), ...lockNames()];
  return all;
}

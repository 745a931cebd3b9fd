// Output for whoever works on the code itself: what a build leaves out unless it is asked for.

import type { CallEffect } from "../effects/effect.ts";
import { evaluate } from "../mask/conditions.ts";
import type { MacroDefinition } from "../mask/file-index.ts";
import { namesIn } from "../mask/macro-table.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, type Use, visitsOf } from "../summaries/uses.ts";
import { wordsOf } from "../text/names.ts";
import type { Evidence } from "./evidence.ts";

/** Whether a use stands under an `#if` that nothing in the workspace turns on, or in a macro that mostly stands for nothing. */
export function isTrace(evidence: Evidence, { ref }: Analysed, use: Use): boolean {
  const { effect } = use;
  const { macros } = evidence.program;
  const around = effect.kind === "call" ? macrosAround(evidence, ref, effect) : [];
  if (around.some((name) => isSwitchedOff(evidence, name, ref.path, 0))) return true;
  return visitsOf(use).every(({ before }) =>
    [...before.facts].some(([key, value]) => {
      const [, defined, named] = (value ? ASKED.exec(key) : null) ?? [];
      const asked = defined ?? named;
      if (asked !== undefined) return !SYSTEM.test(asked) && macros.variants(asked, ref.path).length === 0;
      return value && isBelow(key, (name) => macros.variants(name, ref.path));
    }),
  );
}

/** The macro whose expansion the call comes from, and those in whose arguments it stands: `PRF(printf("…"))`. */
function macrosAround(
  evidence: Evidence,
  { path, extent }: FunctionRef,
  { macro, span }: CallEffect,
): readonly string[] {
  const from = extent.body.start;
  const before = evidence.program.text(path).slice(Math.max(from, from + span.start - MAX_BEFORE), from + span.start);
  const around = wordsOf(/(?:[A-Za-z_]\w*\s*\(\s*)+$/.exec(before)?.[0] ?? "");
  return macro === null ? around : [macro, ...around];
}

const MAX_BEFORE = 80;

/** `#if NAME` and `#ifdef NAME`, as facts have them. */
const ASKED = /^#(?:defined\((\w+)\)|(?!defined)(\w+))$/;

/** `#if LEVEL >= 2`, where nothing in the workspace makes the level that high: what is not defined is nothing. */
function isBelow(key: string, variants: (name: string) => readonly MacroDefinition[]): boolean {
  const [, name, than] = LEVEL.exec(key) ?? [];
  if (name === undefined || than === undefined || SYSTEM.test(name)) return false;
  const bodies = variants(name).map(({ body }) => body);
  return (bodies.length === 0 ? ["0"] : bodies).every((body) => evaluate(`(${body})${than}`) === false);
}

/** As facts have them, too. */
const LEVEL = /^#\(*([A-Za-z_]\w*)((?:>=?|[=!]=)\d+)\)*$/;

/** What the system, the compiler or a configuration decides, not whoever works on the code. */
const SYSTEM = /^_|^(?:HAVE|WITH|USE|ENABLE|PY|NO)_?|WIN|LINUX|UNIX|POSIX|APPLE|BSD|SUN|ANDROID|THREAD/i;

const MAX_DEPTH = 3;

function isSwitchedOff(evidence: Evidence, name: string, path: string, depth: number): boolean {
  const variants = evidence.program.macros.variants(name, path);
  if (variants.some(isNothing)) return true;
  return (
    depth < MAX_DEPTH &&
    variants.some((variant) =>
      namesIn(variant).some((inner) => inner.isCalled && isSwitchedOff(evidence, inner.name, path, depth + 1)),
    )
  );
}

function isNothing({ body }: MacroDefinition): boolean {
  return /^(?:\(*\(?void\)?\s*\(?0\)*|do\s*\{\s*;?\s*\}\s*while\s*\(0\))?;?$/.test(body.trim());
}

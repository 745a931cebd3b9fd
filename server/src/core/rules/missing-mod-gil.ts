// A module that does not say whether it needs the GIL. Page: ./missing-mod-gil.md

import { playsRole } from "../capi/roles.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Related } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import type { Table } from "../mask/file-index.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { wordsOf } from "../text/names.ts";
import { declaredInSlots, declaredOnModule } from "./remedies/module-gil.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const missingModGil: Rule = defineRule({
  id: "missing-mod-gil",
  group: "free-threading",
  severity: "info",
  since: "0.1.0",
  summary: "A module that does not say whether it needs the GIL",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const init of evidence.program.symbols.functions) {
      if (!IMPORTED.test(init.extent.name)) continue;
      const made = creation(evidence, init);
      if (made !== null) yield judged(evidence, made);
    }
  },
});

/** The function that an import calls, or the macro that is made of. */
const IMPORTED = /^(?:PyInit_\w+|MOD_?INIT|MODINIT_DEFINE|PY_?MODINIT)$/;

interface Creation {
  readonly ref: FunctionRef;
  readonly call: CallEffect;
  /** Null where the definition has no slots, or cannot have any. */
  readonly slots: { readonly path: string; readonly table: Table } | null;
  readonly isMultiPhase: boolean;
}

/** Where the module is made; null where that is not seen, or where the module says what it needs. */
function creation(evidence: Evidence, init: FunctionRef): Creation | null {
  let made: Creation | null = null;
  for (const ref of reachedFrom(evidence, init)) {
    if (mentionsDeclaration(evidence, ref.path, ref.extent.names)) return null;
    if (made !== null) continue;
    for (const { effect: call } of evidence.program.analysed(ref).uses) {
      if (call.kind !== "call") continue;
      if (playsRole(call.callee, "single-phase-init")) made = { ref, call, slots: null, isMultiPhase: false };
      if (!playsRole(call.callee, "multi-phase-init")) continue;
      const slots = slotsOf(evidence, ref.path, call);
      if (slots === "unknown" || (slots !== null && declares(evidence, slots))) return null;
      made = { ref, call, slots, isMultiPhase: true };
    }
  }
  return made;
}

function judged(evidence: Evidence, { ref, call, slots, isMultiPhase }: Creation): Draft {
  const how = isMultiPhase ? "no Py_mod_gil slot" : "no PyUnstable_Module_SetGIL";
  const where = slots === null || slots.path !== ref.path ? null : slots.table;
  const related: Related[] =
    slots === null ? [] : [{ path: slots.path, span: startOf(slots.table), message: "the slots, without Py_mod_gil" }];
  return {
    ref,
    span: call.span,
    confidence: "high",
    message: `the module does not say whether it needs the GIL (${how}): importing it turns the GIL on for the whole process in a free-threaded Python`,
    related,
    remedies: (code) => {
      const patient = { evidence, analysed: evidence.program.analysed(ref), code };
      if (!isMultiPhase) return declaredOnModule(patient, call);
      return where === null
        ? new Refusal("The table of slots is in no file that could be changed.")
        : declaredInSlots(code.text, where.span);
    },
  };
}

/** The function and what it calls, nearest first. */
function reachedFrom(evidence: Evidence, init: FunctionRef): FunctionRef[] {
  const { symbols } = evidence.program;
  const reached = new Set([init]);
  for (const { path, extent } of reached)
    for (const name of extent.calls) {
      const callee = symbols.resolve(name, path);
      if (callee !== undefined && callee.path === path && reached.size < MAX_REACHED) reached.add(callee);
    }
  return [...reached];
}

const MAX_REACHED = 60;

/** `unknown` where the definition is not in the workspace. */
function slotsOf(evidence: Evidence, path: string, call: CallEffect): Creation["slots"] | "unknown" {
  const name = call.args?.[0]?.text.replace(/^&/, "") ?? "";
  const definition = tableNamed(evidence, path, name);
  if (definition === null) return "unknown";
  for (const { name: entry } of definition.table.entries) {
    const found = tableNamed(evidence, definition.path, entry);
    if (found !== null && wordsOf(found.table.type).some((word) => playsRole(word, "module-slots"))) return found;
  }
  return null;
}

function tableNamed({ program }: Evidence, path: string, name: string): Creation["slots"] {
  const known = program.symbols.variable(name, path);
  if (known === undefined) return null;
  const table = program.files.get(known.path)?.index.tables.find(({ variable }) => variable === name);
  return table === undefined ? null : { path: known.path, table };
}

function declares(evidence: Evidence, { path, table }: { readonly path: string; readonly table: Table }): boolean {
  return mentionsDeclaration(
    evidence,
    path,
    table.entries.map(({ name }) => name),
  );
}

/** By name, or through a macro of the project. */
function mentionsDeclaration({ program }: Evidence, path: string, names: readonly string[]): boolean {
  return names.some((name) =>
    [name, ...program.macros.namesBehind(name, path)].some((word) => playsRole(word, "gil-declaration")),
  );
}

function startOf({ span }: Table): Related["span"] {
  return { start: span.start, end: span.start };
}

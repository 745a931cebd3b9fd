// What a function does to variables with static storage, by name, by address, or through a pointer to one.

import { lockCall } from "../capi/locks.ts";
import { playsRole } from "../capi/roles.ts";
import type { CallEffect, StoreEffect } from "../effects/effect.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { wordsOf } from "../text/names.ts";
import type { Evidence } from "./evidence.ts";
import { isStaticVariable, staticType } from "./sharing.ts";

export interface StaticChange {
  readonly variable: string;
  /** The variable, or the field or element of it, as written. */
  readonly target: string;
  readonly use: Use<StoreEffect> | Use<CallEffect>;
  /** Declared inside the function. */
  readonly isLocal: boolean;
  /** A pointer to an object; an array, a struct or another pointer; or a number. */
  readonly kind: "object" | "memory" | "number";
  /**
   * `filled-once`: where it is found empty; `modified`: from its own old value; `filled`: its content, by a call that is handed its
   * address; `flagged`: to a constant; `set`: to anything else.
   */
  readonly how: "filled-once" | "modified" | "filled" | "flagged" | "set";
}

/** In order of position. */
export function changesIn(evidence: Evidence, analysed: Analysed): readonly StaticChange[] {
  return changes(analysed, evidence);
}

const changes = perAnalysed((analysed, evidence: Evidence): readonly StaticChange[] => {
  const aliases = aliasesIn(analysed);
  const found: StaticChange[] = [];
  for (const use of analysed.uses) {
    const { effect } = use;
    if (effect.kind === "store") {
      const change = stored(evidence, analysed, use as Use<StoreEffect>, aliases);
      if (change !== null) found.push(change);
    } else if (effect.kind === "call") found.push(...handed(evidence, analysed, use as Use<CallEffect>));
  }
  return found;
});

/** Local pointers that are only ever given the address of one static variable. */
function aliasesIn({ effects }: Analysed): ReadonlyMap<string, string> {
  const targets = new Map<string, Set<string>>();
  for (const { effects: all } of effects.blocks)
    for (const effect of all)
      if (effect.kind === "store" && effect.through === "name" && effects.locals[effect.target]?.isStatic === false)
        targets.set(effect.target, (targets.get(effect.target) ?? new Set()).add(effect.from ?? ""));
  const aliases = new Map<string, string>();
  for (const [name, given] of targets) {
    const [only = ""] = given;
    const target = /^&(\w+)$/.exec(only)?.[1];
    if (given.size === 1 && target !== undefined) aliases.set(name, target);
  }
  return aliases;
}

function stored(
  evidence: Evidence,
  analysed: Analysed,
  use: Use<StoreEffect>,
  aliases: ReadonlyMap<string, string>,
): StaticChange | null {
  const { base, through, target, modifies, value } = use.effect;
  const alias = base === null || through === "name" ? undefined : aliases.get(base);
  const variable = alias ?? base;
  if (variable === null || !isState(evidence, analysed, variable)) return null;
  if (alias === undefined && !isOwnMemory(evidence, analysed, use.effect)) return null;
  const kind = through === "name" ? kindOf(evidence, analysed, variable) : "memory";
  const change = {
    variable,
    target: alias === undefined ? target : variable,
    use,
    isLocal: isLocal(analysed, variable),
    kind,
  };
  if (modifies) return { ...change, how: "modified" };
  const isFlag = kind === "number" ? value !== null : value === "nonzero";
  return { ...change, how: isFlag ? "flagged" : isFilledOnce(analysed, use) ? "filled-once" : "set" };
}

/** The variable itself, a field or an element of it; not what a pointer variable points to. */
export function isOwnMemory(evidence: Evidence, analysed: Analysed, { through, base, target }: StoreEffect): boolean {
  if (through === "name") return true;
  if (through === "pointer" || target.includes("->")) return false;
  const type = staticType(evidence, analysed, base ?? "") ?? "";
  return !type.includes("*") || type.endsWith("[]");
}

/** Calls that are handed the address of a number, or a buffer to write to. */
function handed(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): StaticChange[] {
  const { callee, args, pointer } = use.effect;
  if (args === null || pointer !== null || lockCall(callee) !== undefined) return [];
  return args.flatMap(({ text, base, kind }, i): StaticChange[] => {
    const isBuffer = i === 0 && kind === "name" && playsRole(callee, "writes-buffer");
    if (base === null || !(isBuffer || (kind === "address" && text === `&${base}`))) return [];
    if (!isState(evidence, analysed, base)) return [];
    const what = kindOf(evidence, analysed, base);
    const isArray = (staticType(evidence, analysed, base) ?? "").endsWith("[]");
    if (isBuffer ? !isArray : what !== "number") return [];
    return [{ variable: base, target: base, use, isLocal: isLocal(analysed, base), kind: what, how: "filled" }];
  });
}

/** Not a definition that is static by nature, nor a lock. */
function isState(evidence: Evidence, analysed: Analysed, variable: string): boolean {
  if (!isStaticVariable(evidence, analysed, variable)) return false;
  const type = staticType(evidence, analysed, variable) ?? "";
  return !wordsOf(type).some(
    (word) =>
      playsRole(word, "python-table") ||
      playsRole(word, "module-definition") ||
      playsRole(word, "module-slots") ||
      playsRole(word, "lock-type"),
  );
}

function kindOf(evidence: Evidence, analysed: Analysed, variable: string): StaticChange["kind"] {
  const type = staticType(evidence, analysed, variable) ?? "";
  if (/\bPy\w*\s*\*$/.test(type) && !/\*\s*\*/.test(type)) return "object";
  return NUMBER.test(type) ? "number" : "memory";
}

const NUMBER =
  /^(?:(?:static|extern|volatile|register|signed|unsigned|int|long|short|char|float|double|bool|_Bool|enum|\w+_t|[A-Z][A-Z_0-9]*(?:EXPORT|IMPORT|API|LOCAL|HIDDEN|VISIBLE)[A-Z_0-9]*|Py_ssize_t|BOOL|BOOLEAN|BYTE|WORD|DWORD|U?INT|U?LONG)\b ?)+$/;

function isLocal({ effects }: Analysed, variable: string): boolean {
  return effects.locals[variable]?.isStatic === true;
}

/** Whether the variable was found empty on the way here. */
function isFilledOnce(analysed: Analysed, { effect, block, index }: Use<StoreEffect>): boolean {
  const previous = analysed.effects.blocks[block]?.effects[index - 1];
  // The call that gives the value makes what was known of the variable void.
  const asked = previous?.kind === "call" && previous.result === effect.target ? index - 1 : index;
  const visits = analysed.solution.visits.filter((visit) => visit.block === block && visit.index === asked);
  return visits.length > 0 && visits.every(({ before }) => before.facts.get(effect.target) === false);
}

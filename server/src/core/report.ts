// From what the rules found to what is reported: selection, severity, suppressions, order.

import type { Evidence } from "./evidence/evidence.ts";
import { Origins } from "./evidence/origins.ts";
import { atLeast, compareFindings, type Finding, type Fix, type Severity } from "./findings/finding.ts";
import type { Code } from "./fixes/code.ts";
import { Refusal } from "./fixes/refusal.ts";
import type { IndexedFile } from "./mask/file-index.ts";
import { together } from "./rules/alike.ts";
import { CHECKS, RULES } from "./rules/registry.ts";
import { codeOf } from "./rules/remedies/code-of.ts";
import type { Draft, Remedy, RuleMetadata } from "./rules/rule.ts";
import { removal, unusedMessage, unusedSuppression } from "./rules/unused-suppression.ts";
import type { Settings } from "./settings.ts";
import { type Suppression, suppressionsOf } from "./syntax/comments.ts";
import { contains, shift } from "./text/span.ts";

/** The rules that are on, each with its severity. */
export function enabledRules(settings: Settings): ReadonlyMap<string, Severity> {
  const result = new Map<string, Severity>();
  for (const rule of RULES) {
    const severity = settings.severity[rule.id] ?? rule.severity;
    if (severity === "off" || !names(settings.select, rule) || names(settings.ignore, rule)) continue;
    result.set(rule.id, severity);
  }
  return result;
}

function names(list: readonly string[], { id, group }: RuleMetadata): boolean {
  return list.includes(id) || list.includes(group) || list.includes("all");
}

/** The findings to show, in order. A rule that fails does not stop the others: `failed` is told. */
export function reportFindings(
  evidence: Evidence,
  files: readonly IndexedFile[],
  settings: Settings,
  failed: (rule: string, error: unknown) => void,
): Finding[] {
  const enabled = enabledRules(settings);
  const found: Finding[] = [];
  const drafts = new Map<Finding, Draft>();
  const origins = new Origins(evidence.program);
  for (const rule of CHECKS) {
    const severity = enabled.get(rule.id);
    if (severity === undefined) continue;
    try {
      for (const draft of rule.check(evidence)) {
        const one = finding(rule, severity, draft);
        if (!origins.isGenerated(one.path)) found.push(one);
        // What a generator writes anew is neither mended nor reported where nobody but the generator's authors could mend it.
        else if (rule.group === "hygiene" ? origins.isWritten(one) : origins.concernsAPerson([one, ...one.related]))
          found.push({ ...withoutFix(rule, GENERATED, one), related: [...one.related, ...origins.notes(one)] });
        drafts.set(one, draft);
      }
    } catch (error) {
      failed(rule.id, error);
    }
  }
  const shown = suppressed(once(found), files, enabled);
  const fixer = new Fixer(evidence, drafts, failed);
  const sure = shown.filter(({ confidence }) => atLeast(confidence, settings.minConfidence)).sort(compareFindings);
  return together(sure, drafts).map((one) => fixer.withFixes(one));
}

/** Works fixes out for what is reported, and reads the code of each function once. */
class Fixer {
  readonly #evidence: Evidence;
  readonly #drafts: ReadonlyMap<Finding, Draft>;
  readonly #failed: (rule: string, error: unknown) => void;
  readonly #codes = new Map<string, Code | Refusal>();

  constructor(evidence: Evidence, drafts: ReadonlyMap<Finding, Draft>, failed: (rule: string, error: unknown) => void) {
    this.#evidence = evidence;
    this.#drafts = drafts;
    this.#failed = failed;
  }

  withFixes(one: Finding): Finding {
    const draft = this.#drafts.get(one);
    if (draft === undefined) return one;
    if (draft.remedies instanceof Refusal) return { ...one, refused: draft.remedies.reason };
    const code = this.#codeOf(draft.ref);
    if (code instanceof Refusal) return { ...one, refused: code.reason };
    try {
      const remedies = draft.remedies(code);
      if (remedies instanceof Refusal) return { ...one, refused: remedies.reason };
      return { ...one, fixes: remedies.map((remedy, i) => fixOf(remedy, one.path, i === 0)) };
    } catch (error) {
      this.#failed(one.rule, error);
      return one;
    }
  }

  #codeOf(ref: Draft["ref"]): Code | Refusal {
    let code = this.#codes.get(ref.id);
    if (code === undefined) {
      code = codeOf(this.#evidence.program, ref);
      this.#codes.set(ref.id, code);
    }
    return code;
  }
}

function finding(rule: RuleMetadata, severity: Severity, draft: Draft): Finding {
  const { ref, confidence, message, related } = draft;
  const span = draft.inFile === true ? draft.span : shift(draft.span, ref.extent.body.start);
  return {
    rule: rule.id,
    severity,
    confidence,
    path: ref.path,
    span,
    function: ref.extent.name,
    message,
    related,
    fixes: [],
  };
}

const GENERATED = "A generator writes this code anew: what it is made from, or the generator, has to change.";

/** With the reason, where the rule has fixes for others. */
function withoutFix({ fix }: RuleMetadata, refused: string, found: Finding): Finding {
  return fix === "none" ? found : { ...found, refused };
}

function fixOf({ title, safe, edits }: Remedy, path: string, preferred: boolean): Fix {
  return { title, safe, preferred, edits: edits.map((edit) => ({ ...edit, path })) };
}

/** One finding per rule and place: the surest of them. */
function once(found: readonly Finding[]): Finding[] {
  const result = new Map<string, Finding>();
  for (const one of found) {
    const key = `${one.rule}\u0000${one.path}\u0000${one.span.start}`;
    const known = result.get(key);
    if (known === undefined || (atLeast(one.confidence, known.confidence) && one.confidence !== known.confidence))
      result.set(key, one);
  }
  return [...result.values()];
}

function suppressed(
  found: readonly Finding[],
  files: readonly IndexedFile[],
  enabled: ReadonlyMap<string, Severity>,
): Finding[] {
  const byPath = new Map<string, Finding[]>();
  for (const one of found) byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
  const shown: Finding[] = [];
  for (const { index, text } of files) {
    const own = byPath.get(index.path) ?? [];
    if (index.comments.length === 0) {
      shown.push(...own);
      continue;
    }
    const suppressions = suppressionsOf(text, index.comments);
    const used = new Set<Suppression>();
    for (const one of own) {
      const hiding = suppressions.filter(
        ({ covers, rules }) =>
          contains(covers, { start: one.span.start, end: one.span.start }) &&
          (rules.length === 0 || rules.includes(one.rule)),
      );
      for (const suppression of hiding) used.add(suppression);
      if (hiding.length === 0) shown.push(one);
    }
    const severity = enabled.get(unusedSuppression.id);
    if (severity !== undefined)
      for (const suppression of suppressions)
        if (!used.has(suppression)) shown.push(...unused(suppression, index, text, severity, enabled));
  }
  return shown;
}

function unused(
  suppression: Suppression,
  { path, comments }: IndexedFile["index"],
  text: string,
  severity: Severity,
  enabled: ReadonlyMap<string, Severity>,
): Finding[] {
  const known = new Set(RULES.map(({ id }) => id));
  const message = unusedMessage(
    suppression,
    (rule) => known.has(rule),
    (rule) => enabled.has(rule),
  );
  if (message === null) return [];
  const isOff = (rule: string): boolean => known.has(rule) && !enabled.has(rule);
  return [
    {
      rule: unusedSuppression.id,
      severity,
      confidence: "high",
      path,
      span: suppression.comment,
      function: null,
      message,
      related: [],
      fixes: removal(text, comments, suppression, isOff).map((remedy) => fixOf(remedy, path, true)),
    },
  ];
}

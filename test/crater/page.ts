// The tables of docs/real-code.md, made from the committed snapshots.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { enabledRules } from "../../server/src/core/report.ts";
import { RULES } from "../../server/src/core/rules/registry.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { markdownTable, replaceBetween } from "../support/between-markers.ts";
import { projectRoot } from "../support/project-root.ts";
import type { Opinion, Row } from "./snapshot.ts";
import { type Counts, readCounts, readSnapshots } from "./store.ts";

const PAGE = join(projectRoot(), "docs/real-code.md");

export function readPage(): string {
  return readFileSync(PAGE, "utf8");
}

export function writePage(): void {
  writeFileSync(PAGE, currentPage());
}

/** The page as the snapshots on disk want it. */
export function currentPage(): string {
  const snapshots = readSnapshots();
  const rows = [...snapshots.values()].flat();
  const withRules = replaceBetween(readPage(), "rules", ruleTable(rows));
  return replaceBetween(withRules, "projects", projectTable(readCounts(), snapshots));
}

function ruleTable(rows: readonly Row[]): string {
  const head = ["rule", "findings", "judged", "true", "debatable", "false", "precision"];
  const on = enabledRules(DEFAULT_SETTINGS);
  const listed = RULES.filter(({ id }) => on.has(id) || rows.some(({ rule }) => rule === id));
  const body = listed.map(({ id }) => {
    const ofRule = rows.filter((row) => row.rule === id);
    const right = count(ofRule, "true");
    const open = count(ofRule, "debatable");
    const wrong = count(ofRule, "false");
    return [`\`${id}\``, ofRule.length, right + open + wrong, right, open, wrong, percent(right, right + wrong)];
  });
  return markdownTable(head, body);
}

function projectTable(counts: readonly Counts[], snapshots: ReadonlyMap<string, readonly Row[]>): string {
  const head = [
    "project",
    "version",
    "files",
    "KB",
    "functions",
    "followed",
    "regions",
    "not analysed",
    "errors and warnings",
    "info",
  ];
  const severe = new Set(
    RULES.filter(({ severity }) => severity === "error" || severity === "warning").map(({ id }) => id),
  );
  const body = counts.map((row) => {
    const shown = snapshots.get(row.project) ?? [];
    const errors = shown.filter(({ rule }) => severe.has(rule)).length;
    return [
      row.project,
      row.version,
      row.files,
      Math.round(row.bytes / 1000),
      row.functions,
      row.analysed,
      row.regions,
      row.unanalysed,
      errors,
      shown.length - errors,
    ];
  });
  return markdownTable(head, body);
}

function count(rows: readonly Row[], opinion: Opinion): number {
  return rows.filter((row) => row.opinion === opinion).length;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`;
}

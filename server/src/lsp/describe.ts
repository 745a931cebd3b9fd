// Hovers' texts, in Markdown.
import type { FunctionEffects, Region } from "../core/analyze.ts";
import type { ApiFact } from "../core/capi/api.ts";
import type { Finding, Location, Related } from "../core/findings/finding.ts";
import { type Places, toRange } from "./to-lsp.ts";
import type { View } from "./view.ts";

export function describeRegion(places: Places, view: View, region: Region): string {
  const { path, release, ends } = region;
  const findings = view
    .findings(path)
    .filter(({ span }) => region.stretches.some((s) => s.span.start <= span.start && span.start < s.span.end));
  const certain = region.stretches.every((stretch) => stretch.certain);
  const lines = [
    `**GIL region** in \`${region.function}\``,
    `- released at ${link(places, { path, span: release })}`,
    ends.length === 0
      ? "- never taken back"
      : `- taken back at ${ends.map((span) => link(places, { path, span })).join(", ")}`,
  ];
  if (region.runs.length > 0) lines.push(`- runs ${listed(region.runs)}`);
  if (!certain) lines.push("- released on some paths only");
  for (const finding of findings) lines.push(`- ${finding.severity}: ${finding.message} (${link(places, finding)})`);
  return lines.join("\n");
}

const MOST_NAMES = 6;

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  const shown = names.slice(0, rest === 1 ? undefined : MOST_NAMES).map((name) => `\`${name}\``);
  return shown.join(", ") + (rest > 1 ? ` and ${rest} more` : "");
}

export function describeFunction(places: Places, effects: FunctionEffects): string {
  const { name, needsGil, blocks, exit, regions, contexts, unanalysed } = effects;
  const lines = [`**\`${name}\`** and the GIL`];
  if (unanalysed !== null) lines.push(`- not analysed: ${unanalysed}`);
  if (needsGil !== null) lines.push(`- needs the GIL: ${chain(places, needsGil)}`);
  else if (unanalysed === null) lines.push("- needs no GIL, as far as is known");
  if (exit !== "keeps") lines.push(`- ${EXIT[exit]}`);
  if (regions.length > 0) {
    const where = regions.map(({ path, release }) => link(places, { path, span: release })).join(", ");
    lines.push(`- releases the GIL inside, at ${where}`);
  }
  if (blocks !== null) lines.push(`- may block: ${chain(places, blocks)}`);
  for (const { because } of contexts.filter(({ state }) => state === "released")) {
    lines.push(`- called without the GIL: ${chain(places, because)}`);
  }
  return lines.join("\n");
}

export function describeApi({ name, gil, certainty, first, last, trap }: ApiFact): string {
  const doubt = certainty === null || certainty === "documented" ? "" : ` (${CERTAINTY[certainty]})`;
  const lines = [`**\`${name}\`** ${NEED[gil]}${doubt}`];
  if (trap !== null)
    lines.push(`\n${sentence(trap.alternative === "" ? trap.why : `${trap.why}: ${trap.alternative}`)}`);
  if (first !== null && !first.startsWith("<="))
    lines.push(`\nSince CPython ${first}${last === null ? "" : `, until ${last}`}`);
  const page = `https://docs.python.org/3/search.html?q=${encodeURIComponent(name)}`;
  lines.push(`\n[CPython's documentation](${page})`);
  return lines.join("\n");
}

export function describeRefusal({ rule, refused = "" }: Finding): string {
  return `**No quick fix** for \`${rule}\`: ${refused}`;
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

const EXIT: Readonly<Record<Exclude<FunctionEffects["exit"], "keeps">, string>> = {
  releases: "returns with the GIL released",
  acquires: "returns with the GIL held",
  varies: "returns with the GIL held on some paths and released on others",
};

const NEED: Readonly<Record<ApiFact["gil"], string>> = {
  needs: "needs the GIL",
  free: "may be called without the GIL",
  accessor: "reads an object's memory: safe only while nothing can change or free the object",
  transition: "changes the state of the GIL",
};

const CERTAINTY: Readonly<Record<Exclude<NonNullable<ApiFact["certainty"]>, "documented">, string>> = {
  implementation: "its code shows so, the documentation does not promise it",
  "version-dependent": "depending on CPython's version",
  uncertain: "nobody promises it",
};

function chain(places: Places, steps: readonly Related[]): string {
  return steps.map((step) => `${step.message} (${link(places, step)})`).join(" → ");
}

function link(places: Places, { path, span }: Location): string {
  const { line } = toRange(places.lines(path), span).start;
  return `[${path}:${line + 1}](${places.uri(path)}#L${line + 1})`;
}

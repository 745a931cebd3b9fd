// The result as a piece of HTML. It has no scripts, no inline styles and nothing loaded from elsewhere, so that the
// strictest content-security policy lets it through.
import type { ExperimentResult, InterpreterResult, Missing, VariantResult } from "../result.ts";
import {
  endings,
  examples,
  interpreterName,
  machineName,
  malformedText,
  parametersText,
  predictionText,
  ratio,
  seconds,
  timeText,
} from "../words.ts";
import { element, join, type Markup } from "./markup.ts";
import { barChart, timeline } from "./svg.ts";

export interface HtmlOptions {
  /** Buttons with `data-open="c/held/spammodule.c"`, for a host that listens to them. */
  readonly openButtons: boolean;
}

export function toHtmlFragment(result: ExperimentResult, options: HtmlOptions): string {
  return element(
    "main",
    { class: "gilint-report" },
    element("h1", {}, "The spam experiment"),
    element("p", {}, verdict(result)),
    element("p", {}, `${parametersText(result)}. ${machineName(result.machine)}. ${timeText(result.started)}.`),
    { markup: barChart(result) },
    ...result.interpreters.map((one, index) => interpreterSection(one, `python-${index + 1}`, options)),
  ).markup;
}

function verdict({ behaved }: ExperimentResult): string {
  if (behaved === null) return "Nothing could run.";
  return behaved ? "Every variant that ran behaved as expected." : "Not every variant behaved as expected.";
}

function interpreterSection(
  { asked, interpreter, missing, variants }: InterpreterResult,
  id: string,
  options: HtmlOptions,
): Markup {
  const name = interpreter === null ? asked : interpreterName(interpreter);
  const ran = variants.filter((variant) => variant.status !== "not run");
  const rest = variants.filter((variant) => variant.status === "not run");
  return element(
    "section",
    { "aria-labelledby": id },
    element("h2", { id }, name),
    ...(interpreter === null ? [] : [element("p", {}, element("code", {}, interpreter.executable))]),
    ...(missing === null ? [] : [reasonPart(missing)]),
    ...(ran.length === 0 ? [] : [table(ran, name)]),
    ...ran.map((variant) => details(variant, options)),
    ...(rest.length === 0 ? [] : [notRun(rest)]),
  );
}

function table(variants: readonly VariantResult[], name: string): Markup {
  const heads = ["Variant", "Time", "Faster", "Inside at once", "Bad lines", "Behaved", "gilint says"];
  const head = element("tr", {}, ...heads.map((title) => element("th", { scope: "col" }, title)));
  const number = (text: string): Markup => element("td", { class: "number" }, text);
  const rows = variants.map((variant) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, variant.id),
      number(variant.wall === null ? "" : seconds(variant.wall.median)),
      number(ratio(variant.speedup)),
      number(variant.peak === null ? "" : String(variant.peak)),
      number(malformedText(variant)),
      element("td", { class: variant.status.replace(" ", "-") }, variant.status),
      element("td", {}, predictionText(variant.prediction)),
    ),
  );
  const caption = element("caption", {}, `Variants on ${name}`);
  const body = element("table", {}, caption, element("thead", {}, head), element("tbody", {}, ...rows));
  // Wide tables scroll; that must be possible with the keyboard too.
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Variants on ${name}` }, body);
}

function details(variant: VariantResult, options: HtmlOptions): Markup {
  const chart = timeline(variant);
  const claims = variant.judgements.map(
    ({ claim, holds, seen }) => `${holds ? "as expected" : "NOT as expected"}: ${claim} (${seen})`,
  );
  const lines = [...claims, ...endings(variant.runs), ...variant.notes];
  const bad = examples(variant.runs).map(({ kind, line }) =>
    element("li", {}, `a ${kind} line: `, element("code", {}, JSON.stringify(line))),
  );
  const open = options.openButtons ? variant.sources.map((path) => openButton(path)) : [];
  return element(
    "details",
    { open: variant.status === "as expected" ? undefined : "" },
    element("summary", {}, `${variant.id}: ${variant.title}`),
    element("p", {}, `Expected: ${variant.expected}.`),
    ...(variant.reason === null ? [] : [reasonPart(variant.reason)]),
    element("ul", {}, ...lines.map((line) => element("li", {}, line)), ...bad, ...said(variant)),
    ...(chart === null ? [] : [{ markup: chart }]),
    ...(open.length === 0 ? [] : [element("p", {}, ...open)]),
  );
}

function openButton(path: string): Markup {
  return join([element("button", { type: "button", "data-open": path }, `Open ${path}`), " "]);
}

/** Every finding with its place. */
function said({ prediction }: VariantResult): Markup[] {
  const findings = prediction?.findings ?? [];
  return findings.map(({ rule, path, line }) =>
    element("li", {}, `gilint: ${rule} in `, element("code", {}, `${path}:${line}`)),
  );
}

function notRun(variants: readonly VariantResult[]): Markup {
  const items = variants.map(({ id, reason }) =>
    element("li", {}, `${id}: `, ...(reason === null ? [] : [reasonPart(reason)])),
  );
  return element(
    "details",
    {},
    element("summary", {}, `${variants.length} variants did not run`),
    element("ul", {}, ...items),
  );
}

function reasonPart({ message, remedy }: Missing): Markup {
  const command = remedy === null ? [] : [element("p", {}, "To mend it: ", element("code", {}, remedy))];
  const words = message.includes("\n") ? element("pre", {}, message) : element("p", {}, message);
  return join([words, ...command]);
}

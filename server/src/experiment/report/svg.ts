// Charts as SVG: wall time of each variant, and what each thread of a variant did when. Colours are CSS variables with
// values of their own, given as attributes, so that a page's theme and its content-security policy both hold.
import type { ExperimentResult, ThreadTimes, VariantResult } from "../result.ts";
import { interpreterName, ratio, seconds } from "../words.ts";
import { element, join, type Markup } from "./markup.ts";

const WIDTH = 720;
const LABEL = 210;
const VALUE = 130;
const ROW = 22;
const HEAD = 26;

const COLOR = {
  wait: "var(--gilint-wait, #b35900)",
  sleep: "var(--gilint-sleep, #8c959f)",
  print: "var(--gilint-print, #1a7f37)",
  run: "var(--gilint-run, #0969da)",
  line: "var(--gilint-line, #d0d7de)",
} as const;

/** A bar for the median, a whisker from the least to the most; one chart of all interpreters. */
export function barChart(result: ExperimentResult): string {
  const charts = result.interpreters.flatMap(({ interpreter, variants }) => {
    const measured = variants.flatMap((variant) => (variant.wall === null ? [] : [{ variant, wall: variant.wall }]));
    return interpreter === null || measured.length === 0 ? [] : [{ name: interpreterName(interpreter), measured }];
  });
  const longest = Math.max(0.001, ...charts.flatMap(({ measured }) => measured.map(({ wall }) => wall.most)));
  const scale = (value: number): number => (value / longest) * (WIDTH - LABEL - VALUE);
  const parts: Markup[] = [];
  let y = 0;
  for (const { name, measured } of charts) {
    parts.push(text(0, y + 17, name, { "font-weight": "bold" }));
    y += HEAD;
    for (const { variant, wall } of measured) {
      parts.push(bar(variant, wall, y, scale));
      y += ROW;
    }
    y += HEAD / 2;
  }
  return svg("Wall time of each variant", spoken(result), y, parts);
}

/** null if the variant's threads were not recorded. */
export function timeline(variant: VariantResult): string | null {
  const end = Math.max(0, ...variant.timeline.map((thread) => thread.left));
  if (end === 0) return null;
  const height = variant.timeline.length > 20 ? 6 : ROW;
  const scale = (value: number): number => LABEL / 2 + (value / end) * (WIDTH - LABEL / 2 - 4);
  const rows = variant.timeline.map((thread, index) => threadRow(thread, index, HEAD + index * height, height, scale));
  const bottom = HEAD + variant.timeline.length * height;
  const axis = [0, 0.25, 0.5, 0.75, 1].map((share) => tick(scale(share * end), share * end, bottom, share));
  const title = `What the threads of ${variant.id} did`;
  return svg(title, describe(variant, end), bottom + ROW, [legend(variant), ...axis, ...rows]);
}

function bar(
  variant: VariantResult,
  { median, least, most }: { readonly median: number; readonly least: number; readonly most: number },
  y: number,
  scale: (value: number) => number,
): Markup {
  const middle = y + ROW / 2;
  const waits = variant.prediction?.observed.includes("waits for the GIL") === true || variant.peak === 1;
  const fill = waits ? COLOR.wait : COLOR.run;
  const value = [seconds(median), ratio(variant.speedup), variant.status === "as expected" ? "" : variant.status];
  return element(
    "g",
    {},
    element("title", {}, `${variant.title}: ${seconds(median)} (${seconds(least)} to ${seconds(most)})`),
    text(LABEL - 8, middle + 4, variant.id, { "text-anchor": "end" }),
    element("rect", { x: LABEL, y: y + 4, width: round(Math.max(1, scale(median))), height: ROW - 8, rx: 2, fill }),
    line(LABEL + scale(least), middle, LABEL + scale(most), middle, "currentColor"),
    text(LABEL + scale(most) + 8, middle + 4, value.filter((word) => word !== "").join("  ")),
  );
}

function threadRow(
  thread: ThreadTimes,
  index: number,
  y: number,
  height: number,
  scale: (value: number) => number,
): Markup {
  const label =
    height >= ROW ? [text(LABEL / 2 - 8, y + height / 2 + 4, `thread ${index + 1}`, { "text-anchor": "end" })] : [];
  const rects = phases(thread).map(({ what, from, to, fill }) => {
    const width = round(Math.max(0.5, scale(to) - scale(from)));
    const title = element("title", {}, `thread ${index + 1} ${what}, ${seconds(from)} to ${seconds(to)}`);
    return element("rect", { x: round(scale(from)), y: y + 1, width, height: height - 2, fill }, title);
  });
  return element("g", {}, ...label, ...rects);
}

interface Phase {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  readonly fill: string;
}

/** Python's own variants only know when a call began and ended. */
function phases({ called, entered, slept, printed, left }: ThreadTimes): Phase[] {
  if (entered === null || slept === null || printed === null) {
    return [{ what: "sleeps and prints", from: called, to: left, fill: COLOR.run }];
  }
  return [
    { what: "waits for the GIL to enter", from: called, to: entered, fill: COLOR.wait },
    { what: "sleeps", from: entered, to: slept, fill: COLOR.sleep },
    { what: "prints, or waits for its turn to print", from: slept, to: printed, fill: COLOR.print },
    { what: "waits for the GIL to return", from: printed, to: left, fill: COLOR.wait },
  ];
}

function legend({ timeline }: VariantResult): Markup {
  const known = timeline[0]?.entered !== null;
  const entries = known
    ? [
        ["waits for the GIL", COLOR.wait],
        ["sleeps", COLOR.sleep],
        ["prints, or waits for its turn", COLOR.print],
      ]
    : [["sleeps and prints", COLOR.run]];
  return join(
    entries.flatMap(([label = "", fill], index) => [
      element("rect", { x: LABEL / 2 + index * 190, y: 6, width: 10, height: 10, fill }),
      text(LABEL / 2 + index * 190 + 16, 15, label),
    ]),
  );
}

function tick(x: number, value: number, bottom: number, share: number): Markup {
  const anchor = share === 0 ? "start" : share === 1 ? "end" : "middle";
  return join([line(x, HEAD, x, bottom, COLOR.line), text(x, bottom + 15, seconds(value), { "text-anchor": anchor })]);
}

function svg(title: string, description: string, height: number, parts: readonly Markup[]): string {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${WIDTH} ${Math.max(ROW, Math.ceil(height))}`,
      role: "img",
      "aria-label": `${title}. ${description}`,
      "font-family": "var(--gilint-font, system-ui, sans-serif)",
      "font-size": 12,
      fill: "currentColor",
    },
    element("title", {}, title),
    element("desc", {}, description),
    ...parts,
  ).markup;
}

function text(x: number, y: number, content: string, attributes: Readonly<Record<string, string>> = {}): Markup {
  return element("text", { x: round(x), y: round(y), ...attributes }, content);
}

function line(x1: number, y1: number, x2: number, y2: number, stroke: string): Markup {
  return element("line", { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), stroke });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The chart for those who hear it. */
function spoken(result: ExperimentResult): string {
  const all = result.interpreters.flatMap(({ variants }) => variants);
  return all.flatMap(({ id, wall }) => (wall === null ? [] : [`${id} ${seconds(wall.median)}`])).join(", ");
}

function describe({ timeline, peak }: VariantResult, end: number): string {
  const inside = peak === null ? "" : `; at most ${peak} inside at once`;
  return `${timeline.length} threads in ${seconds(end)}${inside}`;
}

// The benchmark's result as a piece of HTML, of the same kind as the experiment's.
import type { BenchMeasurement, BenchResult, ThreadCount } from "../bench/result.ts";
import { busyWarning } from "../bench/verdict.ts";
import { interpreterName, machineName, timeText } from "../words.ts";
import { element, type Markup } from "./markup.ts";

export function toBenchFragment({ setup, statement, machine, started, measurements }: BenchResult): string {
  const code = (what: string, text: string): Markup[] => [
    element("h2", {}, what),
    element("pre", {}, element("code", {}, text)),
  ];
  return element(
    "main",
    { class: "gilint-report" },
    element("h1", {}, "Benchmark of a Python call"),
    ...code("Statement", statement),
    ...(setup === "" ? [] : code("Set-up", setup)),
    element("p", {}, `${machineName(machine)}. ${timeText(started)}.`),
    ...measurements.map((one, index) => section(one, `python-${index + 1}`)),
  ).markup;
}

function section({ asked, interpreter, reason, counts, verdict }: BenchMeasurement, id: string): Markup {
  const name = interpreter === null ? asked : interpreterName(interpreter);
  const words = [reason?.message, verdict, busyWarning(counts)].filter((one) => typeof one === "string");
  return element(
    "section",
    { "aria-labelledby": id },
    element("h2", { id }, name),
    ...words.map((one) => element("p", {}, one)),
    ...(counts.length === 0 ? [] : [table(counts, name)]),
  );
}

const HEADS: readonly string[] = [
  "Threads",
  "Time",
  "Per second",
  "Faster",
  "Chart",
  "GIL late, p50",
  "p99",
  "Maximum",
  "Machine, p99",
  "GIL taken",
];

function table(counts: readonly ThreadCount[], name: string): Markup {
  const head = HEADS.map((title) => element("th", { scope: "col" }, title));
  const most = Math.max(...counts.map(({ speedup }) => speedup.median));
  const body = counts.map((one) => row(one, most));
  const caption = element("caption", {}, `Threads on ${name}`);
  const whole = element(
    "table",
    {},
    caption,
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...body),
  );
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Threads on ${name}` }, whole);
}

function row(
  { threads, wall, throughput, speedup, starved, control, gilUnavailable }: ThreadCount,
  most: number,
): Markup {
  const cells = [
    `${wall.median.toFixed(3)} s`,
    String(Number(throughput.median.toPrecision(3))),
    `×${speedup.median.toFixed(2)} (${speedup.least.toFixed(2)}–${speedup.most.toFixed(2)})`,
    element("meter", { min: 0, max: most, value: speedup.median, "aria-hidden": "true" }),
    ...[starved.p50, starved.p99, starved.max, control.p99].map((late) => `${(late * 1000).toFixed(1)} ms`),
    `${Math.round(gilUnavailable * 100)} %`,
  ];
  const number = (cell: Markup | string): Markup => element("td", { class: "number" }, cell);
  return element("tr", {}, element("th", { scope: "row" }, String(threads)), ...cells.map(number));
}

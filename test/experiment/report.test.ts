import { expect, test } from "vitest";
import type { BenchResult, ThreadCount } from "../../server/src/experiment/bench/result.ts";
import { benchText } from "../../server/src/experiment/bench/text.ts";
import { busyWarning, verdictOf } from "../../server/src/experiment/bench/verdict.ts";
import { toBenchFragment } from "../../server/src/experiment/report/bench-html.ts";
import { toCsv } from "../../server/src/experiment/report/csv.ts";
import { toHtmlFragment } from "../../server/src/experiment/report/html.ts";
import { toMarkdown } from "../../server/src/experiment/report/markdown.ts";
import { toHtmlPage } from "../../server/src/experiment/report/page.ts";
import { barChart, timeline } from "../../server/src/experiment/report/svg.ts";
import { experimentText } from "../../server/src/experiment/text.ts";
import { bar } from "../../server/src/experiment/text-table.ts";
import { CRASH, interpreter, result, run, variant } from "./sample.ts";

const released = variant({ id: "released", peak: 5, speedup: 4.9, wall: { median: 0.1, least: 0.1, most: 0.11 } });
const racy = variant({
  id: "racy",
  malformed: 3,
  wall: null,
  runs: [
    run({
      purpose: "race",
      lines: {
        asked: 100,
        printed: 99,
        malformed: 3,
        lost: 4,
        examples: [{ kind: "merged", line: '0 0 <b>"&\u0001' }],
      },
    }),
  ],
});
const unexpected = variant({
  id: "guarded",
  status: "unexpected",
  judgements: [{ claim: "every line whole", holds: false, seen: "3 malformed of 300" }],
});
const absent = variant({
  id: "numba-held",
  status: "not run",
  runs: [],
  wall: null,
  timeline: [],
  prediction: null,
  reason: { what: "tool", message: "Numba is not installed", remedy: "python3 -m pip install numba" },
});
const all = result([variant(), released, racy, unexpected, absent]);

/** Fails unless every element is closed in order; enough of XML for what is made here. */
function expectWellFormed(markup: string): void {
  const open: string[] = [];
  for (const [, end, name = "", , selfClosed] of markup.matchAll(
    /<(\/?)([a-z][\w-]*)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>/gi,
  )) {
    if (end === "/") expect(open.pop(), `</${name}>`).toBe(name);
    else if (selfClosed !== "/") open.push(name);
  }
  expect(open).toEqual([]);
  expect(markup.replace(/<\/?[a-z][\w-]*(?:\s[\w:-]+="[^"<]*")*\s*\/?>/gi, "")).not.toMatch(/[<>]/);
}

test("a fragment has no script, no inline style, and nothing from elsewhere", () => {
  const html = toHtmlFragment(all, { openButtons: true });
  expectWellFormed(html);
  expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:|<img|<link|url\(/i);
  expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:/);
});

test("what variants print is shown, not interpreted", () => {
  const html = toHtmlFragment(all, { openButtons: false });
  expect(html).toContain("0 0 &lt;b&gt;");
  expect(html).not.toContain("<b>");
});

test("tables can be read by ear: captions, headers of rows and columns, a scroll area that takes the keyboard", () => {
  const html = toHtmlFragment(all, { openButtons: true });
  expect(html).toMatch(/<caption>Variants on CPython 3\.12\.1<\/caption>/);
  expect(html.match(/<th scope="col">/g)).toHaveLength(7);
  expect(html.match(/<th scope="row">/g)).toHaveLength(4);
  expect(html).toContain('role="region"');
  expect(html).toContain('tabindex="0"');
  expect(html).toContain('<button type="button" data-open="c/held/spammodule.c">');
  for (const svg of html.match(/<svg[^>]*>/g) ?? []) expect(svg).toMatch(/role="img" aria-label="[^"]+"/);
});

test("what did not go as expected is open and in words, not in colour alone", () => {
  const html = toHtmlFragment(all, { openButtons: false });
  expect(html).toMatch(/<details open=""><summary>guarded:/);
  expect(html).toContain("NOT as expected: every line whole (3 malformed of 300)");
  expect(html).toContain("python3 -m pip install numba");
});

test("the page allows its own style and nothing else", () => {
  const page = toHtmlPage(all);
  expect(page).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='"/);
  expect(page.match(/<style>/g)).toHaveLength(1);
});

test("a bar is as long as its time", () => {
  const widths = [...barChart(all).matchAll(/<rect [^>]*width="([\d.]+)"[^>]*fill="var/g)].map((match) =>
    Number(match[1]),
  );
  const [held = 0, fast = 0] = widths;
  expect(widths).toHaveLength(3);
  expect(held / fast).toBeCloseTo(5, 1);
  expectWellFormed(barChart(all));
});

test("a chart of nothing is still a chart", () => {
  expectWellFormed(barChart(result([])));
  expect(barChart(result([]))).not.toContain("NaN");
  expect(timeline(absent)).toBeNull();
});

test("a timeline shows who waited, slept and printed, one row a thread", () => {
  const svg = timeline(variant()) ?? "";
  expectWellFormed(svg);
  expect(svg.match(/<title>thread \d+ sleeps, /g)).toHaveLength(2);
  expect(svg).toContain("thread 2 waits for the GIL to enter, 0.000 s to 0.100 s");
  const pure = variant({ timeline: [{ called: 0, entered: null, slept: null, printed: null, left: 0.2 }] });
  expect(timeline(pure)).toContain("thread 1 sleeps and prints, 0.000 s to 0.200 s");
});

test("CSV has a line for each run, and quotes what needs it", () => {
  const odd = variant({ id: "misuse", runs: [run({ purpose: "call", label: 'a "list", of sorts', ending: CRASH })] });
  const lines = toCsv(result([variant(), odd, absent])).split("\r\n");
  expect(lines).toHaveLength(5);
  const columns = (lines[0] ?? "").split(",").length;
  expect((lines[1] ?? "").split(",")).toHaveLength(columns);
  expect(lines[2]).toContain('"a ""list"", of sorts"');
  expect(lines[2]).toContain("signal,,SIGSEGV");
  expect((lines[3] ?? "").split(",").slice(3, 5)).toEqual(["numba-held", "not run"]);
});

test("Markdown has a table, reasons and remedies", () => {
  const markdown = toMarkdown(all);
  expect(markdown).toContain("| `released` | 0.100 s | 0.100–0.110 | ×4.90 | 5 | 0 of 5 | as expected |");
  expect(markdown).toContain("✗ every line whole: 3 malformed of 300");
  expect(markdown).toContain("- `numba-held`: Numba is not installed; to mend it: `python3 -m pip install numba`");
});

test("the terminal says what went wrong, and groups what is missing", () => {
  const other = { ...absent, id: "numba-nogil" };
  const text = experimentText(result([variant(), unexpected, absent, other], { behaved: false }));
  expect(text).toMatch(/^ {2}held +0\.500 s {2}█+ .* 1 +0 of 5 {2}as expected {2}blocking-call-with-gil — agrees$/m);
  expect(text).toContain("expected: every line whole; seen: 3 malformed of 300");
  expect(text).toContain(
    "not run: numba-held, numba-nogil\n    Numba is not installed\n    to mend it: python3 -m pip",
  );
  expect(text).toContain("1 of 2 variants that ran behaved as expected.");
});

test("an interpreter that is not there takes its place in every report", () => {
  const reason = {
    what: "interpreter",
    message: "there is no interpreter pyhton3",
    remedy: "sudo apt install python3",
  } as const;
  const none = result([], {
    behaved: null,
    interpreters: [{ asked: "pyhton3", interpreter: null, missing: reason, variants: [] }],
  });
  for (const report of [experimentText(none), toMarkdown(none), toHtmlPage(none)]) {
    expect(report).toContain("there is no interpreter pyhton3");
    expect(report).toContain("sudo apt install python3");
  }
});

test("what gilint leaves alone is said in its place", () => {
  const prediction = { findings: [], notAnalysed: ["written by Cython"], predicted: [], observed: [] } as const;
  const cython = variant({ prediction: { ...prediction, agreement: "not judged" } });
  expect(experimentText(result([cython]))).toMatch(/as expected {2}written by Cython$/m);
});

test("bars are exact to an eighth of a character", () => {
  expect([bar(0, 4), bar(1, 4), bar(0.5, 4), bar(1 / 32, 4), bar(9, 4)]).toEqual(["", "████", "██", "▏", "████"]);
});

function count(threads: number, speedup: number, gilUnavailable: number): ThreadCount {
  const flat = (value: number): ThreadCount["wall"] => ({ median: value, least: value, most: value });
  const late = { p50: 0, p99: 0, max: 0.11, beats: 100 };
  const figures = { wall: flat(1), throughput: flat(speedup), speedup: flat(speedup), starved: late, control: late };
  return { threads, ...figures, gilUnavailable };
}

test("a benchmark's verdict follows from scaling and from the GIL", () => {
  expect(verdictOf([count(1, 1, 0), count(2, 1.9, 0)], 2)).toMatch(/^It scales .*leaves the GIL/);
  expect(verdictOf([count(1, 1, 0.99), count(2, 1.05, 0.99)], 2)).toMatch(
    /^It does not scale .*holds the GIL .*110 ms/,
  );
  expect(verdictOf([count(1, 1, 0.05), count(2, 1.2, 0.1)], 2)).toMatch(/^It hardly scales .*not why/);
  expect(verdictOf([count(1, 1, 0.4), count(2, 1.2, 0.4)], 2)).toMatch(/part of its time/);
  expect(verdictOf([count(1, 1, 0.9)], 2)).toBeNull();
});

test("more threads than cores do not decide, unless there is nothing else", () => {
  expect(verdictOf([count(1, 1, 0), count(2, 1.9, 0), count(8, 1.9, 0)], 2)).toContain("with 2 threads");
  expect(verdictOf([count(1, 1, 0), count(4, 3.9, 0)], 2)).toContain("with 4 threads");
  expect(verdictOf([count(1, 1, 0), count(2, 1.9, 0), count(4, 3.9, 0)], 4)).toContain("with 4 threads");
});

test("a busy machine is said to be busy", () => {
  expect(busyWarning([count(1, 1, 0)])).toBeNull();
  const late = { p50: 0.0001, p99: 0.012, max: 0.1, beats: 100 };
  expect(busyWarning([count(1, 1, 0), { ...count(2, 1, 0), control: late }])).toContain("woke up to 12 ms late");
});

test("a benchmark names what was run, and why it was not", () => {
  const base = { asked: "python3", times: 9, gilEnabled: true, verdict: "It scales." };
  const reason = { what: "run", message: "it <stopped>", remedy: null } as const;
  const benchmark: BenchResult = {
    version: 1,
    started: "2026-11-22T03:00:00.000Z",
    setup: "import zlib",
    statement: "zlib.compress(b'')",
    machine: all.machine,
    measurements: [
      { ...base, interpreter: interpreter(), reason: null, counts: [count(1, 1, 0), count(2, 2, 0.25)] },
      { ...base, asked: "py9", interpreter: null, reason, counts: [] },
    ],
  };
  const text = benchText(benchmark);
  expect(text).toContain("statement: zlib.compress(b'')");
  expect(text).toMatch(/^ +2 .*2\.00 \(2\.00–2\.00\) {2}█{16}.*25 %$/m);
  expect(text).toMatch(/py9\n {2}it <stopped>/);

  const html = toBenchFragment(benchmark);
  expectWellFormed(html);
  expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/i);
  expect(html).toContain("zlib.compress(b'')");
  expect(html).toContain("it &lt;stopped&gt;");
  expect(html).toContain("It scales.");
  expect(html.match(/<th scope="row">/g)).toHaveLength(2);
});

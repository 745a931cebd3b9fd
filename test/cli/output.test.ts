import { readFileSync } from "node:fs";
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import DraftFour from "ajv-draft-04";
import { expect, test } from "vitest";
import { githubReport } from "../../server/src/cli/output/github.ts";
import { jsonReport } from "../../server/src/cli/output/json.ts";
import { sarifReport } from "../../server/src/cli/output/sarif.ts";
import { textReport } from "../../server/src/cli/output/text.ts";
import { RULES } from "../../server/src/core/rules/registry.ts";
import { rulePage } from "../../server/src/node/rule-pages.ts";
import { REPORT, sampleView } from "./sample-report.ts";

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");
const quiet = { colour: false, quiet: true };

test("text shows each finding, the path that leads to it, and its fixes", () => {
  expect(textReport(sampleView(), { colour: false, quiet: false })).toBe(`\
src/a b.c:7:13 error api-call-without-gil Py_DECREF is used where the GIL is released, 100% certainly:␊see below
  7 | /* 日本𝒳 */ Py_DECREF(item);␛[31m
    |             ^^^^^^^^^^^^^^^^
    src/a b.c:6:2 the GIL is released here
      6 | Py_BEGIN_ALLOW_THREADS
        | ^^^^^^^^^^^^^^^^^^^^^^
    fix: Take the GIL around it (--unsafe-fixes)

src/ü.c:1:5 hint empty-region y is shared (medium confidence)
  1 | int x;
    |     ^

src/ü.c:2:5 warning unguarded-shared-state y is shared (medium confidence)
  2 | int y = 1,
    |     ^^^^^^

3 findings (1 error, 1 warning, 1 hint) in 2 files.
`);
});

test("text counts per rule when asked, and says when there is nothing", () => {
  const counted = textReport(sampleView({ statistics: true }), quiet);
  expect(counted).toContain("1  api-call-without-gil\n");
  expect(counted).toContain(
    "in 2 files (200 bytes), 1 function (1 followed), 1 region; 0 functions could not be analysed\n",
  );
  const empty = sampleView({ report: { ...REPORT, findings: [] } });
  expect(textReport(empty, { colour: false, quiet: false })).toBe("No findings in 2 files.\n");
  expect(textReport(empty, quiet)).toBe("");
});

test("colours add nothing but colours", () => {
  const coloured = textReport(sampleView(), { colour: true, quiet: false });
  expect(coloured).toContain("\u001B[31merror\u001B[0m");
  expect(coloured.replace(ESCAPES, "")).toBe(textReport(sampleView(), { colour: false, quiet: false }));
});

test("a very long line is cut around its place", () => {
  const view = sampleView();
  const line = `${"x".repeat(5000)}HERE${"y".repeat(5000)}`;
  view.sources.setText("src/ü.c", line);
  const finding = { ...REPORT.findings[2], path: "src/ü.c", span: { start: 5000, end: 5004 } };
  const [, source = "", marks = ""] = textReport(
    { ...view, report: { ...REPORT, findings: [finding as never] } },
    quiet,
  ).split("\n");
  expect(source.length).toBeLessThan(200);
  expect(source.indexOf("HERE")).toBe(marks.indexOf("^^^^"));
});

test("JSON keeps its contract", () => {
  const document = JSON.parse(jsonReport(sampleView({ statistics: true })));
  const schema = JSON.parse(readFileSync(new URL("../../server/schemas/report.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  expect(document.findings[0]).toEqual({
    rule: "api-call-without-gil",
    severity: "error",
    confidence: "high",
    path: "src/a b.c",
    range: { start: { line: 6, character: 12 }, end: { line: 6, character: 28 } },
    function: "spam",
    message: REPORT.findings[0]?.message,
    related: [
      {
        path: "src/a b.c",
        range: { start: { line: 5, character: 1 }, end: { line: 5, character: 23 } },
        message: "the GIL is released here",
      },
    ],
    fixes: [
      {
        title: "Take the GIL around it",
        safe: false,
        edits: [
          {
            path: "src/a b.c",
            range: { start: { line: 6, character: 1 }, end: { line: 6, character: 12 } },
            newText: "Py_BLOCK_THREADS\n\t",
          },
          {
            path: "src/ü.c",
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            newText: "/* new */\n",
          },
        ],
      },
    ],
  });
  expect(document.statistics).toEqual({
    ...REPORT.statistics,
    milliseconds: 12,
    rules: { "api-call-without-gil": 1, "empty-region": 1, "unguarded-shared-state": 1 },
  });
});

test("the JSON schema refuses what the contract does not hold", () => {
  const schema = JSON.parse(readFileSync(new URL("../../server/schemas/report.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv({ strict: true }).compile(schema);
  const document = JSON.parse(jsonReport(sampleView()));
  expect(validate({ ...document, version: 2 })).toBe(false);
  expect(validate({ ...document, findings: [{ ...document.findings[0], severity: "fatal" }] })).toBe(false);
  expect(validate({ ...document, findings: [{ ...document.findings[0], range: undefined }] })).toBe(false);
});

test("SARIF is valid against its schema", () => {
  const document = JSON.parse(sarifReport(sampleView()));
  const validate = new DraftFour.default({
    strict: false,
    allErrors: true,
    validateFormats: false,
    unicodeRegExp: false,
  }).compile(sarifSchema);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  expect(validate({ ...document, runs: [{ ...document.runs[0], columnKind: "bytes" }] })).toBe(false);
});

test("SARIF says where, how it comes to it, and what to do", () => {
  const [run] = JSON.parse(sarifReport(sampleView())).runs;
  const [result] = run.results;
  const region = { startLine: 7, startColumn: 13, endLine: 7, endColumn: 29 };
  const artifactLocation = { uri: "src/a%20b.c", uriBaseId: "SRCROOT" };
  expect(run.columnKind).toBe("utf16CodeUnits");
  expect(result.locations).toEqual([
    { physicalLocation: { artifactLocation, region }, logicalLocations: [{ name: "spam", kind: "function" }] },
  ]);
  const flow = result.codeFlows[0].threadFlows[0].locations.map(
    (step: { location: { message: { text: string } } }) => step.location.message.text,
  );
  expect(flow).toEqual(["the GIL is released here", REPORT.findings[0]?.message]);
  expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  expect(
    result.fixes[0].artifactChanges.map((change: { artifactLocation: object }) => change.artifactLocation),
  ).toEqual([artifactLocation, { uri: "src/%C3%BC.c", uriBaseId: "SRCROOT" }]);
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe("skipped: larger than 8 MiB");
  for (const rule of run.tool.driver.rules)
    expect([rule.id, rule.help?.markdown]).toEqual([rule.id, rulePage(rule.id)]);
});

test("SARIF's fingerprints stay when code moves, and tell equal findings apart", () => {
  const prints = (view: Parameters<typeof sarifReport>[0]): string[] =>
    JSON.parse(sarifReport(view)).runs[0].results.map(
      (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints["gilint/v1"],
    );
  const before = prints(sampleView());
  const [first] = REPORT.findings;
  if (first === undefined) throw new Error("the sample has findings");
  const moved = sampleView({
    report: { ...REPORT, findings: [{ ...first, span: { start: first.span.start + 2, end: first.span.end + 2 } }] },
  });
  moved.sources.setText("src/a b.c", `\n\n${moved.sources.text("src/a b.c").replace("(item)", " ( item )")}`);
  expect(prints(moved)).toEqual(before.slice(0, 1));
  const twice = prints(sampleView({ report: { ...REPORT, findings: [first, first] } }));
  expect(new Set(twice).size).toBe(2);
  expect(twice[0]).toBe(before[0]);
});

test("GitHub's commands escape what would end them", () => {
  expect(githubReport(sampleView()).split("\n")).toEqual([
    "::error file=src/a b.c,line=7,endLine=7,col=13,endColumn=29,title=gilint%3A api-call-without-gil::Py_DECREF is used where the GIL is released, 100%25 certainly:%0Asee below%0Asrc/a b.c:6 the GIL is released here",
    "::notice file=src/ü.c,line=1,endLine=1,col=5,endColumn=6,title=gilint%3A empty-region::y is shared",
    "::warning file=src/ü.c,line=2,endLine=3,title=gilint%3A unguarded-shared-state::y is shared",
    "::notice file=src/b.cpp,title=gilint::skipped: larger than 8 MiB",
    "",
  ]);
});

test("a problem of no file is said without one", () => {
  const report = { ...REPORT, findings: [], problems: [{ path: "", message: "a rule failed" }] };
  expect(githubReport(sampleView({ report }))).toBe("::notice title=gilint::a rule failed\n");
  const [notification] = JSON.parse(sarifReport(sampleView({ report }))).runs[0].invocations[0]
    .toolExecutionNotifications;
  expect(notification).toEqual({ level: "warning", message: { text: "a rule failed" }, locations: [] });
});

test("every format has a place for every rule", () => {
  const [first] = REPORT.findings;
  if (first === undefined) throw new Error("the sample has findings");
  const report = { ...REPORT, findings: RULES.map((rule) => ({ ...first, rule: rule.id })) };
  const results = JSON.parse(sarifReport(sampleView({ report }))).runs[0].results;
  expect(results.map((result: { ruleIndex: number }) => result.ruleIndex)).toEqual(RULES.map((_, index) => index));
});

import { expect, test } from "vitest";
import { HelpWanted } from "../../server/src/cli/arguments.ts";
import { applyOptions, readCheckOptions } from "../../server/src/cli/commands/check-options.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";

test("options become what they say", () => {
  const options = readCheckOptions([
    ..."src --select=races,api-call-without-gil --select stalls --severity empty-region=off a.c".split(" "),
    ..."--min-confidence low --fix --unsafe-fixes --jobs 3 --no-cache --format sarif -- --odd.c".split(" "),
  ]);
  expect(options).toMatchObject({
    paths: ["src", "a.c", "--odd.c"],
    select: ["races", "api-call-without-gil", "stalls"],
    severity: { "empty-region": "off" },
    minConfidence: "low",
    fix: "unsafe",
    diff: false,
    jobs: 3,
    cache: false,
    format: "sarif",
  });
});

test("without options, everything has its default", () => {
  expect(readCheckOptions([])).toMatchObject({
    paths: [],
    format: "text",
    fix: "none",
    cache: true,
    color: "auto",
    select: [],
  });
  expect(readCheckOptions(["--diff"]).fix).toBe("safe");
});

test.each([
  [["--selct=all"], 'unknown option --selct; did you mean "--select"?'],
  [["--zzzzzzzz"], "unknown option --zzzzzzzz\n"],
  [["-x"], "unknown option -x\n"],
  [["--select"], "--select needs a value: --select=RULE,…"],
  [["--select", "--fix"], "--select needs a value"],
  [["--select="], "--select needs a value"],
  [["--select=nested-relase"], '--select: there is no rule or group "nested-relase"; did you mean "nested-release"?'],
  [["--ignore=rases"], '--ignore: there is no rule or group "rases"; did you mean "races"?'],
  [["--severity=empty-region"], 'empty-region can be error, warning, info, hint, off, not ""'],
  [["--severity=empty=off"], '--severity: there is no rule "empty"'],
  [["--format=xml"], '--format can be text, json, sarif, github, not "xml"'],
  [["--fix=yes"], "--fix takes no value"],
  [["--jobs=0"], '--jobs: "0" is not a number of jobs'],
  [["--jobs=two"], '--jobs: "two" is not a number of jobs'],
  [["--unsafe-fixes"], "--unsafe-fixes needs --fix or --diff"],
  [["--write-baseline"], "--write-baseline needs --baseline=FILE"],
  [["--config=x", "--isolated"], "contradict"],
])("%j is refused with a reason", (args, message) => {
  expect(() => readCheckOptions(args)).toThrow(message);
  expect(() => readCheckOptions(args)).toThrow('Try "gilint check --help".');
});

test("help names every option", () => {
  expect(() => readCheckOptions(["--format=sarif", "-h"])).toThrow(HelpWanted);
  for (const option of ["--output-file=FILE", "--stdin-filename=FILE", "--exit-zero", "--baseline=FILE"]) {
    expect(() => readCheckOptions(["--help"])).toThrow(option);
  }
});

test("the command line wins over the configuration", () => {
  const configured = {
    ...DEFAULT_SETTINGS,
    select: ["races"],
    ignore: ["empty-region"],
    severity: { "nested-release": "off" as const },
  };
  const apply = (...args: string[]) => applyOptions(configured, readCheckOptions(args));
  expect(apply()).toEqual(configured);
  expect(apply("--ignore=stalls").ignore).toEqual(["empty-region", "stalls"]);
  expect(apply("--select=empty-region")).toMatchObject({ select: ["empty-region"], ignore: [] });
  expect(apply("--severity=empty-region=error").severity).toEqual({ "nested-release": "off", "empty-region": "error" });
  expect(apply("--min-confidence=high").minConfidence).toBe("high");
});

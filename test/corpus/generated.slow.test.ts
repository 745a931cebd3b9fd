// Depth, width and length beyond what people write: bounded time, no exception, and the next function is still seen.
import { cpuUsage } from "node:process";
import { describe, expect, test } from "vitest";
import { analyze } from "../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { generated } from "./generated.ts";

const TEXTS = new Map(generated().map(({ name, text }) => [name, text]));

describe.each(["native", "wasm"] as const)("with the %s parser", async (kind) => {
  const parser = await loadParser(kind);

  test.each([...TEXTS.keys()])("%s", (name) => {
    const text = TEXTS.get(name) ?? "";
    const before = cpuUsage();
    const analysis = analyze({ files: [{ path: "a.c", text }], parser, settings: DEFAULT_SETTINGS });
    const { user, system } = cpuUsage(before);
    expect((user + system) / 1e6, "CPU seconds").toBeLessThan(2);
    const marked = text.lastIndexOf("PyErr_Clear(); /* must be found */");
    const found = analysis.findings.filter((finding) => finding.rule === "api-call-without-gil");
    expect(found.map((finding) => finding.span.start)).toContain(marked);
    // Asked for by people, about files they look at: not for tens of thousands of functions at once.
    if (analysis.statistics.functions < 1000) expect(() => analysis.effects("a.c")).not.toThrow();
  });
});

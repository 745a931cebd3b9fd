// A report in the format that was asked for.
import type { Io } from "../io.ts";
import { githubReport } from "../output/github.ts";
import { jsonReport } from "../output/json.ts";
import { sarifReport } from "../output/sarif.ts";
import { textReport } from "../output/text.ts";
import type { ReportView } from "../output/view.ts";
import type { CheckOptions } from "./check-options.ts";

export function formatReport(view: ReportView, options: CheckOptions, io: Io): string {
  switch (options.format) {
    case "json":
      return jsonReport(view);
    case "sarif":
      return sarifReport(view);
    case "github":
      return githubReport(view);
    case "text":
      return textReport(view, { colour: wantsColour(options, io), quiet: options.quiet });
  }
}

/** The conventions of no-color.org and of FORCE_COLOR stand behind `--color`, and a file gets none. */
export function wantsColour({ color, outputFile }: Pick<CheckOptions, "color" | "outputFile">, io: Io): boolean {
  if (color !== "auto") return color === "always";
  if (io.env["NO_COLOR"]) return false;
  if (io.env["FORCE_COLOR"]) return io.env["FORCE_COLOR"] !== "0";
  return outputFile === undefined && io.stdout.isTTY === true && io.env["TERM"] !== "dumb";
}

// The forms a result can be saved in.
import type { ExperimentResult } from "../result.ts";
import { toCsv } from "./csv.ts";
import { toMarkdown } from "./markdown.ts";
import { toHtmlPage } from "./page.ts";
import { barChart } from "./svg.ts";

/** What can be made of a result, by the end of the file's name. */
export const FORMS: Readonly<Record<string, (result: ExperimentResult) => string>> = {
  ".md": toMarkdown,
  ".csv": toCsv,
  ".svg": barChart,
  ".html": toHtmlPage,
  ".json": (result) => `${JSON.stringify(result, null, 2)}\n`,
};

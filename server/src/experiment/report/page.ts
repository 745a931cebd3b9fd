// The result as a page of its own, with a policy that allows its style and nothing else.
import { createHash } from "node:crypto";
import type { ExperimentResult } from "../result.ts";
import { toHtmlFragment } from "./html.ts";
import { REPORT_STYLE } from "./style.ts";

export function toHtmlPage(result: ExperimentResult): string {
  const hash = createHash("sha256").update(REPORT_STYLE).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The spam experiment</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
${toHtmlFragment(result, { openButtons: false })}
</body>
</html>
`;
}

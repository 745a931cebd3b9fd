// What a finding is recognised by when the code around it moves: no line numbers, no spacing, no wording of gilint's own.
import { createHash } from "node:crypto";
import type { Finding } from "../core/findings/finding.ts";
import type { SourceMap } from "./source-map.ts";

/** Rule, path, function and the text of the line. Two findings that are alike have the same one: count them. */
export function fingerprint(finding: Finding, sources: SourceMap, path: string = finding.path): string {
  const { start } = sources.range(finding.path, finding.span);
  const line = sources.line(finding.path, start.line).replace(/\s+/g, "");
  const parts = [finding.rule, path, finding.function ?? "", line];
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32);
}

// `--since`: which lines changed since a revision. The one place where the linter starts another program: Git.
import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Finding, Location, Report } from "../core/findings/finding.ts";
import { reportPath } from "../node/discover.ts";
import { InputError } from "../node/input-error.ts";
import type { SourceMap } from "./source-map.ts";

/** Zero-based, `end` exclusive. */
interface Lines {
  readonly start: number;
  readonly end: number;
}

export class ChangedLines {
  readonly #byPath: ReadonlyMap<string, readonly Lines[]>;

  /** `byPath`: paths as in reports. */
  constructor(byPath: ReadonlyMap<string, readonly Lines[]>) {
    this.#byPath = byPath;
  }

  /** Findings of which the place, or a step on the way to it, changed: a new release above old code is a new mistake. */
  narrow(report: Report, sources: SourceMap): Report {
    const findings = report.findings.filter((finding) => this.#touches(finding, sources));
    return { ...report, findings };
  }

  #touches(finding: Finding, sources: SourceMap): boolean {
    return [finding, ...finding.related].some((place) => this.#changed(place, sources));
  }

  #changed({ path: name, span }: Location, sources: SourceMap): boolean {
    const changed = this.#byPath.get(name);
    if (changed === undefined) return false;
    const { start, end } = sources.range(name, span);
    return changed.some((lines) => start.line < lines.end && lines.start <= end.line);
  }
}

/** Against the working tree; files Git does not know yet count as changed. Throws `InputError` where Git cannot say. */
export function changedLines(revision: string, cwd: string): ChangedLines {
  const commit = git(
    cwd,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`],
    revision,
  ).trim();
  // Relative: an absolute one has links resolved, and would not fit the paths in reports.
  const top = path.resolve(cwd, git(cwd, ["rev-parse", "--show-cdup"], revision).trim());
  const name = (file: string): string => reportPath(cwd, path.join(top, file));
  const diff = git(
    top,
    ["diff", "--no-ext-diff", "--no-textconv", "--no-color", "--find-renames", "--unified=0", commit, "--"],
    revision,
  );
  const byPath = new Map<string, readonly Lines[]>();
  for (const [file, lines] of parseDiff(diff)) byPath.set(name(file), lines);
  const unknown = git(top, ["ls-files", "--others", "--exclude-standard", "-z"], revision).split("\0");
  for (const file of unknown) if (file !== "") byPath.set(name(file), [{ start: 0, end: Number.POSITIVE_INFINITY }]);
  return new ChangedLines(byPath);
}

/** The new side of a diff without context. */
export function parseDiff(diff: string): Map<string, Lines[]> {
  const byFile = new Map<string, Lines[]>();
  const rows = diff.split("\n");
  let lines: Lines[] = [];
  for (let at = 0; at < rows.length; at++) {
    const header = /^\+\+\+ (?:"b\/(.*)"|b\/(.*?))\t?$/.exec(rows[at] ?? "");
    if (header !== null) {
      lines = [];
      byFile.set(header[2] ?? unquote(header[1] ?? ""), lines);
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(rows[at] ?? "");
    if (hunk === null) continue;
    const [removed, start, added] = [Number(hunk[1] ?? 1), Number(hunk[2]) - 1, Number(hunk[3] ?? 1)];
    // Where lines went, what stands before and behind the gap meets anew.
    lines.push(added === 0 ? { start, end: start + 2 } : { start, end: start + added });
    // The lines themselves can look like headers.
    at += removed + added;
  }
  return byFile;
}

/** Git's quoting of unusual names: C escapes, octal for bytes. */
function unquote(name: string): string {
  const bytes: number[] = [];
  for (const [, octal, letter, plain] of name.matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...Buffer.from(plain ?? ESCAPES[letter ?? ""] ?? letter ?? ""));
  }
  return Buffer.from(bytes).toString();
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

function git(cwd: string, args: readonly string[], revision: string): string {
  try {
    // A repository's own configuration must not start programs.
    return execFileSync("git", ["-c", "core.fsmonitor=false", "-c", "core.quotePath=true", ...args], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
      maxBuffer: 1 << 30,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: unknown };
    if (code === "ENOENT") throw new InputError("--since needs Git, which is not installed");
    const said = typeof stderr === "string" ? stderr.trim().split("\n", 1)[0] : "";
    throw new InputError(`--since=${revision}: ${said || "there is no such revision"}`);
  }
}

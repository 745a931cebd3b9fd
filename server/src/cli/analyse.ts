// One run of the analysis over a project, or its result from the cache.
import { readFileSync } from "node:fs";
import type { Analysis } from "../core/analyze.ts";
import type { Problem, Report } from "../core/findings/finding.ts";
import type { Settings } from "../core/settings.ts";
import type { Parser } from "../core/syntax/parser.ts";
import { Cache } from "../node/cache.ts";
import type { FoundFile } from "../node/discover.ts";
import { reasonOf } from "../node/input-error.ts";
import { decodeSource } from "../node/sources.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Progress } from "./progress.ts";
import type { SourceMap } from "./source-map.ts";
import { BUILD } from "./version.ts";

export interface AnalysisRequest {
  readonly files: readonly FoundFile[];
  /** Texts that are not on disk, by path. */
  readonly overlay: ReadonlyMap<string, string>;
  readonly sources: SourceMap;
  readonly settings: Settings;
  readonly cacheRoot: string | undefined;
  readonly progress: Progress;
}

export async function analyseCached(request: AnalysisRequest): Promise<Report> {
  const { cacheRoot, overlay } = request;
  if (cacheRoot === undefined || BUILD === undefined || overlay.size > 0) return analyseFresh(request);
  const cache = new Cache(cacheRoot, BUILD);
  const key = reportKey(cache, request);
  const known = key === undefined ? undefined : cache.report(key);
  if (known !== undefined) {
    cache.save();
    return known;
  }
  const report = await analyseFresh(request);
  if (key !== undefined) cache.setReport(key, report);
  cache.save();
  return report;
}

export async function analyseFresh(request: AnalysisRequest): Promise<Report> {
  const unread: Problem[] = [];
  const { findings, problems, statistics } = (await workspaceOf(request, unread)).analysis();
  return { findings, problems: [...problems, ...unread], statistics };
}

/** The analysis with all it knows, for `gilint effects`. */
export async function analyseFully(request: AnalysisRequest): Promise<Analysis> {
  return (await workspaceOf(request, [])).analysis();
}

async function workspaceOf(request: AnalysisRequest, unread: Problem[]): Promise<Workspace> {
  const { files, overlay, sources, progress } = request;
  // Where the cache has the answer, neither is loaded; here both are, at the same time.
  const [parser, engine] = await Promise.all([
    import("../node/parser.ts").then(({ loadParser }) => loadParser("auto")),
    import("../workspace/workspace.ts"),
  ]);
  const workspace = new engine.Workspace(watched(parser, progress), request.settings);
  for (const [index, { path }] of files.entries()) {
    progress.show("reading", index, files.length);
    try {
      workspace.setFile(path, sources.text(path));
    } catch (error) {
      unread.push({ path, message: `skipped: ${reasonOf(error)}` });
    }
  }
  for (const [path, text] of overlay) workspace.setFile(path, text);
  if (workspace.hasCplusplus) await parser.prepareCplusplus();
  return workspace;
}

/** The analysis runs without a break: that it asks for functions to be parsed is how it shows that it gets on. */
function watched(parser: Parser, progress: Progress): Parser {
  let parsed = 0;
  return {
    ...parser,
    parse: (language, text, read) => {
      progress.show("functions read:", ++parsed);
      return parser.parse(language, text, read);
    },
  };
}

/** Undefined if a file cannot be read: what is not complete is not kept. */
function reportKey(cache: Cache, { files, sources, settings, progress }: AnalysisRequest): string | undefined {
  try {
    const hashes = files.map((file, index) => {
      progress.show("reading", index, files.length);
      const read = (): Uint8Array => {
        const bytes = readFileSync(file.file);
        sources.setText(file.path, decodeSource(bytes));
        return bytes;
      };
      return { path: file.path, hash: cache.contentHash(file, read) };
    });
    return cache.reportKey(settings, hashes);
  } catch {
    return undefined;
  }
}

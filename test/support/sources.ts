// Real projects to run gilint on: pinned archives from the Python package index and from Debian's source packages.
// Nothing of them is committed; they live in a cache folder outside the tree (GILINT_SOURCES_DIR).
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "./project-root.ts";

export interface Source {
  readonly name: string;
  readonly version: string;
  readonly kind: "pypi" | "debian";
  /** The project's name in the index, or the Debian source package's. */
  readonly package: string;
  readonly file: string;
  readonly sha256: string;
  readonly licence: string;
}

/** The archive can't be had here; the message says why. A hash that differs is never this, but a plain error. */
export class SourceUnavailable extends Error {}

export const SOURCES: readonly Source[] = readTable();

/** The folder of the extracted project, downloaded if the cache does not hold it. Throws SourceUnavailable. */
export async function fetchSource(name: string): Promise<string> {
  const folder = sourceFolder(name);
  if (existsSync(folder)) return folder;
  const source = pinned(name);
  const cache = dirname(folder);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, ".work-"));
  try {
    const archive = join(work, source.file);
    await (source.kind === "pypi" ? downloadFromIndex(source, archive) : downloadFromDebian(source, archive, work));
    await checkHash(archive, source.sha256);
    const extracted = join(work, "extracted");
    await mkdir(extracted);
    await run("tar", ["-xf", archive, "-C", extracted, "--strip-components=1"]);
    await moveUnlessThere(extracted, folder);
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Where the cache keeps the extracted project; the folder is not there before it was fetched. */
export function sourceFolder(name: string): string {
  const cache = process.env["GILINT_SOURCES_DIR"] ?? join(homedir(), ".cache", "gilint-sources");
  return join(cache, `${name}-${pinned(name).version}`);
}

/** What `fetchSource` gives, or null with a line on stderr where the source cannot be had: tests go on without it. */
export async function sourceOrNote(name: string): Promise<string | null> {
  try {
    return await fetchSource(name);
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error;
    console.warn(`${name}: not checked, its source can't be had here: ${error.message}`);
    return null;
  }
}

function pinned(name: string): Source {
  const source = SOURCES.find((candidate) => candidate.name === name);
  if (source === undefined) throw new Error(`${name} is not in test/support/sources.tsv`);
  return source;
}

function readTable(): Source[] {
  const [, ...lines] = readFileSync(join(projectRoot(), "test/support/sources.tsv"), "utf8").trim().split("\n");
  return lines.map((line) => {
    const [name = "", version = "", kind = "", packageName = "", file = "", sha256 = "", licence = ""] =
      line.split("\t");
    if (kind !== "pypi" && kind !== "debian") throw new Error(`sources.tsv: ${name} is of kind ${kind}`);
    return { name, version, kind, package: packageName, file, sha256, licence };
  });
}

/** From the index's page rather than by `pip download`, which runs the project's set-up code to learn its metadata. */
async function downloadFromIndex(source: Source, target: string): Promise<void> {
  const page = new URL(`${await indexUrl()}/${source.package}/`);
  const html = await attempt("curl", [...CURL, "-H", "Accept: text/html", page.href]);
  const link = [...html.matchAll(/<a\s[^>]*?href="([^"#]+)[^"]*"/g)]
    .map((match) => new URL((match[1] ?? "").replaceAll("&amp;", "&"), page))
    .find((url) => decodeURIComponent(url.pathname).endsWith(`/${source.file}`));
  if (link === undefined) throw new SourceUnavailable(`the package index has no ${source.file}`);
  await attempt("curl", [...CURL, "-o", target, link.href]);
}

const CURL = ["-fsSL", "--retry", "2", "--connect-timeout", "20", "--max-time", "600"];

/** The index pip would use here, as its help says it: defaults, configuration files and environment taken together. */
async function indexUrl(): Promise<string> {
  const configured = process.env["PIP_INDEX_URL"];
  if (configured !== undefined) return configured.replace(/\/$/, "");
  const help = (await attempt("python3", ["-m", "pip", "download", "--help"])).replace(/\s+/g, " ");
  const url = /--index-url <url> .*?\(default (\S+)\)/.exec(help)?.[1];
  if (url === undefined) throw new SourceUnavailable("pip names no package index");
  return url.replace(/\/$/, "");
}

/**
 * With the machine's own sources and private folders, so that nothing of the system changes. Only the original
 * archive is taken: the newest revision's other files come and go. Older revisions are tried when the newest has gone.
 */
async function downloadFromDebian(source: Source, target: string, work: string): Promise<void> {
  const options = await privateApt(work);
  await attempt("apt-get", [...options, "update"]);
  const versions = (await attempt("apt-cache", [...options, "showsrc", source.package])).matchAll(/^Version: (\S+)$/gm);
  let reason = `no source package ${source.package}`;
  for (const [, version] of [...versions].reverse()) {
    const uris = await attempt("apt-get", [
      ...options,
      "source",
      "--print-uris",
      "--only-source",
      `${source.package}=${version}`,
    ]);
    const uri = new RegExp(`^'([^']+)' ${literally(source.file)} `, "m").exec(uris)?.[1];
    if (uri === undefined) continue;
    try {
      await attempt(APT_HELPER, [...options, "download-file", uri, target]);
      return;
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  throw new SourceUnavailable(reason);
}

const APT_HELPER = "/usr/lib/apt/apt-helper";

async function privateApt(work: string): Promise<string[]> {
  const apt = join(work, "apt");
  const parts = join(apt, "sources.list.d");
  await mkdir(parts, { recursive: true });
  await mkdir(join(apt, "lists", "partial"), { recursive: true });
  await mkdir(join(apt, "cache", "archives", "partial"), { recursive: true });
  const configured = existsSync("/etc/apt/sources.list.d") ? await readdir("/etc/apt/sources.list.d") : [];
  const files = ["/etc/apt/sources.list", ...configured.map((file) => `/etc/apt/sources.list.d/${file}`)];
  for (const [i, file] of files.entries()) {
    if (!/\.(list|sources)$/.test(file) || !existsSync(file)) continue;
    const text = (await readFile(file, "utf8"))
      .replace(/^Types:.*$/gm, "Types: deb-src")
      .replace(/^deb /gm, "deb-src ");
    await writeFile(join(parts, `${i}${file.endsWith(".list") ? ".list" : ".sources"}`), text);
  }
  const settings = {
    "Dir::Etc::sourcelist": "/dev/null",
    "Dir::Etc::sourceparts": parts,
    "Dir::State::lists": join(apt, "lists"),
    "Dir::Cache": join(apt, "cache"),
    "APT::Sandbox::User": "",
  };
  return Object.entries(settings).flatMap(([key, value]) => ["-o", `${key}=${value}`]);
}

async function checkHash(file: string, sha256: string): Promise<void> {
  const actual = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  if (actual !== sha256) throw new Error(`${file}: sha256 is ${actual}, pinned is ${sha256}`);
}

/** Two processes may fetch the same source at once: the first to finish wins. */
async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Runs a program whose failure means that the source can't be had here. */
async function attempt(program: string, args: readonly string[]): Promise<string> {
  try {
    return await run(program, args);
  } catch (error) {
    throw new SourceUnavailable(error instanceof Error ? error.message : String(error));
  }
}

async function run(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], { maxBuffer: 1 << 28 });
  return stdout;
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

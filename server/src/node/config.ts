// A project's configuration: found, read and checked. Says what is wrong and where; never throws.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, TomlError } from "smol-toml";
import { DEFAULT_SETTINGS, type NamePair, type Settings } from "../core/settings.ts";
import { LineIndex, type Position } from "../core/text/line-index.ts";
import type { Span } from "../core/text/span.ts";
import { isTable, type Misfit, misfits } from "./config-check.ts";
import { CONFIG_SCHEMA } from "./config-schema.ts";
import { TomlPlaces } from "./toml-spans.ts";

export interface Config {
  /** The folder the patterns are relative to. Absolute. */
  readonly root: string;
  /** The file it was read from. Absolute; undefined where there is none. */
  readonly file: string | undefined;
  readonly settings: Settings;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** What is wrong in the files. Keys that are wrong have their defaults. */
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigProblem {
  /** Absolute. */
  readonly file: string;
  /** UTF-16 offsets into the file's text. */
  readonly span: Span;
  readonly start: Position;
  readonly end: Position;
  /** As written in the file: `tool.gilint.select`; empty where the whole file is wrong. */
  readonly key: string;
  readonly message: string;
}

/** Reads a file's text; undefined if there is no such file. An editor hands in its unsaved buffers this way. */
export type ReadText = (file: string) => string | undefined;

/** The configuration that holds for a folder: of the nearest folder, upwards, that has one. */
export function loadConfig(folder: string, read: ReadText = readText): Config {
  const start = path.resolve(folder);
  let python: Document | undefined;
  for (const dir of ancestors(start)) {
    const own = readDocument(path.join(dir, "gilint.toml"), read);
    const project = readDocument(path.join(dir, "pyproject.toml"), read);
    if (own !== undefined) return build(own, [], project);
    if (project === undefined) continue;
    if (project.error !== undefined || valueAt(project.value, PYPROJECT) !== undefined) {
      return build(project, PYPROJECT, project);
    }
    python ??= project;
  }
  if (python === undefined) return defaultConfig(start);
  return { ...defaultConfig(path.dirname(python.file)), settings: settingsOf({}, python) };
}

/** The configuration in a file that was named. Throws if it cannot be read. */
export function loadConfigFile(file: string): Config {
  const absolute = path.resolve(file);
  const document = readDocument(absolute, (name) => readFileSync(name, "utf8"));
  if (document === undefined) throw new Error(`${file} cannot be read`);
  const isProject = path.basename(absolute) === "pyproject.toml";
  return build(document, isProject ? PYPROJECT : [], isProject ? document : undefined);
}

export function defaultConfig(root: string): Config {
  return { root, file: undefined, settings: DEFAULT_SETTINGS, include: [], exclude: [], problems: [] };
}

const PYPROJECT: readonly string[] = ["tool", "gilint"];

interface Document {
  readonly file: string;
  readonly text: string;
  readonly value: Record<string, unknown>;
  readonly error?: { readonly message: string; readonly offset: number };
}

function readDocument(file: string, read: ReadText): Document | undefined {
  const text = read(file)?.replace(/^\uFEFF/, "");
  if (text === undefined) return undefined;
  try {
    return { file, text, value: parse(text) };
  } catch (error) {
    return { file, text, value: {}, error: syntaxError(error, text) };
  }
}

function syntaxError(error: unknown, text: string): { message: string; offset: number } {
  if (!(error instanceof TomlError)) return { message: String(error), offset: 0 };
  const offset = new LineIndex(text).offsetAt({ line: error.line - 1, character: error.column - 1 });
  const message = error.message.split("\n", 1)[0]?.replace(/^Invalid TOML document: /, "") ?? "";
  return { message: `not valid TOML: ${message}`, offset };
}

/** The configuration in the table `at` of a document; what is wrong falls back to the defaults. */
function build(document: Document, at: readonly string[], project: Document | undefined): Config {
  const root = path.dirname(document.file);
  const { error } = document;
  if (error !== undefined) {
    const problem = problemAt(document, { start: error.offset, end: error.offset + 1 }, "", error.message);
    return { ...defaultConfig(root), file: document.file, problems: [problem] };
  }
  const table = valueAt(document.value, at) ?? {};
  const wrong = misfits(CONFIG_SCHEMA, table);
  const places = wrong.length === 0 ? undefined : new TomlPlaces(document.text);
  const problems = wrong.map((misfit) => {
    const full = [...at, ...misfit.path];
    const place = places?.find(full)?.[misfit.about] ?? { start: 0, end: 0 };
    return problemAt(document, place, full.join("."), misfit.message);
  });
  const values = isTable(table) ? withoutMisfits(table, wrong) : {};
  const settings = settingsOf(values, project);
  return {
    root,
    file: document.file,
    settings,
    include: strings(values["include"]),
    exclude: strings(values["exclude"]),
    problems,
  };
}

function problemAt(document: Document, span: Span, key: string, message: string): ConfigProblem {
  const lines = new LineIndex(document.text);
  const { file } = document;
  return { file, span, start: lines.positionAt(span.start), end: lines.positionAt(span.end), key, message };
}

function withoutMisfits(table: Record<string, unknown>, wrong: readonly Misfit[]): Record<string, unknown> {
  const bad = new Set(wrong.map((misfit) => misfit.path[0]));
  return Object.fromEntries(Object.entries(table).filter(([key]) => !bad.has(key)));
}

/** `values` fits the schema, so its types are known. */
function settingsOf(values: Record<string, unknown>, project: Document | undefined): Settings {
  const version = values["python"] ?? oldestPython(project);
  const given = {
    select: values["select"],
    ignore: values["ignore"],
    severity: values["severity"],
    minConfidence: values["min-confidence"],
    python: typeof version === "string" ? version.split(".").map(Number) : undefined,
    releaseMacros: pairs(values["release-macros"]),
    acquireMacros: pairs(values["acquire-macros"]),
    releaseFunctions: pairs(values["release-functions"]),
    acquireFunctions: pairs(values["acquire-functions"]),
    gilFreeFunctions: values["gil-free-functions"],
    needsGilFunctions: values["needs-gil-functions"],
    locks: pairs(values["locks"]),
    blockingFunctions: values["blocking-functions"],
    callbacks: values["callbacks"],
    sharedStreams: values["shared-streams"],
    generated: values["generated"],
  } satisfies Record<keyof Settings, unknown>;
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_SETTINGS, ...(Object.fromEntries(present) as Partial<Settings>) };
}

function pairs(value: unknown): NamePair[] | undefined {
  if (value === undefined) return undefined;
  return (value as [string, string][]).map(([open, close]) => ({ open, close }));
}

function strings(value: unknown): readonly string[] {
  return (value as readonly string[] | undefined) ?? [];
}

/** The lower bound in `project.requires-python`: ">=3.9", "~=3.9", "==3.9.*". */
function oldestPython(document: Document | undefined): string | undefined {
  const wanted = document === undefined ? undefined : valueAt(document.value, ["project", "requires-python"]);
  if (typeof wanted !== "string") return undefined;
  const minors = [...wanted.matchAll(/(?:>=?|~=|===?)\s*3\.(\d+)/g)].map((match) => Number(match[1]));
  return minors.length === 0 ? undefined : `3.${Math.max(...minors)}`;
}

function valueAt(document: Record<string, unknown>, keys: readonly string[]): unknown {
  let value: unknown = document;
  for (const key of keys) {
    if (!isTable(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function* ancestors(folder: string): Generator<string> {
  for (let dir = folder; ; dir = path.dirname(dir)) {
    yield dir;
    if (path.dirname(dir) === dir) return;
  }
}

function readText(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

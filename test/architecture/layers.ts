// Which part of the program may import which: the table of the architecture, as data.
import type { Import, Module } from "./modules.ts";

interface Layer {
  /** A folder or a file, from the project's root; the longest one that fits a module is its layer. */
  readonly at: string;
  /** Layers it may load. */
  readonly loads: readonly string[];
  /** Layers of which it may use the types only. */
  readonly types?: readonly string[];
  /** Packages and parts of Node, besides those of its own: "node:*" is all of Node. */
  readonly packages?: readonly string[];
  /** Packages of which it may use the types only. */
  readonly packageTypes?: readonly string[];
}

const CORE = "server/src/core";
const TEXT = `${CORE}/text`;
const FINDINGS = `${CORE}/findings`;
const SETTINGS = `${CORE}/settings.ts`;
const MASK = `${CORE}/mask`;
const SYNTAX = `${CORE}/syntax`;
const CFG = `${CORE}/cfg`;
const CAPI = `${CORE}/capi`;
const EFFECTS = `${CORE}/effects`;
const DATAFLOW = `${CORE}/dataflow`;
const SUMMARIES = `${CORE}/summaries`;
const CONTEXTS = `${CORE}/contexts`;
const EVIDENCE = `${CORE}/evidence`;
const FIXES = `${CORE}/fixes`;
const RULES = `${CORE}/rules`;
const REFACTORINGS = `${CORE}/refactorings`;
const REPORT = `${CORE}/report.ts`;
const ANALYZE = `${CORE}/analyze.ts`;
const WORKSPACE = "server/src/workspace";
const NODE = "server/src/node";
const LSP = "server/src/lsp";
const PROTOCOL = `${LSP}/protocol.ts`;
const BROWSER = `${LSP}/browser`;
const EXPERIMENT = "server/src/experiment";
const CLI = "server/src/cli";
const COMMON = "client/src/common";
const DESKTOP = "client/src/node";
const WEB = "client/src/browser";
const WEBVIEW = "client/src/webview";

const LSP_PACKAGES = ["vscode-languageserver", "vscode-languageserver-textdocument", "vscode-languageserver-protocol"];

/** In order: a layer may only name layers above it. */
export const LAYERS: readonly Layer[] = [
  { at: TEXT, loads: [] },
  { at: FINDINGS, loads: [TEXT] },
  { at: SETTINGS, loads: [FINDINGS] },
  { at: MASK, loads: [TEXT] },
  { at: SYNTAX, loads: [TEXT, MASK] },
  { at: CFG, loads: [TEXT, MASK, SYNTAX] },
  { at: CAPI, loads: [] },
  { at: EFFECTS, loads: [TEXT, SYNTAX, CFG, CAPI] },
  // No syntax: what the solver knows of C is in the effects.
  { at: DATAFLOW, loads: [EFFECTS] },
  { at: SUMMARIES, loads: [TEXT, MASK, SYNTAX, CFG, CAPI, EFFECTS, DATAFLOW], types: [FINDINGS, SETTINGS] },
  { at: CONTEXTS, loads: [TEXT, MASK, SYNTAX, CFG, CAPI, EFFECTS, DATAFLOW, SUMMARIES], types: [FINDINGS, SETTINGS] },
  {
    at: EVIDENCE,
    loads: [TEXT, MASK, SYNTAX, CFG, CAPI, EFFECTS, DATAFLOW, SUMMARIES, CONTEXTS],
    types: [FINDINGS, SETTINGS],
  },
  { at: FIXES, loads: [TEXT, MASK, SYNTAX], types: [FINDINGS] },
  {
    at: RULES,
    loads: [TEXT, FINDINGS, CAPI, DATAFLOW, SUMMARIES, CONTEXTS, EVIDENCE, FIXES],
    types: [MASK, SYNTAX, EFFECTS],
  },
  {
    at: REFACTORINGS,
    loads: [TEXT, MASK, CAPI, SUMMARIES, CONTEXTS, EVIDENCE, FIXES, RULES],
    types: [FINDINGS, DATAFLOW, EFFECTS],
  },
  { at: REPORT, loads: [TEXT, FINDINGS, SYNTAX, EVIDENCE, FIXES, RULES], types: [MASK, SETTINGS] },
  {
    at: ANALYZE,
    loads: [TEXT, FINDINGS, SETTINGS, MASK, SYNTAX, CAPI, SUMMARIES, EVIDENCE, RULES, REFACTORINGS, REPORT],
  },
  { at: WORKSPACE, loads: [TEXT, ANALYZE], types: [FINDINGS, SETTINGS, SYNTAX] },
  // Configuration is checked against the rules there are.
  {
    at: NODE,
    loads: [TEXT, FINDINGS, SETTINGS, RULES],
    types: [SYNTAX],
    packages: ["node:*", "ignore", "smol-toml", "tree-sitter", "tree-sitter-c", "tree-sitter-cpp", "web-tree-sitter"],
  },
  // Shared with the client: it stands alone.
  { at: PROTOCOL, loads: [], packageTypes: ["vscode-languageserver-protocol"] },
  {
    at: LSP,
    loads: [TEXT, FINDINGS, SETTINGS, CAPI, RULES, WORKSPACE, NODE, PROTOCOL],
    types: [SYNTAX, ANALYZE],
    packages: LSP_PACKAGES,
  },
  // The only file of the language server that needs Node: others get what they need through it.
  {
    at: `${LSP}/node-host.ts`,
    loads: [NODE, LSP],
    types: [SYNTAX, FINDINGS],
    packages: ["node:*", ...LSP_PACKAGES],
  },
  {
    at: `${LSP}/server.ts`,
    loads: [LSP, `${LSP}/node-host.ts`],
    packages: ["node:*", "vscode-languageserver/node"],
  },
  // The same in a browser's worker; the build replaces the parts of Node that reading a configuration takes.
  {
    at: BROWSER,
    loads: [NODE, LSP, PROTOCOL],
    packages: ["vscode-languageserver/browser", ...LSP_PACKAGES],
  },
  { at: EXPERIMENT, loads: [TEXT, SETTINGS, ANALYZE, NODE], types: [SYNTAX], packages: ["node:*"] },
  {
    at: CLI,
    loads: [TEXT, FINDINGS, SETTINGS, RULES, WORKSPACE, NODE],
    types: [SYNTAX, ANALYZE],
    packages: ["node:*"],
  },
  // The commands that are more than the linter; loaded only when they are asked for.
  { at: `${CLI}/run.ts`, loads: [CLI, NODE, EXPERIMENT], packages: ["node:*"] },
  { at: `${CLI}/commands/server.ts`, loads: [CLI, NODE, `${LSP}/server.ts`], packages: ["node:*"] },
  { at: `${CLI}/main.ts`, loads: [CLI, `${CLI}/run.ts`], packages: ["node:*"] },
  // Runs in the desktop's extension host and in a browser's.
  { at: COMMON, loads: [PROTOCOL], packages: ["vscode"], packageTypes: ["vscode-languageclient"] },
  {
    at: DESKTOP,
    loads: [COMMON, PROTOCOL, `${EXPERIMENT}/report`],
    types: [EXPERIMENT],
    packages: ["vscode", "vscode-languageclient", "vscode-languageclient/node", "node:*"],
  },
  { at: WEB, loads: [COMMON, PROTOCOL], packages: ["vscode", "vscode-languageclient/browser"] },
  { at: WEBVIEW, loads: [] },
];

/** What the modules import against the table, one line each. */
export function violations(modules: readonly Module[]): string[] {
  return modules.flatMap((module) => {
    const layer = layerOf(module.path);
    if (layer === undefined) return [`${module.path} is in no layer`];
    return module.imports
      .filter((imported) => !allowed(layer, imported))
      .map(
        ({ specifier, typeOnly }) =>
          `${module.path} (in ${layer.at}) imports ${specifier}${typeOnly ? " (types)" : ""}`,
      );
  });
}

function allowed(layer: Layer, { specifier, file, typeOnly }: Import): boolean {
  if (file === null) {
    const packages = [...(layer.packages ?? []), ...(typeOnly ? (layer.packageTypes ?? []) : [])];
    return packages.includes(specifier) || (packages.includes("node:*") && specifier.startsWith("node:"));
  }
  const other = layerOf(file);
  if (other === undefined) return false;
  const names = (list: readonly string[]): boolean =>
    list.some((at) => at === other.at || file === at || file.startsWith(`${at}/`));
  return other === layer || names(layer.loads) || (typeOnly && names(layer.types ?? []));
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.filter(({ at }) => path === at || path.startsWith(`${at}/`)).reduce<Layer | undefined>(
    (best, layer) => (best === undefined || layer.at.length > best.at.length ? layer : best),
    undefined,
  );
}

/** Cycles among what is loaded, each as the modules on it. Types make none. */
export function cycles(modules: readonly Module[]): string[] {
  const graph = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports.flatMap(({ file, typeOnly }) => (file === null || typeOnly ? [] : [file])),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path].join(" → "));
    if (at >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

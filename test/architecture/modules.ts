// The project's modules and what each imports, read from the source text: TypeScript's own resolution is one rule here, since every
// import of the project's own files is written with its full relative path and extension.
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The project's file it is, from the root with "/"; null for a package or a part of Node. */
  readonly file: string | null;
  /** Only types: nothing is loaded. */
  readonly typeOnly: boolean;
}

export interface Module {
  /** From the project's root, with "/". */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** All TypeScript below `folders` of the project at `root`, in order of path. */
export function readModules(root: string, folders: readonly string[]): readonly Module[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name.split(sep).join("/")}`)
      .sort()
      .map((path) => readModule(root, path)),
  );
}

function readModule(root: string, path: string): Module {
  const text = readFileSync(join(root, path), "utf8");
  const imports = importsOf(text).map(({ specifier, typeOnly }): Import => {
    if (!specifier.startsWith(".")) return { specifier, typeOnly, file: null };
    return { specifier, typeOnly, file: posix.normalize(posix.join(posix.dirname(path), specifier)) };
  });
  return { path, text, imports };
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?([^"';]*?\sfrom\s+)?"([^"]+)"/gm;
/** `import("…")`, and workers and assets named by `new URL("…", import.meta.url)`. */
const DYNAMIC = /(typeof\s+)?\bimport\("([^"]+)"\)|\bnew URL\("(\.[^"]+\.ts)", import\.meta\.url\)/g;

export function importsOf(text: string): { specifier: string; typeOnly: boolean }[] {
  const code = text.replace(/^\s*(?:\/\/|\*).*$/gm, "");
  const statements = [...code.matchAll(STATEMENT)].map(([, type, names = "", specifier = ""]) => ({
    specifier,
    typeOnly: type !== undefined || isAllTypes(names),
  }));
  const dynamic = [...code.matchAll(DYNAMIC)].map(([, type, loaded, named]) => ({
    specifier: loaded ?? named ?? "",
    typeOnly: type !== undefined,
  }));
  return [...statements, ...dynamic];
}

/** `{ type A, type B } from`. */
function isAllTypes(names: string): boolean {
  const list = /^\s*\{([^}]*)\}\s+from\s+$/.exec(names)?.[1];
  const items = (list ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return items.length > 0 && items.every((name) => name.startsWith("type "));
}

// What a file of C++ calls the namespaces of libraries: `namespace p = boost::python`, `using namespace boost::python`, `using p::list`.
import { pythonCall } from "../capi/cplusplus.ts";
import type { IndexedFile } from "../mask/file-index.ts";
import { perFile } from "./remembered.ts";

interface Directives {
  /** By name: a namespace, or what a using-declaration makes known. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Those of Python's libraries whose names are used without them. */
  readonly opened: readonly string[];
}

const NONE: Directives = { aliases: new Map(), opened: [] };

export class Namespaces {
  readonly #files: ReadonlyMap<string, IndexedFile>;
  readonly #isOwn: (name: string) => boolean;

  /** `isOwn`: whether the workspace has a class or a function of a name. */
  constructor(files: ReadonlyMap<string, IndexedFile>, isOwn: (name: string) => boolean) {
    this.#files = files;
    this.#isOwn = isOwn;
  }

  /** A type or a function as a file names it, with the namespace of a library that it is of. */
  meant(name: string, path: string): string {
    const file = this.#files.get(path);
    if (file === undefined || file.index.language !== "cpp") return name;
    const { aliases, opened } = directivesOf(file, "");
    if (aliases.size === 0 && opened.length === 0) return name;
    const [, first = "", rest = ""] = /^(\w+)(.*)$/s.exec(name) ?? [];
    const known = aliases.get(first);
    if (known !== undefined) return `${known}${rest}`;
    if (first === "" || rest.startsWith("::")) return name;
    const whole = opened.map((namespace) => `${namespace}::${name}`).find(pythonCall);
    return whole === undefined || this.#isOwn(first) ? name : whole;
  }
}

const directivesOf = perFile((file): Directives => {
  if (!/\b(?:using|namespace)\b/.test(file.text)) return NONE;
  const text = file.text;
  const aliases = new Map<string, string>();
  for (const [, alias = "", name = ""] of text.matchAll(/\bnamespace\s+(\w+)\s*=\s*(?:::)?([\w:]+)\s*;/g))
    aliases.set(alias, name);
  const full = (name: string): string => name.replace(/^\w+/, (first) => aliases.get(first) ?? first);
  for (const [, name = ""] of text.matchAll(/\busing\s+(?:::)?(\w+(?:::\w+)+)\s*;/g))
    if (pythonCall(full(name))) aliases.set(name.replace(/^.*::/, ""), full(name));
  const opened = [...text.matchAll(/\busing\s+namespace\s+(?:::)?([\w:]+)\s*;/g)].map(([, name = ""]) => full(name));
  return { aliases, opened: opened.filter((name) => pythonCall(`${name}::object`)) };
});

// The macros a file can see, and what using one of them amounts to.
import type { FileIndex, MacroDefinition } from "./file-index.ts";
import { IncludeGraph } from "./include-graph.ts";
import { Kind, tokenize } from "./scanner.ts";

/** Looks a macro up as seen from one file. */
export interface MacroScope {
  get(name: string): MacroDefinition | undefined;
}

interface CachedScope extends MacroScope {
  readonly cache: Map<string, MacroDefinition | undefined>;
}

/** All macro definitions of a workspace. Headers decide for the files that include them; a `.c` file's own only for itself. */
export class MacroTable {
  readonly #byName = new Map<string, { path: string; definition: MacroDefinition }[]>();
  /** By path: names a file defines more than once. */
  readonly #redefined = new Map<string, Map<string, MacroDefinition[]>>();
  readonly #functions: ReadonlySet<string>;
  readonly #isApi: (name: string) => boolean;
  readonly #library: ReadonlyMap<string, MacroDefinition>;
  readonly #includes: IncludeGraph;
  readonly #scopes = new Map<string, CachedScope>();

  constructor(
    files: readonly FileIndex[],
    includes: IncludeGraph = new IncludeGraph(files),
    isApi: (name: string) => boolean = () => false,
    /** By name: macros of headers outside of the workspace, where it does not define them itself. */
    library: ReadonlyMap<string, MacroDefinition> = new Map(),
  ) {
    this.#library = library;
    this.#includes = includes;
    this.#isApi = isApi;
    this.#functions = new Set(files.flatMap(({ functions }) => functions.map(({ name }) => name)));
    for (const file of files) {
      for (const definition of this.#ownOf(file)) {
        const known = this.#byName.get(definition.name);
        if (known === undefined) this.#byName.set(definition.name, [{ path: file.path, definition }]);
        else known.push({ path: file.path, definition });
      }
      this.#noteRedefined(file);
    }
  }

  /** After an edit that left a file's macros what they were, but for those of these names: what they are now, and where all stand. */
  update(file: FileIndex, renewed: ReadonlySet<string>): void {
    this.#noteRedefined(file);
    if (renewed.size === 0) return;
    for (const { cache } of this.#scopes.values()) for (const name of renewed) cache.delete(name);
    const own = this.#ownOf(file).filter(({ name }) => renewed.has(name));
    for (const name of renewed) {
      const others = (this.#byName.get(name) ?? []).filter(({ path }) => path !== file.path);
      const now = own.filter((definition) => definition.name === name);
      const all = [...others, ...now.map((definition) => ({ path: file.path, definition }))];
      if (all.length === 0) this.#byName.delete(name);
      else
        this.#byName.set(
          name,
          all.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
        );
    }
  }

  /** The macros as they are at an offset of a file: of a name the file defines several times, the one in force there. */
  scopeAt(path: string, offset: number): MacroScope {
    const scope = this.scope(path);
    return {
      get: (name) => {
        const own = this.#redefined
          .get(path)
          ?.get(name)
          ?.filter(({ span, alive }) => alive && span.end <= offset);
        // Without an `#undef` between them they are branches of an `#if` that gilint does not know.
        const first = own?.findLastIndex(({ renewed }) => renewed) ?? -1;
        return best(own?.slice(Math.max(first, 0)) ?? []) ?? scope.get(name);
      },
    };
  }

  /** The macros visible in the file at `path`. */
  scope(path: string): MacroScope {
    const known = this.#scopes.get(path);
    if (known !== undefined) return known;
    const cache = new Map<string, MacroDefinition | undefined>();
    const scope: CachedScope = {
      cache,
      get: (name) => {
        if (!this.#byName.has(name)) return this.#library.get(name);
        if (!cache.has(name)) cache.set(name, this.#find(name, path) ?? this.#library.get(name));
        return cache.get(name);
      },
    };
    this.#scopes.set(path, scope);
    return scope;
  }

  /**
   * `#define f g` in a branch of `#if`: in the others f is the function that the workspace defines. Where g is nothing that is known, it
   * is a new name for that function.
   */
  #replacesFunction({ name, params, body, isConditional }: MacroDefinition): boolean {
    if (!isConditional || params !== null || !isLoneName(body) || !this.#functions.has(name)) return false;
    return this.#functions.has(body) || this.#isApi(body);
  }

  /** The macros of a file that stand for what they say. */
  #ownOf({ macros }: FileIndex): MacroDefinition[] {
    return macros.filter((definition) => !this.#replacesFunction(definition));
  }

  #noteRedefined(file: FileIndex): void {
    const own = new Map<string, MacroDefinition[]>();
    for (const definition of this.#ownOf(file)) {
      const known = own.get(definition.name);
      if (known === undefined) own.set(definition.name, [definition]);
      else known.push(definition);
    }
    this.#redefined.set(file.path, new Map([...own].filter(([, all]) => all.length > 1)));
  }

  #find(name: string, from: string): MacroDefinition | undefined {
    const seen = this.variants(name, from);
    if (seen.length > 0) return best(seen);
    // Headers reached by an include path gilint does not know: only if they agree.
    const all = this.#byName.get(name) ?? [];
    const headers = all.filter(({ path }) => !/\.(?:c|cc|cpp|cxx)$/.test(path)).map(({ definition }) => definition);
    const bodies = new Set(headers.map(({ body }) => body));
    return bodies.size <= 1 || new Set(all.map(({ path }) => path)).size === 1 ? best(headers) : undefined;
  }

  /** The names that a name stands for in a file: those in the macro it is, else itself alone. */
  namesBehind(name: string, path: string): readonly string[] {
    const definition = this.scope(path).get(name);
    return definition === undefined ? [name] : namesIn(definition).map((mentioned) => mentioned.name);
  }

  /** The definitions of a macro that code in a file may see: its own, else those of what it includes. Some may stand under an `#if`. */
  variants(name: string, from: string): readonly MacroDefinition[] {
    const all = this.#byName.get(name) ?? [];
    const own = all.filter(({ path }) => path === from);
    const visible = own.length > 0 ? null : this.#includes.unit(from);
    return (visible === null ? own : all.filter(({ path }) => visible.has(path))).map(({ definition }) => definition);
  }
}

/** Of several variants under `#if`, one that is not ruled out and does something. */
function best(definitions: readonly MacroDefinition[]): MacroDefinition | undefined {
  const alive = definitions.filter(({ alive }) => alive);
  const candidates = alive.length > 0 ? alive : definitions;
  return candidates.find(({ body }) => body !== "" && !/^\(?\(?void\)?\s*0\)?$/.test(body)) ?? candidates[0];
}

export interface MentionedName {
  readonly name: string;
  /** It stands before a parenthesis, or is all there is. */
  readonly isCalled: boolean;
}

/** The names in what a macro stands for, in order; those in literals are none. */
export function namesIn(definition: MacroDefinition): readonly MentionedName[] {
  let names = mentioned.get(definition);
  if (names === undefined) {
    const body = definition.body.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
    const isAlias = isLoneName(body);
    names = [...body.matchAll(/([A-Za-z_]\w*)(\s*\()?/g)].map(([, name = "", called]) => ({
      name,
      isCalled: isAlias || called !== undefined,
    }));
    mentioned.set(definition, names);
  }
  return names;
}

const mentioned = new WeakMap<MacroDefinition, readonly MentionedName[]>();

const JUMP = /\b(?:return|goto|break|continue|do|if|while|for|switch)\b/;
const CALL = /[A-Za-z_]\w*\s*\(/;

/** Whether the body has to be read where the macro is used: it calls, jumps, declares, or opens what it does not close. */
export function hasBehaviour(definition: MacroDefinition): boolean {
  const { body } = definition;
  return (
    body.length <= 20_000 &&
    (/[;{}]/.test(body) || JUMP.test(body) || CALL.test(body) || isLoneName(body) || DECLARES.test(body))
  );
}

/** `Guard guard`: an object of C++ that lives from here. */
const DECLARES = /^[A-Za-z_][\w:]*(?:<[^;{}()]*>)?\s+[A-Za-z_]\w*$/;

/** `#define A B`: another name for something that may matter. */
function isLoneName(body: string): boolean {
  return /^\(?\s*[A-Za-z_]\w*\s*\)?$/.test(body);
}

/** Whether a lone use at the start of a statement is a statement by itself, so that no semicolon need follow it. */
export function standsAlone(definition: MacroDefinition, scope: MacroScope, depth = 0): boolean {
  const { body } = definition;
  if (body === "" || /[;{}]/.test(body) || /^(?:do|if|while|for|return|goto|break|continue)\b/.test(body)) return true;
  if (depth > 8) return false;
  const first = tokenize(body)[0];
  if (first === undefined || first.kind !== Kind.identifier) return false;
  const inner = scope.get(body.slice(first.start, first.end));
  return inner !== undefined && inner !== definition && standsAlone(inner, scope, depth + 1);
}

/** `#define _cleanup_free_ __attribute__((cleanup(free_it)))`: what a compiler is told of a declaration, here or through other macros. */
export function isAttributeMacro(
  definition: MacroDefinition | undefined,
  scope: MacroScope,
  hasArguments = false,
  depth = 0,
): boolean {
  if (definition === undefined || (definition.params !== null) !== hasArguments) return false;
  const [, name = "", args] = /^([A-Za-z_]\w*)\s*(\(.*\))?$/s.exec(definition.body) ?? [];
  if (/^(?:__attribute(?:__)?|__declspec)$/.test(name)) return args !== undefined;
  return name !== "" && depth < 8 && isAttributeMacro(scope.get(name), scope, args !== undefined, depth + 1);
}

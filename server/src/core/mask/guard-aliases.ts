// Other names for types of C++ whose objects may release or take the GIL, or hold a lock, while they live.
import type { ClassDeclaration } from "./file-index.ts";

const TYPEDEF = /^typedef\s+(?:typename\s+)?([\w:]+(?:\s*<.*>)?)\s+(\w+)\s*$/s;
/** Which of them are guards is for the tables to say. */
const TELLING = /lock|guard|gil|acquire|release|thread/i;
const USING = /^(?:template\s*<[^<>]*>\s*)?using\s+(\w+)\s*=\s*(?:typename\s+)?([\w:]+(?:\s*<.*>)?)\s*$/s;

/** `typedef std::unique_lock<std::mutex> Guard`, `using Guard = …`: the class that such a name stands for; none of other declarations. */
export function guardAlias(declaration: string, scope: string): readonly ClassDeclaration[] {
  const [, name, type] = USING.exec(declaration) ?? reordered(TYPEDEF.exec(declaration));
  if (name === undefined || type === undefined || !TELLING.test(type.replace(/<.*$/s, ""))) return [];
  return [{ name, scope, bases: [type], fields: [], isAlias: true }];
}

function reordered(found: RegExpExecArray | null): readonly (string | undefined)[] {
  return found === null ? [] : [found[0], found[2], found[1]];
}

// The kinds of mutex a file can have: POSIX', Python's since 3.13, and Python's of all versions, which has to be made when the module is.

import { isDeclaration } from "../../fixes/declarations.ts";
import { type MutexKind, mutexFor, whyNoMutex } from "../../fixes/file-scope.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { surround } from "../../fixes/surround.ts";
import type { Program } from "../../summaries/program.ts";
import type { FunctionRef } from "../../summaries/symbols.ts";
import type { TextEdit } from "../../text/edits.ts";
import { isHeader } from "../../text/language.ts";
import { codeOf } from "./code-of.ts";
import type { Patient } from "./region.ts";

/** A mutex by its name. */
interface Mutex {
  readonly name: string;
  /** What brings it, where the file has none. */
  readonly edits: readonly TextEdit[];
  /** The statements that take it and give it back. */
  readonly take: string;
  readonly give: string;
  /** For the title, where there are others. */
  readonly note: string;
}

interface Kind extends MutexKind {
  /** The functions that take it and give it back; `%` is the mutex. */
  readonly take: string;
  readonly give: string;
  readonly note: string;
}

const POSIX: Kind = {
  type: "pthread_mutex_t",
  initializer: " = PTHREAD_MUTEX_INITIALIZER",
  header: "pthread.h",
  take: "pthread_mutex_lock(&%)",
  give: "pthread_mutex_unlock(&%)",
  note: "",
};
const PYTHON: Kind = {
  type: "PyMutex",
  initializer: "",
  header: null,
  take: "PyMutex_Lock(&%)",
  give: "PyMutex_Unlock(&%)",
  note: " (PyMutex, Python 3.13)",
};
const PORTABLE: Kind = {
  type: "PyThread_type_lock",
  initializer: " = NULL",
  header: null,
  take: "PyThread_acquire_lock(%, WAIT_LOCK)",
  give: "PyThread_release_lock(%)",
  note: " (PyThread_type_lock)",
};

/** The best first: where the file is for Windows too, what is there as well. */
export function mutexesFor(patient: Patient, words: string): readonly Mutex[] | Refusal {
  const { evidence, code, analysed } = patient;
  if (isHeader(analysed.ref.path))
    return new Refusal("In a header, each file that includes it would have a mutex of its own.");
  const [major, minor] = evidence.settings.python;
  const hasPyMutex = major > 3 || (major === 3 && minor >= 13);
  const isPython = /^[ \t]*#[ \t]*include[ \t]*[<"]Python\.h[>"]/m.test(code.text);
  const isForWindows = /\b(?:_WIN(?:32|64)|MS_WIN(?:DOWS|32|64)|_MSC_VER)\b/.test(code.text);
  const own = isPython ? [...(hasPyMutex ? [PYTHON] : []), PORTABLE] : [];
  const kinds = isForWindows ? [...own, POSIX] : [POSIX, ...own];
  // What a project calls so itself, for systems without it, may do other things.
  const mutexes = kinds
    .filter(({ take }) => !isOwnName(evidence.program, take.replace(/\(.*/, ""), analysed.ref))
    .flatMap((kind) => mutexOf(patient, kind, words) ?? []);
  return mutexes.length > 0 ? mutexes : new Refusal(whyNone(patient));
}

function whyNone({ evidence: { program }, analysed: { ref } }: Patient): string {
  const file = program.files.get(ref.path);
  const reason = file === undefined ? null : whyNoMutex(file, ref.extent);
  return (
    reason ?? "The project has functions of its own that are called as those of mutexes, which may do other things."
  );
}

/** A function or macro of the workspace. */
function isOwnName({ symbols, macros }: Program, name: string, { path, extent }: FunctionRef): boolean {
  return symbols.resolve(name, path) !== undefined || macros.scopeAt(path, extent.span.start).get(name) !== undefined;
}

function mutexOf(patient: Patient, kind: Kind, words: string): Mutex | null {
  const { code, analysed, evidence } = patient;
  const file = evidence.program.files.get(analysed.ref.path);
  const mutex = file === undefined ? null : mutexFor(file, analysed.ref.extent.span.start, words, kind);
  if (mutex === null) return null;
  const call = (pattern: string): string => `${pattern.replace("%", mutex.name)};`;
  const calls = { take: call(kind.take), give: call(kind.give), note: kind.note };
  if (kind !== PORTABLE) return { ...mutex, ...calls };
  // A lock for other things may be one that is waited for with the GIL, and held where the GIL is waited for.
  const bare = (name: string): string => name.replaceAll("_", "").toLowerCase();
  if (mutex.edits.length === 0 && !bare(mutex.name).endsWith(bare(words))) return null;
  const isMade = new RegExp(`\\b${mutex.name}\\s*=\\s*PyThread_allocate_lock\\b`).test(code.text);
  const made = isMade ? [] : madeWithModule(patient, mutex.name);
  return made === null ? null : { name: mutex.name, edits: [...mutex.edits, ...made], ...calls };
}

/** In the function that makes the module, if the file has it: once, however often the module is imported. */
function madeWithModule({ evidence: { program }, analysed }: Patient, name: string): TextEdit[] | null {
  const own = program.symbols.inFile(analysed.ref.path).filter(({ extent }) => /^PyInit_\w+$/.test(extent.name));
  const [init] = own;
  const code = init === undefined || own.length > 1 ? null : codeOf(program, init);
  if (code === null || code instanceof Refusal) return null;
  const first = code.root.children.find((one) => !isDeclaration(code, one));
  if (first === undefined || first.kind === "label" || code.isConditional(first)) return null;
  const made = `if (${name} == NULL && (${name} = PyThread_allocate_lock()) == NULL)`;
  return surround(code, first, first, [made, `${code.style.unit}return PyErr_NoMemory();`], []);
}

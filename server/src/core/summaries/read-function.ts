// From a function's text to its effects, remembered as long as the text and the macros it uses stay the same.
import { apiFact } from "../capi/api.ts";
import { transitionFact } from "../capi/transitions.ts";
import { buildGraph } from "../cfg/builder.ts";
import type { FunctionEffects } from "../effects/effect.ts";
import { withEndings } from "../effects/endings.ts";
import { extractEffects } from "../effects/extract.ts";
import { withoutTakenOut } from "../effects/taken-out.ts";
import type { FunctionExtent, MacroDefinition } from "../mask/file-index.ts";
import { hasBehaviour, type MacroScope } from "../mask/macro-table.ts";
import { parametersOf } from "../syntax/parameters.ts";
import { parseBody } from "../syntax/parse-body.ts";
import type { Parser } from "../syntax/parser.ts";
import { flowOf } from "./flow.ts";
import type { FunctionRef } from "./symbols.ts";

/** Effects of functions by place, kept between analyses. Serialisable. */
export interface EffectsMemo {
  get(key: string): MemoEntry | undefined;
  set(key: string, entry: MemoEntry): void;
}

export interface MemoEntry {
  /** Parameters and body as they were. */
  readonly text: string;
  /** Each macro that was looked up, with its definition and whether it mattered; null where there was none. */
  readonly macros: readonly (readonly [string, string | null])[];
  /** What else was asked of the workspace. */
  readonly names: string;
  readonly effects: FunctionEffects;
}

export class FunctionReader {
  readonly #parser: Parser;
  readonly #memo: EffectsMemo;
  readonly #isTransition: (name: string) => boolean;
  readonly #matters: (definition: MacroDefinition, scope: MacroScope) => boolean;
  readonly #isAnnotated: (name: string) => boolean;
  readonly #names: string;

  constructor(
    parser: Parser,
    memo: EffectsMemo,
    isTransition: (name: string) => boolean,
    matters: (definition: MacroDefinition, scope: MacroScope) => boolean,
    isAnnotated: (name: string) => boolean,
    /** Differs where `isTransition` or `isAnnotated` may. */
    names: string,
  ) {
    this.#parser = parser;
    this.#memo = memo;
    this.#isTransition = isTransition;
    this.#matters = matters;
    this.#isAnnotated = isAnnotated;
    this.#names = names;
  }

  /** `text` is the whole file. */
  read(ref: FunctionRef, text: string, macros: MacroScope): FunctionEffects {
    const { extent } = ref;
    const source = text.slice(extent.params.start, extent.body.end);
    const language =
      extent.cplusplus === undefined
        ? ""
        : `c++ ${extent.returns} ${extent.cplusplus.lambdas.map(({ name }) => name).join()}`;
    const key = `${language}${ref.path}\u0000${extent.name}\u0000${extent.params.end - extent.params.start}\u0000${extent.body.end - extent.body.start}`;
    const known = this.#memo.get(key);
    if (
      known !== undefined &&
      known.text === source &&
      known.names === this.#names &&
      known.macros.every(([name, body]) => this.#signature(macros.get(name), macros) === body)
    )
      return known.effects;
    const used = new Map<string, MacroDefinition | undefined>();
    const recording: MacroScope = {
      get: (name) => {
        if (!used.has(name)) used.set(name, macros.get(name));
        return used.get(name);
      },
    };
    const effects = this.#fresh(ref, text, recording);
    this.#memo.set(key, {
      text: source,
      macros: [...used].map(([name, definition]) => [name, this.#signature(definition, macros)]),
      names: this.#names,
      effects,
    });
    return effects;
  }

  #fresh({ extent }: FunctionRef, text: string, macros: MacroScope): FunctionEffects {
    const body = text.slice(extent.body.start, extent.body.end);
    const { cplusplus } = extent;
    const language = cplusplus === undefined ? "c" : "cpp";
    const parameters = parametersOf(text.slice(extent.params.start, extent.params.end), language);
    const lambdas = new Map(cplusplus?.lambdas.map(({ at, name }) => [at, name]));
    if (body.length > MAX_BODY) return nothing(body.length, `the body is longer than ${MAX_BODY} characters`);
    const isOpaque = (name: string): boolean =>
      this.#isAnnotated(name) ||
      transitionFact(name)?.project === "CPython" ||
      (apiFact(name) !== undefined && !/^NPY_|^__Pyx_/.test(name));
    const parsed = parseBody(body, {
      parser: this.#parser,
      language,
      lambdaAt: (offset) => lambdas.get(offset) ?? null,
      elsewhere: cplusplus?.lambdas.map(({ inside }) => inside) ?? [],
      macros,
      matters: (definition) => hasBehaviour(definition) && this.#matters(definition, macros),
      isTransition: this.#isTransition,
      isOpaque,
    });
    const graph = buildGraph(parsed.statements, body.length, flowOf);
    const [error] = parsed.errors;
    const damage =
      error !== undefined
        ? { span: error, reason: "the syntax could not be read here" }
        : parsed.truncated
          ? { span: { start: 0, end: 1 }, reason: "its macros expand to too much" }
          : null;
    const own = cplusplus === undefined ? null : { scope: cplusplus.scope, gives: resultType(extent, text) };
    const effects = extractEffects(graph, parameters, damage, own);
    return cplusplus === undefined ? effects : withEndings(withoutTakenOut(effects), cplusplus.scope, extent.name);
  }

  #signature(definition: MacroDefinition | undefined, macros: MacroScope): string | null {
    if (definition === undefined) return null;
    const { params, body } = definition;
    return `${this.#matters(definition, macros)}${params === null ? "" : `(${params.join(",")})`}${body}`;
  }
}

/** The type of what a function of C++ gives back: before its name or behind `->`; `auto` where its body tells, nothing for a constructor. */
function resultType({ returns, params, body, cplusplus }: FunctionExtent, text: string): string {
  const behind = /->\s*([^{]+)$/.exec(text.slice(params.end, body.start))?.[1];
  const written = behind ?? (cplusplus?.isLambda === true ? "auto" : returns);
  return /\btemplate\b/.test(written)
    ? ""
    : written
        .replace(/\b(?:static|inline|extern|constexpr|virtual|friend|const)\b|"C"/g, " ")
        .replace(/\s*(::|[<>,*&])\s*/g, "$1")
        .replace(/^[A-Z_][A-Z0-9_]* (?=\S)/, "")
        .trim();
}

const MAX_BODY = 400_000;

function nothing(length: number, reason: string): FunctionEffects {
  return { blocks: [], locals: {}, damage: { span: { start: 0, end: Math.min(1, length) }, reason } };
}

// What a configuration file may hold, as the JSON schema that is shipped. The loader checks files against this very object.
import { CONFIDENCES, SEVERITIES } from "../core/findings/finding.ts";
import { RULES } from "../core/rules/registry.ts";
import { DEFAULT_SETTINGS, GENERATORS } from "../core/settings.ts";

/** The part of JSON Schema that is used here. */
export interface Schema {
  readonly description?: string;
  readonly type: "string" | "integer" | "array" | "object";
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: { readonly enum: readonly string[] };
  readonly required?: readonly string[];
  /** Missing: any key. */
  readonly additionalProperties?: false | Schema;
}

const GROUPS: readonly string[] = [...new Set(RULES.map((rule) => rule.group)), "free-threading"]
  .filter((group, index, all) => all.indexOf(group) === index)
  .sort();

/** What `select` and `ignore` take. */
export const SELECTORS: readonly string[] = ["all", ...GROUPS, ...RULES.map((rule) => rule.id)];

const name: Schema = { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_:]*$" };
const selector: Schema = { type: "string", enum: SELECTORS };

const list = (items: Schema, description: string, extra: Partial<Schema> = {}): Schema => ({
  description,
  type: "array",
  items,
  ...extra,
});

const pairs = (description: string): Schema =>
  list({ type: "array", items: name, minItems: 2, maxItems: 2 }, description);

export const CONFIG_SCHEMA: Schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    include: list(
      { type: "string" },
      "Patterns of the files to lint, as in .gitignore, relative to this file. Default: all C files.",
    ),
    exclude: list(
      { type: "string" },
      "Patterns of files and folders to leave out, as in .gitignore, relative to this file.",
    ),
    select: list(selector, "Rules and groups of rules to check.", { default: DEFAULT_SETTINGS.select }),
    ignore: list(selector, "Rules and groups of rules to leave out.", { default: DEFAULT_SETTINGS.ignore }),
    severity: {
      description: "Another severity for a rule, or off.",
      type: "object",
      propertyNames: { enum: RULES.map((rule) => rule.id) },
      additionalProperties: { type: "string", enum: [...SEVERITIES, "off"] },
    },
    "min-confidence": {
      description: "Findings gilint is less sure of are not reported.",
      type: "string",
      enum: CONFIDENCES,
      default: DEFAULT_SETTINGS.minConfidence,
    },
    python: {
      description: "The oldest version of Python that is supported. Default: what project.requires-python says.",
      type: "string",
      pattern: "^3\\.[0-9]+$",
      default: DEFAULT_SETTINGS.python.join("."),
    },
    "release-macros": pairs("Macros that release the GIL and the ones that take it back: [begin, end]."),
    "acquire-macros": pairs("Macros that take the GIL and the ones that give it back: [begin, end]."),
    "release-functions": pairs("Functions that release the GIL and the ones that take it back: [release, restore]."),
    "acquire-functions": pairs("Functions that take the GIL and the ones that give it back: [ensure, release]."),
    "gil-free-functions": list(name, "Functions that may be called where the GIL is released."),
    "needs-gil-functions": list(name, "Functions that need the GIL."),
    locks: pairs("Functions or macros that lock and unlock: [lock, unlock]."),
    "blocking-functions": list(name, "Functions that can block."),
    callbacks: list(
      {
        type: "object",
        additionalProperties: false,
        required: ["function", "argument", "state"],
        properties: {
          function: { ...name, description: "The function a callback is handed to." },
          argument: {
            description: "Which of its arguments is the callback, counted from 0.",
            type: "integer",
            minimum: 0,
          },
          state: {
            description: "The GIL when the callback is called: as it is where the function is called, or known.",
            type: "string",
            enum: ["held", "released", "caller"],
          },
        },
      },
      "Functions that call what they are handed.",
    ),
    generated: list(
      { type: "string", enum: GENERATORS },
      "Programs whose C is analysed as well; that of the others is left out.",
      { default: DEFAULT_SETTINGS.generated },
    ),
    "shared-streams": list(
      { type: "string" },
      "Expressions for streams that threads share, besides stdout and stderr.",
    ),
  },
};

/** The text of schemas/config.schema.json. */
export function configSchemaText(): string {
  const head = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "gilint.toml, or [tool.gilint] in pyproject.toml",
  };
  return `${JSON.stringify({ ...head, ...CONFIG_SCHEMA }, null, 2)}\n`;
}

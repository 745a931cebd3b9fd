// Checks a parsed configuration against its schema, and words what does not fit for the person who wrote it.
import type { Schema } from "./config-schema.ts";
import { didYouMean } from "./nearest.ts";

export interface Misfit {
  readonly path: readonly (string | number)[];
  /** What the complaint is about: the key itself, or its value. */
  readonly about: "key" | "value";
  readonly message: string;
}

export function misfits(schema: Schema, value: unknown, path: Misfit["path"] = []): Misfit[] {
  switch (schema.type) {
    case "string":
      return typeof value === "string" ? stringMisfits(schema, value, path) : [wrongType(schema, value, path)];
    case "integer":
      if (!Number.isInteger(value)) return [wrongType(schema, value, path)];
      if (Number(value) < (schema.minimum ?? 0)) return [wrong(path, `must be at least ${schema.minimum}`)];
      return [];
    case "array":
      return Array.isArray(value) ? listMisfits(schema, value, path) : [wrongType(schema, value, path)];
    case "object":
      return isTable(value) ? tableMisfits(schema, value, path) : [wrongType(schema, value, path)];
  }
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function stringMisfits(schema: Schema, value: string, path: Misfit["path"]): Misfit[] {
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    const choice = schema.enum.length > 6 ? "" : `: it can be ${schema.enum.join(", ")}`;
    return [wrong(path, `"${value}" is not known${choice || didYouMean(value, schema.enum)}`)];
  }
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) {
    return [wrong(path, `"${value}" is not ${whatMatches(schema)}`)];
  }
  return [];
}

function listMisfits(schema: Schema, value: readonly unknown[], path: Misfit["path"]): Misfit[] {
  if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? value.length)) {
    return [wrongType(schema, value, path)];
  }
  const { items } = schema;
  return items === undefined ? [] : value.flatMap((item, index) => misfits(items, item, [...path, index]));
}

function tableMisfits(schema: Schema, value: Record<string, unknown>, path: Misfit["path"]): Misfit[] {
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key));
  return [
    ...missing.map((key) => wrong(path, `lacks the key "${key}"`)),
    ...Object.entries(value).flatMap(([key, item]) => keyMisfits(schema, key, item, [...path, key])),
  ];
}

function keyMisfits(schema: Schema, key: string, item: unknown, path: Misfit["path"]): Misfit[] {
  const names = schema.propertyNames?.enum ?? Object.keys(schema.properties ?? {});
  const known =
    schema.properties === undefined ? undefined : Object.entries(schema.properties).find(([k]) => k === key)?.[1];
  const shape = known ?? (schema.additionalProperties || undefined);
  if (shape === undefined || (schema.propertyNames !== undefined && !names.includes(key))) {
    const what = schema.propertyNames === undefined ? "unknown key" : "unknown rule";
    return [{ path, about: "key", message: `${what}${didYouMean(key, names)}` }];
  }
  return misfits(shape, item, path);
}

function wrongType(schema: Schema, value: unknown, path: Misfit["path"]): Misfit {
  const hint = typeof value === "number" && schema.type === "string" ? "; write it in quotes" : "";
  return wrong(path, `must be ${shapeOf(schema)}${hint}`);
}

function wrong(path: Misfit["path"], message: string): Misfit {
  return { path, about: "value", message };
}

function shapeOf(schema: Schema): string {
  switch (schema.type) {
    case "string":
      return "a string";
    case "integer":
      return "a whole number";
    case "object":
      return "a table";
    case "array":
      if (schema.minItems === 2 && schema.maxItems === 2) return "a pair of names";
      return `a list of ${plural(schema.items)}`;
  }
}

function plural(items: Schema | undefined): string {
  if (items?.type === "object") return "tables";
  return items?.type === "array" ? "pairs" : "strings";
}

function whatMatches(schema: Schema): string {
  return schema.pattern?.startsWith("^3") === true ? 'a version such as "3.9"' : "a name in C";
}

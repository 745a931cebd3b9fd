import type { RuleMetadata } from "../server/src/core/rules/rule.ts";

/** The files that repeat what the registry says, as they should be, by path from the project's folder. */
export function generatedDocs(rules: readonly RuleMetadata[], read: (path: string) => string): Map<string, string>;
/** The lines that start a rule's page. */
export function frontMatter(rule: RuleMetadata): string;

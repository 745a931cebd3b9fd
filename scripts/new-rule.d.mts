/** What the new rule's metadata will say. */
export interface NewRule {
  readonly id: string;
  readonly group: string;
  readonly severity: string;
  readonly since: string;
}

/** The files a new rule needs, new ones and changed ones, by path from the project's folder. Throws what is wrong. */
export function newRuleFiles(rule: NewRule, read: (path: string) => string): Map<string, string>;

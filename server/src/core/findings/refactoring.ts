// What is offered for a stretch of code somebody selected.
import type { FileEdit } from "./finding.ts";

export type RefactoringKind = "release" | "take";

export interface Refactoring {
  readonly kind: RefactoringKind;
  readonly title: string;
  /** Why it is not possible, as a sentence; null where it is. */
  readonly refused: string | null;
  /** Empty where it is refused. */
  readonly edits: readonly FileEdit[];
}

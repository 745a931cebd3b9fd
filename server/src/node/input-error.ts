// What the user has to put right: shown as a message without a stack, exit code 2.
export class InputError extends Error {}

/** The reason of a failed system call in words: "no such file or directory". */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const { code } = error as { code?: unknown };
  if (typeof code !== "string") return message;
  return /^[A-Z]+: (.*?)(?:, \w+.*)?$/.exec(message)?.[1] ?? message;
}

// Where a rule's page can be read by a browser.

/** The one place to change when the repository moves. */
const PAGES = "https://github.com/gilint/gilint/blob/main/server/src/core/rules";

/** The address of `./<rule>.md` as published. */
export function pageAddress(rule: string): string {
  return `${PAGES}/${rule}.md`;
}

// The settings that the client itself reads; the server asks for its own.
import { workspace } from "vscode";
import type { Attempt } from "./crash-policy.ts";

export const SECTION = "gilint";

export function parserSetting(): Attempt["parser"] {
  return workspace.getConfiguration(SECTION).get<Attempt["parser"]>("parser", "auto");
}

export function regionShading(): boolean {
  return workspace.getConfiguration(SECTION).get<boolean>("regionShading", true);
}

/** The interpreter that experiments run; empty for the one chosen elsewhere. */
export function pythonSetting(): string {
  return workspace.getConfiguration(SECTION).get<string>("python", "");
}

// Which Python the experiment and the benchmark run: the one chosen in the Python extension, else the setting's.
import * as vscode from "vscode";
import { pythonSetting } from "../../common/settings.ts";

/** undefined leaves it to the command line, which takes the active virtual environment, else looks on PATH. */
export async function chosenPython(): Promise<string | undefined> {
  const setting = pythonSetting();
  return (await activeEnvironment()) ?? (setting === "" ? undefined : setting);
}

/** The part of the Python extension's interface that is used here. */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(): unknown;
    resolveEnvironment(
      environment: unknown,
    ): Promise<{ readonly executable: { readonly uri: vscode.Uri | undefined } } | undefined>;
  };
}

async function activeEnvironment(): Promise<string | undefined> {
  try {
    const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
    const python = await extension?.activate();
    const environment = await python?.environments.resolveEnvironment(python.environments.getActiveEnvironmentPath());
    return environment?.executable.uri?.fsPath;
  } catch {
    return undefined; // Another version of that extension, or none: PATH will do.
  }
}

// What this user wants, as opposed to what the project says.
import type { Connection } from "vscode-languageserver";
import type { ClientFeatures } from "./client-features.ts";
import { fromUserSettings } from "./from-lsp.ts";
import type { UserSettings } from "./protocol.ts";

const SECTION = "gilint";

export class UserSettingsSource {
  readonly #connection: Connection;
  readonly #client: ClientFeatures;
  /** The last settings of a client that sends them and cannot be asked. */
  #sent: UserSettings = fromUserSettings(undefined);

  constructor(connection: Connection, client: ClientFeatures) {
    this.#connection = connection;
    this.#client = client;
  }

  /** The settings for a folder; the defaults if the client does not answer. */
  async of(folder: string): Promise<UserSettings> {
    if (!this.#client.answersConfiguration) return this.#sent;
    try {
      const answer: unknown = await this.#connection.workspace.getConfiguration({ scopeUri: folder, section: SECTION });
      return fromUserSettings(answer);
    } catch (error) {
      this.#connection.console.warn(`the client did not answer for its settings: ${String(error)}`);
      return this.#sent;
    }
  }

  /** `settings` of a `workspace/didChangeConfiguration`; clients that can be asked may send anything here. */
  receive(settings: unknown): void {
    const all = typeof settings === "object" && settings !== null ? settings : {};
    this.#sent = fromUserSettings(Object.entries(all).find(([section]) => section === SECTION)?.[1]);
  }
}

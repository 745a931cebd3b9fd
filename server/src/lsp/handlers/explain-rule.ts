// gilint/explainRule and gilint/rules: what a rule is about.
import type { Command, ServerCapabilities } from "vscode-languageserver";
import { pageAddress } from "../../core/rules/page-address.ts";
import { RULES } from "../../core/rules/registry.ts";
import { answering } from "../guard.ts";
import {
  ClientCommand,
  type ExplainRuleParams,
  ExplainRuleRequest,
  type ExplainRuleResult,
  RulesRequest,
  type RulesResult,
} from "../protocol.ts";
import type { ServerState } from "../state.ts";

/** For clients without a command of their own: opens the page in a browser. */
const OPEN_PAGE = "gilint.server.openRulePage";

export function explainRule(state: ServerState): ServerCapabilities {
  const { connection, client } = state;
  connection.onRequest(
    ExplainRuleRequest,
    answering(connection, ExplainRuleRequest, null, async ({ rule }: ExplainRuleParams) => explain(state, rule)),
  );
  connection.onRequest(
    RulesRequest,
    answering<unknown, RulesResult>(connection, RulesRequest, [], async () =>
      RULES.map(({ id, group, summary }) => ({ rule: id, group, summary })),
    ),
  );
  if (client.commands || !client.showsDocuments) return {};
  connection.onExecuteCommand(
    answering(connection, "workspace/executeCommand", null, async ({ command, arguments: given }) => {
      const rule = RULES.find(({ id }) => id === given?.[0]);
      if (command === OPEN_PAGE && rule !== undefined) {
        await connection.window.showDocument({ uri: pageAddress(rule.id), external: true });
      }
      return null;
    }),
  );
  return { executeCommandProvider: { commands: [OPEN_PAGE] } };
}

/** What "Explain" does in this client; undefined where it can show nothing. */
export function explainCommand({ client }: ServerState, rule: string): Command | undefined {
  const title = `Explain ${rule}`;
  if (client.commands) return { title, command: ClientCommand.explainRule, arguments: [rule] };
  return client.showsDocuments ? { title, command: OPEN_PAGE, arguments: [rule] } : undefined;
}

function explain({ host }: ServerState, rule: string): ExplainRuleResult | null {
  const markdown = RULES.some(({ id }) => id === rule) ? host.page(rule) : undefined;
  return markdown === undefined ? null : { rule, markdown, href: pageAddress(rule) };
}

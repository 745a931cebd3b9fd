// gilint/gilStateAt and gilint/whyNeedsGil: questions about a position.
import type { ServerCapabilities } from "vscode-languageserver";
import { gilStateAt } from "../gil-state.ts";
import { answering } from "../guard.ts";
import {
  GilStateAtRequest,
  type GilStateResult,
  type PositionParams,
  WhyNeedsGilRequest,
  type WhyNeedsGilResult,
} from "../protocol.ts";
import { at, type ServerState } from "../state.ts";
import { toLocation, toStep } from "../to-lsp.ts";
import { functionMeantAt } from "../words.ts";

export function gilState(state: ServerState): ServerCapabilities {
  const { connection } = state;
  connection.onRequest(
    GilStateAtRequest,
    answering<PositionParams, GilStateResult | null>(connection, GilStateAtRequest, null, async (params) => {
      const spot = await at(state, params);
      if (spot === undefined) return null;
      const { project, view, path, offset } = spot;
      const found = gilStateAt(view, path, offset);
      return { ...found, steps: found.steps.map((step) => toStep(project, step)) };
    }),
  );
  connection.onRequest(
    WhyNeedsGilRequest,
    answering<PositionParams, WhyNeedsGilResult | null>(connection, WhyNeedsGilRequest, null, async (params) => {
      const spot = await at(state, params);
      const meant = spot && functionMeantAt(spot);
      if (spot === undefined || meant === undefined) return null;
      return {
        function: meant.name,
        location: toLocation(spot.project, { path: meant.path, span: meant.nameSpan }),
        chain: meant.needsGil?.map((step) => toStep(spot.project, step)) ?? null,
      };
    }),
  );
  return {};
}

// The protocol's requests with their types, as the client sends them.
import { RequestType } from "vscode-languageclient";
import {
  type ExplainRuleParams,
  ExplainRuleRequest,
  type ExplainRuleResult,
  GilStateAtRequest,
  type GilStateResult,
  type PositionParams,
  type RegionsParams,
  RegionsRequest,
  type RegionsResult,
  RulesRequest,
  type RulesResult,
  WhyNeedsGilRequest,
  type WhyNeedsGilResult,
  WorkspaceRegionsRequest,
  type WorkspaceRegionsResult,
} from "../../../server/src/lsp/protocol.ts";

export const regions: RequestType<RegionsParams, RegionsResult | null, void> = new RequestType(RegionsRequest);

export const workspaceRegions: RequestType<undefined, WorkspaceRegionsResult, void> = new RequestType(
  WorkspaceRegionsRequest,
);

export const gilStateAt: RequestType<PositionParams, GilStateResult | null, void> = new RequestType(GilStateAtRequest);

export const whyNeedsGil: RequestType<PositionParams, WhyNeedsGilResult | null, void> = new RequestType(
  WhyNeedsGilRequest,
);

export const explainRule: RequestType<ExplainRuleParams, ExplainRuleResult | null, void> = new RequestType(
  ExplainRuleRequest,
);

export const rules: RequestType<undefined, RulesResult, void> = new RequestType(RulesRequest);

// The protocol's requests with their types, as the client sends them.
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

/** A method's name that knows what is sent with it and what comes back. */
export interface Request<P, R> {
  readonly method: string;
  /** Never there: it carries the types. */
  readonly types?: (params: P) => R;
}

/** Of requests without parameters. */
type Nothing = Record<string, never>;

export const regions: Request<RegionsParams, RegionsResult> = { method: RegionsRequest };
export const workspaceRegions: Request<Nothing, WorkspaceRegionsResult> = { method: WorkspaceRegionsRequest };
export const gilStateAt: Request<PositionParams, GilStateResult | null> = { method: GilStateAtRequest };
export const whyNeedsGil: Request<PositionParams, WhyNeedsGilResult | null> = { method: WhyNeedsGilRequest };
export const explainRule: Request<ExplainRuleParams, ExplainRuleResult | null> = { method: ExplainRuleRequest };
export const rules: Request<Nothing, RulesResult> = { method: RulesRequest };

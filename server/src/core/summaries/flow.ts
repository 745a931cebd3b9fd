// What calls and macros do to the flow of control, as the tables know them.
import { noReturn } from "../capi/control.ts";
import { type Role, roleOf } from "../capi/roles.ts";
import { transitionFact } from "../capi/transitions.ts";
import type { FlowOf } from "../cfg/builder.ts";

export const flowOf: FlowOf = (name) => {
  const role = roleOf(name);
  const flow = role === undefined ? undefined : FLOWS[role];
  if (flow !== undefined) return flow;
  if (noReturn(name)) return "never";
  const scope = transitionFact(name)?.scope ?? "none";
  return scope === "none" ? null : scope;
};

const FLOWS: { readonly [R in Role]?: ReturnType<FlowOf> } = {
  returns: "returns",
  "returns-unless": "checks",
  "stands-for-argument": "argument",
  "always-true": "true",
  "always-false": "false",
};

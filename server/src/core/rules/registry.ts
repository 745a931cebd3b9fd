// All rules, in catalogue order.
import { apiCallWithoutGil } from "./api-call-without-gil.ts";
import { blockingCallWithGil } from "./blocking-call-with-gil.ts";
import { borrowedReference } from "./borrowed-reference.ts";
import { callbackWithoutGil } from "./callback-without-gil.ts";
import { criticalSectionExit } from "./critical-section-exit.ts";
import { emptyRegion } from "./empty-region.ts";
import { exitWithoutReacquire } from "./exit-without-reacquire.ts";
import { indirectApiCallWithoutGil } from "./indirect-api-call-without-gil.ts";
import { lockOrderWithGil } from "./lock-order-with-gil.ts";
import { lostLastError } from "./lost-last-error.ts";
import { missingModGil } from "./missing-mod-gil.ts";
import { nestedRelease } from "./nested-release.ts";
import { objectAccessWithoutGil } from "./object-access-without-gil.ts";
import type { Rule, RuleMetadata } from "./rule.ts";
import { threadUnsafeCall } from "./thread-unsafe-call.ts";
import { unbalancedGilstate } from "./unbalanced-gilstate.ts";
import { unguardedInstanceState } from "./unguarded-instance-state.ts";
import { unguardedObjectState } from "./unguarded-object-state.ts";
import { unguardedSharedIo } from "./unguarded-shared-io.ts";
import { unguardedSharedState } from "./unguarded-shared-state.ts";
import { unguardedStaticObject } from "./unguarded-static-object.ts";
import { unmatchedAcquire } from "./unmatched-acquire.ts";
import { unusedSuppression } from "./unused-suppression.ts";

/** The rules that look at the analysis. */
export const CHECKS: readonly Rule[] = [
  apiCallWithoutGil,
  indirectApiCallWithoutGil,
  callbackWithoutGil,
  objectAccessWithoutGil,
  exitWithoutReacquire,
  nestedRelease,
  unmatchedAcquire,
  unbalancedGilstate,
  unguardedSharedIo,
  unguardedSharedState,
  threadUnsafeCall,
  unguardedObjectState,
  blockingCallWithGil,
  lockOrderWithGil,
  lostLastError,
  missingModGil,
  borrowedReference,
  unguardedStaticObject,
  unguardedInstanceState,
  criticalSectionExit,
  emptyRegion,
];

/** The catalogue: the checks, and the rule about suppressions, which looks at what the checks found. */
export const RULES: readonly RuleMetadata[] = [...CHECKS.slice(0, -1), unusedSuppression, emptyRegion];

// An analysis that says what a test wants it to say.
import type { Analysis } from "../../server/src/core/analyze.ts";

export function analysisSaying(said: Partial<Pick<Analysis, "findings" | "regions" | "effects">>): Analysis {
  const { findings = [], regions = [], effects = () => [] } = said;
  return {
    findings,
    regions,
    effects: (path, wanted = () => true) => effects(path).filter(wanted),
    contexts: effects,
    refactorings: () => [],
    problems: [],
    statistics: { files: 0, functions: 0, analysed: 0, regions: 0, unanalysed: 0, bytes: 0 },
    findingsIn: (path) => findings.filter((finding) => finding.path === path),
    regionsIn: (path) => regions.filter((region) => region.path === path),
  };
}

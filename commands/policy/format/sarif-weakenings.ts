import type { ReportingDescriptor, Result } from "sarif";

import type { StageReport } from "../report";
import { digest } from "./digest";

/** The rule under which code hosts list what is weaker. It is in no pack. */
export const WEAKENED: ReportingDescriptor = {
  id: "weakened-configuration",
  shortDescription: { text: "The pack's configuration asks for no less than it did." },
  fullDescription: { text: "The pack's configuration asks for no less than it did, and than the pack's defaults." },
  help: { text: "Decide whether the stage may do without it. Else restore the level, the setting or the resource." },
  defaultConfiguration: { level: "note", enabled: true },
};

/**
 * Lists what is weaker in a stage, each at its line of the configuration.
 * @param report of the stage
 * @param ruleIndex of {@link WEAKENED} in the run's list of rules
 * @returns results that block nothing
 */
export function weakeningResults({ stage, file, weakenings }: StageReport, ruleIndex: number): Result[] {
  return weakenings.map(({ comparedWith, words, policy, change, position }) => {
    const { file: uri, line, column } = position ?? { file, line: 1, column: 1 };
    return {
      ruleId: WEAKENED.id,
      ruleIndex,
      level: "note",
      message: { text: `${stage}, weaker than ${comparedWith}: ${words}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(uri), uriBaseId: "%SRCROOT%" },
            region: { startLine: line, startColumn: column },
          },
        },
      ],
      partialFingerprints: { "weakening/v1": digest([stage, comparedWith, policy, change, words]) },
    };
  });
}

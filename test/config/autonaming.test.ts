import assert from "node:assert/strict";

import { autonamingProblems } from "../../config/autonaming";

const EXPECTED = "expected the mode default, or a pattern with a random part such as ${name}-${hex(7)}, got";

describe("pulumi:autonaming", () => {
  const good: Record<string, unknown> = {
    "not set": undefined,
    "as it is by default": { mode: "default" },
    "a pattern with a random part": { pattern: "${stack}-${name}-${alphanum(6)}", enforce: true },
    "a pattern with a UUID for AWS": { providers: { aws: { pattern: "${name}${uuid}" } } },
    "other names for all but AWS": { mode: "verbatim", providers: { aws: { mode: "default" } } },
    "whatever other providers do": { providers: { azure: { mode: "verbatim" } } },
  };
  for (const [name, setting] of Object.entries(good)) {
    it(`passes: ${name}`, () => {
      assert.deepEqual(autonamingProblems(setting), []);
    });
  }

  const role = "aws:iam/role:Role";
  const wrong: Record<string, [setting: unknown, problem: string]> = {
    "names as they are in the program": [{ mode: "verbatim" }, `pulumi:autonaming: ${EXPECTED} {"mode":"verbatim"}`],
    "a pattern that only names the stack": [
      { pattern: "${stack}-${name}" },
      `pulumi:autonaming: ${EXPECTED} {"pattern":"\${stack}-\${name}"}`,
    ],
    "no digits at all": [
      { providers: { aws: { pattern: "${name}-${hex(0)}" } } },
      `pulumi:autonaming.providers.aws: ${EXPECTED} {"pattern":"\${name}-\${hex(0)}"}`,
    ],
    "one type without names": [
      { providers: { aws: { mode: "default", resources: { [role]: { mode: "disabled" } } } } },
      `pulumi:autonaming.providers.aws.resources.${role}: ${EXPECTED} {"mode":"disabled"}`,
    ],
  };
  for (const [name, [setting, problem]] of Object.entries(wrong)) {
    it(`does not pass: ${name}`, () => {
      assert.deepEqual(autonamingProblems(setting), [problem]);
    });
  }
});

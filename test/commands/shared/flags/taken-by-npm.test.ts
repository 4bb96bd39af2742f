import assert from "node:assert/strict";

import { describeTakenByNpm } from "../../../../commands/shared/flags/taken-by-npm";

const OPTIONS = {
  stage: { type: "string" },
  once: { type: "boolean" },
  "faults-region": { type: "string" },
  force: { type: "boolean" },
} as const;

describe("a flag before --", () => {
  it("is named with the line to type, because npm took it", () => {
    assert.equal(
      describeTakenByNpm(OPTIONS, {
        npm_lifecycle_event: "soak",
        npm_config_once: "true",
        npm_config_faults_region: "eu-west-1",
      }),
      "npm took --once --faults-region for itself. Write -- before the flags: npm run soak -- --once --faults-region ...",
    );
    assert.match(
      describeTakenByNpm(OPTIONS, { npm_lifecycle_event: "start", npm_config_stage: "true" }) ?? "",
      /: npm start -- --stage/,
    );
  });

  it("is no mistake if it is npm's own, or not one of the command's", () => {
    assert.equal(describeTakenByNpm(OPTIONS, { npm_config_force: "true", npm_config_loglevel: "silent" }), undefined);
  });
});

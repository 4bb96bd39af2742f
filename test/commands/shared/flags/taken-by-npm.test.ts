import assert from "node:assert/strict";

import { describeTakenByNpm, explainByNpm } from "../../../../commands/shared/flags/taken-by-npm";

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

  const LOCAL = { stage: { type: "string" }, local: { type: "boolean" }, force: { type: "boolean" } } as const;

  it("is found where npm reads it as short flags, or leaves only its value", () => {
    const options = { dc: { type: "string" }, format: { type: "string" } } as const;
    assert.match(describeTakenByNpm(options, { npm_config_call: "x" }) ?? "", /^npm took --dc for itself/);
    assert.match(
      explainByNpm(options, ["yaml"], 'Expected only flags, such as --dc, got "yaml".', { npm_lifecycle_event: "x" }) ??
        "",
      /^If you gave --format, npm took it/,
    );
  });

  it("is named when its absence makes the call wrong, also if npm leaves no trace of it", () => {
    const env = { npm_lifecycle_event: "smoke" };
    assert.equal(
      explainByNpm(LOCAL, [], "--stage: expected the name of a stage, or --local, got nothing.", env),
      "If you gave --local, npm took it for itself. Write -- before the flags: npm run smoke -- --local ...",
    );
    assert.match(explainByNpm(LOCAL, ["x"], "got x", { ...env, npm_config_force: "true" }) ?? "", /--force, npm took/);
  });

  it("is not named if it was given, if nothing misses it, or if npm does not run the command", () => {
    const problems = "--stage: expected none with --local.";
    assert.equal(explainByNpm(LOCAL, ["--local"], problems, { npm_lifecycle_event: "smoke" }), undefined);
    assert.equal(explainByNpm(LOCAL, [], "--stage: expected dev.", { npm_lifecycle_event: "smoke" }), undefined);
    assert.equal(explainByNpm(LOCAL, [], problems, {}), undefined);
  });
});

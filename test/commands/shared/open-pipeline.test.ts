import assert from "node:assert/strict";

import type { ChosenPipeline } from "../../../commands/shared/find-pipelines";
import { explainingFailures } from "../../../commands/shared/open-pipeline";

const CHOSEN = {
  stage: "dev",
  region: "ap-south-1",
  local: { endpoint: "https://127.0.0.1:1", ca: "" },
} as unknown as ChosenPipeline;

describe("a call to the local AWS of an npm start", () => {
  const failure = (error: Error) => explainingFailures(CHOSEN, () => Promise.reject(error));

  it("says that npm start has ended, if it does not answer any more", async () => {
    for (const code of ["ECONNREFUSED", "ECONNRESET"]) {
      await assert.rejects(failure(Object.assign(new Error("connect"), { code })), {
        name: "UserError",
        message:
          `The local AWS at https://127.0.0.1:1 does not answer any more (${code}). ` +
          "Run npm start in another terminal, and let it run.",
      });
    }
  });

  it("leaves every other error as it is", async () => {
    const error = new Error("a fault of ours");
    await assert.rejects(failure(error), error);
  });
});

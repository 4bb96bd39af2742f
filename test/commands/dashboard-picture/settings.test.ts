import assert from "node:assert/strict";

import { pictureSettings } from "../../../commands/dashboard-picture/settings";
import { UserError } from "../../../commands/shared/errors";
import { parseSettings, type RawSettings } from "../../../config/parse";

describe("the settings of a dashboard's picture", () => {
  it("are refused before anything is deployed if the stage has no dashboard", () => {
    const written: RawSettings = { service: "orders", regions: ["eu-west-1"], observability: { dashboard: false } };
    assert.throws(
      () => pictureSettings({ written, settings: parseSettings("prod", written) }),
      (error) => error instanceof UserError && error.message.includes("observability.dashboard is false"),
    );
  });
});

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { format } from "../../../commands/plan/format";
import { planStage } from "../../../commands/plan/result";
import { PROJECT } from "../../support/program";
import { LOAD, PRICES, settingsWith } from "../shared/cost/example";

const PAGE = join(PROJECT, "docs", "cost.md");
const PLACE = /(<!-- example -->\n)[^]*(<!-- \/example -->)/;

/** The guide's stage: https://aerospike.com/docs/connectors/streaming/esp/examples/aws-kinesis */
const settings = settingsWith({
  regions: ["ap-south-1"],
  streams: [{ name: "my_kinesis_stream" }],
});

describe("the example in docs/cost.md", () => {
  it("is what npm run plan prints", () => {
    const load = { ...LOAD, recordsPerSecond: 500, peak: 1500 };
    const printed = format(
      planStage(settings, load, { prices: PRICES, today: new Date("2026-11-28T00:00:00Z") }),
      "text",
    );
    const page = readFileSync(PAGE, "utf8");
    assert.match(page, PLACE);
    const expected = page.replace(
      PLACE,
      (_, before: string, after: string) => `${before}\n\`\`\`\n${printed}\`\`\`\n\n${after}`,
    );
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(PAGE, expected);
    else assert.equal(page, expected);
  });
});

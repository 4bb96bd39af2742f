import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { announce } from "../../../commands/conformance/announce";
import { AGAIN, BOUND, describeBound } from "../../../commands/conformance/bounds";
import { describePrice } from "../../../commands/conformance/ephemeral/price";
import { describeRunPrice } from "../../../commands/conformance/price";
import { PROJECT } from "../../support/program";
import { PRICES } from "../shared/cost/example";

describe("the announcement of conformance", () => {
  it("says the requests, the cost of all regions together, and the mark", () => {
    const one = announce(["us-east-1"], "conformance-1", PRICES).join("\n");
    assert.match(one, /^Sends at most 1000 requests and 200 MB, .*: at most US\$0\.04 on AWS\.$/m);
    assert.match(one, /begins with conformance-1/);
    assert.match(announce(["us-east-1", "us-east-1"], "m", PRICES)[0]!, /to each of 2 APIs.*US\$0\.07/);
  });

  it("says the same as the documents", async () => {
    const words = async (file: string): Promise<string> =>
      (await readFile(join(PROJECT, file), "utf8")).replaceAll(/\s+/g, " ");
    const page = await words("docs/conformance.md");
    assert.ok(page.includes(`${describeBound(BOUND)} of bodies to each region`), describeBound(BOUND));
    assert.ok(page.includes(`used up (${describeBound(AGAIN).replace(" and", ",")})`), describeBound(AGAIN));
    assert.ok(page.includes(`which is ${describeRunPrice(["us-east-1"], PRICES)} in us-east-1`));
    const [ephemeral = ""] = describePrice("us-east-1", 1, PRICES).split(" for ");
    assert.ok(page.includes(`for up to an hour: ${ephemeral} with one stream in us-east-1`), ephemeral);
    assert.match(await words("README.md"), /npm run conformance [^.]*\.json` [^.]*, for a few cents\./);
    const [cents] = /\d+$/.exec(describeRunPrice(["us-east-1"], PRICES)) ?? [];
    assert.ok(Number(cents) < 10, "a few cents");
  });
});

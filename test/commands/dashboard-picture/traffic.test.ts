import assert from "node:assert/strict";

import { createLocalTime } from "../../../commands/dashboard-picture/local-time";
import { MINUTES, planTraffic } from "../../../commands/dashboard-picture/traffic";

const REGIONS = ["ap-south-1", "eu-west-1"];

describe("the traffic of the picture", () => {
  it("is the same for the same seed, and another for another", () => {
    assert.deepEqual(planTraffic(REGIONS, 1), planTraffic(REGIONS, 1));
    assert.notDeepEqual(planTraffic(REGIONS, 1), planTraffic(REGIONS, 2));
  });

  it("comes by time, in every region and minute, with every kind of request", () => {
    const requests = planTraffic(REGIONS, 1);
    assert.deepEqual(
      requests.map(({ at }) => at),
      requests.map(({ at }) => at).sort((one, other) => one - other),
    );
    const minutes = new Set(requests.map(({ region, at }) => `${region} ${Math.floor(at / 60_000)}`));
    assert.equal(minutes.size, REGIONS.length * MINUTES);
    assert.equal(new Set(requests.map(({ kind }) => kind)).size, 4);
  });

  it("has a time that goes on with requests, and never back", () => {
    const time = createLocalTime(1000);
    time.begin(5000);
    time.begin(3000);
    assert.equal(time.now(), 5000);
  });
});

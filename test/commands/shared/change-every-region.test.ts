import assert from "node:assert/strict";

import { pictureSettings, THROTTLE } from "../../../commands/dashboard-picture/settings";
import { changeEveryRegion } from "../../../commands/shared/stage-settings";
import { MODE_NAMES } from "../../../commands/soak/outage/modes";
import { outageSettings } from "../../../commands/soak/outage/outage-settings";
import { soakSettings, WIDE } from "../../../commands/soak/soak-settings";
import { parseSettings, type RawSettings } from "../../../config/parse";

/** A stage of which one region differs in every section. */
const WRITTEN: RawSettings = {
  service: "orders",
  regions: [
    "eu-west-1",
    {
      name: "ap-south-1",
      streams: [{ name: "changes", retentionHours: 72, silenceMinutes: 0 }],
      api: { path: "in", throttle: { burst: 7 }, integrationTimeoutMs: 900 },
      connector: { "connection-ttl": 7, "call-timeout": 4000 },
      secret: { recoveryWindowDays: 9 },
      observability: { logRetentionDays: 90, tracing: false, alarms: { silenceMinutes: 60 } },
      protect: true,
    },
  ],
  streams: [{ name: "changes" }],
  tags: { team: "0123" },
};
const STAGE = { written: WRITTEN, settings: parseSettings("dev", WRITTEN) };
const TIMEOUTS = { integrationTimeoutMs: 1500, callTimeoutMs: 2000 };

/** What holds in the stage's two regions after the changes. */
function regionsAfter(changed: Readonly<Record<string, unknown>>) {
  const written = JSON.parse(JSON.stringify({ ...WRITTEN, ...changed })) as RawSettings;
  const [plain, own, ...others] = parseSettings("dev", written).regions;
  assert.ok(plain !== undefined && own !== undefined && others.length === 0);
  return { plain, own };
}
const BEFORE = regionsAfter({});

describe("a change of a stage in every region", () => {
  it("leaves the stage as it is if nothing changes", () => {
    assert.deepEqual(regionsAfter(changeEveryRegion(STAGE, () => ({}))), BEFORE);
  });

  it("comes before what a region has of its own, and leaves the rest of that", () => {
    const { plain, own } = regionsAfter(pictureSettings(STAGE));
    assert.deepEqual(plain, { ...BEFORE.plain, api: { ...BEFORE.plain.api, throttle: THROTTLE } });
    assert.deepEqual(own, { ...BEFORE.own, api: { ...BEFORE.own.api, throttle: THROTTLE } });
  });

  it("writes only what changes, and the regions", () => {
    assert.deepEqual(Object.keys(pictureSettings(STAGE)), ["api", "regions"]);
  });

  it("of a soak keeps a region's own streams, secret, logs and connector", () => {
    const { own } = regionsAfter(soakSettings(STAGE, TIMEOUTS));
    assert.equal(BEFORE.own.streams[0]?.silenceMinutes, 0);
    assert.deepEqual(own, {
      ...BEFORE.own,
      // The alarm on silence is part of the soak.
      streams: BEFORE.own.streams.map(({ silenceMinutes: _, ...stream }) => stream),
      api: { ...BEFORE.own.api, throttle: WIDE, integrationTimeoutMs: 900 },
      connector: { ...BEFORE.own.connector, "call-timeout": 2000, "connect-timeout": 2000 },
      observability: {
        ...BEFORE.own.observability,
        alarms: { ...BEFORE.own.observability.alarms, silenceMinutes: 15 },
      },
      protect: false,
    });
  });

  it("of a soak and of an outage without timeouts of their own leaves each region its own", () => {
    const timeoutsAfter = (changed: Readonly<Record<string, unknown>>) =>
      Object.values(regionsAfter(changed)).map(({ api, connector }) => [
        api.integrationTimeoutMs,
        connector["call-timeout"],
        connector["connect-timeout"],
      ]);
    const own = timeoutsAfter({});
    assert.deepEqual(timeoutsAfter(soakSettings(STAGE, undefined)), own);
    assert.deepEqual(timeoutsAfter(outageSettings(STAGE, "nearest", undefined)), own);
    assert.notDeepEqual(timeoutsAfter(soakSettings(STAGE, TIMEOUTS)), own);
  });

  it("of a soak adds a stream also where a region has streams of its own", () => {
    for (const { streams } of Object.values(regionsAfter(soakSettings(STAGE, TIMEOUTS, ["template"])))) {
      assert.deepEqual(
        streams.map(({ name }) => name),
        ["changes", "soak_2"],
      );
    }
  });

  for (const mode of MODE_NAMES) {
    it(`of an outage in mode ${mode} keeps what a region has of its own, and gives it the ports of the mode`, () => {
      const regions = ["eu-west-1", { name: "ap-south-1", connector: { service: { port: [9000] } }, protect: false }];
      const written: RawSettings = { ...WRITTEN, regions };
      const stage = { written, settings: parseSettings("prod", written) };
      const { plain, own } = regionsAfter(outageSettings(stage, mode, TIMEOUTS));
      assert.deepEqual([plain.protect, own.protect], [true, false]);
      for (const { api, connector } of [plain, own]) {
        assert.deepEqual([api.throttle, api.integrationTimeoutMs, connector.regions], [WIDE, 1500, mode]);
      }
      const ports = [plain, own].map(({ connector }) => connector.service.port);
      const [stagePort] = ports;
      const expected = { nearest: [stagePort, [9000]], every: [[18_901], [18_902]], failover: [stagePort, stagePort] };
      assert.deepEqual(ports, expected[mode]);
    });
  }
});

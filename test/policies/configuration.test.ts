import assert from "node:assert/strict";

import dev from "../../policies/config.dev.json";
import prod from "../../policies/config.prod.json";
import { checkConfiguration } from "../../policies/pack/configuration";
import { policiesOf } from "../../policies/pack/policies";
import { rules } from "../../policies/rules";
import { change } from "../support/policy-pipeline";
import { findings, summary } from "../support/policy-rule";

const check = (configuration: unknown) => checkConfiguration(configuration, policiesOf(rules));

describe("a configuration of the pack", () => {
  for (const [stage, configuration] of Object.entries({ dev, prod })) {
    it(`for ${stage} has nothing wrong with it`, () => {
      assert.deepEqual(check(configuration), []);
    });
  }

  const wrong: Record<string, [unknown, string[]]> = {
    "that is no object": [["rest-api-tls"], [`expected an object of policy names, got ["rest-api-tls"]`]],
    "with a rule that does not exist": [
      { "stream-retention": "advisory" },
      [
        "stream-retention: expected the name of a policy, got one that this pack does not have; nearest: kinesis-stream-retention",
      ],
    ],
    "with a misspelled key": [
      { "kinesis-stream-retention": { minimumHour: 24 } },
      [
        "kinesis-stream-retention.minimumHour: expected one of minimumHours, enforcementLevel, got a key that does not exist",
      ],
    ],
    "with a key for a rule without settings": [
      { "api-key-enabled": { strict: true } },
      ["api-key-enabled.strict: expected one of enforcementLevel, got a key that does not exist"],
    ],
    "with levels that do not exist": [
      { all: "strict", "rest-api-tls": "on", "api-key-linked": { enforcementLevel: 1 } },
      [
        `all: expected one of "advisory", "mandatory", "disabled", got "strict"`,
        `rest-api-tls: expected one of "advisory", "mandatory", "remediate", "disabled", got "on"`,
        `api-key-linked.enforcementLevel: expected one of "advisory", "mandatory", "disabled", got 1`,
      ],
    ],
    "that has rules mend what they cannot": [
      { all: "remediate", "iam-no-users": "remediate" },
      [
        `all: expected one of "advisory", "mandatory", "disabled", got "remediate"`,
        `iam-no-users: expected one of "advisory", "mandatory", "disabled", got "remediate"`,
      ],
    ],
    "that hides what becomes of waivers": [
      { waivers: "disabled", "waivers-matched": { enforcementLevel: "disabled" }, "waived-findings": "disabled" },
      [
        `waivers: expected one of "advisory", "mandatory", got "disabled"`,
        `waivers-matched.enforcementLevel: expected one of "advisory", "mandatory", got "disabled"`,
        `waived-findings: expected one of "advisory", "mandatory", got "disabled"`,
      ],
    ],
    "whose waivers stand under another key": [
      { waivers: { lists: [], maximumDays: 0 } },
      [
        "waivers.lists: expected one of list, maximumDays, enforcementLevel, got a key that does not exist",
        "waivers.maximumDays: expected at least 1, got 0",
      ],
    ],
    "with environments that are no names": [
      { environments: 5 },
      ["environments: expected a value of type array, got 5"],
    ],
    "with values out of bounds": [
      {
        "kinesis-stream-retention": { minimumHours: 12 },
        "integration-timeout": { callTimeoutMilliseconds: 20000 },
        "secret-deletion-window": { minimumDays: 7.5 },
        "kinesis-stream-encrypted": { key: "mine" },
        "rest-api-endpoint-type": { types: [] },
        "required-tags": { tags: ["a", 2], values: { a: 1 } },
      },
      [
        "kinesis-stream-retention.minimumHours: expected at least 24, got 12",
        "integration-timeout.callTimeoutMilliseconds: expected at most 10000, got 20000",
        "secret-deletion-window.minimumDays: expected a value of type integer, got 7.5",
        `kinesis-stream-encrypted.key: expected one of "any", "aws", "customer", got "mine"`,
        "rest-api-endpoint-type.types: expected at least 1 items, got []",
        "required-tags.tags[1]: expected a value of type string, got 2",
        "required-tags.values.a: expected a value of type string, got 1",
      ],
    ],
    "with a waiver that lacks its rule and has a member too many": [
      { waivers: { list: [{ resource: "x", until: "2026-12-31" }] } },
      [
        "waivers.list[0].rule: expected a value, got none",
        "waivers.list[0].until: expected one of rule, resource, reason, expires, got a key that does not exist",
      ],
    ],
  };
  for (const [what, [configuration, problems]] of Object.entries(wrong)) {
    it(`${what} is refused, every problem at once`, () => {
      assert.deepEqual(check(configuration), problems);
    });
  }

  it("may set the level of all rules, and of one beside its settings", () => {
    const levels = { all: "advisory", "rest-api-tls": { enforcementLevel: "remediate", minimumVersion: "1.3" } };
    assert.deepEqual(check(levels), []);
  });

  for (const [given, meant] of Object.entries({
    "integration-timeuot": "integration-timeout",
    stageTracing: "stage-tracing",
    "rest-api-tsl": "rest-api-tls",
    waiver: "waivers",
    environment: "environments",
  })) {
    it(`that says ${given} means ${meant}`, () => {
      const [problem] = check({ [given]: "mandatory" });
      assert.match(problem ?? "", new RegExp(`; nearest: ${meant}$`));
    });
  }

  it("for prod asks for more than the one for dev", async () => {
    const stack = change("stream", { retentionPeriod: 24 }).map((fixture) => ({
      ...fixture,
      inputs: {
        ...fixture.inputs,
        ...(fixture.name === "secret" && { recoveryWindowInDays: 0 }),
        ...("tags" in fixture.inputs && { tags: { service: "orders", stage: "dev", "managed-by": "pulumi" } }),
      },
      options: {},
    }));
    const mandatory = async (configuration: object) =>
      Object.keys(
        summary((await findings(stack, configuration as never)).filter(({ level }) => level === "mandatory")),
      );
    assert.deepEqual(await mandatory(dev), ["usage-plan-key-secret on link"]);
    assert.deepEqual((await mandatory(prod)).sort(), [
      "kinesis-stream-retention on stream",
      "secret-deletion-window on secret",
      "stateful-protected on api",
      "stateful-protected on key",
      "stateful-protected on secret",
      "stateful-protected on stream",
      "usage-plan-key-secret on link",
    ]);
  });
});

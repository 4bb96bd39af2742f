import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { parseSettings } from "../../config/parse";
import { PROJECT } from "../support/program";

const OWN = "aerospike-kinesis:";

/** The project's own Pulumi.<stage>.yaml: where a stage goes, and the names that it gives. */
const stages = readdirSync(PROJECT).flatMap((file) => {
  const stage = /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1];
  if (stage === undefined) return [];
  const { config } = parse(readFileSync(join(PROJECT, file), "utf8")) as { config: Record<string, unknown> };
  // A key without a namespace is the project's.
  const keys = Object.entries(config).map(([key, value]) => [key.replace(OWN, ""), value] as const);
  const raw = Object.fromEntries(keys.filter(([key]) => !key.includes(":")));
  const { service, regions } = parseSettings(stage, raw);
  const streams = regions.flatMap((own) => own.streams.map(({ name }) => `${name} in ${own.region}`));
  return [{ stage, config, streams, apiName: `${service}-${stage}` }];
});

type Stage = (typeof stages)[number];

/** A team that gives each stage an account of its own may use a stream's name twice. */
const inOneAccount = (one: Stage, other: Stage): boolean => {
  const [accounts, others] = [one, other].map(({ config }) => config["aws:allowedAccountIds"]);
  const isApart = Array.isArray(accounts) && Array.isArray(others) && !accounts.some((id) => others.includes(id));
  return !isApart && one.config["aws:profile"] === other.config["aws:profile"];
};

const pairs = stages.flatMap((one, index) => stages.slice(index + 1).map((other) => [one, other] as const));

describe("the project's own stages", () => {
  it("are there", () => {
    assert.ok(stages.length >= 2, `found ${stages.length} stages`);
  });

  for (const [one, other] of pairs) {
    it(`${one.stage} and ${other.stage} can be in one account: no stream's name is there twice in a region`, () => {
      if (!inOneAccount(one, other)) return;
      assert.deepEqual(
        one.streams.filter((name) => other.streams.includes(name)),
        [],
      );
      // AWS takes two APIs of one name, but CloudWatch's metrics are by that name.
      assert.notEqual(one.apiName, other.apiName);
    });
  }
});

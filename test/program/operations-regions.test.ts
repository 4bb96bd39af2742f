import assert from "node:assert/strict";

import type { Operation } from "@aerospike-kinesis/pulumi-engine";
import { openFirst } from "@aerospike-kinesis/test-support";

import { openOperator, type Region } from "../support/operator";
import { succeeded } from "../support/succeeded";

const FIRST = "ap-south-1";
const SECOND = "eu-west-1";
const STREAM = "my_kinesis_stream";
/** One list serves every mode: `every` asks for a port for each region. */
const REGIONS = [FIRST, { name: SECOND, connector: { service: { port: [8903] } } }];

const THIRD = { name: "us-east-2", connector: { service: { port: [8904] } } };

const settings = (mode: string, regions: readonly unknown[] = REGIONS) => ({
  "aerospike-kinesis:regions":
    mode === "every"
      ? regions
      : regions.map((region) => (typeof region === "string" ? region : (region as { name: string }).name)),
  "aerospike-kinesis:streams": [{ name: STREAM }],
  "aerospike-kinesis:connector": { regions: mode },
});

/** The page has the command once for the key of any region, and once for that of the first one, with `failover`. */
const forgetKey = (region: string): string =>
  region === FIRST
    ? `pulumi state delete --stack prod --force --target-dependents 'urn:...:ApiKey::ingest-${FIRST}-key'`
    : `pulumi state delete --stack prod --force --target-dependents 'urn:pulumi:prod::aerospike-kinesis::aerospike-kinesis:index:Pipeline$aerospike-kinesis:index:IngestKey$aws:apigateway/apiKey:ApiKey::ingest-${SECOND}-key'`;
const keyAndLink = (region: string): string[] => [`ingest-${region}-key`, `ingest-${region}-key-link`];
const version = (region: string): string => `ingest-${region}-connector-version`;
const BOTH_VERSIONS = [version(FIRST), version(SECOND)];
const UNPROTECT_FIRST =
  "pulumi state unprotect --stack prod --yes " +
  [
    "ApiKey::KEY-key",
    "RestApi::KEY-api",
    "Secret::KEY-connector",
    `Stream::KEY-stream-${STREAM}`,
    "Key::KEY-alarms-key",
  ]
    .map((end) => `'urn:...:${end.replace("KEY", `ingest-${FIRST}`)}'`)
    .join(" ");
const MODES = ["nearest", "every", "failover"] as const;

const nameOf = (urn: string): string => String(urn.split("::").at(-1));

/** What an operation did to keys, APIs, streams and secrets, as `operation name`. */
const changes = ({ steps = [] }: Partial<Operation>): string[] =>
  steps
    .filter(({ op, urn }) => ["create", "update", "delete", "replace"].includes(op) && !urn.includes(":providers:"))
    .map(({ op, urn }) => `${op} ${nameOf(urn)}`)
    .filter((change) => !/-alarms|ingest-[a-z0-9-]+-\d(-api)?$|dashboard/.test(change))
    .sort();

const created = (...names: readonly string[]): string[] => names.map((name) => `create ${name}`).sort();
const replaced = (...names: readonly string[]): string[] => names.map((name) => `replace ${name}`).sort();

for (const mode of MODES) {
  describe(`docs/operations.md, where connector.regions is ${mode}`, function () {
    this.timeout(600_000);
    const operator = openFirst(() => openOperator("operations.md", settings(mode)));
    const isFailover = mode === "failover";
    /** The region that the steps name. */
    const named = isFailover ? FIRST : SECOND;
    const keys = isFailover ? [FIRST, SECOND] : [SECOND];
    const made = [...keys.flatMap(keyAndLink), ...(mode === "nearest" ? [version(SECOND)] : BOTH_VERSIONS)];

    const forget = (region: string) => operator.types(forgetKey(region));
    const answersTo = async (regions: Readonly<Record<string, Region>>): Promise<number[]> =>
      Promise.all(Object.values(regions).map((region) => operator.post(region, STREAM)));

    it("rotates a key as its table says, and both keys work until the old one is deleted by hand", async () => {
      const before = await operator.regions();
      const urns = await operator.urns();
      succeeded(await forget(named));
      const left = await operator.urns();
      assert.deepEqual(
        urns
          .filter((urn) => !left.includes(urn))
          .map(nameOf)
          .sort(),
        [...made].sort(),
      );
      assert.deepEqual(await answersTo(before), [200, 200], "nothing changes on AWS");

      assert.deepEqual(changes(succeeded(await operator.types("pulumi up --stack prod"))), created(...made));
      const after = await operator.regions();
      assert.deepEqual(
        Object.keys(after).filter((region) => after[region]!.apiKey !== before[region]!.apiKey),
        keys,
      );
      assert.deepEqual([await answersTo(before), await answersTo(after)].flat(), [200, 200, 200, 200]);
    });

    if (isFailover) {
      it("cannot rotate the key of another region than the first, and the first region's heals that", async () => {
        const before = await operator.regions();
        succeeded(await forget(SECOND));
        const { code, stdout, stderr } = await operator.types("pulumi up --stack prod");
        assert.notEqual(code, 0);
        assert.match(stdout + stderr, /API Key already exists/);
        succeeded(await forget(FIRST));
        succeeded(await operator.types("pulumi up --stack prod"));
        const after = await operator.regions();
        assert.notEqual(after[FIRST]!.apiKey, before[FIRST]!.apiKey);
        assert.equal(after[SECOND]!.apiKey, after[FIRST]!.apiKey);
        assert.deepEqual(await answersTo(after), [200, 200]);
      });
    }

    it("replaces a key that leaked: the old one is refused from then on, and the new one is protected", async () => {
      const before = await operator.regions();
      const replace = `pulumi up --stack prod --replace 'urn:...:ApiKey::ingest-${named}-key'`;
      assert.notEqual((await operator.types(replace)).code, 0, "it is protected");
      const quoted = keys.map((region) => `'urn:...:ApiKey::ingest-${region}-key'`).join(" ");
      succeeded(await operator.types(`pulumi state unprotect --stack prod --yes ${quoted}`));
      assert.deepEqual(changes(succeeded(await operator.types(replace))), replaced(...made));
      assert.deepEqual(await answersTo(before), isFailover ? [403, 403] : [200, 403]);
      assert.deepEqual(await answersTo(await operator.regions()), [200, 200]);
      assert.notEqual((await operator.types(replace)).code, 0, "it is protected again");
    });

    if (mode !== "nearest") {
      it("changes no key, API or stream of other regions when one is added behind them and the first one is removed", async () => {
        const before = await operator.regions();
        const added = succeeded(await operator.types("pulumi up --stack prod", settings(mode, [...REGIONS, THIRD])));
        const ofOthers = (names: readonly string[]) => names.filter((name) => !name.includes(THIRD.name));
        assert.deepEqual(ofOthers(changes(added)), replaced(...BOTH_VERSIONS));

        succeeded(await operator.types(UNPROTECT_FIRST));
        const left = [REGIONS[1], THIRD];
        const removed = succeeded(await operator.types("pulumi up --stack prod", settings(mode, left)));
        const ofThose = changes(removed).filter((name) => !name.includes(FIRST));
        assert.deepEqual(ofThose, replaced(version(SECOND), version(THIRD.name)));
        const after = await operator.regions();
        assert.deepEqual(after[SECOND], before[SECOND]);
        assert.equal(await operator.post(before[FIRST]!, STREAM), 403);
        assert.deepEqual(await answersTo(after), [200, 200]);
      });

      it("removes the second last region where connector.regions becomes nearest: the last one keeps its key", async () => {
        const before = await operator.regions();
        succeeded(await operator.types("pulumi state unprotect --all --stack prod --yes"));
        const alone = [{ ...THIRD, connector: {} }];
        assert.notEqual((await operator.types("pulumi up --stack prod", settings(mode, alone))).code, 0);
        succeeded(await operator.types("pulumi up --stack prod", settings("nearest", alone)));
        const after = await operator.regions();
        assert.deepEqual(after, { [THIRD.name]: before[THIRD.name] });
        assert.deepEqual(await answersTo(after), [200]);
      });
    }
  });
}

describe("docs/operations.md, where connector.regions changes", function () {
  this.timeout(600_000);
  const operator = openFirst(() => openOperator("operations.md", settings("nearest")));
  const changeTo = (mode: string) => operator.types("pulumi up --stack prod", settings(mode));
  const answer = async (regions: Readonly<Record<string, Region>>) =>
    Promise.all(Object.values(regions).map((region) => operator.post(region, STREAM)));

  for (const mode of ["every", "nearest"]) {
    it(`keeps every key where it becomes ${mode}`, async () => {
      const before = await operator.regions();
      assert.deepEqual(changes(succeeded(await changeTo(mode))), replaced(...BOTH_VERSIONS));
      assert.deepEqual(await operator.regions(), before);
    });
  }

  it("refuses failover until Pulumi forgets the keys of all regions but the first; the old keys still work", async () => {
    const before = await operator.regions();
    const urns = await operator.urns();
    const { code, stdout, stderr } = await changeTo("failover");
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /ingest-eu-west-1-key/);
    assert.deepEqual(await operator.urns(), urns);

    succeeded(await operator.types(forgetKey(SECOND)));
    assert.deepEqual(
      changes(succeeded(await changeTo("failover"))),
      [...created(...keyAndLink(SECOND), version(SECOND)), ...replaced(version(FIRST))].sort(),
    );
    const after = await operator.regions();
    assert.deepEqual(after[FIRST], before[FIRST]);
    assert.equal(after[SECOND]!.apiKey, after[FIRST]!.apiKey);
    assert.deepEqual([...(await answer(before)), ...(await answer(after))], [200, 200, 200, 200]);
  });

  for (const mode of ["every", "failover", "nearest"]) {
    it(`keeps the one value of all keys where it becomes ${mode} after that`, async () => {
      const before = await operator.regions();
      assert.deepEqual(changes(succeeded(await changeTo(mode))), replaced(...BOTH_VERSIONS));
      assert.deepEqual(await operator.regions(), before);
    });
  }
});

import assert from "node:assert/strict";

import { type AssumptionName, ASSUMPTIONS } from "@aerospike-kinesis/local-aws";
import { openFirst } from "@aerospike-kinesis/test-support";

import { insideParts } from "../../../../commands/conformance/ephemeral/inside";
import { EXPERIMENTS } from "../../../../commands/conformance/experiments";
import { NEVER_DECIDED } from "../../../../commands/conformance/never-decided";
import { openTestStack } from "../../../support/ephemeral";

/** Every assumption that an experiment from inside decides. */
const DECIDED: readonly AssumptionName[] = [
  "header-case",
  "content-length-header",
  "binary-type-parameters",
  "empty-body",
  "path-parameters",
  "json-reader",
  "json-duplicates",
  "json-slash",
  "answer-body",
  "matching-response",
  "deployment-spread",
  "key-spread",
];

describe("an experiment from inside an ephemeral stack", function () {
  this.timeout(120_000);
  const test = openFirst(openTestStack);
  const parts = async () => insideParts(await test.insideAt({}));

  it("is there for every assumption that does not show from outside, but for a connection that breaks", async () => {
    const names = (await parts()).flatMap(({ experiments }) => experiments.map(({ name }) => name));
    assert.deepEqual(names, DECIDED);
    const all = [...EXPERIMENTS.map(({ name }) => name), ...names, ...Object.keys(NEVER_DECIDED)];
    assert.deepEqual(all.sort(), Object.keys(ASSUMPTIONS).sort());
    assert.deepEqual(Object.keys(NEVER_DECIDED), ["broken-backend"]);
  });

  for (const name of DECIDED) {
    for (const value of Object.keys(ASSUMPTIONS[name].values)) {
      it(`decides ${name}: ${value}`, async () => {
        test.aws.assume({ [name]: value });
        const [part] = await parts();
        const { checks, experiments } = part!;
        const needed = name === "key-spread" ? checks.filter((check) => check.name.startsWith("the API key")) : [];
        const result = await test.run({
          checks: needed,
          experiments: experiments.filter((experiment) => experiment.name === name),
        });
        test.aws.assume({});
        const [measured] = result.experiments;
        assert.equal(measured?.measured, value, measured?.found);
        assert.deepEqual(
          result.checks.filter(({ ok }) => !ok),
          [],
        );
      });
    }
  }
});

import assert from "node:assert/strict";

import { digestOf, formatterOf } from "@aerospike-kinesis/esp-simulator";
import { renderTemplate } from "@aerospike-kinesis/local-aws/testing";
import fc from "fast-check";

const format = formatterOf({ mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true });

/** A double in the body of a record, as the connector's simulator prints it. */
function printedBySimulator(value: number): string {
  const digest = digestOf("set", "key");
  const bins = new Map([["bin", value]]);
  const body = format({ op: "write", namespace: "test", digest, lut: 1, gen: 1, exp: 0, bins }).toString();
  const [, printed = body] = /"bin":(.*)\}$/.exec(body) ?? [];
  return printed;
}

/** A double in a mapping template, as the local API Gateway prints it. */
const printedByGateway = (value: number): string =>
  renderTemplate("$context.value", { body: "", context: { value } }).text;

describe("Java's doubles", () => {
  // A template's plain data has whole numbers as integers, so only numbers with a fraction are doubles on both sides.
  it("print alike in a record and in a mapping template", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
        (value) => {
          assert.equal(printedBySimulator(value), printedByGateway(value));
        },
      ),
      { numRuns: 500, examples: [[0.1], [0.0001], [-12345678.5], [0.001], [9999999.5]] },
    );
  });
});

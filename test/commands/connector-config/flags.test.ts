import assert from "node:assert/strict";

import { readFormat } from "../../../commands/connector-config/flags";
import { UsageError } from "../../../commands/shared/errors";

const NAMESPACE = "the name of an Aerospike namespace: 1 to 31 letters, digits, '_', '-' or '$', and not null";

describe("the command line of connector-config", () => {
  it("is the connector's file, if it says no format", () => {
    assert.deepEqual(readFormat({}), {
      name: "yaml",
      connectors: [],
      namespaces: [],
      onlyNamedSetsOf: [],
      dc: undefined,
    });
  });

  const wrong: Record<string, [flags: Parameters<typeof readFormat>[0], problems: readonly string[]]> = {
    "a format that there is not": [
      { format: "json" },
      ['--format: expected one of yaml, helm, aerospike-conf, asinfo, operator, got "json".'],
    ],
    "a cluster without connectors": [
      { format: "operator" },
      ["--connector: expected the address of each connector, such as esp-1.example.com:8901, got none."],
    ],
    "addresses, namespaces and names that are none, all at once": [
      {
        format: "operator",
        connector: ["h:0", "a b", "[::1]:1", "ok:1"],
        namespace: ["a;b", "null"],
        "only-named-sets": [""],
        dc: "d d",
      },
      [
        '--connector: expected HOST or HOST:PORT, a name or an IPv4 address, got "h:0".',
        '--connector: expected HOST or HOST:PORT, a name or an IPv4 address, got "a b".',
        '--connector: expected HOST or HOST:PORT, a name or an IPv4 address, got "[::1]:1".',
        `--namespace: expected ${NAMESPACE}, got "a;b".`,
        `--namespace: expected ${NAMESPACE}, got "null".`,
        `--only-named-sets: expected ${NAMESPACE}, got "".`,
        '--dc: expected 1 to 31 letters, digits, _ or -, got "d d".',
      ],
    ],
    "flags of the cluster for the connector's file": [
      { connector: ["h"], namespace: ["n"] },
      [
        "--connector: expected with --format aerospike-conf, asinfo, operator only, got yaml.",
        "--namespace: expected with --format aerospike-conf, asinfo, operator only, got yaml.",
      ],
    ],
  };
  for (const [name, [flags, problems]] of Object.entries(wrong)) {
    it(`refuses ${name}`, () => {
      assert.throws(() => readFormat(flags), new UsageError(problems.join("\n")));
    });
  }
});

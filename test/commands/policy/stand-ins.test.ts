import assert from "node:assert/strict";

import { describeStandIns } from "../../../commands/policy/stand-ins";

const urn = (name: string, type: string) => `urn:pulumi:dev::orders::our:index:Ingest$${type}::${name}`;
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const STREAM = "aws:kinesis/stream:Stream";

describe("what the local AWS did not create", () => {
  it("is told once for each type, with every resource and its line", () => {
    const positions = new Map([[urn("a", GROUP), { file: "logs.ts", line: 3, column: 1 }]]);
    const standIns = ["a", "b", "b"].map((name) => ({ urn: urn(name, GROUP), reason: "type" }) as const);
    assert.deepEqual(describeStandIns(standIns, positions), {
      notes: [`The local AWS does not model ${GROUP}: judged from the program's values alone: a (logs.ts:3), b.`],
      problems: [],
    });
  });

  it("is a problem only where it is refused for itself", () => {
    const standIns = [
      { urn: urn("a", STREAM), reason: "refused", details: "no" },
      { urn: urn("b", STREAM), reason: "follows", details: "no a" },
      { urn: urn("c", STREAM), reason: "properties", details: "more" },
    ] as const;
    assert.deepEqual(describeStandIns(standIns, new Map()), {
      notes: [
        `The local AWS cannot make a ${STREAM} that refers to what it does not have: judged from the program's values alone: b.`,
        `The local AWS does not model more of ${STREAM}: judged from the program's values alone: c.`,
      ],
      problems: ["The local AWS refuses a: no"],
    });
  });
});

import assert from "node:assert/strict";

import type { Operation, OperationOptions, Workspace } from "@aerospike-kinesis/pulumi-engine";

import { destroyStack, StackLeftError } from "../../../../commands/conformance/ephemeral/destroy-stack";

const NAME = "conformance-1a2b3c4d";
const { signal } = new AbortController();

const ended = (code: number, message = ""): Operation => ({
  code,
  stdout: "",
  stderr: "",
  steps: [],
  diagnostics: message === "" ? [] : [{ severity: "error", message }],
  violations: [],
  changes: {},
  all: [],
});

/** A workspace whose operations end as they are told, and what it was asked for. */
function workspace(ends: readonly Operation[]) {
  const asked: string[] = [];
  const left = [...ends];
  const resources = [
    { type: "pulumi:pulumi:Stack", urn: "a" },
    { type: "pulumi:providers:aws", urn: "b", id: "p" },
    { type: "aws:kinesis/stream:Stream", urn: "c", id: "orders" },
  ];
  const fake = {
    destroy: (name: string, { args = [] }: OperationOptions = {}) => {
      asked.push(["destroy", name, ...args].join(" "));
      return Promise.resolve(left.shift()!);
    },
    pulumi: (args: readonly string[]) => {
      asked.push(args.join(" "));
      return Promise.resolve({ code: 0, stdout: "", stderr: "" });
    },
    exportState: () => Promise.resolve({ version: 3, deployment: { resources } }),
  };
  return { workspace: fake as unknown as Workspace, asked };
}

describe("the destruction of an ephemeral stack", () => {
  it("goes on with the others when a resource fails, and forgets the stack", async () => {
    const { workspace: works, asked } = workspace([ended(0)]);
    await destroyStack(works, { name: NAME, isLocal: false }, signal);
    assert.deepEqual(asked, [`destroy ${NAME} --continue-on-error`, `stack rm ${NAME} --yes`]);
  });

  it("reads from AWS what is there, and tries once more: somebody may have deleted a resource by hand", async () => {
    const { workspace: works, asked } = workspace([ended(255, "not found"), ended(0)]);
    await destroyStack(works, { name: NAME, isLocal: false }, signal);
    assert.deepEqual(asked.slice(1), [`destroy ${NAME} --refresh`, `stack rm ${NAME} --yes`]);
  });

  it("keeps a stack that is not destroyed, and says what is left", async () => {
    const { workspace: works, asked } = workspace([ended(255, "denied"), ended(255, "denied\nupdate failed")]);
    await assert.rejects(
      destroyStack(works, { name: NAME, isLocal: false }, signal),
      new StackLeftError(
        [
          `Stack ${NAME} is not destroyed. denied`,
          "It still has 1 resource, which can cost money:",
          "  aws:kinesis/stream:Stream orders",
          "Destroy it by hand, with the same credentials in the shell:",
          `  npm run conformance -- --ephemeral --destroy ${NAME}`,
        ].join("\n"),
      ),
    );
    assert.ok(!asked.some((command) => command.startsWith("stack rm")));
  });

  it("is not asked of a person for a stack that ends with the local AWS", async () => {
    const { workspace: works } = workspace([ended(255, "denied"), ended(255, "denied\nupdate failed")]);
    await assert.rejects(
      destroyStack(works, { name: NAME, isLocal: true }, signal),
      new StackLeftError(
        `Stack ${NAME} is not destroyed. denied\nIt ends with the local AWS of this command: nothing is left.`,
      ),
    );
  });
});

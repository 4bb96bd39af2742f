import assert from "node:assert/strict";

import { z } from "zod";

import { AwsError } from "../../src/errors";
import { type ChangeHooks, type ResourceChange, withChangeHooks } from "../../src/provider/change-hooks";
import { createProvider, type Provider } from "../../src/provider/provider";
import { defineResource } from "../../src/resource";
import { testEnvironment } from "../environment";

const TYPE = "aws:test/thing:Thing";
const URN = `urn:pulumi:dev::project::${TYPE}::thing`;

/** A provider of one type, and what AWS did. */
function hooked(hooks: ChangeHooks): { readonly provider: Provider; readonly done: string[] } {
  const done: string[] = [];
  const thing = defineResource({
    type: TYPE,
    inputs: z.strictObject({}),
    replaceOn: [],
    importId: "id",
    create: () => Promise.resolve({ id: "1", outputs: {} }).finally(() => done.push("create")),
    read: () => Promise.resolve({}),
    update: () => Promise.resolve({}).finally(() => done.push("update")),
    delete: () => {
      done.push("delete");
      return Promise.resolve();
    },
  });
  return { provider: withChangeHooks(createProvider([thing], testEnvironment()), hooks), done };
}

const change = {
  create: (provider: Provider) => provider.create(TYPE, {}, URN),
  update: (provider: Provider) => provider.update(TYPE, "1", {}, {}, URN),
  delete: (provider: Provider) => provider.delete(TYPE, "1", {}, URN),
};

describe("hooks around changes", () => {
  for (const operation of ["create", "update", "delete"] as const) {
    it(`tell of each ${operation} before AWS gets it and when AWS has made it`, async () => {
      const told: (ResourceChange & { readonly done: number })[] = [];
      const tell = (each: ResourceChange): void => {
        told.push({ ...each, done: done.length });
      };
      const { provider, done } = hooked({ beforeChange: tell, afterChange: tell });
      await change[operation](provider);
      const before = { operation, type: TYPE, urn: URN, id: operation === "create" ? undefined : "1" };
      assert.deepEqual(told, [
        { ...before, done: 0 },
        { ...before, id: "1", done: 1 },
      ]);
    });

    it(`refuse the ${operation} in AWS's place, before it is made or after`, async () => {
      const refuse = (): void => {
        throw new AwsError("TooManyRequestsException", "Too Many Requests", 429);
      };
      const message = new RegExp(`^Error: ${operation.slice(0, -1)}ing ${TYPE}: TooManyRequestsException: Too Many`);
      const before = hooked({ beforeChange: refuse });
      await assert.rejects(change[operation](before.provider), message);
      assert.deepEqual(before.done, []);
      const after = hooked({ afterChange: refuse });
      await assert.rejects(change[operation](after.provider), message);
      assert.deepEqual(after.done, [operation]);
    });
  }
});

import { createBeforeDelete } from "../../../policies/rules/create-before-delete";
import { changeFixture } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const deletesFirst = (name: string) =>
  changeFixture(name, (fixture) => ({ ...fixture, options: { ...fixture.options, deleteBeforeReplace: true } }));
const WORDS = "deleteBeforeReplace is set: clients would lose it, and what it holds, before its replacement is there.";

describeRule(createBeforeDelete, {
  finds: Object.fromEntries(
    ["api", "stage", "key", "stream", "secret"].map((name) => [
      `a ${name} that is deleted first`,
      { stack: deletesFirst(name), found: { [name]: [WORDS] } },
    ]),
  ),
  accepts: {
    "a role that is deleted first": { stack: deletesFirst("role") },
    "the default in so many words": {
      stack: changeFixture("stream", (stream) => ({
        ...stream,
        options: { ...stream.options, deleteBeforeReplace: false },
      })),
    },
  },
});

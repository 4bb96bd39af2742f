import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { rules } from "../../policies/rules";
import { PROJECT } from "../support/program";

const PAGE = readFileSync(join(PROJECT, "docs/policies-compared.md"), "utf8");
const NAMES = rules.map(({ name }) => name);

/** What the page shows as code and is a name of words with hyphens, as every rule's is. */
const namedOn = (page: string): readonly string[] =>
  [...page.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name = ""]) => name).filter((name) => name !== "trivy-checks");

describe("docs/policies-compared.md", () => {
  it("names only rules that the pack has", () => {
    assert.deepEqual(
      namedOn(PAGE).filter((name) => !NAMES.includes(name)),
      [],
    );
  });

  it("has every rule at the head of a line that says what others call it", () => {
    const compared = [...PAGE.matchAll(/^- `([a-z-]+)`/gm)].map(([, name]) => name);
    assert.deepEqual(
      NAMES.filter((name) => !compared.includes(name)),
      [],
    );
  });

  it("says of no check both that the pack asks it and that it does not", () => {
    const sections = PAGE.slice(PAGE.indexOf("\n## ")).split(/^(?=## )/m);
    const asked = sections.flatMap((section) => idsIn(section.split("\nNot asked:")[0] ?? ""));
    const absent = sections.flatMap((section) => idsIn(section.split("\nNot asked:")[1] ?? ""));
    assert.deepEqual(
      absent.filter((id) => asked.includes(id)),
      [],
    );
  });
});

/** The ids of other tools' checks in a text: of Security Hub, checkov, Trivy, cdk-nag's AwsSolutions and prowler. */
function idsIn(text: string): readonly string[] {
  return (
    text.match(/\b(?:CKV2?_AWS_\d+|AWS-\d{4}|AwsSolutions-[A-Z]+\d+|[A-Z]\w+\.\d+|[a-z0-9]+(?:_[a-z0-9]+)+)\b/g) ?? []
  );
}

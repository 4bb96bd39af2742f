import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { policiesOf } from "../../policies/pack/policies";
import { rules } from "../../policies/rules";

const PACK = join(__dirname, "../../policies");

/** The tags that rules have: the service they are about, `security` if they are about security, and a topic. */
const SERVICES = [
  "apigateway",
  "cloudwatch",
  "connector",
  "iam",
  "kinesis",
  "kms",
  "lambda",
  "secretsmanager",
  "sns",
  "xray",
];
const SECURITY_TOPICS = ["access-control", "authentication", "encryption-at-rest", "encryption-in-transit", "secrets"];
const OTHER_TOPICS = ["capacity", "data-loss", "governance", "observability", "reliability"];

describe("the policy pack", () => {
  it("has exactly these policies, in this order", () => {
    assert.deepEqual(
      policiesOf(rules).map(({ name, enforcementLevel }) => `${name} ${enforcementLevel ?? ""}`),
      [
        "waivers mandatory",
        "rest-api-tls mandatory",
        "rest-api-endpoint-type mandatory",
        "rest-api-endpoint-enabled mandatory",
        "domain-name-tls mandatory",
        "integration-tls mandatory",
        "transport-https mandatory",
        "connector-config-https mandatory",
        "connector-config-output mandatory",
        "method-authenticated mandatory",
        "http-api-route-authenticated mandatory",
        "function-url-authenticated mandatory",
        "api-key-enabled mandatory",
        "api-key-linked mandatory",
        "rest-api-key-plan mandatory",
        "kinesis-stream-on-demand mandatory",
        "api-body-readable mandatory",
        "http-api-no-kinesis mandatory",
        "integration-kinesis-call mandatory",
        "integration-error-not-success mandatory",
        "integration-mock-no-success mandatory",
        "stage-no-cache mandatory",
        "front-no-success mandatory",
        "web-acl-no-success mandatory",
        "web-acl-takes-records mandatory",
        "integration-success-proven mandatory",
        "integration-errors-not-echoed mandatory",
        "integration-errors-mapped mandatory",
        "integration-method-response mandatory",
        "integration-passthrough mandatory",
        "integration-put-record mandatory",
        "integration-stream-fixed mandatory",
        "integration-headers-fixed mandatory",
        "integration-escapes mandatory",
        "integration-encodes-once mandatory",
        "integration-timeout mandatory",
        "connector-config-call-timeout mandatory",
        "connector-config-acknowledges mandatory",
        "connector-config-fits-api mandatory",
        "connector-config-whole-records mandatory",
        "usage-plan-no-quota mandatory",
        "method-takes-records mandatory",
        "integration-role-actions mandatory",
        "integration-role-streams mandatory",
        "records-not-denied mandatory",
        "kinesis-stream-writers mandatory",
        "kinesis-stream-administrators mandatory",
        "pipeline-administrators mandatory",
        "service-calls mandatory",
        "integration-role-trust mandatory",
        "role-trust mandatory",
        "iam-no-wildcards mandatory",
        "iam-no-administrator mandatory",
        "iam-no-users mandatory",
        "usage-plan-key-secret mandatory",
        "api-key-not-exposed mandatory",
        "api-key-not-printed mandatory",
        "api-key-not-written mandatory",
        "method-settings-no-data-trace mandatory",
        "kinesis-stream-encrypted mandatory",
        "secret-encrypted mandatory",
        "log-group-encrypted mandatory",
        "secret-deletion-window advisory",
        "secret-version-current mandatory",
        "kms-key-enabled mandatory",
        "kms-key-recoverable mandatory",
        "kms-key-rotation mandatory",
        "sns-topic-encrypted mandatory",
        "sns-subscription-https mandatory",
        "resource-policy-not-public mandatory",
        "deployment-triggers mandatory",
        "deployment-create-first mandatory",
        "create-before-delete mandatory",
        "deployment-order mandatory",
        "stage-deployment mandatory",
        "ignored-changes mandatory",
        "provider-options mandatory",
        "stateful-protected disabled",
        "account-settings-elsewhere mandatory",
        "kinesis-stream-retention mandatory",
        "stage-access-log advisory",
        "stage-execution-log advisory",
        "stage-tracing advisory",
        "log-group-retention advisory",
        "usage-plan-throttle mandatory",
        "method-settings-throttle mandatory",
        "alarm-actions advisory",
        "alarm-can-go-off advisory",
        "metric-filter-counts advisory",
        "resource-region-allowed mandatory",
        "pipeline-one-region mandatory",
        "required-tags mandatory",
        "name-limits mandatory",
        "configuration mandatory",
        "waivers-matched mandatory",
        "waived-findings advisory",
        "not-evaluated-yet advisory",
      ],
    );
  });

  it("has one file for each rule, named as the rule, and a test beside it", () => {
    const names = rules.map(({ name }) => name).sort();
    assert.deepEqual(filesIn(join(PACK, "rules"), ".ts", ["index"]), names);
    assert.deepEqual(filesIn(join(__dirname, "rules"), ".test.ts"), names);
  });

  for (const rule of rules) {
    it(`says everything about ${rule.name} in the SDK's fields`, () => {
      assert.match(rule.description, /^[A-Z].*[a-zA-Z]\.$/, "a description is a sentence");
      assert.match(rule.remediationSteps, /^[A-Z].*\.$/s, "remediation steps are a sentence");
      assert.match(rule.url, /^https:\/\//);
      assert.ok(rule.tags.length > 0);
      const topics = rule.tags.filter((tag) => !SERVICES.includes(tag) && tag !== "security");
      assert.ok(topics.length > 0, "a rule has a topic");
      for (const topic of topics) assert.ok([...SECURITY_TOPICS, ...OTHER_TOPICS].includes(topic), topic);
      assert.equal(
        rule.tags.includes("security"),
        topics.some((topic) => SECURITY_TOPICS.includes(topic)),
        "security",
      );
      for (const [key, schema] of Object.entries(rule.configSchema?.properties ?? {})) {
        assert.notEqual(schema.default, undefined, `${key} has a default`);
      }
    });
  }

  it("lists every policy with its level in the README, in the pack's order", () => {
    const readme = readFileSync(join(PACK, "README.md"), "utf8");
    const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| (\w+) /gm)].map(
      ([, name, level]) => `${name ?? ""} ${level ?? ""}`,
    );
    assert.deepEqual(
      rows,
      policiesOf(rules).map(({ name, enforcementLevel }) => `${name} ${enforcementLevel ?? ""}`),
    );
  });

  it("has as many rules and policies about itself as docs/review.md says", () => {
    const review = readFileSync(join(PACK, "../docs/review.md"), "utf8");
    const [, ofRules, ofItself] = /This pack has (\d+) rules, and (\d+) policies about itself\./.exec(review) ?? [];
    assert.deepEqual([ofRules, ofItself].map(Number), [rules.length, policiesOf(rules).length - rules.length]);
  });

  it("pins in its own package.json what this repository installs", () => {
    const own = dependencies(join(PACK, "package.json"));
    const { packages } = JSON.parse(readFileSync(join(PACK, "../package-lock.json"), "utf8")) as {
      packages: Record<string, { version?: string }>;
    };
    const installed = Object.keys(own).map((name) => [name, packages[`node_modules/${name}`]?.version]);
    assert.deepEqual(own, Object.fromEntries(installed));
  });
});

function filesIn(folder: string, suffix: string, except: readonly string[] = []): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .filter((name) => !except.includes(name))
    .sort();
}

function dependencies(file: string): Readonly<Record<string, string>> {
  const content = JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, string> | undefined>;
  return { ...content.devDependencies, ...content.dependencies };
}

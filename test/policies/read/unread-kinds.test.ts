import assert from "node:assert/strict";

import { unreadKindsIn } from "../../../policies/read/unread-kinds";

/** By kind: types that no rule can read, and types beside them that rules can, or that make nothing in AWS. */
const KINDS: Readonly<Record<string, readonly [unread: readonly string[], read: readonly string[]]>> = {
  "resources of aws-native": [["aws-native:kinesis:Stream"], ["aws:kinesis/stream:Stream", "awsx:aws-native:Thing"]],
  "resources of Cloud Control": [["aws:cloudcontrol/resource:Resource"], ["aws:cloudtrail/trail:Trail"]],
  "CloudFormation stacks": [
    [
      "aws:cloudformation/stack:Stack",
      "aws:cloudformation/stackSet:StackSet",
      "aws:cloudformation/stackInstances:StackInstances",
      "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
    ],
    ["aws:cloudformation/cloudFormationType:CloudFormationType"],
  ],
  "products of Service Catalog": [
    ["aws:servicecatalog/provisionedProduct:ProvisionedProduct"],
    ["aws:servicecatalog/product:Product"],
  ],
  "resources of dynamic providers": [
    ["pulumi-nodejs:dynamic:Resource", "pulumi-python:dynamic:Resource"],
    ["pulumi:pulumi:StackReference"],
  ],
  commands: [["command:local:Command", "command:remote:Command"], ["aws:ssm/document:Document"]],
  "calls of functions": [["aws:lambda/invocation:Invocation"], ["aws:lambda/function:Function"]],
  "charts and manifests of Kubernetes": [
    [
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:yaml:ConfigFile",
      "kubernetes:yaml/v2:ConfigGroup",
      "kubernetes:kustomize/v2:Directory",
    ],
    ["kubernetes:core/v1:ConfigMap"],
  ],
  "resources that a controller in Kubernetes makes in AWS": [
    [
      "kubernetes:kinesis.services.k8s.aws/v1alpha1:Stream",
      "kubernetes:kinesis.aws.upbound.io/v1beta1:Stream",
      "kubernetes:apiextensions.crossplane.io/v1:Composition",
    ],
    ["kubernetes:apps/v1:Deployment"],
  ],
  builds: [["aws:codebuild/project:Project"], ["aws:codebuild/reportGroup:ReportGroup"]],
  "commands that Systems Manager runs": [
    ["aws:ssm/association:Association", "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask"],
    ["aws:ssm/maintenanceWindow:MaintenanceWindow", "aws:ssm/parameter:Parameter"],
  ],
  "jobs of Kubernetes": [["kubernetes:batch/v1:Job", "kubernetes:batch/v1:CronJob"], ["kubernetes:core/v1:Pod"]],
  "modules of Terraform": [["vpc:index:Module"], ["vpc:index:Vpc"]],
};

describe("kinds of resources that no rule can read", () => {
  for (const [kind, [unread, read]] of Object.entries(KINDS)) {
    it(`are told from others: ${kind}`, () => {
      const resources = [...read, ...unread].map((type, index) => ({ type, name: `r${index}`, props: {} }));
      assert.deepEqual(unreadKindsIn(resources), [{ kind, resources: resources.slice(read.length) }]);
    });
  }

  it("are one entry each, in the order in which they come, with all their resources", () => {
    const found = unreadKindsIn([
      { type: "command:local:Command", name: "a", props: {} },
      { type: "aws-native:iam:Role", name: "b", props: {} },
      { type: "command:remote:Command", name: "c", props: {} },
    ]);
    assert.deepEqual(
      found.map(({ kind, resources }) => [kind, ...resources.map(({ name }) => name)]),
      [
        ["commands", "a", "c"],
        ["resources of aws-native", "b"],
      ],
    );
  });

  it("are documents of Systems Manager that run a script, and no others", () => {
    const documentOf = (name: string, content: unknown) => ({
      type: "aws:ssm/document:Document",
      name,
      props: { content },
    });
    const stepOf = (action: string) => JSON.stringify({ mainSteps: [{ name: "clean", action }] });
    const unread = ["executeScript", "executeAutomation", "runShellScript", "runCommand", "runDocument"].map((action) =>
      documentOf(action, stepOf(`aws:${action}`)),
    );
    const read = [documentOf("call", stepOf("aws:executeAwsApi")), documentOf("wait", stepOf("aws:sleep"))];
    assert.deepEqual(unreadKindsIn([...read, ...unread, documentOf("empty", undefined)]), [
      { kind: "scripts in documents of Systems Manager", resources: unread },
    ]);
  });

  it("are none where rules can read everything", () => {
    assert.deepEqual(unreadKindsIn([{ type: "aws:kinesis/stream:Stream", name: "stream", props: {} }]), []);
  });
});

import type { Resource } from "./resource";
import { knownProperty } from "./stack";

type Named = Pick<Resource, "type" | "name" | "props">;

/**
 * Kinds of resources that can make or change anything in AWS, so that a rule that sees them sees nothing of it: by what their
 * types look like, and of some by what they hold.
 */
const KINDS: readonly (readonly [kind: string, type: RegExp, isUnread?: ({ props }: Named) => boolean])[] = [
  ["resources of aws-native", /^aws-native:/],
  ["resources of Cloud Control", /^aws:cloudcontrol\//],
  [
    "CloudFormation stacks",
    /^aws:(cloudformation\/(stack|stackSet|stackInstances|stackSetInstance|stackInstance):|serverlessrepository\/)/,
  ],
  ["products of Service Catalog", /^aws:servicecatalog\/provisionedProduct:/],
  ["resources of dynamic providers", /^pulumi-(nodejs|python):dynamic/],
  ["commands", /^command:/],
  ["calls of functions", /^aws:lambda\/invocation:/],
  ["charts and manifests of Kubernetes", /^kubernetes:(helm\.sh\/|yaml(\/v2)?:|kustomize(\/v2)?:)/],
  [
    "resources that a controller in Kubernetes makes in AWS",
    /^kubernetes:[^:]*(\.services\.k8s\.aws|\.crossplane\.io|\.upbound\.io)\//,
  ],
  ["builds", /^aws:codebuild\/project:/],
  ["commands that Systems Manager runs", /^aws:ssm\/(?:association|maintenanceWindowTask):/],
  ["scripts in documents of Systems Manager", /^aws:ssm\/document:/, (document) => hasScript(document)],
  ["jobs of Kubernetes", /^kubernetes:batch(?:\/v\w+)?:(?:Job|CronJob)$/],
  ["modules of Terraform", /^[\w-]+:index:Module$/],
];

/**
 * Whether a document has a step that runs a script, or another document. The rule service-calls reads steps that call AWS.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-command-ssm-plugin-reference.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
 */
const hasScript = ({ props }: Named): boolean =>
  /aws:(?:execute(?:Script|Automation)|run(?:ShellScript|PowerShellScript|Command|Document|DockerAction))\b/.test(
    String(knownProperty(props, "content")),
  );

/** The resources of one kind that no rule can read. */
export interface UnreadKind {
  /** Names the kind for a message: `CloudFormation stacks`. */
  readonly kind: string;
  readonly resources: readonly Named[];
}

/**
 * Finds what can make or change anything in AWS without a rule seeing it.
 * @param resources All resources of a stack.
 * @returns One entry for each kind that there is.
 */
export function unreadKindsIn(resources: readonly Named[]): readonly UnreadKind[] {
  const byKind = new Map<string, Named[]>();
  for (const resource of resources) {
    const [kind] = KINDS.find(([, type, isUnread]) => type.test(resource.type) && (isUnread?.(resource) ?? true)) ?? [];
    if (kind === undefined) continue;
    const same = byKind.get(kind);
    if (same) same.push(resource);
    else byKind.set(kind, [resource]);
  }
  return [...byKind].map(([kind, found]) => ({ kind, resources: found }));
}

import type { PolicyResource } from "@pulumi/policy";

/**
 * Kinds of resources that can make or change anything in AWS, so that a rule that sees them sees nothing of it: by what their
 * types look like.
 */
const KINDS: readonly (readonly [kind: string, type: RegExp])[] = [
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
  ["jobs of Kubernetes", /^kubernetes:batch(?:\/v\w+)?:(?:Job|CronJob)$/],
  ["modules of Terraform", /^[\w-]+:index:Module$/],
];

/** The resources of one kind that no rule can read. */
export interface UnreadKind {
  /** Names the kind for a message: `CloudFormation stacks`. */
  readonly kind: string;
  readonly resources: readonly Pick<PolicyResource, "name">[];
}

/**
 * Finds what can make or change anything in AWS without a rule seeing it.
 * @param resources All resources of a stack.
 * @returns One entry for each kind that there is.
 */
export function unreadKindsIn(resources: readonly Pick<PolicyResource, "type" | "name">[]): readonly UnreadKind[] {
  const byKind = new Map<string, Pick<PolicyResource, "name">[]>();
  for (const resource of resources) {
    const [kind] = KINDS.find(([, type]) => type.test(resource.type)) ?? [];
    if (kind === undefined) continue;
    const same = byKind.get(kind);
    if (same) same.push(resource);
    else byKind.set(kind, [resource]);
  }
  return [...byKind].map(([kind, found]) => ({ kind, resources: found }));
}

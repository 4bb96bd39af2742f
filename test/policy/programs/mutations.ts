type Props = Readonly<Record<string, unknown>>;

/** One change of one resource of the real program, and the rules that must find it there. */
export interface Mutation {
  /** The regions stand for whole pipelines: each region has mutations of its own. */
  readonly region: string;
  /** The resource's name behind `ingest-<region>-`. */
  readonly resource: string;
  readonly props?: (props: Props) => Props;
  readonly options?: Props;
  /** The rules that find it on this resource, each as often as it finds something. */
  readonly found: readonly string[];
  /** What else comes of it, by resource. */
  readonly also?: Readonly<Record<string, readonly string[]>>;
}

const set = (values: Props) => (props: Props) => ({ ...props, ...values });
const [A, B, C, D] = ["ap-south-1", "eu-west-1", "us-east-1", "eu-central-1"] as const;
const STREAM = "stream-my_kinesis_stream";
const GUIDE = `{ "StreamName": "$input.params('streamname')", "PartitionKey": "$input.params('aerospike-digest')", "Data": "$util.base64Encode($input.body)"}`;
const CONDITIONAL = JSON.stringify({
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "apigateway.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    },
  ],
});

/** What a preview must find. A transform cannot take a resource away; it points it elsewhere. */
export const previewed: readonly Mutation[] = [
  {
    region: A,
    resource: "api",
    props: set({ securityPolicy: "TLS_1_0", endpointAccessMode: undefined }),
    found: ["rest-api-tls"],
  },
  {
    region: A,
    resource: STREAM,
    props: set({ streamModeDetails: { streamMode: "PROVISIONED" }, shardCount: 2 }),
    found: ["kinesis-stream-on-demand", "kinesis-stream-on-demand"],
  },
  { region: A, resource: "key", props: set({ enabled: false }), found: ["api-key-enabled"] },
  { region: A, resource: "api-deployment", props: set({ triggers: undefined }), found: ["deployment-triggers"] },
  {
    region: A,
    resource: "api-post-200-mapping",
    props: set({ selectionPattern: undefined }),
    found: ["integration-error-not-success"],
  },
  { region: A, resource: "connector", props: set({ recoveryWindowInDays: 0 }), found: ["secret-deletion-window"] },
  {
    region: A,
    resource: "key-link",
    options: { additionalSecretOutputs: [] },
    found: ["usage-plan-key-secret"],
  },

  {
    region: B,
    resource: "api",
    props: set({ endpointConfiguration: { types: "EDGE" } }),
    found: ["rest-api-endpoint-type"],
  },
  {
    region: B,
    resource: STREAM,
    props: set({ encryptionType: "NONE", kmsKeyId: undefined }),
    found: ["kinesis-stream-encrypted"],
  },
  { region: B, resource: "api-post", props: set({ apiKeyRequired: false }), found: ["method-authenticated"] },
  {
    region: B,
    resource: "api-post-200-mapping",
    props: set({ httpMethod: "PUT" }),
    found: ["integration-method-response"],
    also: { "api-post-integration": ["integration-errors-mapped"] },
  },
  { region: B, resource: "api-deployment", options: { deleteBeforeReplace: true }, found: ["deployment-create-first"] },
  {
    region: B,
    resource: "key-plan",
    props: set({ quotaSettings: { limit: 1000000, period: "DAY" } }),
    found: ["usage-plan-no-quota"],
  },
  {
    region: B,
    resource: "api-post-503-mapping",
    props: set({ responseTemplates: { "application/json": `{"key": "$context.identity.apiKey"}` } }),
    found: ["api-key-not-printed"],
  },

  {
    region: C,
    resource: "api-post-integration",
    props: set({
      passthroughBehavior: "WHEN_NO_MATCH",
      timeoutMilliseconds: 29000,
      requestTemplates: { "application/json": GUIDE },
    }),
    found: [
      "integration-escapes",
      "integration-escapes",
      "integration-passthrough",
      "integration-stream-fixed",
      "integration-timeout",
    ],
  },
  {
    region: C,
    resource: "key-plan",
    props: set({ throttleSettings: undefined, apiStages: [] }),
    found: ["usage-plan-throttle"],
    also: { api: ["rest-api-key-plan"] },
  },
  {
    region: C,
    resource: STREAM,
    props: set({ retentionPeriod: 24, name: "my kinesis stream", tags: { stage: "dev" } }),
    found: ["kinesis-stream-retention", "name-limits", "required-tags"],
  },
  {
    region: C,
    resource: "access-role",
    props: set({
      assumeRolePolicy: CONDITIONAL,
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonKinesisFullAccess"],
    }),
    found: ["iam-no-administrator", "integration-role-actions", "integration-role-trust"],
  },

  {
    region: D,
    resource: STREAM,
    props: set({ region: "us-west-2" }),
    options: { protect: false },
    found: ["pipeline-one-region", "resource-region-allowed", "stateful-protected"],
  },
  {
    region: D,
    resource: "api-post-integration",
    props: set({ contentHandling: undefined }),
    found: Array<string>(4).fill("integration-encodes-once"),
  },
  {
    region: D,
    resource: "connector",
    props: set({ kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/5f2c" }),
    found: ["secret-encrypted"],
  },
];

/** Not anybody's key. */
export const LEAKED_KEY = "leaked0123456789leaked0123456789";

const PUT_ANYTHING = JSON.stringify({
  Statement: [{ Effect: "Allow", Action: ["kinesis:PutRecord", "kinesis:*"], Resource: "*" }],
});

/** What only the update can find, because it needs an ARN, the endpoint or the key. */
export const updated: readonly Mutation[] = [
  {
    region: A,
    resource: "connector-version",
    props: set({
      secretString: "destinations:\n  aws-kinesis:\n    urls:\n      - http://example.com/\n    call-timeout: 12000\n",
    }),
    found: ["connector-config-call-timeout", "connector-config-https"],
  },
  {
    region: A,
    resource: "access-policy",
    props: set({ policy: PUT_ANYTHING }),
    found: ["iam-no-wildcards", "iam-no-wildcards", "integration-role-actions", "integration-role-actions"],
  },
  { region: A, resource: "key", props: set({ value: LEAKED_KEY }), found: ["api-key-not-exposed"] },
  { region: A, resource: "api-stage", props: set({ description: `Send ${LEAKED_KEY}.` }), found: [] },
];

/** The mutation's finding by resource, as `region resource rule`. */
export function expectedOf(mutations: readonly Mutation[]): readonly string[] {
  return mutations
    .flatMap(({ region, resource, found, also = {} }) =>
      Object.entries({ [resource]: found, ...also }).flatMap(([on, rules]) =>
        rules.map((rule) => `ingest-${region}-${on} ${rule}`),
      ),
    )
    .sort();
}

import { show } from "./problems";
import { isRegionName, partitionOf, regionNames } from "./regions";
import { expectedOfAnyName, expectedOfValue, MAX_TAGS, OUR_TAGS } from "./tags";
import { isMap } from "./value";

/** A local run has this in place of an encrypted value, which only the person's own Pulumi can decrypt. */
const STAND_IN = "[encrypted]";

/** Settings of the AWS provider (`aws:...`) as they were read, by key without `aws:`. */
export type ProviderSettings = Readonly<Record<string, unknown>>;

/**
 * Finds what the AWS provider would refuse in its settings, or AWS because of them. The local AWS ignores these
 * settings, so a local run cannot find it.
 * @param given the provider's settings, by key without `aws:`
 * @param settings the project's own settings as they were read
 * @returns one line for each problem, as `key: expected ..., got ...`
 * @see https://www.pulumi.com/registry/packages/aws/api-docs/provider/
 */
export function providerProblems(given: ProviderSettings, settings: Readonly<Record<string, unknown>>): string[] {
  const provider = Object.fromEntries(
    Object.entries(given).filter(([, value]) => !JSON.stringify(value ?? null).includes(STAND_IN)),
  );
  return [
    ...["region", "stsRegion"].flatMap((key) => regionProblems(key, provider, settings.regions)),
    ...accountProblems(provider),
    ...roleProblems(provider, settings.regions),
    ...typeProblems(provider),
    ...defaultTagProblems(provider.defaultTags, settings.tags),
  ];
}

function regionProblems(key: string, provider: ProviderSettings, regions: unknown): string[] {
  const region = provider[key];
  if (region === undefined) return [];
  if (!isRegionName(region)) return [`aws:${key}: expected an AWS region such as ap-south-1, got ${show(region)}`];
  return partitionMismatch(partitionOf(region), regions).map(
    (expected) => `aws:${key}: expected a region of ${expected}, got ${show(region)}`,
  );
}

/**
 * What was expected instead of this partition: that of the regions. Empty if it is the same. Regions of several
 * partitions are a problem of their own.
 */
function partitionMismatch(partition: string, regions: unknown): string[] {
  const names = regionNames(regions);
  const [expected, ...others] = new Set(names.map(partitionOf));
  return expected === undefined || expected === partition || others.length > 0
    ? []
    : [`the partition ${expected}, as ${String(names[0])} in regions is`];
}

const ACCOUNT_LISTS = ["allowedAccountIds", "forbiddenAccountIds"] as const;

function accountProblems(provider: ProviderSettings): string[] {
  const [allowed, forbidden] = ACCOUNT_LISTS;
  const problems = ACCOUNT_LISTS.filter((key) => provider[key] !== undefined && !isAccountList(provider[key])).map(
    (key) =>
      // YAML reads 012345678901 without quotes as the number 12345678901.
      `aws:${key}: expected a list of account ids of 12 digits, in quotes, got ${show(provider[key])}`,
  );
  return provider[allowed] === undefined || provider[forbidden] === undefined
    ? problems
    : [
        ...problems,
        `aws:${forbidden}: expected nothing beside aws:${allowed}, since the AWS provider takes only one of the two, ` +
          `got ${show(provider[forbidden])}`,
      ];
}

const isAccountList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((id: unknown) => /^\d{12}$/.test(String(id)));

const ROLE_ARN = /^arn:(aws[a-z-]*):iam::\d{12}:role\/\S+$/;

function roleProblems({ assumeRoles = [] }: ProviderSettings, regions: unknown): string[] {
  if (!Array.isArray(assumeRoles)) {
    // The value is not shown: it may hold an external id.
    return [`aws:assumeRoles: expected a list of roles, got a value of type ${typeof assumeRoles}`];
  }
  return assumeRoles.flatMap((role: unknown, index) => {
    const { roleArn } = (role ?? {}) as { roleArn?: unknown };
    if (roleArn === undefined) return [];
    const key = `aws:assumeRoles[${index}].roleArn`;
    const [, partition] = (typeof roleArn === "string" ? ROLE_ARN.exec(roleArn) : undefined) ?? [];
    if (partition === undefined) {
      return [`${key}: expected the ARN of a role such as arn:aws:iam::123456789012:role/deploy, got ${show(roleArn)}`];
    }
    return partitionMismatch(partition, regions).map(
      (expected) => `${key}: expected a role of ${expected}, got ${show(roleArn)}`,
    );
  });
}

interface Type {
  readonly expected: string;
  readonly keys: readonly string[];
  readonly fits: (value: unknown) => boolean;
}

const oneOf = (keys: readonly string[], ...values: readonly string[]): Type => ({
  expected: values.join(" or "),
  keys,
  fits: (value) => typeof value === "string" && values.includes(value),
});

/** Pulumi gives the same for `"true"` and `true`, but not for `yes`. */
const TYPES: readonly Type[] = [
  oneOf(["retryMode"], "standard", "adaptive"),
  oneOf(["ec2MetadataServiceEndpointMode"], "IPv4", "IPv6"),
  oneOf(["tagPolicyCompliance"], "error", "warning", "disabled"),
  {
    expected: "true or false",
    keys: [
      "insecure",
      "s3UsePathStyle",
      "skipCredentialsValidation",
      "skipMetadataApiCheck",
      "skipRegionValidation",
      "skipRequestingAccountId",
      "useDualstackEndpoint",
      "useFipsEndpoint",
    ],
    fits: (value) => typeof value === "boolean",
  },
  {
    expected: "a whole number from 0",
    keys: ["maxRetries", "tokenBucketRateLimiterCapacity"],
    fits: (value) => Number.isInteger(value) && Number(value) >= 0,
  },
  {
    expected: "a list",
    keys: ["endpoints", "sharedConfigFiles", "sharedCredentialsFiles", "userAgents"],
    fits: Array.isArray,
  },
];

const typeProblems = (provider: ProviderSettings): string[] =>
  TYPES.flatMap(({ expected, keys, fits }) =>
    keys
      .filter((key) => provider[key] !== undefined && !fits(provider[key]))
      .map((key) => `aws:${key}: expected ${expected}, got ${show(provider[key])}`),
  );

/**
 * The provider adds default tags to every resource, beside ours and the team's own. If two names are equal, the
 * resource's own tag wins.
 */
function defaultTagProblems(defaultTags: unknown, ownTags: unknown): string[] {
  if (defaultTags === undefined) return [];
  const given = isMap(defaultTags) ? (defaultTags.tags ?? {}) : undefined;
  if (!isMap(given)) return [`aws:defaultTags: expected a map with the key tags, got ${show(defaultTags)}`];
  const ours = [...OUR_TAGS, ...(isMap(ownTags) ? Object.keys(ownTags) : [])];
  const names = Object.keys(given);
  const all = new Set([...ours, ...names]);
  return [
    ...(all.size <= MAX_TAGS
      ? []
      : [
          `aws:defaultTags: expected at most ${MAX_TAGS} tags on a resource: these, tags, and ${OUR_TAGS.join(", ")} ` +
            `together, got ${all.size}`,
        ]),
    ...names.flatMap((name, index) => {
      const taken = [...ours, ...names.slice(0, index)].filter((other) => other !== name);
      const value = given[name];
      const problem = (expected: string | undefined, found: unknown) =>
        expected === undefined ? [] : [`aws:defaultTags.tags.${name}: expected ${expected}, got ${show(found)}`];
      return [
        ...problem(expectedOfAnyName(name, taken), name),
        // The provider turns numbers and booleans into text.
        ...problem(expectedOfValue(isScalar(value) ? String(value) : value), value),
      ];
    }),
  ];
}

const isScalar = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

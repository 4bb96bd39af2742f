import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";
import { Provider } from "@pulumi/aws/provider";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import type { Pipeline } from "../../../../components/pipeline";
import type { Control } from "../harness/attack";
import { INTEGRATION, partitionKey, templates } from "../harness/changes";
import type { Mine } from "../mine";
import { ACCOUNT } from "../shared";
import { apis } from "./harmless-apis";
import { readers, watched } from "./harmless-readers";
import { changed, fine, LOGGED, OBSERVED } from "./harmless-support";
import { otherPipeline, props, set, twoStreams } from "./support";

const STAGE = { "api-stage": set(OBSERVED) };

/** Adds the settings that stage prod advises to a pipeline. */
const observe = ({ name }: Mine, { region, summary }: Pipeline): apigateway.MethodSettings =>
  new apigateway.MethodSettings(`${name}-settings`, {
    region,
    restApi: summary.apiId,
    stageName: summary.stageName,
    ...LOGGED,
  });

const rebuilt: Control[] = [
  fine("two-streams", "one pipeline has two streams", (b) => observe(b, twoStreams(b, STAGE))),
  fine("far-pipeline", "another region gets a pipeline, too", (b) =>
    observe(b, otherPipeline({ name: b.name, region: "ap-southeast-1", streams: [b.stream], changes: STAGE })),
  ),
  changed("renamed", "the stream had another name in the program before", {
    stream: { options: { aliases: [{ name: "ingest-stream" }] } },
  }),
  changed("moved", "the API was below another component before", {
    api: { options: { aliases: [{ parent: "urn:pulumi:prod::aerospike-kinesis::orders:index:Old::old" }] } },
  }),
  changed("trust-object", "the writer's trust is an object, as Pulumi's helper writes it", {
    "access-role": props({
      assumeRolePolicy: iam.assumeRolePolicyForPrincipal({ Service: "apigateway.amazonaws.com" }),
    }),
  }),
  changed(
    "policy-object",
    "the writer's policy is an object",
    {
      "access-policy": props((given) => ({
        ...given,
        policy: (given.policy as pulumi.Output<string>).apply((text) => JSON.parse(text) as object),
      })),
    },
    "update",
  ),
  changed("template-lines", "each field of the record has its line", {
    [INTEGRATION]: props(
      templates((text) =>
        text.replace(
          /\{("StreamName": "\$stream"), ("Partition.*"), ("Data".*)\}$/m,
          (_, ...fields: string[]) => `{\n  ${fields.slice(0, 3).join(",\n  ")}\n}`,
        ),
      ),
    ),
  }),
  changed("extended-id", "the partition key is the request's other id", {
    [INTEGRATION]: props(partitionKey("$context.extendedRequestId")),
  }),
  changed("secret-trust", "what is no secret is called one", {
    "api-post-503-mapping": props((given) => ({ ...given, responseTemplates: pulumi.secret(given.responseTemplates) })),
  }),
  fine(
    "fips-provider",
    "a provider speaks to AWS by its stricter endpoints, and tries again",
    (b) =>
      new sqs.Queue(
        `${b.name}-queue`,
        { region: b.region, sqsManagedSseEnabled: true, tags: b.tags },
        {
          provider: new Provider(`${b.name}-aws`, {
            region: "ap-south-1",
            useFipsEndpoint: true,
            maxRetries: 10,
            retryMode: "adaptive",
            allowedAccountIds: [ACCOUNT],
            defaultTags: { tags: { team: "data" } },
          }),
        },
      ),
  ),
];

/** Refactorings and extensions in which nothing may be found. */
export const harmlessCases: readonly Control[] = [...apis, ...readers, ...watched, ...rebuilt];

import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";
import { Provider, type ProviderArgs } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import { apiModel } from "../../../../components/api/model";
import { ConnectorSecret } from "../../../../components/connector-secret";
import { IngestAccess } from "../../../../components/ingest-access";
import { IngestApi } from "../../../../components/ingest-api";
import { IngestKey } from "../../../../components/ingest-key";
import { IngestStream } from "../../../../components/ingest-stream";
import { loadSettings } from "../../../../config/load";
import { renderRegion } from "../../../../connector/regions";
import type { Attack } from "../harness/attack";
import { INTEGRATION, replaced, templates } from "../harness/changes";
import type { Mine } from "../mine";
import { ACCOUNT, allow, policyOf } from "../shared";
import { attackOf, otherPipeline, props, twoStreams } from "./support";

const made = attackOf("undo", "nothing undoes what the program says");
/** Another region with a pipeline, which no other attack uses. */
const FAR = "ap-southeast-1";

/** A provider of its own for the stream. */
const provider = (name: string, breaks: string, args: ProviderArgs): Attack =>
  made(`provider-${name}`, breaks, {
    own: true,
    add: (b) =>
      new IngestStream(
        `${b.name}-stream`,
        {
          place: { service: b.pipelineName, stage: "prod", region: b.region, tags: {} },
          stream: { ...loadSettings().streams[0]!, name: `${b.name}-stream` },
          protect: true,
        },
        { provider: new Provider(`${b.name}-aws`, { region: "ap-south-1", ...args }) },
      ),
  });

const settings = (name: string, breaks: string, values: object): Attack =>
  made(name, breaks, {
    own: true,
    add: (b) =>
      new MethodSettings(`${b.name}-settings`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        stageName: b.pipeline.stageName,
        methodPath: "*/*",
        settings: { loggingLevel: "ERROR", dataTraceEnabled: false, ...values },
      }),
  });

/** The pipeline's parts without the component that holds them, the stream in another region than the API. */
function flattened(b: Mine): void {
  const { streams, api, connector, observability, protect, stage, tags } = loadSettings();
  const place = { stage, tags, service: b.name, region: b.region };
  const stream = new IngestStream(`${b.name}-stream`, {
    place: { ...place, region: FAR },
    stream: { ...streams[0]!, name: b.name },
    protect,
  });
  const access = new IngestAccess(`${b.name}-access`, { place, streamArns: [stream.streamArn], kmsKeyArns: [] });
  const model = apiModel({ ...api, streamNames: [b.name] });
  const ingest = new IngestApi(`${b.name}-api`, {
    place,
    model,
    healthCheckThrottle: api.healthCheckThrottle,
    observability,
    roleArn: access.roleArn,
    protect,
  });
  const { apiId, stageName } = ingest;
  const key = new IngestKey(`${b.name}-key`, { place, apiId, stageName, throttle: api.throttle, protect });
  new ConnectorSecret(`${b.name}-connector`, {
    place,
    config: pulumi
      .all([ingest.endpoint, key.value])
      .apply(([endpoint, apiKey]) =>
        renderRegion(place.region, [{ region: place.region, endpoint, apiKey, connector, streams: [] }]),
      ),
    recoveryWindowDays: 30,
    protect,
  });
  otherPipeline({ name: `${b.name}-far`, region: FAR });
}

const providers: Attack[] = [
  provider("own-authority", "the provider trusts an authority that the program brings along", {
    customCaBundle: "./proxy-ca.pem",
  }),
  provider("metadata", "the provider asks a server over plain http for its credentials", {
    ec2MetadataServiceEndpoint: "http://metadata.example.com/",
  }),
  provider("profile", "one stream is made in the account of another profile", { profile: "dev" }),
  provider("web-identity", "one stream is made in another account", {
    assumeRoleWithWebIdentity: { roleArn: "arn:aws:iam::999999999999:role/deployer", webIdentityTokenFile: "./token" },
  }),
];

const live: Attack[] = [
  settings("settings-near-0", "one request in seventeen minutes is taken", {
    throttlingRateLimit: 0.001,
    throttlingBurstLimit: 1,
  }),
  made("plan-near-0", "one request in seventeen minutes is taken", {
    changes: { "key-plan": props({ throttleSettings: { rateLimit: 0.001, burstLimit: 1 } }) },
  }),
  made("waits-for-another-api", "the deployment waits for another API, and holds whatever is there", {
    add: (b) =>
      otherPipeline({
        name: b.name,
        region: b.region,
        changes: {
          "api-deployment": {
            options: (given) => ({ ...given, dependsOn: [b.resource("api-post"), b.resource(INTEGRATION)] }),
          },
        },
      }),
  }),
  made("stream-unnamed", "the stream gets a name of Pulumi's, and the template another one", {
    phase: "update",
    at: [INTEGRATION, "access-policy"],
    changes: { stream: props({ name: undefined }) },
  }),
  made("stream-renamed", "the stream has another name than the template", {
    phase: "update",
    at: [INTEGRATION, "access-policy"],
    changes: { stream: props({ name: "orders-2" }) },
  }),
  made("stream-of-dev", "records of prod are stored in the stream of dev", {
    phase: "update",
    changes: {
      [INTEGRATION]: props(templates((text) => text.replaceAll("'r2-undo-stream-of-dev'", "'orders-dev'"))),
      "access-policy": props({
        policy: policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/orders-dev`)),
      }),
    },
  }),
  made("flattened", "without the component nobody sees that the stream is in another region", { add: flattened }),
];

const far = (name: string, breaks: string, change: (b: Mine) => Parameters<typeof otherPipeline>[0]["changes"]) =>
  made(`copied-${name}`, breaks, {
    own: true,
    add: (b) => otherPipeline({ name: b.name, region: FAR, streams: [b.stream], changes: change(b)! }),
  });

/** What is copied from one region to another. */
const copied: Attack[] = [
  far("role", "the API calls Kinesis as the role of another region, which may not write here", (b) => ({
    [INTEGRATION]: { props: { credentials: b.pipeline.roleArn } },
  })),
  far("policy", "the role may write to the stream of another region alone", (b) => ({
    "access-policy": {
      props: { policy: policyOf(allow("kinesis:PutRecord", Object.values(b.pipeline.streams)[0]!)) },
    },
  })),
  far("file", "the secret of one region holds the file of another", (b) => ({
    "connector-version": { props: { secretString: b.connectorConfig } },
  })),
  made("copied-output", "the output of one region is the file of another", {
    outputs: { connectorConfig: ({ connectorConfig }) => ({ [FAR]: connectorConfig }) },
  }),
];

const two = (name: string, breaks: string, change: (text: string, a: string, b: string) => string): Attack =>
  made(`two-${name}`, breaks, {
    add: (b) =>
      twoStreams(b, {
        [INTEGRATION]: { props: templates((text) => change(text, `'${b.name}-a'`, `'${b.name}-b'`)) },
      }),
  });
const chosen = (stream: string) => `#set($stream = ${stream})`;

/** Two streams, and the record goes to the other one. */
const pairs: Attack[] = [
  two("swapped", "each of two streams gets the records of the other", (text, a, b) =>
    text.replace(chosen(a), chosen("'?'")).replace(chosen(b), chosen(a)).replace(chosen("'?'"), chosen(b)),
  ),
  two("always-first", "the records of both streams go to the first", (text, a, b) =>
    text.replace(chosen(b), chosen(a)),
  ),
  two("unknown-first", "a record for an unknown stream goes to the first", (text, a) =>
    text.replace('#if($stream == "" ||', () => `#if($stream == "")${chosen(a)}#end\n#if($stream == "" ||`),
  ),
  two("prefix", "a record for an unknown stream goes to that whose name begins alike", (text, a) =>
    text.replace(`#if($requested == ${a})`, () => `#if($requested.startsWith(${a}))`),
  ),
  two("not-templated", "no template names the second stream", (text, _, b) =>
    replaced(`#if($requested == ${b})${chosen(b)}#end`, "")(text),
  ),
  made("two-policy-first", "the role may write to the first of two streams alone", {
    add: (b) =>
      twoStreams(b, {
        "access-policy": {
          props: (given) => ({
            ...given,
            policy: (given.policy as pulumi.Output<string>).apply((text) => {
              const document = JSON.parse(text) as { Statement: { Resource: string[] }[] };
              for (const statement of document.Statement) statement.Resource = statement.Resource.slice(0, 1);
              return JSON.stringify(document);
            }),
          }),
        },
      }),
  }),
];

export const undone: readonly Attack[] = [...providers, ...live, ...copied, ...pairs];

import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as kinesis from "@pulumi/aws/kinesis";
import { Provider } from "@pulumi/aws/provider";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import { buildPipelines } from "../../../../components/stage-pipelines";
import { loadSettings } from "../../../../config/load";
import type { Control } from "../harness/attack";
import type { Mine } from "../mine";
import { ACCOUNT, allow, policyOf, serviceRole, streamArn } from "../shared";
import { fileWith, foreignArn, OTHER_ACCOUNT, pipelineWith } from "../third-round/support";
import { chosenBy } from "./chosen-streams";
import { customDomain } from "./fronts";
import { fine } from "./support";

/** Two regions, whose connectors send to both. */
function twoRegions(b: Mine, mode: "every" | "failover") {
  const [first] = loadSettings().regions;
  const of = (region: string) => ({
    ...first!,
    region,
    service: b.name,
    streams: [{ ...first!.streams[0]!, name: b.name }],
    connector: {
      ...first!.connector,
      streamname: b.name,
      regions: mode,
      service: { ...first!.connector.service, port: region === "eu-west-1" ? [8903] : first!.connector.service.port },
    },
  });
  return buildPipelines({ regions: [of(b.region), of("eu-west-1")] }, b.name);
}

export const harmlessPipelines: readonly Control[] = [
  fine("every-region", "connectors send each record to both regions", { add: (b) => twoRegions(b, "every") }),
  fine("failover", "connectors send to the other region when one fails", { add: (b) => twoRegions(b, "failover") }),
  fine("preview-of-every", "connectors send each record to both regions, and a preview judges it", {
    phase: "preview",
    add: (b) => twoRegions(b, "every"),
  }),
  fine("domain-with-record", "the name of the domain leads to the API", {
    own: true,
    add: (b) => {
      const domain = customDomain(b);
      return new route53.Record(`${b.name}-record`, {
        zoneId: "Z123",
        name: domain.domainName,
        type: "A",
        aliases: [{ name: domain.regionalDomainName, zoneId: domain.regionalZoneId, evaluateTargetHealth: false }],
      });
    },
  }),
  fine("routing-rule", "a rule of the domain leads to the API", {
    own: true,
    add: (b) =>
      new apigatewayv2.RoutingRule(`${b.name}-rule`, {
        region: b.region,
        domainName: customDomain(b, { routingMode: "ROUTING_RULE_THEN_BASE_PATH_MAPPING" }).domainName,
        priority: 1,
        conditions: [{ matchBasePaths: { anyOfs: ["v1"] } }],
        actions: [{ invokeApi: { apiId: b.pipeline.apiId, stage: b.pipeline.stageName, stripBasePath: true } }],
      }),
  }),
  fine("foreign-readers", "the other account's stream has a policy that lets in the writer and a reader", {
    phase: "preview",
    add: (b) => {
      pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }] });
      return new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: foreignArn(b.name),
        policy: policyOf(
          allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], foreignArn(b.name), {
            Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/reader` },
          }),
        ),
      });
    },
  }),
  fine("operator-looks", "an operator's role looks at the stage, the secret's name and the alarms", {
    own: true,
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(
          ["apigateway:GET"],
          pulumi.interpolate`arn:aws:apigateway:${b.region}::/restapis/${b.pipeline.apiId}/stages/${b.pipeline.stageName}`,
        ),
      ),
  }),
  fine("operator-keeps-longer", "an operator's role may keep records for longer, and tag the stream", {
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(["kinesis:IncreaseStreamRetentionPeriod", "kinesis:AddTagsToStream"], streamArn(b)),
      ),
  }),
  fine("connector-reads-file", "the connector's role reads the secret", {
    own: true,
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], b.pipeline.connectorSecretArn),
      ),
  }),
  fine("file-with-more", "the file has other settings of the connector, that lose nothing", {
    phase: "update",
    changes: {
      "connector-version": fileWith(
        (text) =>
          `${text.trimEnd()}\nbatching: { enabled: false }\nrecord-ordering: { enable: true, lut-cache-ttl-seconds: 30 }\n`,
      ),
    },
  }),
  fine("provider-pinned", "a provider of the same region names its version and its account", {
    phase: "preview",
    changes: {
      stream: {
        options: (given) => ({
          ...given,
          provider: new Provider(
            "r4-fine-provider-pinned-made",
            { region: "ap-south-1", allowedAccountIds: [ACCOUNT] },
            { version: "7.48.0" },
          ),
        }),
      },
    },
  }),
  fine("chosen-by-map", "a map leads each name to its stream", {
    phase: "preview",
    add: (b) =>
      chosenBy(
        b,
        (one, two) =>
          `#set($names = {'${one}': '${one}', '${two}': '${two}'})#if($names.containsKey($requested))#set($stream = $names.get($requested))#end`,
      ),
  }),
  fine("chosen-in-turn", "one condition after the other leads each name to its stream", {
    phase: "preview",
    add: (b) =>
      chosenBy(
        b,
        (one, two) =>
          `#if($requested.equals('${one}'))#set($stream = '${one}')#elseif($requested.equals('${two}'))#set($stream = '${two}')#end`,
      ),
  }),
  fine("chosen-first-others", "the second condition stands before the first, and has a constant on its left", {
    phase: "preview",
    add: (b) =>
      chosenBy(
        b,
        (one, two) =>
          `#if('${two}' == $requested)#set($stream = '${two}')#end\n#if("${one}" == $requested)#set($stream = "${one}")#end`,
      ),
  }),
  fine("right-region", "the role may write in the region where the stream is", {
    phase: "update",
    changes: {
      "access-policy": {
        props: (given) => ({
          ...given,
          policy: pulumi.output(given.policy as pulumi.Output<string>).apply((text) => {
            const policy = JSON.parse(text) as { Statement: object[] };
            return JSON.stringify({
              ...policy,
              Statement: policy.Statement.map((statement) => ({
                ...statement,
                Condition: { StringEquals: { "aws:RequestedRegion": "ap-south-1" } },
              })),
            });
          }),
        }),
      },
    },
  }),
];

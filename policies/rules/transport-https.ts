import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { behaviorsTo } from "../read/distribution";
import { holdsOfSome } from "../read/judgeable";
import { apiStreamsOf, mayWrite } from "../read/permissions/role-permissions";
import { listAt, property, show, textAt, valueAt } from "../read/resource";
import { knownAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const transportHttps = stackRule({
  name: "transport-https",
  description:
    "What stands before an API or a writing function, and what takes a stream's records on, speaks https alone.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Give a listener the protocol "HTTPS", a distribution viewerProtocolPolicy "https-only" (or "redirect-to-https") and ' +
    'originProtocolPolicy "https-only", and a delivery stream an https:// address.',
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https.html",
  tags: ["apigateway", "kinesis", "security", "encryption-in-transit"],
  types: [awsType.listener, awsType.distribution, awsType.deliveryStream],
  checks: [
    (listener, stack) => {
      if (listener.type !== awsType.listener || textAt(listener, "protocol") !== "HTTP") return undefined;
      if (!leadsToWriter(listener, stack)) return undefined;
      return 'protocol is "HTTP": records for a function that may write to a stream come in clear text.';
    },
    (distribution) => {
      if (distribution.type !== awsType.distribution) return undefined;
      const origins = listAt(distribution, "origins").filter((origin) => isApi(distribution, origin));
      const behaviors = behaviorsTo(distribution, origins);
      return [
        ...origins
          .map((origin) => property(property(origin, "customOriginConfig"), "originProtocolPolicy"))
          .filter((policy) => policy !== "https-only")
          .map((policy) => `originProtocolPolicy of an origin that is an API is ${shown(policy)}.`),
        ...behaviors
          .map((behavior) => property(behavior, "viewerProtocolPolicy"))
          .filter((policy) => policy !== "https-only" && policy !== "redirect-to-https")
          .map(
            (policy) => `viewerProtocolPolicy before an API is ${shown(policy)}: keys and records come in clear text.`,
          ),
      ];
    },
    (distribution) => {
      if (distribution.type !== awsType.distribution) return undefined;
      const oldest = valueAt(distribution, "viewerCertificate.minimumProtocolVersion");
      if (typeof oldest !== "string" || !/^(?:SSLv3|TLSv1(?:_2016|\.1_2016)?)$/.test(oldest)) return undefined;
      const isBefore = listAt(distribution, "origins").some((origin) => isApi(distribution, origin));
      return isBefore
        ? "viewerCertificate.minimumProtocolVersion before an API is older than TLS 1.2: keys and records can be read."
        : undefined;
    },
    (distribution) => {
      if (distribution.type !== awsType.distribution) return undefined;
      const isOld = listAt(distribution, "origins")
        .filter((origin) => isApi(distribution, origin))
        .map((origin) => property(property(origin, "customOriginConfig"), "originSslProtocols"))
        .some((protocols) => Array.isArray(protocols) && protocols.some((one) => OLD_PROTOCOLS.includes(one)));
      return isOld ? "originSslProtocols of an origin that is an API has one that is older than TLS 1.2." : undefined;
    },
    (listener) => {
      if (listener.type !== awsType.listener || !["HTTPS", "TLS"].includes(textAt(listener, "protocol") ?? "")) {
        return undefined;
      }
      const isToHttp = listAt(listener, "defaultActions").some(
        (action) => property(property(action, "redirect"), "protocol") === "HTTP",
      );
      return isToHttp ? "a redirect leads from https to http: what comes then comes in clear text." : undefined;
    },
    (delivery, stack) => {
      if (delivery.type !== awsType.deliveryStream || !readsApiStream(delivery, stack)) return undefined;
      return DESTINATIONS.filter((path) => !/^https:\/\//i.test(textAt(delivery, path) ?? "https://")).map(
        (path) => `${path} does not begin with https://: records leave in clear text.`,
      );
    },
  ],
});

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginSslProtocols.html */
const OLD_PROTOCOLS: readonly unknown[] = ["SSLv3", "TLSv1", "TLSv1.1"];

/** Where a delivery stream has the address of its destination. */
const DESTINATIONS = [
  "httpEndpointConfiguration.url",
  "splunkConfiguration.hecEndpoint",
  "elasticsearchConfiguration.clusterEndpoint",
  "opensearchConfiguration.clusterEndpoint",
  "opensearchserverlessConfiguration.collectionEndpoint",
];

/** CloudFront's words are in lower case; a text that is none of them is not shown. */
const POLICIES = ["allow-all", "http-only", "match-viewer"];
const shown = (policy: unknown): string =>
  typeof policy === "string" && POLICIES.includes(policy) ? JSON.stringify(policy) : show(policy);

/** Whether an origin is an API: by its name, or, while that is not known, because the origins are made from a stage of one. */
function isApi(distribution: PolicyResource, origin: unknown): boolean {
  const stages = [awsType.restApi, awsType.stage, awsType.httpApi, awsType.httpApiStage];
  if (sourcesOf(distribution, "origins").some((source) => stages.some((stage) => stage === source.type))) return true;
  const name = property(origin, "domainName");
  return typeof name === "string" && name.includes(".execute-api.");
}

/** Whether a listener leads to a function that may write to a stream. */
function leadsToWriter(listener: PolicyResource, stack: Stack): boolean {
  const groups = sourcesOf(listener, "defaultActions", awsType.targetGroup);
  const roles = stack
    .ofType(awsType.targetGroupAttachment)
    .filter((attachment) => sourcesOf(attachment, "targetGroupArn").some((group) => groups.includes(group)))
    .flatMap((attachment) => sourcesOf(attachment, "targetId", awsType.lambdaFunction))
    .flatMap((handler) => sourcesOf(handler, "role", awsType.role));
  return holdsOfSome(roles, (role) => mayWrite(role, stack));
}

function readsApiStream(delivery: PolicyResource, stack: Stack): boolean {
  const { streams, arns } = apiStreamsOf(stack);
  const arn = knownAt(delivery, "kinesisSourceConfiguration.kinesisStreamArn");
  const sources = sourcesOf(delivery, "kinesisSourceConfiguration");
  return sources.some((source) => streams.has(source)) || (typeof arn === "string" && arns.includes(arn));
}

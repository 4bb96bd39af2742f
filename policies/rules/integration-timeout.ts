import { stackRule } from "../pack/rule";
import { writesToKinesis } from "../read/api/kinesis-call";
import { restApiOf } from "../read/api/rest-api";
import { describePosition } from "../read/connector-file/config";
import { configHoldersFor, connectorConfigsAt } from "../read/connector-file/holders";
import { isSet, type Resource, valueAt } from "../read/resource";
import { awsType } from "../read/types";

interface Config {
  readonly callTimeoutMilliseconds: number;
}

/** What API Gateway waits when nobody says. */
const DEFAULT_MILLISECONDS = 29000;

export const integrationTimeout = stackRule<Config>({
  name: "integration-timeout",
  description: "API Gateway gives up on Kinesis before the connector gives up on API Gateway.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set timeoutMilliseconds below the call-timeout in the connector's file, and that below the 10 s that XDR waits. If the finding " +
    "names a line of the file, change either of them.",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  configSchema: {
    properties: {
      callTimeoutMilliseconds: { type: "integer", minimum: 50, maximum: 10000, default: 10000, laxer: "higher" },
    },
  },
  types: [awsType.integration],
  checks: [
    (integration, _stack, { callTimeoutMilliseconds }) => {
      const timeout = timeoutOf(integration);
      if (timeout === undefined || timeout < callTimeoutMilliseconds) return undefined;
      return `timeoutMilliseconds is ${timeout}, ${describeWait(callTimeoutMilliseconds)}`;
    },
    (integration, stack, { callTimeoutMilliseconds }) => {
      const timeout = timeoutOf(integration);
      const api = restApiOf(stack, integration);
      // What the first check has found needs no second.
      if (timeout === undefined || timeout >= callTimeoutMilliseconds || api === undefined) return undefined;
      const rendered = configHoldersFor(api, stack).flatMap((holder) =>
        connectorConfigsAt(holder).flatMap(({ callTimeouts }) => callTimeouts.map((one) => ({ ...one, holder }))),
      );
      const [shortest] = [...rendered].sort((one, other) => one.milliseconds - other.milliseconds);
      if (shortest === undefined || timeout < shortest.milliseconds) return undefined;
      const place = `${describePosition(shortest)} in ${shortest.holder.name}`;
      return `timeoutMilliseconds is ${timeout}, and by ${place} ${describeWait(shortest.milliseconds)}`;
    },
  ],
});

const describeWait = (callTimeout: number) =>
  `the connector waits ${callTimeout}: it would send a record again that is stored a moment later.`;

/** How long API Gateway waits for Kinesis; undefined where it is not Kinesis that it calls. */
function timeoutOf(integration: Resource): number | undefined {
  if (!writesToKinesis(integration)) return undefined;
  if (!isSet(integration, "timeoutMilliseconds")) return DEFAULT_MILLISECONDS;
  const timeout = valueAt(integration, "timeoutMilliseconds");
  return typeof timeout === "number" ? timeout : undefined;
}

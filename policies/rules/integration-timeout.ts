import { resourceRule } from "../pack/rule";
import { writesToKinesis } from "../read/integration";
import { valueAt } from "../read/resource";
import { type } from "../read/types";

interface Config {
  readonly callTimeoutMilliseconds: number;
}

/** What API Gateway waits when nobody says. */
const DEFAULT_MILLISECONDS = 29000;

export const integrationTimeout = resourceRule<Config>({
  name: "integration-timeout",
  description: "API Gateway gives up on Kinesis before the connector gives up on API Gateway.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set timeoutMilliseconds below the connector's call-timeout, which is below the 10 s that XDR waits.",
  url: "https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html",
  tags: ["apigateway", "kinesis", "silent-loss"],
  configSchema: {
    properties: { callTimeoutMilliseconds: { type: "integer", minimum: 50, maximum: 10000, default: 10000 } },
  },
  types: [type.integration],
  checks: [
    (integration, { callTimeoutMilliseconds }) => {
      if (!writesToKinesis(integration)) return undefined;
      const timeout = valueAt(integration, "timeoutMilliseconds") ?? DEFAULT_MILLISECONDS;
      if (typeof timeout !== "number" || timeout < callTimeoutMilliseconds) return undefined;
      return `timeoutMilliseconds is ${timeout}, the connector waits ${callTimeoutMilliseconds}: it would send a record again that is stored a moment later.`;
    },
  ],
});

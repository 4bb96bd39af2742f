import { resourceRule } from "../pack/rule";
import { listAt, show } from "../read/resource";
import { awsType } from "../read/types";

interface Config {
  readonly types: readonly string[];
}

export const restApiEndpointType = resourceRule<Config>({
  name: "rest-api-endpoint-type",
  description: "REST APIs say which kind of endpoint they have, and it is a regional or a private one.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set endpointConfiguration to { types: "REGIONAL" } (or "PRIVATE").',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html",
  tags: ["apigateway", "security", "encryption-in-transit"],
  configSchema: {
    properties: {
      types: {
        type: "array",
        items: { type: "string", enum: ["REGIONAL", "PRIVATE", "EDGE"] },
        minItems: 1,
        default: ["REGIONAL", "PRIVATE"],
        laxer: "more",
      },
    },
  },
  types: [awsType.restApi],
  checks: [
    (api, { types }) => {
      const found = listAt(api, "endpointConfiguration.types");
      if (found.length === 0) {
        return "endpointConfiguration.types is not set: AWS then makes an edge endpoint, which respells header names.";
      }
      return found
        .filter((kind) => typeof kind !== "string" || !types.includes(kind))
        .map((kind) => `endpointConfiguration.types is ${show(kind)}; allowed: ${types.join(", ")}.`);
    },
  ],
});

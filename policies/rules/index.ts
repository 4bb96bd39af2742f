import type { AnyRule } from "../pack/rule";
import { apiKeyEnabled } from "./api-key-enabled";
import { apiKeyLinked } from "./api-key-linked";
import { connectorConfigHttps } from "./connector-config-https";
import { kinesisStreamOnDemand } from "./kinesis-stream-on-demand";
import { methodAuthenticated } from "./method-authenticated";
import { restApiEndpointType } from "./rest-api-endpoint-type";
import { restApiKeyPlan } from "./rest-api-key-plan";
import { restApiTls } from "./rest-api-tls";

/** Every rule of the pack, by subject. */
export const rules: readonly AnyRule[] = [
  restApiTls,
  restApiEndpointType,
  connectorConfigHttps,
  methodAuthenticated,
  apiKeyEnabled,
  apiKeyLinked,
  restApiKeyPlan,
  kinesisStreamOnDemand,
];

import { RequestValidator } from "@pulumi/aws/apigateway/requestValidator";
import * as pulumi from "@pulumi/pulumi";

import { inRequest, props, templates } from "../build/changes";
import { r2Request } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A good record is refused. */
export const refusals: readonly Attack[] = [
  r2Request("never-stored", "no record is ever stored", inRequest(templates(() => '{"StreamName": {}}'))),
  r2Request(
    "until-a-day",
    "from a day on, no record is stored",
    inRequest(
      templates((text) => `#if($context.requestTimeEpoch > 1800000000000)\n{"StreamName": {}}\n#else\n${text}\n#end`),
    ),
  ),
  r2Request("validator-header", "a record without a digest is refused for ever", {
    changes: {
      "api-post": props((given) => ({
        ...given,
        requestParameters: { "method.request.header.aerospike-digest": true },
        requestValidatorId: new RequestValidator("r2-request-validator-header-check", {
          region: "ap-south-1",
          restApi: given.restApi as pulumi.Input<string>,
          validateRequestParameters: true,
        }).id,
      })),
    },
  }),
  r2Request("validator-model", "a record that does not look as somebody thought is refused for ever", {
    changes: {
      "api-post": props((given) => ({
        ...given,
        requestModels: { "application/json": "Order" },
        requestValidatorId: new RequestValidator("r2-request-validator-model-check", {
          region: "ap-south-1",
          restApi: given.restApi as pulumi.Input<string>,
          validateRequestBody: true,
        }).id,
      })),
    },
  }),
];

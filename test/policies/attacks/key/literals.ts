import * as apigateway from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";

import { base64 } from "../build/encodings";
import { leak } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A key that is written into the program. */
export const literals: readonly Attack[] = [
  leak("literal-value", "the key is written into the program", {
    changes: { key: { props: (props) => ({ ...props, value: "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A" }) } },
  }),
  leak("literal-secret", "the key is written into the program and called secret", {
    changes: {
      key: { props: (props) => ({ ...props, value: pulumi.secret("Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A") }) },
    },
  }),
  leak("literal-beside", "a second key is written into the program", {
    own: true,
    add: (b) => {
      const key = new apigateway.ApiKey(
        `${b.name}-second`,
        { region: b.region, value: "second-key-of-the-orders-service-0001", tags: b.tags },
        { protect: true },
      );
      new apigateway.UsagePlanKey(
        `${b.name}-second-link`,
        { region: b.region, keyId: key.id, keyType: "API_KEY", usagePlanId: b.pipeline.usagePlanId },
        { additionalSecretOutputs: ["value"] },
      );
    },
  }),
  leak("derived", "the key follows from the stage's name", {
    changes: { key: { props: (props) => ({ ...props, value: base64("orders-prod-ap-south-1-key") }) } },
  }),
  leak("link-plain", "the link repeats the key in plain", {
    changes: { "key-link": { options: { additionalSecretOutputs: [] } } },
  }),
];

import * as pulumi from "@pulumi/pulumi";

import { SUCCESS_TEMPLATE } from "../../../../components/api/response-templates";
import { gatewayResponse } from "../build/api-parts";
import { answer, mapping, on, props, set } from "../build/changes";
import { control, fine } from "../build/mine";
import type { Control } from "../harness/attack";

const pattern = (name: string, selectionPattern: string): Control =>
  control(`fine-pattern-${name}`, "The pattern matches the same successes.", on(mapping(200), { selectionPattern }));

const gateway = (responseType: string, statusCode: string) =>
  gatewayResponse(responseType, statusCode, '{"error": "$context.error.responseType"}');

/** The same answers in other words. */
export const answers: readonly Control[] = [
  pattern("of-200-only", "200"),
  pattern("with-dots", "2.."),
  pattern("with-class", "2[0-9]{2}"),
  pattern("with-branches", "200|201"),
  pattern("in-group", String.raw`(?:2\d\d)`),
  pattern("anchored", String.raw`^2\d{2}$`),
  control(
    "fine-client-error-class",
    "The pattern of 4xx is written otherwise.",
    on(mapping(400), { selectionPattern: "4[0-9]{2}" }),
  ),
  control("fine-default-500", "The default is answered by 500.", on("api-post-502", { statusCode: "500" })),
  control("fine-success-201", "A stored record is answered by 201.", on("api-post-200", { statusCode: "201" })),
  control(
    "fine-success-with-comment",
    "The template has a comment.",
    on(mapping(200), answer(`## what Kinesis stored\n${SUCCESS_TEMPLATE}`)),
  ),
  control(
    "fine-success-with-stage",
    "The answer names the stage, too.",
    on(
      mapping(200),
      answer(SUCCESS_TEMPLATE.replace('{"ShardId": $shardId,', '{"stage": "$context.stage", "ShardId": $shardId,')),
    ),
  ),
  control("fine-unavailable-text", "An error has other words.", on(mapping(503), answer('{"error": "TryAgain"}'))),
  control("fine-gateway-missing-key", "A missing key is answered by 401.", gateway("INVALID_API_KEY", "401")),
  control(
    "fine-gateway-wrong-path",
    "A wrong path is answered by 404.",
    gateway("MISSING_AUTHENTICATION_TOKEN", "404"),
  ),
  fine("r2-fine-secret-trust", "what is no secret is called one", {
    changes: {
      "api-post-503-mapping": props((given) => ({
        ...given,
        responseTemplates: pulumi.secret(given.responseTemplates),
      })),
    },
  }),
  fine("r3-fine-health-check-words", "the health check answers in other words", {
    changes: { "api-get-200-mapping": set({ responseTemplates: { "application/json": '{"healthy": true}' } }) },
  }),
];

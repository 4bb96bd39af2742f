import type { IntegrationBackend, IntegrationCall } from "./backend";
import type { HttpResponse } from "./http-response";
import type { Roles } from "./iam/roles";
import type { Kinesis } from "./kinesis/kinesis";

/**
 * The media types that Kinesis answers as its JSON protocol: AWS's examples use the last one, and its console none.
 * To any other, one that an integration passed on from its client, Kinesis says that it knows no such operation.
 */
const KINESIS_MEDIA_TYPES = ["application/x-amz-json-1.1", "application/json", "x-amz-json-1.1"];

/** The services behind API Gateway: it assumes the integration's role, then calls as that role. */
export function createIntegrationBackend(roles: Roles, kinesis: Kinesis): IntegrationBackend {
  return async (call) => {
    const caller = roles.assume(call.roleArn, "apigateway.amazonaws.com");
    if (call.service !== "kinesis") {
      throw new Error(
        `the local AWS has no integration with ${call.service}: add it in packages/local-aws/src/integration.ts`,
      );
    }
    return isReadable(call) ? kinesis.call({ ...call, caller }) : unknownOperation;
  };
}

function isReadable({ headers }: IntegrationCall): boolean {
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  return type === undefined || KINESIS_MEDIA_TYPES.includes(type);
}

const unknownOperation: HttpResponse = {
  status: 404,
  headers: { "content-type": "text/xml" },
  body: Buffer.from("<UnknownOperationException/>\n"),
};

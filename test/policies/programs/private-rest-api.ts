import { Integration } from "@pulumi/aws/apigateway/integration";
import { Method } from "@pulumi/aws/apigateway/method";
import { RestApi } from "@pulumi/aws/apigateway/restApi";

// A private API in front of a function: its resource policy lets in one endpoint of the network, so its methods ask for nothing.
const anybody = { Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const api = new RestApi("inner-api", {
  endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: ["vpce-0a1b2c3d"] },
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", ...anybody },
      { Effect: "Deny", ...anybody, Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } } },
    ],
  }),
});
const at = { restApi: api.id, resourceId: api.rootResourceId };
const post = new Method("inner-post", { ...at, httpMethod: "POST", authorization: "NONE" });
new Integration("inner-post-integration", {
  ...at,
  httpMethod: post.httpMethod,
  type: "AWS_PROXY",
  integrationHttpMethod: "POST",
  uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:inner/invocations",
});

import { frontNoSuccess } from "../../../policies/rules/front-no-success";
import { awsAssigns, type Fixture } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const HOST = "a1b2c3.execute-api.eu-west-1.amazonaws.com";
const FORGOTTEN = "the sender takes the record as stored and forgets it.";

const distribution = (
  more: Record<string, unknown>,
  behavior: Record<string, unknown> = {},
  from: readonly [host: string, source: string] = [HOST, "stage"],
): readonly Fixture[] =>
  plus({
    type: "aws:cloudfront/distribution:Distribution",
    name: "front",
    inputs: {
      origins: [
        {
          originId: "api",
          domainName: awsAssigns(from[0]),
          customOriginConfig: { originProtocolPolicy: "https-only" },
        },
      ],
      defaultCacheBehavior: { targetOriginId: "api", viewerProtocolPolicy: "https-only", ...behavior },
      tags: {},
      ...more,
    },
    edges: { origins: [from[1]] },
  });

const overwrites = (statusCode: string, status: string) =>
  plus({
    type: "aws:apigatewayv2/integration:Integration",
    name: "front",
    inputs: {
      region: "eu-west-1",
      integrationType: "HTTP_PROXY",
      integrationUri: awsAssigns(`https://${HOST}/dev/kinesis`),
      responseParameters: [{ statusCode, mappings: { "overwrite:statuscode": status } }],
    },
    edges: { integrationUri: ["stage"] },
  });

const PAGES = { customErrorResponses: [{ errorCode: 404 }, { errorCode: 502, responseCode: 200 }] };

describeRule(frontNoSuccess, {
  finds: {
    "a page of a distribution that takes the place of an error": {
      stack: distribution(PAGES),
      found: { front: [`custom error response 2 answers an error by a 2xx: ${FORGOTTEN}`] },
    },
    "a page before the address that an endpoint of a VPC has": {
      stack: distribution(PAGES, {}, [HOST.replace(".", "-vpce-0123456789abcdef0."), "stage"]),
      found: { front: [`custom error response 2 answers an error by a 2xx: ${FORGOTTEN}`] },
    },
    "a function on the answers": {
      stack: distribution({}, { functionAssociations: [{ eventType: "viewer-response" }] }),
      found: { front: [`a function changes what the API answers, and nobody sees here to what: ${FORGOTTEN}`] },
    },
    "an HTTP API that overwrites the status": {
      stack: overwrites("502", "200"),
      found: { front: [`overwrite:statuscode makes a 2xx of an error: ${FORGOTTEN}`] },
    },
  },
  accepts: {
    "an error for an error, and a function on requests": {
      stack: distribution(
        { customErrorResponses: [{ errorCode: 502, responseCode: 503 }] },
        { functionAssociations: [{ eventType: "viewer-request" }] },
      ),
    },
    "the pages of a site": { stack: distribution(PAGES, {}, ["site.s3.eu-west-1.amazonaws.com", "log-group"]) },
    "an error of an HTTP API for an error": { stack: overwrites("502", "503") },
  },
});

import type { Attack } from "./harness/attack";

const INTEGRATION = "api-post-integration";
export const call: readonly Attack[] = [
  {
    name: "call-target-constant",
    kind: "call",
    breaks: "The integration calls PutRecord.",
    expect: "the call is PutRecord",
    apply: ({ change }) => {
      change(INTEGRATION, {
        requestParameters: {
          "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
          "integration.request.header.X-Amz-Target": "'Kinesis_20131202.DeleteStream'",
        },
      });
    },
  },
  {
    name: "call-action-delete-stream",
    kind: "call",
    breaks: "The integration calls PutRecord.",
    expect: "the call is PutRecord",
    apply: ({ change }) => {
      change(INTEGRATION, { uri: "arn:aws:apigateway:ap-south-1:kinesis:action/DeleteStream" });
    },
  },
];

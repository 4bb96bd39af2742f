import type { AssumptionName } from "@aerospike-kinesis/local-aws";

/** Assumptions that no experiment decides on AWS, and why. */
export const NEVER_DECIDED: Readonly<Partial<Record<AssumptionName, string>>> = {
  "broken-backend": "nobody outside AWS can break a connection between API Gateway and Kinesis",
};

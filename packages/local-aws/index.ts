export { DEFAULT_ACCOUNT_ID } from "./src/account-id";
export {
  type Assumption,
  type AssumptionName,
  ASSUMPTIONS,
  type Assumptions,
  DEFAULT_ASSUMPTIONS,
} from "./src/assumptions/assumptions";
export { FIXED_ASSUMPTIONS } from "./src/assumptions/fixed";
export { parseAssumptions } from "./src/assumptions/parse-assumptions";
export { createCertificate } from "./src/certificate";
export type { NamedStatus, Transition } from "./src/cloudwatch/alarms/transition";
export { realEnvironment } from "./src/environment";
export { AwsError } from "./src/errors";
export type { HttpResponse } from "./src/http-response";
export { type LocalAws, type LocalAwsOptions, startLocalAws } from "./src/index";
export { successResponse } from "./src/json-response";
export type { ForeignStream } from "./src/kinesis/foreign-streams";
export { startKinesisLocal } from "./src/kinesis/kinesis-local";
export { createShardLimits, SHARD_RATES } from "./src/kinesis/limits";
export { createMemoryStore } from "./src/kinesis/memory/store";
export type { KinesisCall, KinesisLayer, KinesisRequest, KinesisStore } from "./src/kinesis/request";
export type { ChangeHooks, ResourceChange } from "./src/provider/change-hooks";
export type { StandIn } from "./src/provider/stand-ins";

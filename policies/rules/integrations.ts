import type { AnyRule } from "../pack/rule";
import { frontNoSuccess } from "./front-no-success";
import { integrationEncodesOnce } from "./integration-encodes-once";
import { integrationErrorNotSuccess } from "./integration-error-not-success";
import { integrationErrorsMapped } from "./integration-errors-mapped";
import { integrationErrorsNotEchoed } from "./integration-errors-not-echoed";
import { integrationEscapes } from "./integration-escapes";
import { integrationHeadersFixed } from "./integration-headers-fixed";
import { integrationKinesisCall } from "./integration-kinesis-call";
import { integrationMethodResponse } from "./integration-method-response";
import { integrationMockNoSuccess } from "./integration-mock-no-success";
import { integrationPassthrough } from "./integration-passthrough";
import { integrationPutRecord } from "./integration-put-record";
import { integrationStreamFixed } from "./integration-stream-fixed";
import { integrationSuccessProven } from "./integration-success-proven";
import { integrationTimeout } from "./integration-timeout";
import { stageNoCache } from "./stage-no-cache";
import { webAclNoSuccess } from "./web-acl-no-success";
import { webAclTakesRecords } from "./web-acl-takes-records";

/** What becomes of a record on its way to Kinesis, and what its sender is told of it. */
export const integrationRules: readonly AnyRule[] = [
  integrationKinesisCall,
  integrationErrorNotSuccess,
  integrationMockNoSuccess,
  stageNoCache,
  frontNoSuccess,
  webAclNoSuccess,
  webAclTakesRecords,
  integrationSuccessProven,
  integrationErrorsNotEchoed,
  integrationErrorsMapped,
  integrationMethodResponse,
  integrationPassthrough,
  integrationPutRecord,
  integrationStreamFixed,
  integrationHeadersFixed,
  integrationEscapes,
  integrationEncodesOnce,
  integrationTimeout,
];

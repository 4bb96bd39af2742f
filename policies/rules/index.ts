// oxlint-disable max-lines -- one list, in one file
import type { AnyRule } from "../pack/rule";
import { accountSettingsElsewhere } from "./account-settings-elsewhere";
import { alarmActions } from "./alarm-actions";
import { alarmCanGoOff } from "./alarm-can-go-off";
import { apiBodyReadable } from "./api-body-readable";
import { apiKeyEnabled } from "./api-key-enabled";
import { apiKeyLinked } from "./api-key-linked";
import { apiKeyNotExposed } from "./api-key-not-exposed";
import { apiKeyNotPrinted } from "./api-key-not-printed";
import { apiKeyNotWritten } from "./api-key-not-written";
import { connectorConfigAcknowledges } from "./connector-config-acknowledges";
import { connectorConfigCallTimeout } from "./connector-config-call-timeout";
import { connectorConfigFitsApi } from "./connector-config-fits-api";
import { connectorConfigHttps } from "./connector-config-https";
import { connectorConfigOutput } from "./connector-config-output";
import { connectorConfigWholeRecords } from "./connector-config-whole-records";
import { createBeforeDelete } from "./create-before-delete";
import { deploymentCreateFirst } from "./deployment-create-first";
import { deploymentOrder } from "./deployment-order";
import { deploymentTriggers } from "./deployment-triggers";
import { domainNameTls } from "./domain-name-tls";
import { frontNoSuccess } from "./front-no-success";
import { functionUrlAuthenticated } from "./function-url-authenticated";
import { httpApiNoKinesis } from "./http-api-no-kinesis";
import { httpApiRouteAuthenticated } from "./http-api-route-authenticated";
import { iamNoAdministrator } from "./iam-no-administrator";
import { iamNoUsers } from "./iam-no-users";
import { iamNoWildcards } from "./iam-no-wildcards";
import { ignoredChanges } from "./ignored-changes";
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
import { integrationRoleActions } from "./integration-role-actions";
import { integrationRoleStreams } from "./integration-role-streams";
import { integrationRoleTrust } from "./integration-role-trust";
import { integrationStreamFixed } from "./integration-stream-fixed";
import { integrationSuccessProven } from "./integration-success-proven";
import { integrationTimeout } from "./integration-timeout";
import { integrationTls } from "./integration-tls";
import { kinesisStreamAdministrators } from "./kinesis-stream-administrators";
import { kinesisStreamEncrypted } from "./kinesis-stream-encrypted";
import { kinesisStreamOnDemand } from "./kinesis-stream-on-demand";
import { kinesisStreamRetention } from "./kinesis-stream-retention";
import { kinesisStreamWriters } from "./kinesis-stream-writers";
import { kmsKeyEnabled } from "./kms-key-enabled";
import { kmsKeyRecoverable } from "./kms-key-recoverable";
import { kmsKeyRotation } from "./kms-key-rotation";
import { logGroupEncrypted } from "./log-group-encrypted";
import { logGroupRetention } from "./log-group-retention";
import { methodAuthenticated } from "./method-authenticated";
import { methodSettingsNoDataTrace } from "./method-settings-no-data-trace";
import { methodSettingsThrottle } from "./method-settings-throttle";
import { methodTakesRecords } from "./method-takes-records";
import { metricFilterCounts } from "./metric-filter-counts";
import { nameLimits } from "./name-limits";
import { pipelineAdministrators } from "./pipeline-administrators";
import { pipelineOneRegion } from "./pipeline-one-region";
import { providerOptions } from "./provider-options";
import { recordsNotDenied } from "./records-not-denied";
import { requiredTags } from "./required-tags";
import { resourcePolicyNotPublic } from "./resource-policy-not-public";
import { resourceRegionAllowed } from "./resource-region-allowed";
import { restApiEndpointEnabled } from "./rest-api-endpoint-enabled";
import { restApiEndpointType } from "./rest-api-endpoint-type";
import { restApiKeyPlan } from "./rest-api-key-plan";
import { restApiTls } from "./rest-api-tls";
import { roleTrust } from "./role-trust";
import { secretDeletionWindow } from "./secret-deletion-window";
import { secretEncrypted } from "./secret-encrypted";
import { secretVersionCurrent } from "./secret-version-current";
import { serviceCalls } from "./service-calls";
import { snsSubscriptionHttps } from "./sns-subscription-https";
import { snsTopicEncrypted } from "./sns-topic-encrypted";
import { stageAccessLog } from "./stage-access-log";
import { stageDeployment } from "./stage-deployment";
import { stageExecutionLog } from "./stage-execution-log";
import { stageNoCache } from "./stage-no-cache";
import { stageTracing } from "./stage-tracing";
import { statefulProtected } from "./stateful-protected";
import { transportHttps } from "./transport-https";
import { usagePlanKeySecret } from "./usage-plan-key-secret";
import { usagePlanNoQuota } from "./usage-plan-no-quota";
import { usagePlanThrottle } from "./usage-plan-throttle";
import { webAclNoSuccess } from "./web-acl-no-success";
import { webAclTakesRecords } from "./web-acl-takes-records";

/** Every rule of the pack, by subject. */
export const rules: readonly AnyRule[] = [
  restApiTls,
  restApiEndpointType,
  restApiEndpointEnabled,
  domainNameTls,
  integrationTls,
  transportHttps,
  connectorConfigHttps,
  connectorConfigOutput,
  methodAuthenticated,
  httpApiRouteAuthenticated,
  functionUrlAuthenticated,
  apiKeyEnabled,
  apiKeyLinked,
  restApiKeyPlan,
  kinesisStreamOnDemand,
  apiBodyReadable,
  httpApiNoKinesis,
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
  connectorConfigCallTimeout,
  connectorConfigAcknowledges,
  connectorConfigFitsApi,
  connectorConfigWholeRecords,
  usagePlanNoQuota,
  methodTakesRecords,
  integrationRoleActions,
  integrationRoleStreams,
  recordsNotDenied,
  kinesisStreamWriters,
  kinesisStreamAdministrators,
  pipelineAdministrators,
  serviceCalls,
  integrationRoleTrust,
  roleTrust,
  iamNoWildcards,
  iamNoAdministrator,
  iamNoUsers,
  usagePlanKeySecret,
  apiKeyNotExposed,
  apiKeyNotPrinted,
  apiKeyNotWritten,
  methodSettingsNoDataTrace,
  kinesisStreamEncrypted,
  secretEncrypted,
  logGroupEncrypted,
  secretDeletionWindow,
  secretVersionCurrent,
  kmsKeyEnabled,
  kmsKeyRecoverable,
  kmsKeyRotation,
  snsTopicEncrypted,
  snsSubscriptionHttps,
  resourcePolicyNotPublic,
  deploymentTriggers,
  deploymentCreateFirst,
  createBeforeDelete,
  deploymentOrder,
  stageDeployment,
  ignoredChanges,
  providerOptions,
  statefulProtected,
  accountSettingsElsewhere,
  kinesisStreamRetention,
  stageAccessLog,
  stageExecutionLog,
  stageTracing,
  logGroupRetention,
  usagePlanThrottle,
  methodSettingsThrottle,
  alarmActions,
  alarmCanGoOff,
  metricFilterCounts,
  resourceRegionAllowed,
  pipelineOneRegion,
  requiredTags,
  nameLimits,
];

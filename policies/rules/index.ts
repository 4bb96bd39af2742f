import type { AnyRule } from "../pack/rule";
import { accountSettingsElsewhere } from "./account-settings-elsewhere";
import { alarmRules } from "./alarms";
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
import { functionUrlAuthenticated } from "./function-url-authenticated";
import { httpApiNoKinesis } from "./http-api-no-kinesis";
import { httpApiRouteAuthenticated } from "./http-api-route-authenticated";
import { iamNoAdministrator } from "./iam-no-administrator";
import { iamNoUsers } from "./iam-no-users";
import { iamNoWildcards } from "./iam-no-wildcards";
import { ignoredChanges } from "./ignored-changes";
import { integrationRoleActions } from "./integration-role-actions";
import { integrationRoleStreams } from "./integration-role-streams";
import { integrationRoleTrust } from "./integration-role-trust";
import { integrationTls } from "./integration-tls";
import { integrationRules } from "./integrations";
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
import { stageTracing } from "./stage-tracing";
import { statefulProtected } from "./stateful-protected";
import { transportHttps } from "./transport-https";
import { usagePlanKeySecret } from "./usage-plan-key-secret";
import { usagePlanNoQuota } from "./usage-plan-no-quota";
import { usagePlanThrottle } from "./usage-plan-throttle";

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
  ...integrationRules,
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
  ...alarmRules,
  resourceRegionAllowed,
  pipelineOneRegion,
  requiredTags,
  nameLimits,
];

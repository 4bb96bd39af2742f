import { resourceRule } from "../pack/rule";
import { awsType } from "../read/types";

const TRACES = "of every service of the account in the region; deleting it does not set it back.";

/** Types that set something of the account of which an API or its stream takes a part, and what they set. */
const SETTINGS: Readonly<Record<string, string>> = {
  [awsType.account]:
    "sets the account's logging role: whoever destroys this stack ends the logging of every other API in the region.",
  "aws:kinesis/accountSettings:AccountSettings":
    "sets how the account pays for every on-demand stream of the region; deleting it does not set it back.",
  "aws:cloudwatch/logAccountPolicy:LogAccountPolicy":
    "sets what becomes of the lines of every log group of the account in the region.",
  "aws:servicequotas/serviceQuota:ServiceQuota":
    "sets a quota that all stacks of the account share; deleting it does not set it back.",
  "aws:xray/encryptionConfig:EncryptionConfig": `sets how X-Ray encrypts the traces ${TRACES}`,
  "aws:xray/indexingRule:IndexingRule": `sets how many traces X-Ray can find ${TRACES}`,
  "aws:xray/traceSegmentDestination:TraceSegmentDestination": `sets where X-Ray keeps the traces ${TRACES}`,
};

/**
 * Types of which an account has one, or one in each region, by service. The stacks of two stages would write it in turns, and
 * whoever destroys one of them ends it for both.
 * https://www.pulumi.com/registry/packages/aws/api-docs/
 */
const SINGLE: Readonly<Record<string, readonly string[]>> = {
  account: ["alternativeContact:AlternativeContact", "primaryContact:PrimaryContact", "region:Region"],
  auditmanager: ["accountRegistration:AccountRegistration"],
  backup: ["globalSettings:GlobalSettings", "regionSettings:RegionSettings"],
  bedrockmodel: ["invocationLoggingConfiguration:InvocationLoggingConfiguration"],
  cfg: [
    "deliveryChannel:DeliveryChannel",
    "recorder:Recorder",
    "recorderStatus:RecorderStatus",
    "retentionConfiguration:RetentionConfiguration",
  ],
  chime: ["sdkvoiceGlobalSettings:SdkvoiceGlobalSettings"],
  computeoptimizer: ["enrollmentStatus:EnrollmentStatus"],
  costoptimizationhub: ["enrollmentStatus:EnrollmentStatus", "preferences:Preferences"],
  detective: ["graph:Graph"],
  devopsguru: ["eventSourcesConfig:EventSourcesConfig"],
  ebs: [
    "defaultKmsKey:DefaultKmsKey",
    "encryptionByDefault:EncryptionByDefault",
    "snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  ],
  ec2: [
    "allowedImagesSettings:AllowedImagesSettings",
    "defaultCreditSpecification:DefaultCreditSpecification",
    "imageBlockPublicAccess:ImageBlockPublicAccess",
    "instanceMetadataDefaults:InstanceMetadataDefaults",
    "serialConsoleAccess:SerialConsoleAccess",
    "vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
  ],
  ecr: [
    "accountSetting:AccountSetting",
    "registryPolicy:RegistryPolicy",
    "registryScanningConfiguration:RegistryScanningConfiguration",
    "replicationConfiguration:ReplicationConfiguration",
  ],
  ecs: ["accountSettingDefault:AccountSettingDefault"],
  emr: ["blockPublicAccessConfiguration:BlockPublicAccessConfiguration"],
  glue: ["dataCatalogEncryptionSettings:DataCatalogEncryptionSettings", "resourcePolicy:ResourcePolicy"],
  guardduty: ["detector:Detector"],
  iam: [
    "accountAlias:AccountAlias",
    "accountPasswordPolicy:AccountPasswordPolicy",
    "organizationsFeatures:OrganizationsFeatures",
    "securityTokenServicePreferences:SecurityTokenServicePreferences",
  ],
  inspector2: ["enabler:Enabler"],
  iot: [
    "eventConfigurations:EventConfigurations",
    "indexingConfiguration:IndexingConfiguration",
    "loggingOptions:LoggingOptions",
  ],
  lakeformation: ["dataLakeSettings:DataLakeSettings"],
  macie2: ["account:Account"],
  observabilityadmin: ["telemetryEnrichment:TelemetryEnrichment"],
  quicksight: ["accountSettings:AccountSettings", "accountSubscription:AccountSubscription"],
  s3: ["accountPublicAccessBlock:AccountPublicAccessBlock"],
  sagemaker: ["servicecatalogPortfolioStatus:ServicecatalogPortfolioStatus"],
  securityhub: ["account:Account", "accountV2:AccountV2"],
  ses: ["activeReceiptRuleSet:ActiveReceiptRuleSet"],
  sesv2: ["accountSuppressionAttributes:AccountSuppressionAttributes", "accountVdmAttributes:AccountVdmAttributes"],
  shield: ["proactiveEngagement:ProactiveEngagement"],
  sns: ["smsPreferences:SmsPreferences"],
  ssm: ["defaultPatchBaseline:DefaultPatchBaseline", "serviceSetting:ServiceSetting"],
  uxc: ["accountCustomizations:AccountCustomizations"],
};

const singleTypes: readonly string[] = Object.entries(SINGLE).flatMap(([service, names]) =>
  names.map((name) => `aws:${service}/${name}`),
);

export const accountSettingsElsewhere = resourceRule({
  name: "account-settings-elsewhere",
  description: "The stack of a stage does not own a setting of the whole account.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Move it to a bootstrap stack of the account, with retainOnDelete; disable this rule there.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/account/",
  tags: ["apigateway", "kinesis", "xray", "reliability"],
  types: [...Object.keys(SETTINGS), ...singleTypes],
  checks: [
    (resource) =>
      SETTINGS[resource.type] ??
      "sets something that the whole account has once, or once in each region: the stacks of other stages need it, too.",
  ],
});

/**
 * Rules of AWS's groups that stop records, and why.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-bot.html
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-bot-control-example-user-agent-exception.html
 * [uncertain] The first page lists the categories. That it lists CategoryHttpLibrary was read in configurations of others only.
 */
export const STOPPING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AWSManagedRulesCommonRuleSet: {
    SizeRestrictions_BODY: "of AWS's common rules blocks records of more than 8 KB: XDR sends them for ever.",
  },
  AWSManagedRulesBotControlRuleSet: {
    CategoryHttpLibrary: "of AWS's Bot Control blocks connectors, which send by a library: XDR sends records for ever.",
    SignalNonBrowserUserAgent:
      "of AWS's Bot Control blocks connectors, which are no browsers: XDR sends records for ever.",
  },
};

/**
 * Rules of AWS's groups that stop a record for what it says: a text that a database keeps may well look like code.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-use-case.html
 */
export const READING_BODIES: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesCommonRuleSet: [
    "CrossSiteScripting_BODY",
    "EC2MetaDataSSRF_BODY",
    "GenericLFI_BODY",
    "GenericRFI_BODY",
  ],
  AWSManagedRulesKnownBadInputsRuleSet: ["JavaDeserializationRCE_BODY", "Log4JRCE_BODY", "ReactJSRCE_BODY"],
  AWSManagedRulesPHPRuleSet: ["PHPHighRiskMethodsVariables_BODY"],
  AWSManagedRulesSQLiRuleSet: ["SQLi_BODY", "SQLiExtendedPatterns_BODY"],
  AWSManagedRulesUnixRuleSet: ["UNIXShellCommandsVariables_BODY"],
  AWSManagedRulesWindowsRuleSet: ["PowerShellCommands_BODY", "WindowsShellCommands_BODY"],
};

/**
 * How the labels of a group begin.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 * [uncertain] The beginnings and the words of Bot Control are from memory; SizeRestrictions_Body was read in configurations of others.
 */
const LABEL_PREFIXES: Readonly<Record<string, string>> = {
  AWSManagedRulesCommonRuleSet: "core-rule-set",
  AWSManagedRulesBotControlRuleSet: "bot-control",
  AWSManagedRulesKnownBadInputsRuleSet: "known-bad-inputs",
  AWSManagedRulesPHPRuleSet: "php-app",
  AWSManagedRulesSQLiRuleSet: "sql-database",
  AWSManagedRulesUnixRuleSet: "posix-os",
  AWSManagedRulesWindowsRuleSet: "windows-os",
};

const BOT_LABELS: Readonly<Record<string, string>> = {
  CategoryHttpLibrary: "bot:category:http_library",
  SignalNonBrowserUserAgent: "signal:non_browser_user_agent",
};

/**
 * The rules of a group of AWS that stop records, each with the label that it gives a request, also where it only counts.
 * @param group The name of the group.
 * @returns The rules by name.
 */
export const labelsOfGroup = (group: string): readonly { readonly rule: string; readonly label: string }[] =>
  [...Object.keys(STOPPING[group] ?? {}), ...(READING_BODIES[group] ?? [])].map((rule) => ({
    rule,
    label: `awswaf:managed:aws:${LABEL_PREFIXES[group] ?? ""}:${BOT_LABELS[rule] ?? rule.replace(/_BODY$/, "_Body")}`,
  }));

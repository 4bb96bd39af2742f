import { webAclTakesRecords } from "../../../policies/rules/web-acl-takes-records";
import { awsAssigns } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ACL = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/1";

const acl = (inputs: Record<string, unknown>, before = "stage") =>
  plus(
    {
      type: "aws:wafv2/webAcl:WebAcl",
      name: "acl",
      inputs: { region: "eu-west-1", tags: {}, ...inputs },
      outputs: { id: awsAssigns(ACL), arn: awsAssigns(ACL) },
    },
    {
      type: "aws:wafv2/webAclAssociation:WebAclAssociation",
      name: "association",
      inputs: { region: "eu-west-1", resourceArn: awsAssigns("arn"), webAclArn: awsAssigns(ACL) },
      edges: { resourceArn: [before], webAclArn: ["acl"] },
    },
  );
const common = (
  group: Record<string, unknown> = {},
  rule: Record<string, unknown> = { overrideAction: { none: {} } },
) => ({
  defaultAction: { allow: {} },
  rules: [{ ...rule, statement: { managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet", ...group } } }],
});
/** A policy of Firewall Manager, which puts a web ACL before each stage of an account. */
const managed = (groups: readonly object[], more: object = {}) =>
  plus({
    type: "aws:fms/policy:Policy",
    name: "policy",
    inputs: {
      region: "eu-west-1",
      excludeResourceTags: false,
      remediationEnabled: true,
      resourceType: "AWS::ApiGateway::Stage",
      securityServicePolicyData: {
        type: "WAFV2",
        managedServiceData: JSON.stringify({ type: "WAFV2", preProcessRuleGroups: groups, postProcessRuleGroups: [] }),
      },
      tags: {},
      ...more,
    },
  });
const sqlGroup = (more: object = {}) => ({
  managedRuleGroupIdentifier: { vendorName: "AWS", managedRuleGroupName: "AWSManagedRulesSQLiRuleSet" },
  overrideAction: { type: "NONE" },
  ...more,
});
const override = (actionToUse: object, ...names: readonly string[]) => ({
  ruleActionOverrides: ["SizeRestrictions_BODY", ...names].map((name) => ({ name, actionToUse })),
});
/** Rules of AWS's common group that read bodies. */
const READING = ["CrossSiteScripting_BODY", "EC2MetaDataSSRF_BODY", "GenericLFI_BODY", "GenericRFI_BODY"];
const saying = (group: string, ...names: readonly string[]) =>
  `${group} stops records for what they say: XDR sends them for ever. Count by ${names.join(", ")}.`;
const SAYING = saying("AWSManagedRulesCommonRuleSet", ...READING);
const SQL = { name: "AWSManagedRulesSQLiRuleSet" };
const SAYING_SQL = saying("AWSManagedRulesSQLiRuleSet", "SQLi_BODY", "SQLiExtendedPatterns_BODY");
const LONG = "SizeRestrictions_BODY of AWS's common rules blocks records of more than 8 KB: XDR sends them for ever.";
const blocking = (statement: object, more: object = {}) => ({
  defaultAction: { allow: {} },
  rules: [{ priority: 1, action: { block: {} }, statement, ...more }],
});
const rated = (rate: object) => blocking({ rateBasedStatement: { aggregateKeyType: "IP", ...rate } });
const method = (searchString: string, more: object = {}) => ({
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    searchString,
    positionalConstraint: "EXACTLY",
    textTransformations: [{ priority: 0, type: "NONE" }],
    ...more,
  },
});
const body = (oversizeHandling: string, more: object = {}) => ({
  sqliMatchStatement: { fieldToMatch: { body: { oversizeHandling } }, ...more },
});
const bots = (group: object = {}, rule: object = { overrideAction: { none: {} } }) => ({
  defaultAction: { allow: {} },
  rules: [
    { ...rule, statement: { managedRuleGroupStatement: { name: "AWSManagedRulesBotControlRuleSet", ...group } } },
  ],
});
const few = (limit: number) => ({
  acl: [
    `a rule stops who sends more than ${limit} records in a few minutes: a connector's are refused, and XDR falls behind.`,
  ],
});
const STOPPED = { acl: ["a rule stops records by their method or their size: XDR sends them for ever."] };
/** A group of AWS, and a rule of our own behind it. */
const behind = (group: object, statement: object, priority = 2) => ({
  defaultAction: { allow: {} },
  rules: [
    { priority: 1, ...group },
    { priority, action: { block: {} }, statement },
  ],
});
const counting = (name: string) => ({
  overrideAction: { count: {} },
  statement: { managedRuleGroupStatement: { name } },
});
const label = (key: string, scope = "LABEL") => ({ labelMatchStatement: { scope, key } });
const LARGE = label("awswaf:managed:aws:core-rule-set:SizeRestrictions_Body");
const LABELLED = {
  acl: ["a rule stops records by a label that an earlier rule, which only counts, gives: XDR sends them for ever."],
};
const NO_BROWSER =
  "SignalNonBrowserUserAgent of AWS's Bot Control blocks connectors, which are no browsers: XDR sends records for ever.";
const LIBRARY =
  "CategoryHttpLibrary of AWS's Bot Control blocks connectors, which send by a library: XDR sends records for ever.";
const count = (name: string) => ({ name, actionToUse: { count: {} } });

const byPattern = (regexString: string, types: readonly string[] = ["NONE"]) => ({
  regexMatchStatement: {
    fieldToMatch: { method: {} },
    regexString,
    textTransformations: types.map((type, priority) => ({ priority, type })),
  },
});
const UNREAD = {
  acl: ["a rule stops requests by a pattern on their method that could not be judged: compare with the method's name."],
};
/** A rule as a text in AWS's own JSON. */
const JSON_RULE = {
  Name: "posts",
  Priority: 1,
  Action: { Block: {} },
  Statement: {
    ByteMatchStatement: {
      FieldToMatch: { Method: {} },
      SearchString: "POST",
      PositionalConstraint: "EXACTLY",
      TextTransformations: [{ Priority: 0, Type: "NONE" }],
    },
  },
};
/** A group of rules to which the web ACL refers. */
const grouped = (group: object, reference: object = { overrideAction: { none: {} } }, more: readonly object[] = []) => [
  ...acl({
    defaultAction: { allow: {} },
    rules: [
      ...more,
      { priority: 5, statement: { ruleGroupReferenceStatement: { arn: awsAssigns("arn") } }, ...reference },
    ],
  }).map((fixture) => (fixture.name === "acl" ? { ...fixture, edges: { rules: ["group"] } } : fixture)),
  {
    type: "aws:wafv2/ruleGroup:RuleGroup",
    name: "group",
    inputs: { region: "eu-west-1", scope: "REGIONAL", capacity: 10, tags: {}, ...group },
  },
];
const POSTS = { rules: [{ name: "posts", priority: 1, action: { block: {} }, statement: method("POST") }] };
const inGroup = (found: { readonly acl: readonly string[] }) => ({ group: found.acl });
/** A rule on the method by a set of patterns, which stands in the stack or elsewhere. */
const bySet = (...regexes: readonly string[]) => [
  ...acl(
    blocking({
      regexPatternSetReferenceStatement: {
        arn: awsAssigns("arn"),
        fieldToMatch: { method: {} },
        textTransformations: [{ priority: 0, type: "NONE" }],
      },
    }),
  ).map((fixture) =>
    fixture.name === "acl" && regexes.length > 0 ? { ...fixture, edges: { rules: ["set"] } } : fixture,
  ),
  {
    type: "aws:wafv2/regexPatternSet:RegexPatternSet",
    name: "set",
    inputs: {
      region: "eu-west-1",
      scope: "REGIONAL",
      tags: {},
      regularExpressions: regexes.map((regexString) => ({ regexString })),
    },
  },
];

describeRule(webAclTakesRecords, {
  finds: {
    "a policy of Firewall Manager with rules on bodies": {
      stack: managed([sqlGroup()]),
      found: { policy: [SAYING_SQL] },
    },
    "a policy of Firewall Manager for several types, on stages by their tag": {
      stack: managed([sqlGroup()], {
        resourceType: undefined,
        resourceTypeLists: ["AWS::ApiGateway::Stage", "AWS::ElasticLoadBalancingV2::LoadBalancer"],
        resourceTags: { stage: "" },
      }),
      found: { policy: [SAYING_SQL] },
    },
    "a policy of Firewall Manager that is no JSON": {
      stack: managed([], { securityServicePolicyData: { type: "WAFV2", managedServiceData: "{" } }),
      found: {
        policy: ["could not be read, so this rule cannot judge it: it is neither JSON nor one document of YAML."],
      },
    },
    "the method POST by a pattern": { stack: acl(blocking(byPattern("^P(OST|UT)$"))), found: STOPPED },
    "the method POST by a part of a pattern, in any letters": {
      stack: acl(blocking(byPattern("(?i)os"))),
      found: STOPPED,
    },
    "all methods but those of a pattern": {
      stack: acl(blocking({ notStatement: { statements: [byPattern("GET|HEAD")] } })),
      found: STOPPED,
    },
    "a pattern that nobody reads here": { stack: acl(blocking(byPattern("(?<!x)[[:upper:]]\\h"))), found: UNREAD },
    "a pattern behind a transformation": { stack: acl(blocking(byPattern("x", ["URL_DECODE"]))), found: UNREAD },
    "a set of patterns of the stack": { stack: bySet("GET", "PO.*"), found: STOPPED },
    "a set of patterns elsewhere": { stack: bySet(), found: UNREAD },
    "the method POST in a text of rules": {
      stack: acl({ defaultAction: { allow: {} }, ruleJson: JSON.stringify([JSON_RULE]) }),
      found: STOPPED,
    },
    "a text of rules that is no JSON": {
      stack: acl({ defaultAction: { allow: {} }, ruleJson: "[{" }),
      found: {
        acl: ["could not be read, so this rule cannot judge it: it is neither JSON nor one document of YAML."],
      },
      also: {
        "web-acl-no-success on acl": [
          "could not be read, so this rule cannot judge it: it is neither JSON nor one document of YAML.",
        ],
      },
    },
    "a default that blocks, and a text of rules that allows nothing": {
      stack: acl({ defaultAction: { block: {} }, ruleJson: JSON.stringify([{ ...JSON_RULE, Action: { Count: {} } }]) }),
      found: {
        acl: ["defaultAction blocks and no rule allows anything: every record is refused, and XDR sends it for ever."],
      },
    },
    "the method POST in a group": { stack: grouped(POSTS), found: inGroup(STOPPED) },
    "the method POST in a group's text of rules": {
      stack: grouped({ rulesJson: JSON.stringify([JSON_RULE]) }),
      found: inGroup(STOPPED),
    },
    "a default that blocks": {
      stack: acl({ defaultAction: { block: {} } }),
      found: {
        acl: ["defaultAction blocks and no rule allows anything: every record is refused, and XDR sends it for ever."],
      },
    },
    "AWS's common rules": { stack: acl(common()), found: { acl: [LONG, SAYING] } },
    "the limit overridden with itself": { stack: acl(common(override({ block: {} }))), found: { acl: [LONG, SAYING] } },
    "AWS's common rules, of which some are counted": {
      stack: acl(common(override({ count: {} }, "GenericLFI_BODY", "GenericRFI_BODY"))),
      found: { acl: [saying("AWSManagedRulesCommonRuleSet", "CrossSiteScripting_BODY", "EC2MetaDataSSRF_BODY")] },
    },
    "AWS's rules on SQL": {
      stack: acl(common(SQL)),
      found: { acl: [saying(SQL.name, "SQLi_BODY", "SQLiExtendedPatterns_BODY")] },
    },
    "a rate that no connector keeps to": { stack: acl(rated({ limit: 10 })), found: few(10) },
    "a rate of ten minutes, of posts": {
      stack: acl(rated({ limit: 1500, evaluationWindowSec: 600, scopeDownStatement: method("POST") })),
      found: few(1500),
    },
    "the method POST": { stack: acl(blocking(method("POST"))), found: STOPPED },
    "the method POST in small letters, by a puzzle": {
      stack: acl(
        blocking(method("po", { positionalConstraint: "STARTS_WITH", textTransformations: [{ type: "LOWERCASE" }] }), {
          action: { captcha: {} },
        }),
      ),
      found: STOPPED,
    },
    "all methods but one": {
      stack: acl(blocking({ notStatement: { statements: [method("GET")] } })),
      found: STOPPED,
    },
    "long records, as attacks": { stack: acl(blocking(body("MATCH"))), found: STOPPED },
    "long records, among others": {
      stack: acl(blocking({ orStatement: { statements: [{ geoMatchStatement: {} }, body("MATCH")] } })),
      found: STOPPED,
    },
    "records over a size": {
      stack: acl(
        blocking({
          sizeConstraintStatement: {
            fieldToMatch: { body: { oversizeHandling: "CONTINUE" } },
            comparisonOperator: "GT",
            size: 8192,
          },
        }),
      ),
      found: STOPPED,
    },
    "who is no browser": { stack: acl(bots()), found: { acl: [LIBRARY, NO_BROWSER] } },
    "who is no browser, but for libraries": {
      stack: acl(bots({ ruleActionOverrides: [count("CategoryHttpLibrary")] })),
      found: { acl: [NO_BROWSER] },
    },
    "the method POST, by a rule of its own": {
      stack: [
        ...acl({ defaultAction: { allow: {} } }),
        {
          type: "aws:wafv2/webAclRule:WebAclRule",
          name: "rule",
          inputs: { region: "eu-west-1", webAclArn: awsAssigns(ACL), action: { block: {} }, statement: method("POST") },
          edges: { webAclArn: ["acl"] },
        },
      ],
      found: { rule: STOPPED.acl },
    },
    "a label of a group that counts": {
      stack: acl(behind(counting("AWSManagedRulesCommonRuleSet"), LARGE)),
      found: LABELLED,
    },
    "all labels of a group that counts": {
      stack: acl(
        behind(counting("AWSManagedRulesSQLiRuleSet"), label("awswaf:managed:aws:sql-database:", "NAMESPACE")),
      ),
      found: LABELLED,
    },
    "one of two labels": {
      stack: acl(
        behind(counting("AWSManagedRulesCommonRuleSet"), { orStatement: { statements: [label("a"), LARGE] } }),
      ),
      found: LABELLED,
    },
    "a label of a rule that a group counts": {
      stack: acl(
        behind(
          {
            overrideAction: { none: {} },
            statement: {
              managedRuleGroupStatement: {
                name: "AWSManagedRulesCommonRuleSet",
                ...override({ count: {} }, ...READING),
              },
            },
          },
          LARGE,
        ),
      ),
      found: LABELLED,
    },
    "a label of a rule of our own that counts": {
      stack: acl(
        behind({ action: { count: {} }, statement: method("POST"), ruleLabels: [{ name: "post" }] }, label("post")),
      ),
      found: LABELLED,
    },
  },
  accepts: {
    "a policy of Firewall Manager that counts": {
      stack: managed([sqlGroup({ overrideAction: { type: "COUNT" } })]),
    },
    "a policy of Firewall Manager without the rules on bodies": {
      stack: managed([
        sqlGroup({
          excludeRules: [{ name: "SQLi_BODY" }],
          ruleActionOverrides: [{ name: "SQLiExtendedPatterns_BODY", actionToUse: { count: {} } }],
        }),
      ]),
    },
    "a policy of Firewall Manager for balancers": {
      stack: managed([sqlGroup()], { resourceType: "AWS::ElasticLoadBalancingV2::LoadBalancer" }),
    },
    "a policy of Firewall Manager that only reports": { stack: managed([sqlGroup()], { remediationEnabled: false }) },
    "a policy of Firewall Manager that leaves out the stage by its tag": {
      stack: managed([sqlGroup()], { resourceTags: { stage: "dev" }, excludeResourceTags: true }),
    },
    "a policy of Firewall Manager in another region": {
      stack: managed([sqlGroup()], { region: "eu-north-1" }),
      config: { "resource-region-allowed": { regions: ["eu-west-1", "eu-north-1"] } },
    },
    "a label that no rule before gives": {
      stack: acl(behind(counting("AWSManagedRulesCommonRuleSet"), LARGE, 0)),
    },
    "a label that no body decides": {
      stack: acl(
        behind(counting("AWSManagedRulesCommonRuleSet"), label("awswaf:managed:aws:core-rule-set:NoUserAgent_Header")),
      ),
    },
    "a label, but for who sends": {
      stack: acl(
        behind(counting("AWSManagedRulesCommonRuleSet"), {
          andStatement: {
            statements: [LARGE, { notStatement: { statement: { ipSetReferenceStatement: { arn: "arn" } } } }],
          },
        }),
      ),
    },
    "other methods by a pattern": { stack: acl(blocking(byPattern("^(PUT|DELETE|PATCH)$"))) },
    "other methods by a set of patterns": { stack: bySet("^PUT$", "^DELETE$") },
    "a default that blocks, and a text of rules that allows": {
      stack: acl({ defaultAction: { block: {} }, ruleJson: JSON.stringify([{ ...JSON_RULE, Action: { Allow: {} } }]) }),
    },
    "a group that is counted": { stack: grouped(POSTS, { overrideAction: { count: {} } }) },
    "a group of which the web ACL counts the rule": {
      stack: grouped(POSTS, {
        overrideAction: { none: {} },
        statement: {
          ruleGroupReferenceStatement: {
            arn: awsAssigns("arn"),
            ruleActionOverrides: [{ name: "posts", actionToUse: { count: {} } }],
          },
        },
      }),
    },
    "a group behind a rule that lets connectors in": {
      stack: grouped(POSTS, undefined, [
        { priority: 1, action: { allow: {} }, statement: { ipSetReferenceStatement: {} } },
      ]),
    },
    "a group to which nothing refers": {
      stack: grouped(POSTS).filter(({ name }) => name !== "acl" && name !== "association"),
    },
    "a high rate": { stack: acl(rated({ limit: 100_000 })) },
    "a rate of one minute": { stack: acl(rated({ limit: 200, evaluationWindowSec: 60 })) },
    "a low rate of reads, and of keys of one's own": {
      stack: acl({
        defaultAction: { allow: {} },
        rules: [
          ...rated({ limit: 10, scopeDownStatement: method("GET") }).rules,
          ...rated({ limit: 10, aggregateKeyType: "CUSTOM_KEYS" }).rules,
        ],
      }),
    },
    "a low rate of those whom no earlier rule allows": {
      stack: acl({
        defaultAction: { allow: {} },
        rules: [
          { priority: 0, action: { allow: {} }, statement: { ipSetReferenceStatement: {} } },
          ...rated({ limit: 10 }).rules,
        ],
      }),
    },
    "a low rate that is counted": {
      stack: acl(blocking({ rateBasedStatement: { limit: 10, aggregateKeyType: "IP" } }, { action: { count: {} } })),
    },
    "other methods than those of the API": { stack: acl(blocking(method("PUT"))) },
    "all methods but POST": { stack: acl(blocking({ notStatement: { statements: [method("POST")] } })) },
    "posts from another country": {
      stack: acl(blocking({ andStatement: { statements: [method("POST"), { geoMatchStatement: {} }] } })),
    },
    "attacks in the first bytes of a record": { stack: acl(blocking(body("CONTINUE"))) },
    "who is no browser, as a count": { stack: acl(bots({}, { overrideAction: { count: {} } })) },
    "who is no browser, but for libraries and what they say": {
      stack: acl(bots({ ruleActionOverrides: [count("CategoryHttpLibrary"), count("SignalNonBrowserUserAgent")] })),
    },
    "a default that blocks, and a rule that allows": {
      stack: acl({ defaultAction: { block: {} }, rules: [{ action: { allow: {} } }] }),
    },
    "all rules on bodies as a count": { stack: acl(common(override({ count: {} }, ...READING))) },
    "AWS's rules on SQL as a count": { stack: acl(common(SQL, { overrideAction: { count: {} } })) },
    "AWS's rules on SQL, narrowed down": { stack: acl(common({ ...SQL, scopeDownStatement: method("GET") })) },
    "AWS's rules on SQL behind a rule that lets connectors in": {
      stack: acl({
        defaultAction: { allow: {} },
        rules: [
          { priority: 0, action: { allow: {} }, statement: { ipSetReferenceStatement: {} } },
          ...common(SQL, { priority: 1, overrideAction: { none: {} } }).rules,
        ],
      }),
    },
    "all of the group as a count": { stack: acl(common({}, { overrideAction: { count: {} } })) },
    "a web ACL before something else": { stack: acl(common(), "log-group") },
  },
});

import * as wafv2 from "@pulumi/aws/wafv2";

import { ACCOUNT } from "../build/documents";
import { fine } from "../build/mine";
import { rateLimited, webAcl } from "../build/web-acl";
import type { Control } from "../harness/attack";

const acl = (name: string, says: string, rule: object): Control =>
  fine(`r4-fine-acl-${name}`, says, { own: true, add: (b) => webAcl(b, [{ name, priority: 1, ...rule }]) });

const NO_CHANGE = [{ priority: 0, type: "NONE" }];

/** Web ACLs that stop no record. */
export const webAcls: readonly Control[] = [
  fine("r5-fine-long-query", "a rule stops requests with a long query string, which no connector sends", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "query",
          priority: 1,
          action: { block: {} },
          statement: {
            sizeConstraintStatement: {
              comparisonOperator: "GT",
              size: 1024,
              fieldToMatch: { queryString: {} },
              textTransformations: [{ priority: 0, type: "NONE" }],
            },
          },
        },
      ]),
  }),
  acl("country", "a web ACL stops who calls from another country", {
    action: { block: {} },
    statement: { geoMatchStatement: { countryCodes: ["KP"] } },
  }),
  acl("put", "a web ACL stops other methods than those of the API", {
    action: { block: {} },
    statement: {
      byteMatchStatement: {
        fieldToMatch: { method: {} },
        searchString: "PUT",
        positionalConstraint: "EXACTLY",
        textTransformations: NO_CHANGE,
      },
    },
  }),
  acl("bots-counted", "a web ACL counts who is no browser", {
    overrideAction: { count: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesBotControlRuleSet" } },
  }),
  acl("query", "a web ACL stops an address that looks like an attack", {
    action: { block: {} },
    statement: { sqliMatchStatement: { fieldToMatch: { queryString: {} }, textTransformations: NO_CHANGE } },
  }),
  fine("r4-fine-acl-counts", "a web ACL counts who calls often, and stops no connector", {
    own: true,
    add: (b) => webAcl(b, rateLimited(1_000_000, { count: {} })),
  }),
  fine("r2-fine-acl", "a web ACL stops who calls too often, and records under odd addresses", {
    add: (b) => {
      const acl = webAcl(b, rateLimited(100_000, { block: { customResponse: { responseCode: 429 } } }));
      new wafv2.WebAclLoggingConfiguration(`${b.name}-logging`, {
        region: b.region,
        resourceArn: acl.arn,
        logDestinationConfigs: [`arn:aws:logs:${b.region}:${ACCOUNT}:log-group:aws-waf-logs-orders`],
        redactedFields: [{ singleHeader: { name: "x-api-key" } }],
      });
    },
  }),
];

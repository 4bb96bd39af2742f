import { SamplingRule } from "@pulumi/aws/xray/samplingRule";
import type * as pulumi from "@pulumi/pulumi";

import { type Place, tagsOf } from "../place";
import { samplingRuleName, tracedServiceName } from "./names";

/**
 * The rule by which X-Ray chooses the requests of a stage that it traces: one a second. X-Ray's own rule would add one of
 * twenty others, and cost more with each request.
 * @param name of the resource
 * @param place whose stage it is
 * @param opts its parent
 * @returns the rule
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-configuring-xray-sampling-rules.html
 */
export const createSamplingRule = (name: string, place: Place, opts: pulumi.CustomResourceOptions): SamplingRule =>
  new SamplingRule(
    name,
    {
      region: place.region,
      ruleName: samplingRuleName(place),
      version: 1,
      // X-Ray takes the first rule that matches. This one comes before rules for everything, which stand near 10000, that
      // of X-Ray's own; a person who looks for a fault has room before it.
      priority: 1000,
      reservoirSize: 1,
      fixedRate: 0,
      serviceType: "AWS::ApiGateway::Stage",
      serviceName: tracedServiceName(place),
      resourceArn: "*",
      host: "*",
      httpMethod: "*",
      urlPath: "*",
      tags: tagsOf(place),
    },
    opts,
  );

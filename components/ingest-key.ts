import { ApiKey } from "@pulumi/aws/apigateway/apiKey";
import { UsagePlan } from "@pulumi/aws/apigateway/usagePlan";
import { UsagePlanKey } from "@pulumi/aws/apigateway/usagePlanKey";
import * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../config/settings";
import { nameOf, type Place, tagsOf } from "./place";

export interface IngestKeyArgs {
  readonly place: Place;
  readonly apiId: pulumi.Input<string>;
  /** Taken from the stage itself, never rebuilt as text: policies follow the reference at preview. */
  readonly stageName: pulumi.Input<string>;
  readonly throttle: Settings["api"]["throttle"];
  /** The key's value, a secret. @defaultValue API Gateway makes it */
  readonly keyValue?: pulumi.Input<string> | undefined;
  /** Whether Pulumi refuses to delete the key. Every connector holds its value. */
  readonly protect: boolean;
}

/** The connector's API key and the usage plan that opens the API's stage to it. */
export class IngestKey extends pulumi.ComponentResource {
  readonly keyId: pulumi.Output<string>;
  readonly usagePlanId: pulumi.Output<string>;
  /** Secret; known only once the key opens the stage. */
  readonly value: pulumi.Output<string>;

  constructor(name: string, args: IngestKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-kinesis:index:IngestKey", name, {}, opts);
    const { place, apiId, stageName, throttle, keyValue, protect } = args;
    const { region } = place;
    const common = {
      name: nameOf(place),
      description: `Aerospike connectors of ${nameOf(place)}`,
      region,
      tags: tagsOf(place),
    };

    const given = keyValue === undefined ? {} : { value: pulumi.secret(keyValue) };
    const key = new ApiKey(name, { ...common, ...given }, { parent: this, protect });
    const plan = new UsagePlan(
      `${name}-plan`,
      {
        ...common,
        apiStages: [{ apiId, stage: stageName }],
        // Rate and burst only: a quota would stop replication until it resets.
        throttleSettings: { rateLimit: throttle.ratePerSecond, burstLimit: throttle.burst },
      },
      { parent: this },
    );
    const link = new UsagePlanKey(
      `${name}-link`,
      { region, keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id },
      // The AWS provider repeats the key's value here without calling it a secret.
      { parent: this, additionalSecretOutputs: ["value"] },
    );

    this.keyId = key.id;
    this.usagePlanId = plan.id;
    this.value = pulumi.secret(pulumi.all([key.value, link.id]).apply(([value]) => value));
    this.registerOutputs({ keyId: this.keyId, usagePlanId: this.usagePlanId });
  }
}

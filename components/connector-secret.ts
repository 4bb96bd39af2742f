import { Secret } from "@pulumi/aws/secretsmanager/secret";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion";
import * as pulumi from "@pulumi/pulumi";

import { nameOf, type Place, tagsOf } from "./place";

export interface ConnectorSecretArgs {
  readonly place: Place;
  /** The connector's file, as YAML. */
  readonly config: pulumi.Input<string>;
  /** Days that a deleted secret can be restored: 0, or 7 to 30. */
  readonly recoveryWindowDays: number;
  /** Whether Pulumi refuses to delete the secret. */
  readonly protect: boolean;
}

/** The connector's finished `aerospike-esp-outbound.yml`, in a secret encrypted with AWS' own key for Secrets Manager. */
export class ConnectorSecret extends pulumi.ComponentResource {
  readonly secretArn: pulumi.Output<string>;
  /** Secret: the file holds the API key. */
  readonly connectorConfig: pulumi.Output<string>;

  constructor(name: string, args: ConnectorSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-kinesis:index:ConnectorSecret", name, {}, opts);
    const { place, recoveryWindowDays, protect } = args;

    const config = pulumi.secret(args.config);
    // No explicit name: Secrets Manager keeps a deleted one's name until its recovery window has passed.
    const secret = new Secret(
      name,
      {
        description: `aerospike-esp-outbound.yml of ${nameOf(place)} in ${place.region}`,
        region: place.region,
        recoveryWindowInDays: recoveryWindowDays,
        tags: tagsOf(place),
      },
      { parent: this, protect },
    );
    const version = new SecretVersion(
      `${name}-version`,
      { region: place.region, secretId: secret.id, secretString: config },
      { parent: this },
    );

    this.secretArn = version.secretArn;
    this.connectorConfig = config;
    this.registerOutputs({ secretArn: this.secretArn });
  }
}

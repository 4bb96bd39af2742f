import * as pulumi from "@pulumi/pulumi";

/** A resource that a component registered. Inputs are as the engine gets them; secrets are unwrapped and listed. */
export interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What AWS would output beyond the inputs, for each resource; `id` is its name. */
const outputs = ({ type, name, inputs }: pulumi.runtime.MockResourceArgs): Record<string, unknown> => ({
  ...(inputs as Record<string, unknown>),
  arn: `arn:aws:test:${name}`,
  // What the account has, read by its id.
  ...(type === "aws:apigateway/account:Account" && { cloudwatchRoleArn: "arn:aws:iam::123456789012:role/logs" }),
  ...(type === "aws:apigateway/restApi:RestApi" && { rootResourceId: `${name}-root` }),
  ...(type === "aws:apigateway/stage:Stage" && { invokeUrl: `https://${name}.example/stage` }),
  ...(type === "aws:apigateway/apiKey:ApiKey" && { value: `value-of-${name}` }),
  ...(type === "aws:secretsmanager/secretVersion:SecretVersion" && { secretArn: `arn:aws:test:${name}` }),
});

/**
 * Builds on Pulumi's mocks and waits until everything is registered. Provider functions are refused: the program uses
 * none, so that it previews without credentials.
 * @returns the resources sorted by name, and what `build` returned
 */
export async function record<Built>(build: () => Built): Promise<{ resources: Recorded[]; built: Built }> {
  const resources: Recorded[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        resources.push({ type: args.type, name: args.name, inputs: args.inputs as Record<string, unknown> });
        return { id: args.name, state: outputs(args) };
      },
      call: ({ token }) => {
        throw new Error(`the program called the provider function ${token}`);
      },
    },
    "aerospike-kinesis",
    "dev",
    false,
  );
  const built = build();
  await pulumi.runtime.disconnect();
  resources.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.type < b.type ? -1 : 1));
  return { resources, built };
}

/** The value of an output, and whether it is secret. */
export const awaitOutput = async <Value>(output: pulumi.Output<Value>): Promise<{ value: Value; secret: boolean }> => ({
  value: await new Promise<Value>((resolve) => {
    output.apply(resolve);
  }),
  secret: await pulumi.isSecret(output),
});

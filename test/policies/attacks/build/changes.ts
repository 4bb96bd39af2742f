import { Provider, type ProviderArgs } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import type { ApiModel, MethodModel } from "../../../../components/api/model";
import type { Attack, Change, Props, Target } from "../harness/attack";
import type { Mine } from "./mine";

/** The integration that calls Kinesis. */
export const INTEGRATION = "api-post-integration";

/** The mapping of an answer of Kinesis to one of the API, by the API's status. */
export const mapping = (status: number): string => `api-post-${status}-mapping`;

/** Content-Type as the program pins it, and other parameters of the request to Kinesis. */
export const withParameters = (parameters: Readonly<Record<string, string>>): Props => ({
  requestParameters: {
    "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
    ...parameters,
  },
});

/** Changes the request template of each media type, but of those that `which` leaves out. */
export const templates =
  (change: (template: string) => string, which: (type: string) => boolean = () => true) =>
  (props: Props): Props => ({
    ...props,
    requestTemplates: Object.fromEntries(
      Object.entries(props.requestTemplates as Readonly<Record<string, string>>).map(([type, template]) => [
        type,
        which(type) ? change(template) : template,
      ]),
    ),
  });

/** Replaces one place of a text. @throws Error when it is not there, because the program has changed */
export const replaced =
  (place: string, by: string) =>
  (text: string): string => {
    if (!text.includes(place)) throw new Error(`${place} is not in ${text}`);
    return text.replace(place, () => by);
  };

/** As {@link templates}, for media types whose body reaches the template as text. */
export const textTemplates = (change: (template: string) => string): ((props: Props) => Props) =>
  templates(change, (type) => type.includes("json"));

/** What the program's template for text says of Data. */
export const TEXT_DATA = "$util.base64Encode($input.body)";

/** Another Data in each template for text. */
export const data = (value: string): ((props: Props) => Props) => textTemplates(replaced(TEXT_DATA, value));

/** Another partition key in each template. */
export const partitionKey = (value: string): ((props: Props) => Props) =>
  templates((template) =>
    template.replace(/"PartitionKey": "[^\n]*", "Data"/, () => `"PartitionKey": "${value}", "Data"`),
  );

/** Another stream in each template. */
export const streamName = (value: string): ((props: Props) => Props) =>
  templates(replaced('"StreamName": "$stream"', `"StreamName": "${value}"`));

/** Statements before the record, in each template. */
export const beforeRecord = (statements: string): ((props: Props) => Props) =>
  templates(replaced('{"StreamName": "$stream"', `${statements}\n{"StreamName": "$stream"`));

/** Another response template for JSON. */
export const answer = (template: string): Props => ({ responseTemplates: { "application/json": template } });

/** Changes the method that takes records. */
export const ofPost =
  (change: (method: MethodModel) => MethodModel) =>
  (model: ApiModel): ApiModel => ({
    ...model,
    methods: model.methods.map((method) => (method.httpMethod === "POST" ? change(method) : method)),
  });

/** Other values of one resource's arguments. */
export const props = (change: Change) => ({ props: change });

/** Adds values to what the program gives. */
export const set = (values: Props) => props((given) => ({ ...given, ...values }));

/** Other arguments of one resource. */
export const changing = (resource: string, change: Change) => ({ changes: { [resource]: props(change) } });

/** Another request to Kinesis. */
export const inRequest = (change: Change) => changing(INTEGRATION, change);

/** Changes what the API is made of, instead of what the attack's parts say. */
export const ofModel = (attack: Attack, change: (model: ApiModel) => ApiModel): Attack => ({
  ...attack,
  apply: ({ model }) => {
    model(change);
  },
});

/** The key's value in an output, written in another way. */
export const inOutput = (write: (key: string) => unknown) => ({
  outputs: { value: ({ apiKey }: Mine) => pulumi.unsecret(apiKey.apply(write)) },
});

/** Another value of a resource's arguments or options. */
export const on =
  (resource: string, change: Change, options?: Change) =>
  ({ change: changeResource }: Target): void => {
    changeResource(resource, change, options);
  };

/** A provider of its own for a resource. */
export const withProvider = (name: string, args: ProviderArgs, options: pulumi.ResourceOptions = {}) => ({
  options: (given: Props): Props => ({
    ...given,
    provider: new Provider(name, { region: "ap-south-1", ...args }, options),
  }),
});

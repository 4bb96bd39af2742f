import type { ApiModel, MethodModel } from "../../../../components/api/model";
import type { Props } from "./attack";

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

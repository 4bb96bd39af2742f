import { BINARY_TYPES, TEXT_TYPES, templatesFor } from "./media-types";
import { putRecordTemplate } from "./request-template";
import {
  CLIENT_ERROR_TEMPLATE,
  RETRY_AFTER_SECONDS,
  SERVER_ERROR_TEMPLATE,
  SUCCESS_TEMPLATE,
  UNEXPECTED_TEMPLATE,
} from "./response-templates";

/** Everything about the API that is known before AWS is asked; the resources are made from it and from nothing else. */
export interface ApiModel {
  readonly path: string;
  readonly throttle: Throttle;
  readonly binaryMediaTypes: readonly string[];
  readonly methods: readonly MethodModel[];
}

export interface Throttle {
  /** Requests a second in the long run. */
  readonly ratePerSecond: number;
  /** Requests at once. */
  readonly burst: number;
}

export interface MethodModel {
  readonly httpMethod: "GET" | "POST";
  readonly apiKeyRequired: boolean;
  readonly integration: MockIntegration | PutRecordIntegration;
  readonly responses: readonly ResponseModel[];
  /** Statuses that only a template's override answers; they are declared like the others. */
  readonly overrideStatuses: readonly string[];
}

interface TemplatedIntegration {
  readonly requestTemplates: Readonly<Record<string, string>>;
  /** A template cannot take the bytes of a binary media type; as text they are Base64. */
  readonly contentHandling: "CONVERT_TO_TEXT";
}

interface MockIntegration extends TemplatedIntegration {
  readonly type: "MOCK";
}

interface PutRecordIntegration extends TemplatedIntegration {
  readonly type: "AWS";
  readonly requestParameters: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

export interface ResponseModel {
  readonly statusCode: string;
  /** Regular expression on the backend's whole status; absent, the response to whatever no other matches. */
  readonly selectionPattern?: string;
  readonly template: string;
  readonly retryAfterSeconds?: number;
}

export interface ApiModelArgs {
  readonly path: string;
  readonly throttle: Throttle;
  readonly integrationTimeoutMs: number;
  readonly streamNames: readonly string[];
}

/** The API of the guide, with success made explicit: what is not a stored record is answered by an error. */
export const apiModel = ({ path, throttle, integrationTimeoutMs, streamNames }: ApiModelArgs): ApiModel => ({
  path,
  throttle,
  binaryMediaTypes: BINARY_TYPES,
  methods: [healthCheck, putRecord(streamNames, integrationTimeoutMs)],
});

/** For the connector's health checks, which come every few seconds: no key, so they do not count against the plan. */
const healthCheck: MethodModel = {
  httpMethod: "GET",
  apiKeyRequired: false,
  integration: {
    type: "MOCK",
    requestTemplates: templatesFor([...TEXT_TYPES, ...BINARY_TYPES], `{"statusCode": 200}`),
    contentHandling: "CONVERT_TO_TEXT",
  },
  responses: [{ statusCode: "200", template: `{"status": "ok"}` }],
  overrideStatuses: [],
};

const putRecord = (streamNames: readonly string[], timeoutMilliseconds: number): MethodModel => ({
  httpMethod: "POST",
  apiKeyRequired: true,
  integration: {
    type: "AWS",
    requestTemplates: {
      ...templatesFor(TEXT_TYPES, putRecordTemplate(streamNames, "text")),
      ...templatesFor(BINARY_TYPES, putRecordTemplate(streamNames, "base64")),
    },
    // Without it the client's own type would reach Kinesis.
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
    contentHandling: "CONVERT_TO_TEXT",
    timeoutMilliseconds,
  },
  responses: [
    { statusCode: "200", selectionPattern: String.raw`2\d{2}`, template: SUCCESS_TEMPLATE },
    { statusCode: "400", selectionPattern: String.raw`4\d{2}`, template: CLIENT_ERROR_TEMPLATE },
    {
      statusCode: "503",
      selectionPattern: String.raw`5\d{2}`,
      template: SERVER_ERROR_TEMPLATE,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    },
    { statusCode: "502", template: UNEXPECTED_TEMPLATE },
  ],
  overrideStatuses: ["429"],
});

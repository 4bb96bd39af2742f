import type { Settings } from "../../config/settings";
import { GATEWAY_RESPONSES, type GatewayResponseModel } from "./gateway-responses";
import { BINARY_TYPES, HEALTH_CHECK_TYPES, templatesFor, TEXT_TYPES } from "./media-types";
import { type BodyEncoding, type ForeignArns, putRecordTemplate } from "./request-template";
import {
  CLIENT_ERROR_TEMPLATE,
  OVERRIDES,
  RETRY_AFTER_SECONDS,
  SERVER_ERROR_TEMPLATE,
  SUCCESS_TEMPLATE,
  UNEXPECTED_TEMPLATE,
} from "./response-templates";

/** The whole API as plain data. Its resources are created from it. Ids and ARNs, which AWS assigns, are not in it. */
export interface ApiModel {
  readonly path: string;
  readonly binaryMediaTypes: readonly string[];
  readonly methods: readonly MethodModel[];
  readonly gatewayResponses: readonly GatewayResponseModel[];
}

export interface MethodModel {
  readonly httpMethod: "GET" | "POST";
  readonly authorization: "NONE";
  readonly apiKeyRequired: boolean;
  readonly integration: MockIntegration | PutRecordIntegration;
  readonly responses: readonly ResponseModel[];
  /** Statuses that a template sets and that no response has. The method must declare them, too. */
  readonly overrideStatuses: readonly string[];
}

interface TemplatedIntegration {
  readonly requestTemplates: Readonly<Record<string, string>>;
  /** A type without a template is refused. Otherwise its body would reach Kinesis as a call of its own. */
  readonly passthroughBehavior: "NEVER";
  /** A template cannot read the bytes of a binary media type. As text they are Base64. */
  readonly contentHandling: "CONVERT_TO_TEXT";
}

interface MockIntegration extends TemplatedIntegration {
  readonly type: "MOCK";
}

interface PutRecordIntegration extends TemplatedIntegration {
  readonly type: "AWS";
  /** The end of the integration's URI. Its beginning holds the partition and the region. */
  readonly action: "kinesis:action/PutRecord";
  readonly integrationHttpMethod: "POST";
  readonly requestParameters: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

export interface ResponseModel {
  readonly statusCode: string;
  /**
   * Regular expression that must match the backend's whole status. Absent: the response for every status that no other
   * pattern matches.
   */
  readonly selectionPattern?: string;
  /** Kinesis answers with JSON, even if the client's Accept header names a binary type. */
  readonly contentHandling: "CONVERT_TO_TEXT";
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly responseParameters?: Readonly<Record<string, string>>;
}

/** The settings of the API, and the streams that it may write to, at least one. */
export interface ApiModelArgs extends Pick<Settings["api"], "path" | "integrationTimeoutMs"> {
  readonly streamNames: readonly string[];
  /** ARNs of the streams that are in another account, by name. @defaultValue none */
  readonly foreignArns?: ForeignArns;
}

/**
 * The API of the guide, with explicit success: every answer that is not a stored record is an error.
 * @param args the path, the timeout in milliseconds, and the names of the streams
 * @returns a POST that writes records, and a GET for health checks
 */
export const apiModel = ({ path, integrationTimeoutMs, streamNames, foreignArns = {} }: ApiModelArgs): ApiModel => ({
  path,
  binaryMediaTypes: BINARY_TYPES,
  methods: [
    healthCheck,
    putRecord((encoding) => putRecordTemplate(streamNames, encoding, foreignArns), integrationTimeoutMs),
  ],
  gatewayResponses: GATEWAY_RESPONSES,
});

const AS_TEXT = { contentHandling: "CONVERT_TO_TEXT" } as const;
const TEMPLATED = { passthroughBehavior: "NEVER", ...AS_TEXT } as const;
const withTemplate = (template: string) => ({ ...AS_TEXT, responseTemplates: { "application/json": template } });

/** A header as a method's response declares it. */
const responseHeader = (name: string): string => `method.response.header.${name}`;

/**
 * The headers that a method declares for one status.
 * @param method with an integration of type AWS, its template can set headers beside those of its response
 * @param statusCode such as `429`
 * @returns names such as `method.response.header.Retry-After`; empty if the answer has no header of ours
 */
export function declaredHeaders({ integration, responses }: MethodModel, statusCode: string): string[] {
  const isSame = (one: { readonly statusCode: string }): boolean => one.statusCode === statusCode;
  const mapped = responses.filter(isSame).flatMap(({ responseParameters = {} }) => Object.keys(responseParameters));
  const overrides = integration.type === "AWS" ? OVERRIDES.filter(isSame) : [];
  return [...new Set([...mapped, ...overrides.flatMap(({ headers }) => headers.map(responseHeader))])];
}

/**
 * For the connector's health checks, which come every few seconds. They need no key, so they do not count against the
 * usage plan.
 */
const healthCheck: MethodModel = {
  httpMethod: "GET",
  authorization: "NONE",
  apiKeyRequired: false,
  integration: {
    type: "MOCK",
    requestTemplates: templatesFor(HEALTH_CHECK_TYPES, `{"statusCode": 200}`),
    ...TEMPLATED,
  },
  responses: [{ statusCode: "200", ...withTemplate(`{"status": "ok"}`) }],
  overrideStatuses: [],
};

const PUT_RECORD_RESPONSES: readonly ResponseModel[] = [
  { statusCode: "200", selectionPattern: String.raw`2\d{2}`, ...withTemplate(SUCCESS_TEMPLATE) },
  { statusCode: "400", selectionPattern: String.raw`4\d{2}`, ...withTemplate(CLIENT_ERROR_TEMPLATE) },
  {
    statusCode: "503",
    selectionPattern: String.raw`5\d{2}`,
    ...withTemplate(SERVER_ERROR_TEMPLATE),
    responseParameters: { [responseHeader("Retry-After")]: `'${RETRY_AFTER_SECONDS}'` },
  },
  { statusCode: "502", ...withTemplate(UNEXPECTED_TEMPLATE) },
];

const putRecord = (template: (encoding: BodyEncoding) => string, timeoutMilliseconds: number): MethodModel => ({
  httpMethod: "POST",
  authorization: "NONE",
  apiKeyRequired: true,
  integration: {
    type: "AWS",
    action: "kinesis:action/PutRecord",
    integrationHttpMethod: "POST",
    requestTemplates: {
      ...templatesFor(TEXT_TYPES, template("text")),
      ...templatesFor(BINARY_TYPES, template("base64")),
    },
    // Without it, the client's own type would reach Kinesis.
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
    ...TEMPLATED,
    timeoutMilliseconds,
  },
  responses: PUT_RECORD_RESPONSES,
  overrideStatuses: OVERRIDES.map(({ statusCode }) => statusCode).filter(
    (status) => !PUT_RECORD_RESPONSES.some(({ statusCode }) => statusCode === status),
  ),
});

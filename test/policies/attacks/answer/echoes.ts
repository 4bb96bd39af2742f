import { answerAttack, clientError, onStatus } from "../build/answers";
import { answer, mapping, props, set } from "../build/changes";
import { attackOf } from "../build/kinds";
import type { Attack } from "../harness/attack";

const ECHO = "Errors of Kinesis are not echoed.";
const echo = (name: string, breaks: string, template: string): Attack =>
  attackOf("r2", "echo", "errors of Kinesis are not echoed")(name, breaks, {
    changes: { [mapping(503)]: set(answer(template)) },
  });

/** What Kinesis said. */
export const echoes: readonly Attack[] = [
  answerAttack("echo-of-body", ECHO, onStatus(503, answer("$input.body"))),
  answerAttack(
    "echo-of-message",
    ECHO,
    clientError(() => `{"error": "$util.escapeJavaScript($input.path('$.message'))"}`),
  ),
  answerAttack("echo-of-json", ECHO, onStatus(502, answer("$input.json('$')"))),
  answerAttack(
    "echo-of-root-path",
    ECHO,
    onStatus(502, answer('#set($root = $input.path(\'$\')){"error": "$root.message"}')),
  ),
  answerAttack("echo-without-templates", ECHO, onStatus(503, { responseTemplates: undefined })),
  answerAttack("echo-in-mapped-header", ECHO, ({ change }) => {
    change("api-post-503", {
      responseParameters: { "method.response.header.Retry-After": false, "method.response.header.X-Error": false },
    });
    change(mapping(503), (props) => ({
      ...props,
      responseParameters: {
        ...(props.responseParameters as object),
        "method.response.header.X-Error": "integration.response.body.message",
      },
    }));
  }),
  answerAttack(
    "echo-in-header-override",
    ECHO,
    onStatus(
      503,
      answer(`#set($context.responseOverride.header["X-Error"] = $input.path('$.message')){"error": "Unavailable"}`),
    ),
  ),
  answerAttack(
    "echo-other-media-type",
    ECHO,
    onStatus(503, {
      responseTemplates: { "application/json": '{"error": "Unavailable"}', "text/plain": "$input.body" },
    }),
  ),
  echo("encoded", "what Kinesis said goes out in Base64", `{"error": "$util.base64Encode($input.body)"}`),
  echo("part", "the beginning of what Kinesis said goes out", `#set($b = $input.body){"error": "$b.substring(0, 60)"}`),
  echo(
    "url",
    "what Kinesis said goes out as a part of an address",
    `{"more": "https://x/?q=$util.urlEncode($input.json('$'))"}`,
  ),
  echo(
    "loop",
    "each field of what Kinesis said goes out",
    `{#foreach($e in $input.path('$').entrySet())"$e.key": "$e.value"#if($foreach.hasNext),#end#end}`,
  ),
  attackOf("r2", "echo", "what AWS says within does not go out")(
    "gateway",
    "API Gateway's own words on the call go out",
    {
      changes: {
        "api-default-5xx": set({
          responseTemplates: { "application/json": '{"error": "$context.integrationErrorMessage"}' },
        }),
      },
    },
  ),
  attackOf("r2", "echo", "errors of Kinesis are not echoed")(
    "header-of-kinesis",
    "a header of Kinesis' answer goes out",
    {
      changes: {
        "api-post-503": set({ responseParameters: { "method.response.header.X-Type": false } }),
        [mapping(503)]: props((given) => ({
          ...given,
          responseParameters: { "method.response.header.X-Type": "integration.response.header.x-amzn-ErrorType" },
        })),
      },
    },
  ),
];

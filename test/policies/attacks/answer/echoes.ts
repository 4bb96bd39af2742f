import type { Attack } from "../harness/attack";
import { answer, mapping } from "../harness/changes";
import { attack, clientError, on } from "./support";

const ECHO = "Errors of Kinesis are not echoed.";

/** What Kinesis said. */
export const echoes: readonly Attack[] = [
  attack("echo-of-body", ECHO, on(503, answer("$input.body"))),
  attack(
    "echo-of-message",
    ECHO,
    clientError(() => `{"error": "$util.escapeJavaScript($input.path('$.message'))"}`),
  ),
  attack("echo-of-json", ECHO, on(502, answer("$input.json('$')"))),
  attack("echo-of-root-path", ECHO, on(502, answer('#set($root = $input.path(\'$\')){"error": "$root.message"}'))),
  attack("echo-without-templates", ECHO, on(503, { responseTemplates: undefined })),
  attack("echo-in-mapped-header", ECHO, ({ change }) => {
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
  attack(
    "echo-in-header-override",
    ECHO,
    on(
      503,
      answer(`#set($context.responseOverride.header["X-Error"] = $input.path('$.message')){"error": "Unavailable"}`),
    ),
  ),
  attack(
    "echo-other-media-type",
    ECHO,
    on(503, { responseTemplates: { "application/json": '{"error": "Unavailable"}', "text/plain": "$input.body" } }),
  ),
];

import { answerAttack, EVERY, onStatus } from "../build/answers";
import { answer, INTEGRATION, mapping, ofPost } from "../build/changes";
import type { Attack } from "../harness/attack";

/** No success of Kinesis, but a 2xx. */
export const statuses: readonly Attack[] = [
  answerAttack("default-200", EVERY, onStatus(502, { statusCode: "200" })),
  answerAttack("default-202", EVERY, ({ change }) => {
    change("api-post-502", { statusCode: "202" });
    change(mapping(502), { statusCode: "202" });
  }),
  answerAttack(
    "only-a-default",
    EVERY,
    ({ model }) => {
      model(ofPost((post) => ({ ...post, responses: [{ ...post.responses[0]!, selectionPattern: "" }] })));
    },
    [mapping(200), INTEGRATION],
  ),
  answerAttack("pattern-with-400", EVERY, onStatus(200, { selectionPattern: String.raw`2\d{2}|400` })),
  answerAttack("pattern-dot-star", EVERY, onStatus(200, { selectionPattern: ".*" })),
  answerAttack("pattern-any-digits", EVERY, onStatus(200, { selectionPattern: String.raw`\d+` })),
  answerAttack("pattern-not-5xx", EVERY, onStatus(200, { selectionPattern: String.raw`[^5]\d\d` })),
  answerAttack("pattern-lookahead", EVERY, onStatus(200, { selectionPattern: String.raw`(?!403)\d{3}` })),
  answerAttack("pattern-2-to-4", EVERY, onStatus(200, { selectionPattern: "[2-4][0-9]{2}" })),
  answerAttack("pattern-unreadable", EVERY, onStatus(200, { selectionPattern: String.raw`\p{Nd}{3}` })),
  answerAttack("pattern-throttling-as-2xx", EVERY, onStatus(400, { statusCode: "204" })),
  answerAttack("pattern-5xx-as-2xx", EVERY, onStatus(503, { statusCode: "201" })),
  answerAttack("gap-between-patterns", EVERY, ({ change }) => {
    change(mapping(502), { statusCode: "200" });
    change(mapping(200), { selectionPattern: String.raw`5[1-9]\d`, statusCode: "502" });
  }),
  answerAttack(
    "success-answered-by-502",
    "A stored record is acknowledged.",
    onStatus(200, { selectionPattern: "299" }),
    [INTEGRATION],
  ),
  answerAttack(
    "nothing-without-default",
    EVERY,
    ({ model }) => {
      model(
        ofPost((post) => ({ ...post, responses: post.responses.filter(({ statusCode }) => statusCode !== "502") })),
      );
    },
    [INTEGRATION, mapping(503)],
  ),
  answerAttack(
    "4xx-not-mapped-default-200",
    EVERY,
    ({ model }) => {
      model(
        ofPost((post) => ({
          ...post,
          responses: post.responses
            .filter(({ statusCode }) => statusCode !== "502")
            .map((response) =>
              response.statusCode === "200"
                ? { ...response, selectionPattern: "", ...answer('{"ok": true}') }
                : response,
            ),
        })),
      );
    },
    [mapping(200), INTEGRATION],
  ),
  answerAttack("method-response-missing", "A method response declares every status of a mapping.", ({ change }) => {
    change("api-post-502", { statusCode: "504" });
    change(mapping(502), { statusCode: "502" });
  }),
];

import type { Attack, Target } from "../harness/attack";
import { answer, mapping } from "./changes";

/** The promises that these attacks break. */
export const NAMED_BY_KINESIS = "A 2xx leaves the API only if Kinesis named the record.";
export const EVERY = "Every answer of Kinesis has a mapping, and an error is never a 2xx.";

/** An attack on what the API answers. */
export const answerAttack = (name: string, breaks: string, apply: Attack["apply"], at?: readonly string[]): Attack => ({
  name: `answer-${name}`,
  kind: "answer",
  breaks,
  expect: "a 2xx leaves the API only if Kinesis named the record",
  ...(at && { at }),
  apply,
});

/** Changes the mapping of one status. */
export const onStatus =
  (status: number, props: Readonly<Record<string, unknown>>) =>
  ({ change }: Target): void => {
    change(mapping(status), props);
  };

/** Changes the template of a stored record. */
export const success = (template: string) => onStatus(200, answer(template));

/** Changes the template of the errors that Kinesis answers with 4xx. */
export const clientError =
  (change: (template: string) => string) =>
  ({ change: changeResource }: Target) => {
    changeResource(mapping(400), (props) => ({
      ...props,
      ...answer(change((props.responseTemplates as Record<string, string>)["application/json"]!)),
    }));
  };

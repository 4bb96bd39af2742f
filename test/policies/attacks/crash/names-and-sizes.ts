import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import { props } from "../build/changes";
import { attackOf } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A name or a size makes a resource unreadable. */
export const namesAndSizes: readonly Attack[] = [
  attackOf("r2", "odd", "a resource is judged, whatever its name")(
    "name-of-terminal",
    "a name wipes the line of a terminal",
    {
      add: (b) => new sns.Topic(`${b.name}-\u001B[2K\u001B[1A`, { region: b.region, tags: b.tags }),
    },
  ),
  attackOf("r2", "odd", "what is too large to be read is found")(
    "file-large",
    "a file that is too long sends over plain http",
    {
      phase: "update",
      changes: {
        "connector-version": props((given) => ({
          ...given,
          secretString: (given.secretString as pulumi.Output<string>).apply(
            (text) => `${`# ${"x".repeat(1000)}\n`.repeat(70)}${text.replace("https://", "http://")}`,
          ),
        })),
      },
    },
  ),
  attackOf("r2", "odd", "what is too large to be read is found")("file-bomb", "a file grows when it is read", {
    phase: "update",
    changes: {
      "connector-version": props((given) => ({
        ...given,
        secretString: (given.secretString as pulumi.Output<string>).apply(
          (text) =>
            `${text.replace("https://", "http://")}a: &a [x, x, x, x, x, x, x, x, x]\n${"bcdefgh"
              .split("")
              .map(
                (letter, at) =>
                  `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${"abcdefg"[at]!}`).join(", ")}]`,
              )
              .join("\n")}\n`,
        ),
      })),
    },
  }),
];

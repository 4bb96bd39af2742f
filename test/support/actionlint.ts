import { findGoTool } from "./go-tool";

/** The linter of GitHub's workflows. Go builds it in ten seconds. */
export const findActionlint = (): Promise<string> =>
  findGoTool({
    name: "actionlint",
    package: "github.com/rhysd/actionlint/cmd/actionlint",
    version: "1.7.12",
    without: "The workflows are not linted.",
  });

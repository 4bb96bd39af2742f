// A process of its own that brings the tiny program up and waits for ever, to be killed. Its argument is a directory.
import { join } from "node:path";
import { openWorkspace } from "../../../local/engine/workspace";
import { engine } from "../../support/engine";

async function hang(directory: string): Promise<void> {
  const workspace = await openWorkspace({
    engine: await engine(),
    project: join(__dirname, "tiny"),
    directory,
    config: { "tiny:end": "hang" },
    report: (line) => {
      console.log(line);
    },
  });
  await workspace.init("dev");
  await workspace.up("dev");
}

void hang(String(process.argv[2]));

// A process of its own that brings the tiny program up and waits for ever, to be killed. Its argument is a directory.
import { engine, TINY } from "@aerospike-kinesis/test-support";

import { openWorkspace } from "../../../src/workspace";

async function hang(directory: string): Promise<void> {
  const workspace = await openWorkspace({
    engine: await engine(),
    project: TINY,
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

// A process of its own that runs a command of Node, to be killed. Its argument is the command's script.
import { runCommand } from "../../src/command";

void runCommand(process.execPath, ["-e", String(process.argv[2])], {
  onLine: (line) => {
    console.log(line);
  },
});

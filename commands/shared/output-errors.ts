/**
 * Ends the command if nothing can be written to stdout or stderr any more, without a stack: whoever reads a pipe may go
 * away (`| head`), and a disk may be full. A command that has something to end is ended as by SIGTERM.
 */
export function endWhenOutputFails(): void {
  const end = (error: NodeJS.ErrnoException, isOutput: boolean): void => {
    // A reader that goes away has what it wants.
    if (error.code !== "EPIPE" && isOutput) console.error(`The output could not be written: ${error.message}.`);
    if (process.listenerCount("SIGTERM") > 0) process.emit("SIGTERM");
    else process.exit(1);
  };
  process.stdout.once("error", (error: NodeJS.ErrnoException) => {
    process.stdout.on("error", () => undefined);
    end(error, true);
  });
  process.stderr.once("error", (error: NodeJS.ErrnoException) => {
    process.stderr.on("error", () => undefined);
    end(error, false);
  });
}

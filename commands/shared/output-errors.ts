/**
 * Ends the command if nothing can be written to stdout or stderr any more, without a stack. A command that has something
 * to end is ended as by SIGTERM. Any other one fails if a disk is full. If the reader of a pipe goes away (`| head`), it
 * has what it wants: the command goes on without output, and its own exit code stays.
 */
export function endWhenOutputFails(): void {
  const end = (error: NodeJS.ErrnoException, isOutput: boolean): void => {
    const isReaderGone = error.code === "EPIPE";
    if (!isReaderGone && isOutput) console.error(`The output could not be written: ${error.message}.`);
    if (process.listenerCount("SIGTERM") > 0) process.emit("SIGTERM");
    else if (!isReaderGone) process.exit(1);
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

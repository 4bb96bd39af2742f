import { makeTemporaryDirectory } from "../../src/temporary-directory";

void makeTemporaryDirectory().then((directory) => {
  console.log(directory);
  setInterval(() => undefined, 60_000);
});

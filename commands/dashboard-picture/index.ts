import { runCommandLine } from "../shared/command";
import { count } from "../shared/count";
import { openLocalStage } from "../shared/deploy";
import { UsageError } from "../shared/errors";
import { plainNumber } from "../shared/flags/plain-number";
import { readAll } from "../shared/flags/read-all";
import { createLifetime } from "../shared/lifetime";
import { writeOrPrint } from "../shared/output-file";
import { createProgress } from "../shared/progress";
import { openRunDirectory } from "../shared/runs";
import { drawPage } from "./draw/page";
import { createLocalTime } from "./local-time";
import { outputFile } from "./output-file";
import { readDashboard } from "./read-dashboard";
import { runTraffic } from "./run-traffic";
import { pictureSettings, THROTTLE } from "./settings";
import { MINUTES, planTraffic } from "./traffic";

const STAGE = "prod";
const SEED = 13;
/** A fixed time, so that every run draws the same picture. */
const START = Date.UTC(2026, 0, 15, 6, 40);

const CAPTION =
  "Drawn by npm run dashboard-picture, not by CloudWatch: the dashboard's own body, with what the local AWS counted of " +
  `made-up traffic. The time is moved by the tool, and api.throttle is ${THROTTLE.ratePerSecond} record a second, not the stage's own, ` +
  "so that a few thousand records come near to it.";

const usage = `npm run dashboard-picture -- --output FILE.svg [--width PIXELS]

Draws the dashboard of stage ${STAGE} as a picture. It deploys the stage on a local AWS. It sends ${MINUTES} minutes of traffic,
and moves the clock of the local AWS itself. It then reads the metrics from the local CloudWatch. Each run of the same
program draws the same picture.

  --output FILE.svg  the file to write; docs/dashboard.svg is the picture in the README
  --width PIXELS     the width of the picture (default 960); below 700, the widgets are below each other, as on a phone`;

void runCommandLine({
  usage,
  options: { output: { type: "string" }, width: { type: "string", default: "960" } },
  read: ({ output, width }) => readAll({ file: () => outputFile(output), pixels: () => widthOf(width) }),
  run: async ({ file, pixels }) => {
    const lifetime = createLifetime();
    try {
      return (await writeOrPrint("--output", file, await drawPicture(lifetime, pixels))) ? 0 : 1;
    } catch (error) {
      return lifetime.codeOf(error);
    } finally {
      await lifetime.end();
    }
  },
});

/** @throws UsageError for a width that no picture can have */
function widthOf(text: string): number {
  const pixels = plainNumber(text);
  if (Number.isInteger(pixels) && pixels >= 300 && pixels <= 4000) return pixels;
  throw new UsageError(`--width: expected a whole number from 300 to 4000, got ${text}.`);
}

async function drawPicture({ signal, onEnd }: ReturnType<typeof createLifetime>, width: number): Promise<string> {
  const progress = createProgress();
  const directory = await openRunDirectory();
  onEnd(directory.remove);
  const stage = await openLocalStage({
    stage: STAGE,
    directory: directory.path,
    progress,
    signal,
    onStarted: onEnd,
  });
  const { settings } = stage;
  const time = createLocalTime(START);
  const deployed = await stage.deploy({
    config: pictureSettings(stage),
    localAws: time.localAws,
  });
  const regions = settings.regions.map((own) => own.region);
  const requests = planTraffic(regions, SEED);
  await progress.step(`${count(requests.length, "request")} in ${MINUTES} minutes of the local AWS's time`, () =>
    runTraffic(deployed, time, requests, signal),
  );
  const name = `${settings.service}-${STAGE}`;
  const [region = ""] = regions;
  const data = await readDashboard(deployed.aws, name, region, time.now());
  return drawPage(data, width, CAPTION);
}

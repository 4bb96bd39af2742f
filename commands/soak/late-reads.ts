import type { KinesisLayer } from "@aerospike-kinesis/local-aws";

/** Makes the records that a consumer reads look older than they are: a soak does not take hours. */
export interface LateReads {
  readonly layer: KinesisLayer;
  /** From now on, records are so many milliseconds older. */
  readonly setAge: (milliseconds: number) => void;
}

interface Read {
  readonly Records: readonly { readonly ApproximateArrivalTimestamp: number }[];
}

/**
 * @returns the switch, off
 */
export function createLateReads(): LateReads {
  let age = 0;
  return {
    layer: (next) => async (request) => {
      const response = await next(request);
      if (age === 0 || request.action !== "GetRecords" || response.status !== 200) return response;
      const read = JSON.parse(response.body.toString()) as Read;
      const Records = read.Records.map((record) => ({
        ...record,
        ApproximateArrivalTimestamp: record.ApproximateArrivalTimestamp - age / 1000,
      }));
      return { ...response, body: Buffer.from(JSON.stringify({ ...read, Records })) };
    },
    setAge: (milliseconds) => {
      age = milliseconds;
    },
  };
}

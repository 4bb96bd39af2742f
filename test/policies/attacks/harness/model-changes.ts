import type { ApiModel } from "../../../../components/api/model";

type ModelChange = (model: ApiModel) => ApiModel;

let current: readonly ModelChange[] = [];

/** Calls `build` so that every API made in it is made of the changed model. */
export function withModel<Built>(changes: readonly ModelChange[], build: () => Built): Built {
  current = changes;
  try {
    return build();
  } finally {
    current = [];
  }
}

/** @returns the model with the changes of the pipeline that is being built */
export const changeModel = (model: ApiModel): ApiModel => current.reduce((changed, change) => change(changed), model);

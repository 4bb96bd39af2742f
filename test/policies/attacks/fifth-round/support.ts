import { attacksIn, fineIn } from "../shared";

export const attackOf = attacksIn("r5");
export const fine = fineIn("r5");

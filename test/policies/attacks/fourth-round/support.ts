import { attacksIn, fineIn } from "../shared";

export const attackOf = attacksIn("r4");
export const fine = fineIn("r4");

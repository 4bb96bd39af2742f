import assert from "node:assert/strict";

import { createCertificate } from "../src/certificate";

describe("the certificate of the local AWS", () => {
  it("ends with a line end, so that another certificate can follow in the same file", async () => {
    const { cert } = await createCertificate(Date.now());
    assert.match(cert, /[^\n]\n-----END CERTIFICATE-----\n$/);
  });
});

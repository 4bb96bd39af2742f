import assert from "node:assert/strict";

import { directToLoopback } from "../src/no-proxy";

const LOOPBACK = "localhost,127.0.0.1,::1,[::1]";

describe("an environment that reaches this machine directly", () => {
  it("has this machine in both lists, and the proxies as they were", () => {
    const proxies = { https_proxy: "http://p:1", HTTP_PROXY: "http://p:1", ALL_PROXY: "socks5://p:2", grpc_proxy: "x" };
    assert.deepEqual(directToLoopback(proxies), { ...proxies, no_proxy: LOOPBACK, NO_PROXY: LOOPBACK });
  });

  it("keeps a person's own entries, whichever list they stand in", () => {
    const both = { no_proxy: `corp.example,${LOOPBACK}`, NO_PROXY: `corp.example,${LOOPBACK}` };
    assert.deepEqual(directToLoopback({ no_proxy: "corp.example" }), both);
    assert.deepEqual(directToLoopback({ NO_PROXY: "corp.example" }), both);
    assert.deepEqual(directToLoopback({ no_proxy: "a", NO_PROXY: "b" }), {
      no_proxy: `a,${LOOPBACK}`,
      NO_PROXY: `b,${LOOPBACK}`,
    });
    assert.equal(directToLoopback({ no_proxy: "*" }).no_proxy, `*,${LOOPBACK}`);
  });

  it("adds this machine if a blank is before it, because grpc-js does not accept that (pulumi#2651)", () => {
    const { no_proxy } = directToLoopback({ no_proxy: "localhost, 127.0.0.1, .corp" });
    assert.equal(no_proxy, "localhost, 127.0.0.1, .corp,127.0.0.1,::1,[::1]");
  });

  it("takes an empty list as no list", () => {
    assert.equal(directToLoopback({ no_proxy: "", NO_PROXY: "corp.example" }).no_proxy, `corp.example,${LOOPBACK}`);
  });

  it("adds nothing twice", () => {
    const once = directToLoopback({ no_proxy: "127.0.0.1, corp.example" });
    assert.equal(once.no_proxy, "127.0.0.1, corp.example,localhost,::1,[::1]");
    assert.deepEqual(directToLoopback(once), once);
  });

  it("completes the lists of grpc-js and of global-agent where they are used", () => {
    assert.equal(directToLoopback({ no_grpc_proxy: "corp.example" }).no_grpc_proxy, `corp.example,${LOOPBACK}`);
    const agent = directToLoopback({ GLOBAL_AGENT_HTTP_PROXY: "http://p:1" });
    assert.equal(agent.GLOBAL_AGENT_NO_PROXY, LOOPBACK);
  });
});

// Runs inside the process of kinesis-local, before it. That binds its ports on every network interface, cannot say
// which free one it was given, and would outlive a parent that is killed.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function listenOnLoopback(requested, ...rest) {
  this.once("listening", () => process.send({ requested, port: this.address().port }));
  return listen.call(this, { port: 0, host: "127.0.0.1" }, ...rest.filter((value) => typeof value === "function"));
};

// Not process.exit: kinesis-local makes that wait for every open connection. There is nothing to save.
process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));

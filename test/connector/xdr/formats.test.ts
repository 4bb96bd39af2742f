import assert from "node:assert/strict";

import { parse } from "yaml";

import { renderAerospikeConf } from "../../../connector/xdr/aerospike-conf";
import { renderAsinfo } from "../../../connector/xdr/asinfo";
import { renderOperator } from "../../../connector/xdr/operator";
import { DATACENTER } from "./datacenters";

describe("the xdr stanza of aerospike.conf", () => {
  it("names the connectors, each namespace, and the only sets to ship", () => {
    assert.equal(
      renderAerospikeConf([DATACENTER]),
      `xdr {
    dc kinesis-eu-west-1 {
        connector true
        node-address-port esp-1.example.com 8901
        node-address-port 10.0.0.7 9001
        namespace shop$1 {
        }
        namespace users {
            ship-only-specified-sets true
            ship-set basket
            ship-set w.1
        }
    }
}
`,
    );
  });

  it("has one dc for each datacenter", () => {
    const both = renderAerospikeConf([DATACENTER, { ...DATACENTER, name: "kinesis-us-east-1" }]);
    assert.deepEqual(both.match(/^ {4}dc .*/gm), ["    dc kinesis-eu-west-1 {", "    dc kinesis-us-east-1 {"]);
  });
});

describe("the commands for a running cluster", () => {
  const commands = renderAsinfo([DATACENTER])
    .split("\n")
    .filter((line) => line.startsWith("asadm"));

  it("add connectors before namespaces, and name sets before only those are shipped", () => {
    const settings = commands.map((line) => /set-config:context=xdr;dc=kinesis-eu-west-1;(.*)"'$/.exec(line)?.[1]);
    assert.deepEqual(settings, [
      "action=create",
      "connector=true",
      "node-address-port=esp-1.example.com:8901;action=add",
      "node-address-port=10.0.0.7:9001;action=add",
      "namespace=shop$1;action=add",
      "namespace=users;action=add",
      "namespace=users;ship-set=basket",
      "namespace=users;ship-set=w.1",
      "namespace=users;ship-only-specified-sets=true",
    ]);
  });

  it("reach asadm in one piece, whatever a shell makes of ; and $", () => {
    assert.equal(
      commands[4],
      `asadm -e 'enable; asinfo -v "set-config:context=xdr;dc=kinesis-eu-west-1;namespace=shop$1;action=add"'`,
    );
    assert.ok(commands.every((line) => /^asadm -e '[^']*'$/.test(line)));
  });
});

describe("the YAML for the Kubernetes Operator", () => {
  it("is the xdr section of the cluster's configuration", () => {
    assert.deepEqual(parse(renderOperator([DATACENTER])), {
      spec: {
        aerospikeConfig: {
          xdr: {
            dcs: [
              {
                name: "kinesis-eu-west-1",
                connector: true,
                "node-address-ports": ["esp-1.example.com:8901", "10.0.0.7:9001"],
                namespaces: [
                  { name: "shop$1" },
                  { name: "users", "ship-only-specified-sets": true, "ship-sets": ["basket", "w.1"] },
                ],
              },
            ],
          },
        },
      },
    });
  });

  it("keeps names texts that another reader would take for something else", () => {
    const odd = { ...DATACENTER, namespaces: [{ name: "0123" }, { name: "no", sets: ["1e3"] }] };
    const { dcs } = (
      parse(renderOperator([odd]), { version: "1.1" }) as {
        spec: { aerospikeConfig: { xdr: { dcs: { namespaces: object[] }[] } } };
      }
    ).spec.aerospikeConfig.xdr;
    assert.deepEqual(dcs[0]?.namespaces, [
      { name: "0123" },
      { name: "no", "ship-only-specified-sets": true, "ship-sets": ["1e3"] },
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { technologies } from "../paths/catalogue.ts";
import { parseScenario } from "../scenario.ts";
import { sameStacks, stacksOf } from "./stacks.ts";
import { walkOf, ways, type Way } from "./walk.ts";

const { scenario } = parseScenario("");
const stacks = (id: string, way: Way = "transmit") =>
  stacksOf(walkOf(scenario, id, way));

/** The post's two stack traces, top first, from the driver's caller to the system call. */
const posted = [
  "mac_tx",
  "str_mdata_fastpath_put",
  "ip_xmit",
  "ire_send_wire_v4",
  "conn_ip_output",
  "tcp_send_data",
  "tcp_output",
  "squeue_enter",
  "tcp_sendmsg",
  "so_sendmsg",
  "socket_sendmsg",
  "socket_vop_write",
  "fop_write",
  "write",
  "write32",
];

describe("stacksOf", () => {
  test.each(["unix", "zone"])("%s transmits on the post's one stack", (id) => {
    const [stack, ...more] = stacks(id);
    expect(more).toEqual([]);
    expect(stack?.functions.slice(stack.functions.indexOf("mac_tx"))).toEqual(
      posted,
    );
  });

  test("a Zone's stacks are the global zone's; a guest's are not", () => {
    for (const way of ways)
      expect(sameStacks(stacks("unix", way), stacks("zone", way))).toBe(true);
    expect(sameStacks(stacks("unix"), stacks("kvm-vhost"))).toBe(false);
  });

  test("qemu's putmsg stands on the I/O thread that called it", () => {
    const stack = stacks("kvm-qemu-2012").find(({ functions }) =>
      functions.includes("putmsg"),
    );
    expect(stack?.functions[0]).toBe("igb_tx");
    expect(stack?.functions).toContain("virtio_net_flush_tx");
    expect(stack?.functions).not.toContain("start_xmit");
  });

  test("the guest's stack ends where the hypervisor's begins", () => {
    const guest = stacks("kvm-qemu-2012").find(({ functions }) =>
      functions.includes("start_xmit"),
    );
    expect(guest?.functions.at(-1)).toBe("sys_write");
    expect(guest?.functions).not.toContain("handle_io");
  });

  test.each(technologies.map(({ id }) => id))(
    "%s: every function that is called stands in one stack",
    (id) => {
      for (const way of ways) {
        const called = walkOf(scenario, id, way)
          .steps.filter(({ taken }) => taken !== "not")
          .flatMap(({ step }) => step.functions);
        expect(
          stacks(id, way)
            .flatMap(({ functions }) => functions)
            .sort(),
        ).toEqual([...called].sort());
      }
    },
  );
});

/**
 * SHOWS    The ring as it is at a step: slots free, waiting, in the back end's hands and given back; both
 *          indices as pointers; both flags.
 * READS    A step's ring. A phone cuts the picture below the ring: words beside it say the rest.
 * WITHOUT JS  The same, of the step where the figure stands.
 */
import type { Done } from "../../models/virtio/machine.ts";
import { freeSlots, type RingState } from "../../models/virtio/ring.ts";
import { plain } from "../format.ts";

const width = 300;
const height = 372;
const middle = { x: 150, y: 142 };
const outer = 116;
const inner = 84;

const at = (radius: number, turn: number): string => {
  const angle = 2 * Math.PI * turn;
  const x = middle.x + radius * Math.sin(angle);
  const y = middle.y - radius * Math.cos(angle);
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
};

/** A piece of the ring from one index to another. */
const arc = (ring: RingState, from: number, to: number): string => {
  const share = (to - from) / ring.slots;
  if (share <= 0) return "";
  const start = (from % ring.slots) / ring.slots;
  // A whole turn has no direction: stop just short of it.
  const end = start + Math.min(share, 0.99999);
  const large = share > 0.5 ? 1 : 0;
  return `M${at(outer, start)}A${outer} ${outer} 0 ${large} 1 ${at(outer, end)}L${at(inner, end)}A${inner} ${inner} 0 ${large} 0 ${at(inner, start)}Z`;
};

/** A pointer at an index: from outside for the guest's, from inside for the host's. */
const pointer = (
  ring: RingState,
  index: number,
  side: "guest" | "host",
): string => {
  const turn = (index % ring.slots) / ring.slots;
  const [tip, back] =
    side === "guest" ? [outer + 2, outer + 15] : [inner - 2, inner - 15];
  const half = side === "guest" ? 0.01 : 0.014;
  return `M${at(tip, turn)}L${at(back, turn - half)}L${at(back, turn + half)}Z`;
};

/** The ring in one sentence, for those who do not see it. */
const described = (ring: RingState): string =>
  `Of ${plain(ring.slots)} slots ${plain(freeSlots(ring))} are free, ${plain(ring.available - ring.popped)} wait for the host, ${plain(ring.popped - ring.used)} are in its hands, ${plain(ring.used - ring.reclaimed)} are given back. Available index ${plain(ring.available)}, used index ${plain(ring.used)}. NO_NOTIFY is ${ring.noNotify ? "set" : "clear"}, NO_INTERRUPT is ${ring.noInterrupt ? "set" : "clear"}.`;

export function RingPicture({
  id,
  now,
}: {
  readonly id: string;
  readonly now: Done;
}) {
  const { ring } = now;
  const flag = (
    y: number,
    name: string,
    set: boolean,
    means: readonly [set: string, clear: string],
  ) => (
    <g class={`flag${set ? " set" : ""}`} transform={`translate(8 ${y})`}>
      <rect class="box" x="0.5" y="-11.5" width="11" height="11" />
      {set && <path class="tick" d="M3 -6.5L5.5 -3.5L9.5 -9.5" />}
      <text class="name" x="18" y="-2">
        {name}
      </text>
      <text class="means" x="132" y="-2">
        {means[set ? 0 : 1]}
      </text>
    </g>
  );
  return (
    <svg
      class="ring-picture"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMin slice"
      role="img"
      aria-labelledby={`${id}-ring-title ${id}-ring-desc`}
    >
      <title id={`${id}-ring-title`}>The transmit ring</title>
      <desc id={`${id}-ring-desc`}>{described(ring)}</desc>
      <circle class="track" cx={middle.x} cy={middle.y} r={outer} />
      <circle class="track" cx={middle.x} cy={middle.y} r={inner} />
      <path class="given" d={arc(ring, ring.reclaimed, ring.used)} />
      <path class="held" d={arc(ring, ring.used, ring.popped)} />
      <path class="waiting" d={arc(ring, ring.popped, ring.added)} />
      <path class="pointer guest" d={pointer(ring, ring.available, "guest")} />
      <path class="pointer host" d={pointer(ring, ring.used, "host")} />
      <text class="free" x={middle.x} y={middle.y + 6} text-anchor="middle">
        {plain(freeSlots(ring))}
      </text>
      <text class="of" x={middle.x} y={middle.y + 26} text-anchor="middle">
        {`of ${plain(ring.slots)} free`}
      </text>
      <g class="index" transform="translate(8 300)">
        <path class="pointer guest" d="M5.5 0L0.5 -10L10.5 -10Z" />
        <text x="18" y="-1">{`available ${plain(ring.available)}`}</text>
        <path
          class="pointer host"
          d="M5.5 -10L0.5 0L10.5 0Z"
          transform="translate(140 0)"
        />
        <text x="158" y="-1">{`used ${plain(ring.used)}`}</text>
      </g>
      {flag(330, "NO_NOTIFY", ring.noNotify, [
        "no frame kicks",
        "the next frame kicks",
      ])}
      {flag(354, "NO_INTERRUPT", ring.noInterrupt, [
        "the host is silent",
        "the host interrupts",
      ])}
    </svg>
  );
}

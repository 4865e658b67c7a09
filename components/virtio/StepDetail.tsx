/**
 * SHOWS    The step reached in full: its functions, its kind, what it changed; the queue and the timer;
 *          and the ring in words, where its picture is small.
 * READS    A step.
 * WITHOUT JS  The same, of the step where the figure stands.
 */
import type { Done } from "../../models/virtio/machine.ts";
import { freeSlots } from "../../models/virtio/ring.ts";
import { duration, plain } from "../format.ts";
import { kindText } from "./words.ts";

export function StepDetail({
  now,
  timed,
}: {
  readonly now: Done;
  /** There is a transmit timer. */
  readonly timed: boolean;
}) {
  const { step, stopped, timerAtS, atS, tookS, ring } = now;
  const timer =
    timerAtS < Infinity
      ? `${duration(Math.max(0, timerAtS - atS))} left`
      : "not armed";
  return (
    <dl class="ring-detail">
      {/* What a phone's picture has no room for. */}
      <dt class="beside">Free</dt>
      <dd class="beside">{`${plain(freeSlots(ring))} of ${plain(ring.slots)}`}</dd>
      <dt class="beside">Available</dt>
      <dd class="beside">{`${plain(ring.available)}, used ${plain(ring.used)}`}</dd>
      <dt class="beside">Kicks</dt>
      <dd class="beside">{ring.noNotify ? "masked" : "allowed"}</dd>
      <dt class="beside">Interrupts</dt>
      <dd class="beside">{ring.noInterrupt ? "masked" : "allowed"}</dd>
      <dt>Queue</dt>
      <dd>{stopped ? "stopped" : "runs"}</dd>
      {timed && (
        <>
          <dt>Timer</dt>
          <dd>{timer}</dd>
        </>
      )}
      <dt>{`Step ${step.id}`}</dt>
      <dd>
        {kindText(step)}
        {tookS > 0 && `, took ${duration(tookS)}`}
        {step.changes !== null && `; ${step.changes}`}
      </dd>
      <dt class="functions">Functions</dt>
      <dd class="functions">
        {step.functions.length === 0
          ? "none: memory is written"
          : step.functions.map((name) => <code key={name}>{name}</code>)}
      </dd>
    </dl>
  );
}

/**
 * The closed loop that trains go round: how they set out first, and again when a loop has ended.
 *
 * IDEA   A thread thinks between two loops. Blocks beyond the slots of a disk's queue wait outside of
 *        it: a loop that ends lets in the one that was asked for first, and asks for another itself.
 * UNITS  Seconds of simulated time; units of traffic.
 * HOLDS  As many units are inside as there are slots for. A train's age counts from when its units
 *        were asked for, so that time outside is in it and time to think is not.
 */
import type { PathNetwork } from "../../network.ts";
import { RandomStream } from "../random.ts";
import type { Train, Trains } from "./trains.ts";

export interface LoopsOptions {
  readonly seed: number;
  readonly exponential: boolean;
  /** Called when a train ends its loop: at, seconds in the loop, units. */
  readonly onLoop: (atS: number, seconds: number, units: number) => void;
  /** Seconds over which the trains set out, so that they do not start in step. */
  readonly spreadS?: number | undefined;
}

export class Loops {
  /** Units that ended their loop, and the sum of their seconds in it. */
  units = 0;
  unitSeconds = 0;
  private readonly onLoop: LoopsOptions["onLoop"];
  private readonly exponential: boolean;
  private readonly thinkS: number;
  private readonly thinking: RandomStream;
  /** When the blocks that wait for a slot were asked for, in a ring: first come, first served. */
  private readonly outside: Float64Array;
  private outsideFirst = 0;
  /** A window is one train to begin with; blocks are independent of each other. */
  private readonly trainUnits: number;
  private readonly threads: number;
  private readonly inside: number;
  private readonly waiting: number;
  private readonly apartS: number;

  constructor(
    { traffic, scenario }: PathNetwork,
    { seed, exponential, onLoop, spreadS = 0 }: LoopsOptions,
  ) {
    this.onLoop = onLoop;
    this.exponential = exponential;
    this.thinkS = traffic.thinkS;
    this.thinking = new RandomStream(seed, "think");
    this.threads = scenario.workload.threads;
    const apart = traffic.medium === "disk" ? traffic.unitsPerThread : 1;
    this.trainUnits = traffic.unitsPerThread / apart;
    const trains = this.threads * apart;
    this.inside = Math.min(trains, traffic.slots);
    this.apartS = spreadS / this.inside;
    this.waiting = trains - this.inside;
    this.outside = Float64Array.from({ length: this.waiting }, (_, place) =>
      this.bornS(place),
    );
  }

  /** Who begins inside, or waits for a slot, has waited as long as everybody does. */
  private bornS(place: number): number {
    return (place - this.waiting) * this.apartS;
  }

  /** Makes the trains that set out first. */
  start(trains: Trains, setOut: (atS: number, train: Train) => void): void {
    for (let place = 0; place < this.inside; place++) {
      const conn = place % this.threads;
      setOut(
        place * this.apartS,
        trains.make(conn, this.trainUnits, this.bornS(place)),
      );
    }
  }

  /** Ends the loop of a train at its `hereS`, which is when it sets out again then. */
  end(train: Train): void {
    const { units, hereS, born } = train;
    const middle = hereS + train.tail / 2;
    const seconds = middle - born;
    this.units += units;
    this.unitSeconds += seconds * units;
    this.onLoop(hereS, seconds, units);
    let pauseS = this.thinkS;
    if (pauseS > 0 && this.exponential) pauseS *= this.thinking.exponential();
    train.born = middle + pauseS;
    if (this.outside.length > 0) this.changePlaces(train);
    train.at = 0;
    train.hereS = hereS + pauseS;
  }

  private changePlaces(train: Train): void {
    const { outside, outsideFirst } = this;
    const first = outside[outsideFirst]!;
    outside[outsideFirst] = train.born;
    this.outsideFirst = (outsideFirst + 1) % outside.length;
    train.born = first;
  }
}

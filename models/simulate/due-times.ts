/**
 * When each of a fixed set of sources acts next, and which is the first of all.
 *
 * IDEA   A station, or the arrivals of a class, has one pending time however many requests it
 *        holds. Few sources are looked through one by one. Many play a tournament: of every two
 *        the earlier goes on to meet the winner of the next two. Times may move either way, so
 *        that nothing that is scheduled ever has to be taken back.
 * UNITS  Seconds of simulated time; any unit would do.
 * HOLDS  Of sources with equal times the one with the lowest number comes first, by either way.
 * COST   One comparison a source, or log2(sources) a change. Measured on rows of single servers:
 *        looking through is faster up to 10 stations, the tournament from 12.
 * SOURCE Knuth 1998, section 5.4.1 (selection by a tournament).
 */
const mostLookedThrough = 12;

export interface DueTimes {
  /** Infinity where the source has nothing to do. */
  at(source: number): number;
  set(source: number, timeS: number): void;
  /** The source that acts first; its time may be Infinity. */
  first(): number;
}

/** @param sources  numbered from 0; at least 1 */
export const dueTimes = (sources: number): DueTimes =>
  sources > mostLookedThrough
    ? new Tournament(sources)
    : new LookedThrough(sources);

class LookedThrough implements DueTimes {
  private readonly timesS: Float64Array;
  private readonly sources: number;

  constructor(sources: number) {
    this.timesS = new Float64Array(sources).fill(Infinity);
    this.sources = sources;
  }

  at(source: number): number {
    return this.timesS[source]!;
  }

  set(source: number, timeS: number): void {
    this.timesS[source] = timeS;
  }

  first(): number {
    const { timesS, sources } = this;
    let first = 0;
    let firstS = timesS[0]!;
    for (let source = 1; source < sources; source++) {
      const otherS = timesS[source]!;
      if (otherS < firstS) {
        firstS = otherS;
        first = source;
      }
    }
    return first;
  }
}

class Tournament implements DueTimes {
  /** Places from 1, the last match, and from `half` the sources; what wins at 2n or 2n + 1 is at n. */
  private readonly winner: Int32Array;
  private readonly winnerS: Float64Array;
  private readonly half: number;

  constructor(sources: number) {
    const half = 2 ** Math.ceil(Math.log2(sources));
    this.half = half;
    this.winnerS = new Float64Array(2 * half).fill(Infinity);
    this.winner = Int32Array.from({ length: 2 * half }, (_, place) =>
      place < half ? 0 : place - half,
    );
  }

  at(source: number): number {
    return this.winnerS[this.half + source]!;
  }

  set(source: number, timeS: number): void {
    const { winner, winnerS } = this;
    let wins = source;
    let winsS = timeS;
    let place = this.half + source;
    winnerS[place] = timeS;
    for (; place > 1; place >>= 1) {
      const isRight = (place & 1) === 1;
      const rivalS = winnerS[place ^ 1]!;
      if (rivalS < winsS || (rivalS === winsS && isRight)) {
        winsS = rivalS;
        wins = winner[place ^ 1]!;
      }
      // It lost here before, to the same: nothing changes further on.
      if (wins !== source && winner[place >> 1] === wins) return;
      winner[place >> 1] = wins;
      winnerS[place >> 1] = winsS;
    }
  }

  first(): number {
    return this.winner[1]!;
  }
}

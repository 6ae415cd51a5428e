/**
 * @module What a meter has measured and its mirrors have not got yet: kept until the server has taken it, within limits.
 *
 * Nothing here doubles: windows, intervals and their mRIDs are the same however often the client starts.
 */

import { type BlockBoundary, type IntervalBlock, IntervalBlocks } from './interval-blocks.ts'
import type { MeterSample } from './meter-sample.ts'
import type { MirrorPost, WindowEnd } from './mirror-post.ts'
import { PostWindows, windowMs } from './post-windows.ts'

/** Windows that wait at most: four hours at the usual rate; averages tell how things are, and get old. */
const MOST_WINDOWS = 48
/** Intervals that wait at most: two days. */
const MOST_BLOCKS = 192
/** Intervals in one post. */
const BLOCKS_AT_ONCE = 48

export class MeterBacklog {
  readonly #windows: PostWindows
  readonly #blocks: IntervalBlocks
  readonly #intervalMs: number
  #endedWindows: WindowEnd[] = []
  #endedBlocks: IntervalBlock[] = []
  #latest: MeterSample | null = null
  /** Windows and intervals that no mirror has got: they had to make room, or the server did not take them. */
  dropped = 0

  /**
   * @param intervalMs - of the samples
   * @param postRateMs - between two posts
   * @param from - where an earlier client has stopped
   */
  constructor(intervalMs: number, postRateMs: number, from: BlockBoundary | null) {
    this.#intervalMs = intervalMs
    this.#windows = new PostWindows(intervalMs, windowMs(postRateMs, intervalMs))
    this.#blocks = new IntervalBlocks(intervalMs, from)
  }

  get lengths(): { windowMs: number; blockMs: number } {
    return { windowMs: this.#windows.lengthMs, blockMs: this.#blocks.blockMs }
  }

  /** The last sample; null before the first. */
  get latest(): MeterSample | null {
    return this.#latest
  }

  /** Where whoever starts anew has to begin, so that nothing is missing; null before the first sample. */
  get boundary(): BlockBoundary | null {
    const [oldest] = this.#endedBlocks
    return oldest === undefined ? this.#blocks.boundary : { timeMs: oldest.startMs, registers: oldest.before }
  }

  /** @param postRateMs - between two posts from now on */
  setPostRate(postRateMs: number): void {
    this.#windows.lengthMs = windowMs(postRateMs, this.#intervalMs)
  }

  /** Takes a sample, unless it is one that was taken before. */
  take(sample: MeterSample): void {
    if (this.#blocks.has(sample)) return
    this.#latest = sample
    this.#endedBlocks.push(...this.#blocks.take(sample))
    const sums = this.#windows.take(sample)
    const { registers } = this.#blocks
    if (sums !== null && registers !== null) {
      this.#endedWindows.push({ sums, sample, registers })
    }
    this.#makeRoom()
  }

  /** The oldest that is to be posted; null when there is nothing. Intervals go with the window in which they ended. */
  next(): MirrorPost | null {
    const [window = null] = this.#endedWindows
    if (window === null) return null
    const blocks = this.#endedBlocks.filter((block) => endOf(block) <= window.sums.endMs).slice(0, BLOCKS_AT_ONCE)
    const isWhole = blocks.length < BLOCKS_AT_ONCE
    return { window: isWhole ? window : null, blocks }
  }

  /** The server has taken a post. */
  posted({ window, blocks }: MirrorPost): void {
    this.#endedWindows = this.#endedWindows.filter((each) => each !== window)
    this.#endedBlocks = this.#endedBlocks.filter((each) => !blocks.includes(each))
  }

  /** The server will not take a post. */
  refused(post: MirrorPost): void {
    this.posted(post)
    this.dropped += Number(post.window !== null) + post.blocks.length
  }

  #makeRoom(): void {
    const windows = Math.max(0, this.#endedWindows.length - MOST_WINDOWS)
    const blocks = Math.max(0, this.#endedBlocks.length - MOST_BLOCKS)
    this.#endedWindows.splice(0, windows)
    this.#endedBlocks.splice(0, blocks)
    this.dropped += windows + blocks
  }
}

function endOf({ startMs, durationMs }: IntervalBlock): number {
  return startMs + durationMs
}

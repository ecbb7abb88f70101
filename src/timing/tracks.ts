/** What each thread and each task did, noted while it happens; it becomes the lanes of the timeline. */
import type { Activity, Contention, Lane, Segment } from "./timeline.js";

/** So many segments are kept in all; beyond that short ones become part of their neighbours. */
const CAPACITY = 200_000;

interface Open {
  readonly from: number;
  readonly activity: Activity;
  readonly about: string | null;
  readonly line: number | null;
}

type Kept = { -readonly [K in keyof Segment]: Segment[K] };

export class Track {
  readonly index: number;
  readonly lane: Omit<Lane, "index" | "segments" | "process" | "parent">;
  /** The lane of its process's first unit. */
  process: number;
  /** The lane that started it. */
  parent: number | null = null;
  segments: Kept[] = [];
  private open: Open | null = null;
  /** Of a task: where what is known of it ends, and until when it sleeps. */
  private known: number | null = null;
  private until: number | null = null;
  private readonly tracks: Tracks;

  constructor(tracks: Tracks, index: number, lane: Omit<Lane, "index" | "segments" | "parent">) {
    this.tracks = tracks;
    this.index = index;
    const { process, ...rest } = lane;
    this.lane = rest;
    this.process = process;
  }

  /** A task has set a timer, for then. */
  sleeps(now: number, until: number): void {
    if (this.open !== null) this.leave(now);
    this.known ??= now;
    this.until = until;
  }

  get isAsleep(): boolean {
    return this.until !== null;
  }

  /** A task goes on, or begins: since it was seen last it has slept, or waited for another, and then for its event loop. */
  resumes(now: number): void {
    const { known, until } = this;
    this.known = now;
    if (known === null) return;
    const over = until === null ? now : Math.min(until, now);
    const line = this.segments.at(-1)?.line ?? null;
    const fill = (activity: Activity, from: number, to: number): void => {
      this.tracks.keep(this, { from, to, activity, about: null, line, by: null });
    };
    fill(until === null ? "waits" : "io", known, over);
    fill("loop", over, now);
    this.until = null;
  }

  /** From now on it does something else; `by`: the lane that ended what it did before. */
  enter(now: number, activity: Activity, about: string | null, line: number | null, by: number | null): void {
    this.leave(now, by);
    this.open = { from: now, activity, about, line };
  }

  /** It does nothing more. */
  leave(now: number, by: number | null = null): void {
    if (this.open === null) return;
    this.tracks.keep(this, { ...this.open, to: now, by });
    this.open = null;
    this.known = now;
  }
}

/** What it did went on. */
function goesOn(last: Kept | undefined, next: Segment): boolean {
  if (last?.to !== next.from) return false;
  if (last.activity !== next.activity || last.about !== next.about || last.line !== next.line) return false;
  last.to = next.to;
  last.by = next.by;
  return true;
}

/** Segments shorter than `resolution` in groups that are not: each does what took most of its time. */
function coarser(segments: readonly Kept[], resolution: number): Kept[] {
  const coarse: Kept[] = [];
  let group: Kept[] = [];
  const flush = (): void => {
    if (group.length > 0) coarse.push(mainly(group));
    group = [];
  };
  for (const segment of segments) {
    const [first] = group;
    if (group.length > 0 && (segment.from - first.from >= resolution || group[group.length - 1].to !== segment.from))
      flush();
    group.push(segment);
  }
  flush();
  return coarse;
}

function mainly(group: readonly Kept[]): Kept {
  if (group.length === 1) return group[0];
  const times = new Map<Activity, number>();
  for (const { activity, from, to } of group) times.set(activity, (times.get(activity) ?? 0) + to - from);
  const most = group.reduce((best, segment) =>
    (times.get(segment.activity) ?? 0) > (times.get(best.activity) ?? 0) ? segment : best,
  );
  return { ...most, from: group[0].from, to: group[group.length - 1].to };
}

export class Tracks {
  readonly list: Track[] = [];
  /** Sums over all threads (not tasks), by activity. */
  readonly totals: Record<Activity, number> = { runs: 0, starts: 0, gil: 0, core: 0, io: 0, waits: 0, loop: 0 };
  private readonly contention = new Map<string, { waits: number; total: number; longest: number }>();
  /** Shorter segments may be missing. */
  private resolution = 0;
  private count = 0;

  add(lane: Omit<Lane, "index" | "segments" | "parent">): Track {
    const track = new Track(this, this.list.length, lane);
    this.list.push(track);
    return track;
  }

  keep(track: Track, segment: Segment): void {
    const time = segment.to - segment.from;
    if (time <= 0) return;
    if (track.lane.form !== "task") this.note(segment, time);
    if (goesOn(track.segments.at(-1), segment)) return;
    track.segments.push({ ...segment });
    this.count += 1;
    if (this.count > CAPACITY) this.coarsen(segment.to);
  }

  lanes(): Lane[] {
    return this.list.map(({ index, lane, process, parent, segments }) => ({
      index,
      ...lane,
      process,
      parent,
      segments,
    }));
  }

  /** Most waited for first. */
  contentions(): Contention[] {
    return [...this.contention]
      .map(([about, sums]) => ({ about, ...sums }))
      .sort((a, b) => b.total - a.total || (a.about < b.about ? -1 : 1));
  }

  private note({ activity, about }: Segment, time: number): void {
    this.totals[activity] += time;
    if (activity !== "waits" || about === null) return;
    const sums = this.contention.get(about) ?? { waits: 0, total: 0, longest: 0 };
    sums.waits += 1;
    sums.total += time;
    sums.longest = Math.max(sums.longest, time);
    this.contention.set(about, sums);
  }

  private coarsen(now: number): void {
    while (this.count > CAPACITY / 2) {
      this.resolution = Math.max(2 * this.resolution, now / CAPACITY);
      this.count = 0;
      for (const track of this.list) {
        track.segments = coarser(track.segments, this.resolution);
        this.count += track.segments.length;
      }
    }
  }
}

/** What time is measured by, in milliseconds: that of the day, and that which all threads of this process have had of the processors. */
export interface Clock {
  now(): number;
  processors(): number;
}

const usualClock: Clock = {
  now: () => performance.now(),
  processors: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

/**
 * How long a thread has been at something that it began just now, in milliseconds and rather too little than too much: where the machine is busy with other
 * programs, no more than this process has had of the processors; where its other threads compute as well, a share of that; and never while it reads.
 * @param reading the milliseconds that it has spent reading, ever.
 */
export function stopwatch(reading: () => number, { now, processors }: Clock = usualClock): () => number {
  const [begun, readBefore, processorsBefore] = [now(), reading(), processors()];
  return () => {
    const wall = now() - begun - (reading() - readBefore);
    const computed = processors() - processorsBefore;
    return Math.min(wall, computed) / Math.max(1, computed / Math.max(1, wall));
  };
}

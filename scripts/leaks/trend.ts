/** How much was held after so many photos. */
export interface Weighed {
  readonly photos: number;
  readonly bytes: number;
}

/**
 * Bytes gained per 100 photos: the slope of the line that fits the samples best (least squares). At
 * least two samples at different counts.
 */
export function growthPer100(samples: readonly Weighed[]): number {
  const mean = (pick: (sample: Weighed) => number): number =>
    samples.reduce((sum, sample) => sum + pick(sample), 0) / samples.length;
  const photos = mean((sample) => sample.photos);
  const bytes = mean((sample) => sample.bytes);
  const shared = mean((sample) => (sample.photos - photos) * (sample.bytes - bytes));
  const spread = mean((sample) => (sample.photos - photos) ** 2);
  if (!(spread > 0)) throw new Error('A line needs samples at two different counts.');
  return (shared / spread) * 100;
}

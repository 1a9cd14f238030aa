/** The value below which `share` of the values lie, nearest rank; `undefined` of none. */
export const quantile = (values: readonly number[], share: number): number | undefined => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
};

// How a figure is told: one line that `cargo xtask bench` reads and puts in columns.

/** Prints a figure; its median is held against the budget. */
export function tell(name: string, samples: number[], unit: string, budget: number, note = ''): void {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
  const [median, p95] = [at(0.5), at(0.95)];
  const verdict = median <= budget ? 'ok' : 'MISS';
  const parts = [name, short(median), short(p95), unit, short(budget), verdict, note || `${samples.length} samples`];
  process.stdout.write(`\nfigure: ${parts.join(' | ')}\n`);
}

function short(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toFixed(2);
}

/**
 * Solves `matrix` · x = b for each right-hand side b and overwrites b with the solution; `matrix`
 * (n × n, row by row) is overwritten too. Gaussian elimination with row pivoting.
 * @throws RangeError when the matrix is singular.
 */
export function solveInPlace(matrix: Float64Array, rightHandSides: readonly Float64Array[]): void {
  const n = Math.sqrt(matrix.length);
  for (let step = 0; step < n; step++) {
    swapInLargestPivot(matrix, rightHandSides, n, step);
    const pivot = matrix[step * n + step]!;
    if (!(Math.abs(pivot) > 1e-12)) throw new RangeError('a singular system has no solution');
    for (let row = step + 1; row < n; row++) {
      const factor = matrix[row * n + step]! / pivot;
      if (factor === 0) continue;
      const from = step * n;
      const to = row * n;
      for (let column = step + 1; column < n; column++) {
        matrix[to + column]! -= factor * matrix[from + column]!;
      }
      for (const side of rightHandSides) side[row]! -= factor * side[step]!;
    }
  }
  for (const side of rightHandSides) {
    for (let row = n - 1; row >= 0; row--) {
      let sum = side[row]!;
      for (let column = row + 1; column < n; column++) {
        sum -= matrix[row * n + column]! * side[column]!;
      }
      side[row] = sum / matrix[row * n + row]!;
    }
  }
}

function swapInLargestPivot(
  matrix: Float64Array,
  rightHandSides: readonly Float64Array[],
  n: number,
  step: number,
): void {
  let best = step;
  for (let row = step + 1; row < n; row++) {
    if (Math.abs(matrix[row * n + step]!) > Math.abs(matrix[best * n + step]!)) best = row;
  }
  if (best === step) return;
  const kept = matrix.slice(step * n, (step + 1) * n);
  matrix.copyWithin(step * n, best * n, (best + 1) * n);
  matrix.set(kept, best * n);
  for (const side of rightHandSides) {
    const value = side[step]!;
    side[step] = side[best]!;
    side[best] = value;
  }
}

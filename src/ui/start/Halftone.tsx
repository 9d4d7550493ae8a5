const columns = 62;
const rows = 46;
const pitchPx = 16;
const widthPx = columns * pitchPx;
const rowPx = pitchPx * 0.87;
const heightPx = rows * rowPx;
const largestRadius = 0.56;

/** Dots that shrink with the distance from a lamp beyond the top right corner, as one path. */
function halftonePath(): string {
  let path = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = (column + (row % 2) / 2) * pitchPx;
      const y = row * rowPx;
      const distance = Math.hypot((widthPx - x) / widthPx, y / heightPx);
      const radius = Math.round(pitchPx * largestRadius * (1 - distance) * 100) / 100;
      if (radius < 0.6) continue;
      const arc = `a${radius} ${radius} 0 1 0 `;
      path += `M${(x - radius).toFixed(2)} ${y.toFixed(2)}${arc}${radius * 2} 0${arc}${-radius * 2} 0`;
    }
  }
  return path;
}

const dots = halftonePath();

/** The safelight on the wall, as a printer would draw it. */
export function Halftone() {
  return (
    <svg
      className="halftone"
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      width={widthPx}
      height={heightPx}
      aria-hidden="true"
    >
      <path d={dots} />
    </svg>
  );
}
